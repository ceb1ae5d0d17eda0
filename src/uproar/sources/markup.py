"""HTML that platforms send, as the text a reader sees."""

from __future__ import annotations

from html import unescape

from lxml import html
from lxml.etree import ParserError

from uproar.sources.decode import clean

_UNSEEN = frozenset({"script", "style", "template", "head", "title"})
_BREAKS = {"br": "\n", "p": "\n\n", "div": "\n", "li": "\n", "blockquote": "\n\n", "pre": "\n\n"}


def text_of(markup: str) -> str:
    """The text of an HTML fragment: paragraphs apart, line breaks kept, entities resolved.

    >>> text_of("<p>one &amp; one</p><p>again<br>and again</p>")
    'one & one\\n\\nagain\\nand again'
    """
    if "<" not in markup:
        return str(clean(unescape(markup))).strip()
    if markup.startswith("<p>") and markup.endswith("</p>") and markup.count("<") == 2:
        return str(clean(unescape(markup[3:-4]))).strip()
    try:
        root = html.fragment_fromstring(str(clean(markup)), create_parent="div")
    except ParserError:
        return ""
    parts: list[str] = []
    _walk(root, parts)
    return str(clean("".join(parts))).strip()


def _walk(root: html.HtmlElement, parts: list[str]) -> None:
    """Text in document order, without recursion: a post may nest a thousand elements."""
    waiting: list[html.HtmlElement | str] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        tag = node.tag if isinstance(node.tag, str) else "script"
        after = [child.tail or "" for child in node]
        within: list[html.HtmlElement | str] = [] if tag in _UNSEEN else [node.text or ""]
        if tag not in _UNSEEN:
            for child, tail in zip(node, after, strict=True):
                within += [child, tail]
        if tag in _BREAKS and parts and node is not root:
            parts.append(_BREAKS[tag])
        waiting += reversed(within)
