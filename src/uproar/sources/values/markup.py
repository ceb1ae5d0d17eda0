"""Bounds on HTML and XML before it is parsed, and the characters of a page's bytes.

Parsers take time that is quadratic in the attributes of one tag, and what is done with a page grows
with its tags. Both are counted first, without a parser.
"""

from __future__ import annotations

import re

from uproar.sources.values.character_sets import character_set
from uproar.sources.values.rejects import Unusable

# source: HTTP Archive, Web Almanac 2022, "Page Weight": HTML of 0.2 MB and more is in one page of
# ten; forty times as much is no article
MAX_CHARS = 8 << 20
# Of "<". chosen on: judgement; a long article with its menus has some thousand
MAX_TAGS = 200_000
MAX_ATTRIBUTES = 256  # of one tag; chosen on: judgement; HTML knows some hundred in all
# How often each character is looked at: any "<" may begin a tag, also one inside another.
_MAX_READINGS = 8  # chosen on: judgement; pages need one
_TAG = re.compile(r"<[A-Za-z][^\s/>]*+[\s/]*+")
# As HTML's tokenizer reads one: a name, a value that may stand in quotation marks, what parts it
# from the next.
_ATTRIBUTE = re.compile(
    r"[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>]*+))?+[\s/]*+"
)
# source: HTML Living Standard, "Determining the character encoding": its first 1,024 bytes say it
_LOOKED_THROUGH = 1024
_STATED = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})")
_DECLARATION = re.compile(r"\s{0,99}<\?xml[^<>]{0,500}>")
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# A page that states one of these in letters is not written in it.
_UNSTATABLE = ("utf-16", "utf-32", "utf-7")


def refuse_excess(markup: str) -> None:
    """Raise Unusable for more characters, tags, or attributes of one tag than an article has."""
    n_tags = markup.count("<")
    if len(markup) > MAX_CHARS:
        raise Unusable("too_much_markup", f"{len(markup):,} characters; at most {MAX_CHARS:,}")
    if n_tags > MAX_TAGS:
        raise Unusable("too_much_markup", f"{n_tags:,} tags; at most {MAX_TAGS:,}")
    if len(markup) > MAX_ATTRIBUTES:
        _refuse_attributes(markup)


def _refuse_attributes(markup: str) -> None:
    """Raise Unusable where a tag, wherever one may begin, has more than MAX_ATTRIBUTES."""
    n_left = _MAX_READINGS * len(markup)
    for tag in _TAG.finditer(markup):
        end, n = tag.end(), 0
        while attribute := _ATTRIBUTE.match(markup, end):
            end, n = attribute.end(), n + 1
            if n > MAX_ATTRIBUTES:
                raise Unusable(
                    "too_much_markup", f"a tag with more than {MAX_ATTRIBUTES} attributes"
                )
        n_left -= end - tag.start()
        if n_left < 0:
            raise Unusable("too_much_markup", "tags inside tags inside tags")


def decoded(raw: bytes) -> str:
    """The characters of a page, whose bytes may state how they are written; without declaration.

    >>> decoded('<meta charset="euc-kr"><p>배'.encode("euc-kr"))
    '<meta charset="euc-kr"><p>배'
    """
    stated = _STATED.search(raw[:_LOOKED_THROUGH])
    name = character_set(stated[1].decode("ascii", "replace")) if stated else None
    if name is None or name.startswith(_UNSTATABLE):
        name = "cp1252"  # source: HTML Living Standard, as above: what most others are written in
    bom = next((meant for begin, meant in _BOMS.items() if raw.startswith(begin)), None)
    # What is ASCII throughout may be one of the sets of seven bits, such as ISO-2022-JP.
    for encoding in [bom] if bom else [name, "utf-8"] if raw.isascii() else ["utf-8", name]:
        try:
            return _DECLARATION.sub("", raw.decode(encoding), count=1)
        except UnicodeError:
            continue
    return _DECLARATION.sub("", raw.decode(bom or name, "replace"), count=1)
