# ruff: noqa: E501  # word lists and patterns read better on one line
"""Quoted phrases of an article that repeat a theme's way of speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from uproar.recall.theme_digest import ThemeDigest
from uproar.recall.tokens import tokens

_QUOTED = re.compile(
    r"(?<!\w)'([^'\n]{2,80})'(?!\w)|(?<!\w)\"([^\"\n]{2,80})\"(?!\w)|‘([^‘’\n]{2,80})’|“([^“”\n]{2,80})”|"
    r"«\s?([^«»\n]{2,80}?)\s?»|「([^「」\n]{2,80})」|\"([^\"\n]{2,80})\"|'([^'\n]{2,80})'"
)
_REPEATED = re.compile(
    r"\b(?:times|again|every|both|each|still|always|over and over|kept|keeps|repeat\w*|another|"
    r"veces|otra vez|de nuevo|siempre|cada|sigue|seguía|todavía|repit\w+|ambos|ambas|"
    r"vezes|sempre|ainda|repet\w+|lagi|kali|selalu|masih|encore|fois|toujours|chaque|répét\w+)\b|"
    r"번이나|\d번|[두세네]\s?번|여러 번|또\s|매번|계속|여전히|아직도?|다시|반복|내내|회나|"
    r"回も|\d回|[二三四五六七八九十]回|何度|また|毎回|毎日|毎|まだ|繰り返|続け|อีก|ครั้ง|ยัง|ทุก",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Speech:
    """How a theme speaks: the words it turns on, the runs of words in its lines, whether it repeats."""

    core: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    is_repeated: bool


def speech_of(theme: ThemeDigest, names: frozenset[str]) -> Speech:
    """The theme's own words, without the names of the event's people and works.

    >>> s = speech_of(ThemeDigest("t", ("verse",), cues=("Still verse two.",)), frozenset())
    >>> ("verse", "two") in s.runs, s.is_repeated
    (True, True)
    """
    said = [tokens(text) for text in (*theme.cues, *theme.quotes)]
    spread: dict[str, int] = {}
    for line in said:
        for word in set(line):
            spread[word] = spread.get(word, 0) + 1
    core = {w for w, n in spread.items() if n > 1} & {w for c in theme.cues for w in tokens(c)}
    core |= set(tokens(" ".join(theme.terms)))
    runs = {tuple(line[i : i + 2]) for line in said for i in range(len(line) - 1)}
    return Speech(
        frozenset(core - names),
        frozenset(runs),
        any(is_repeated(text) for text in (*theme.cues, *theme.terms)),
    )


def is_repeated(text: str) -> bool:
    """Whether a text speaks of something done over and over.

    >>> is_repeated("He wrote it nine times."), is_repeated("He wrote it down.")
    (True, False)
    """
    return bool(_REPEATED.search(text))


def phrases(text: str) -> list[str]:
    """What stands in quotation marks, titles of works (in capitals) left out.

    >>> phrases("In 'Long Road' she said 'page two' again.")
    ['page two']
    """
    found = [next(g for g in m.groups() if g) for m in _QUOTED.finditer(text[:5000])]
    return [p for p in found if not _is_title(p)]


def _is_title(phrase: str) -> bool:
    words = [w for w in phrase.split() if w[:1].isalpha()]
    return bool(words) and all(w[0].isupper() for w in words if len(w) > 3 or w is words[0])


def echo(found: Sequence[str], speech: Speech) -> tuple[float, frozenset[str], str]:
    """How strongly quoted phrases echo a theme, the shared words, the phrase that does.

    2: one slot of a two-word run is changed ("verse two", "page two"), or two words are shared;
    1: one word is shared; 0: none.
    """
    best: tuple[float, frozenset[str], str] = (0.0, frozenset(), "")
    for phrase in found:
        said = tokens(phrase)
        shared = frozenset(said) & speech.core
        if not shared:
            continue
        pairs = {tuple(said[i : i + 2]) for i in range(len(said) - 1)}
        is_framed = len(said) <= 4 and any(
            a[at] == b[at] and a[at] in shared and a != b
            for a in pairs
            for b in speech.runs
            for at in (0, 1)
        )
        strength = 2.0 if is_framed or len(shared) > 1 else 1.0
        if (strength, sorted(shared), phrase) > (best[0], sorted(best[1]), best[2]):
            best = (strength, shared, phrase)
    return best
