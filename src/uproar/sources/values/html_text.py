"""HTML that platforms send, as the text a reader sees."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from uproar.sources.values.json_values import REPLACEMENT, clean
from uproar.sources.values.markup import refuse_excess

# What XML, and so the parser, cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Where a reader sees a new line, or a new paragraph.
_LINE = re.compile(r"(<(?:br|li|div|tr)\b|</(?:ul|ol|div)>)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(</?(?:p|blockquote|pre|h[1-6])\b)", re.IGNORECASE)
_IS_PLAIN = re.compile(r"(?:[^<]|</?(?:p|a|span)\b|<br\b)*+")
_BLANK_LINES = re.compile(r"\n{3,}")
_UNSEEN = ("script", "style", "template", "title")
_HAS_UNSEEN = re.compile(r"<(?:script|style|template|title)\b", re.IGNORECASE)
_PARSER = etree.HTMLParser(remove_comments=True, remove_pis=True)


def text_of(markup: str) -> str:
    """The text of an HTML fragment: paragraphs apart, line breaks kept, entities resolved.

    Raises Unusable for more markup than anybody writes.

    >>> text_of("<p>one &amp; one</p><p>again<br>and again</p>")
    'one & one\\n\\nagain\\nand again'
    """
    if "<" not in markup:
        return clean(unescape(markup)).strip()
    if markup.startswith("<p>") and markup.endswith("</p>") and markup.count("<") == 2:
        return clean(unescape(markup[3:-4])).strip()
    refuse_excess(markup)
    try:
        root = etree.fromstring(
            f"<div>{_with_line_breaks(_CONTROL.sub(REPLACEMENT, markup))}</div>", _PARSER
        )
    except etree.XMLSyntaxError:
        return ""
    if _HAS_UNSEEN.search(markup):
        etree.strip_elements(root, *_UNSEEN, with_tail=False)
    return _BLANK_LINES.sub("\n\n", clean("".join(root.itertext()))).strip()


def _with_line_breaks(markup: str) -> str:
    """The markup with line breaks in its text where a reader sees them."""
    if _IS_PLAIN.fullmatch(markup):
        return markup.replace("<p", "\n\n<p").replace("</p", "\n\n</p").replace("<br", "\n<br")
    return _PARAGRAPH.sub("\n\n\\1", _LINE.sub("\n\\1", markup))
