"""HTML that platforms send, as the text a reader sees."""

from __future__ import annotations

import re
from html import unescape

from lxml import html
from lxml.etree import ParserError

from uproar.sources.decode import REPLACEMENT, clean

# What XML, and so the parser, cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_UNSEEN = frozenset({"script", "style", "template", "head", "title"})
# Line breaks around an element.
_BREAKS = {"p": 2, "blockquote": 2, "pre": 2, "div": 1, "li": 1, "h1": 2, "h2": 2, "h3": 2}


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
        storable = _CONTROL.sub(REPLACEMENT, markup)
        root = html.fragment_fromstring(storable, create_parent="div")
    except ParserError:
        return ""
    return str(clean(_written(root))).strip()


def _written(root: html.HtmlElement) -> str:
    """Text in document order, without recursion: a post may nest a thousand elements."""
    parts: list[str] = []
    due = 0  # line breaks before the next text
    waiting: list[html.HtmlElement | str | int] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, int):
            due = max(due, node)
        elif isinstance(node, str):
            if node:
                parts += ["\n" * due, node]
                due = 0
        elif node.tag == "br":
            due += 1
        elif isinstance(node.tag, str) and node.tag not in _UNSEEN:
            around = _BREAKS.get(node.tag, 0)
            within: list[html.HtmlElement | str | int] = [around, node.text or ""]
            for child in node:
                within += [child, child.tail or ""]
            waiting += reversed([*within, around])
    return "".join(parts)
