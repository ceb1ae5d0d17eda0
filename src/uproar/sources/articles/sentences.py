"""Sentences of an article's text, in scripts with and without spaces."""

from __future__ import annotations

import re

# Words whose full stop does not end a sentence; single letters (initials) are covered by the rule.
_ABBREVIATION_WORDS = """
mr mrs ms dr prof st sr jr vs etc no vol fig gen col sgt capt lt rev hon gov sen rep pres
jan feb mar apr jun jul aug sep sept oct nov dec inc ltd corp co bros dept est approx min max
sra dra srta ud uds pág núm mme mlle av art bd env tel e.g i.e a.m p.m u.s u.k u.n ph.d
a.k.a feat ft
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_WORDS.split())
_LATIN_END = re.compile(r"([.!?…]+)([\"'”’»)\]]*)(\s+)")
_CJK_END = re.compile(r"[。！？｡!?]+[」』”’）)\]]*")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_LAST_WORD = re.compile(r"([\w.]+)$")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in order, as they stand in it. Empty: ().

    A line break ends a sentence. A full stop after an abbreviation, an initial or inside a number
    does not, nor does a mark inside a quotation that goes on.

    >>> sentences("Dr. Oh stopped at 4 a.m. on Monday. \\"Why?\\" he said. It rained.")
    ('Dr. Oh stopped at 4 a.m. on Monday.', '"Why?" he said.', 'It rained.')
    """
    cut: list[str] = []
    for line in text.splitlines():
        for part in _cjk_parts(line):
            cut += _latin_parts(part)
    return tuple(cut)


def _cjk_parts(line: str) -> list[str]:
    """Cut after full-width marks, and after half-width ones in a line of Han or kana."""
    if not _CJK.search(line):
        return [line]
    parts, start = [], 0
    for end in _CJK_END.finditer(line):
        following = line[end.end() : end.end() + 1]
        if end.group()[-1] in "」』”’" and following in (
            "と",
            "って",
            "、",
            "，",
            "は",
            "が",
            "の",
        ):
            continue  # the quotation is part of a longer sentence
        if line.count("「", start, end.start()) > line.count("」", start, end.end()):
            continue
        parts.append(line[start : end.end()])
        start = end.end()
    return [*parts, line[start:]]


def _latin_parts(text: str) -> list[str]:
    parts, start = [], 0
    for end in _LATIN_END.finditer(text):
        if not _ends(text[start : end.start()], end.group(1), end.group(2), text[end.end() :]):
            continue
        parts.append(text[start : end.end(2)])
        start = end.end()
    return [stripped for part in (*parts, text[start:]) if (stripped := part.strip())]


def _ends(before: str, mark: str, closing: str, after: str) -> bool:
    first = after.lstrip("\"'“‘«¿¡([")[:1]
    if first.islower():
        return False  # "Why?" he said
    if mark == "." and not closing:
        word = _LAST_WORD.search(before)
        last = word.group(1).casefold() if word else ""
        if last in _ABBREVIATIONS or last.rstrip(".") in _ABBREVIATIONS:
            return last in ("a.m", "p.m", "etc", "inc", "ltd", "co", "corp", "jr", "sr") and (
                first.isupper()
            )
        if len(last) == 1 and last.isalpha() and last not in ("i", "a", "y", "o"):
            return False  # an initial
    return True
