# ruff: noqa: E501  # word lists and patterns read better on one line
"""Quoted phrases of an article that repeat a theme's way of speaking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from uproar.recall.config import PrecedentsConfig
from uproar.recall.theme_digest import ThemeDigest
from uproar.recall.tokens import tokens

CONFIG = PrecedentsConfig()

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
    """How a theme speaks.

    core: the words it turns on. runs: every two words in a row of its lines and posts. is_repeated:
    whether it speaks of something done over and over.
    """

    core: frozenset[str]
    runs: frozenset[tuple[str, ...]]
    is_repeated: bool


def speech_of(theme: ThemeDigest, names: frozenset[str]) -> Speech:
    """The theme's own words, without the names of the event's people and works.

    >>> speech = speech_of(ThemeDigest("t", ("oven",), cues=("The oven burns again.",)), frozenset())
    >>> ("oven", "burn") in speech.runs, speech.is_repeated
    (True, True)
    """
    lines = [tokens(text) for text in (*theme.cues, *theme.quotes)]
    spread: dict[str, int] = {}
    for line in lines:
        for word in set(line):
            spread[word] = spread.get(word, 0) + 1
    core = {w for w, n in spread.items() if n > 1} & {w for c in theme.cues for w in tokens(c)}
    core |= set(tokens(" ".join(theme.terms)))
    runs = {tuple(line[i : i + 2]) for line in lines for i in range(len(line) - 1)}
    return Speech(
        frozenset(core - names),
        frozenset(runs),
        any(is_repeated(text) for text in (*theme.cues, *theme.terms)),
    )


def is_repeated(text: str) -> bool:
    """Whether a text speaks of something done over and over.

    >>> is_repeated("The start was delayed again."), is_repeated("The start was delayed.")
    (True, False)
    """
    return bool(_REPEATED.search(text))


def phrases(text: str) -> list[str]:
    """What stands in quotation marks, titles of works (in capitals) left out.

    >>> phrases("In 'Long Road' she said 'my last race' again.")
    ['my last race']
    """
    quoted = [next(g for g in m.groups() if g) for m in _QUOTED.finditer(text[: CONFIG.max_chars])]
    return [phrase for phrase in quoted if not _is_title(phrase)]


def _is_title(phrase: str) -> bool:
    words = [w for w in phrase.split() if w[:1].isalpha()]
    return bool(words) and all(w[0].isupper() for w in words if len(w) > 3 or w is words[0])


def echo(quoted: Sequence[str], speech: Speech) -> tuple[float, frozenset[str], str]:
    """How strongly quoted phrases echo a theme, the shared words, and the phrase that does.

    2: one of two words in a row is changed ("last race", "last lap"), or two words are shared;
    1: one word is shared; 0: none. Ties: by the shared words, then the phrase.
    """
    best: tuple[float, frozenset[str], str] = (0.0, frozenset(), "")
    for phrase in quoted:
        words = tokens(phrase)
        shared = frozenset(words) & speech.core
        if not shared:
            continue
        pairs = {tuple(words[i : i + 2]) for i in range(len(words) - 1)}
        is_framed = len(words) <= CONFIG.max_frame_words and any(
            pair[slot] == run[slot] and pair[slot] in shared and pair != run
            for pair in pairs
            for run in speech.runs
            for slot in (0, 1)
        )
        strength = 2.0 if is_framed or len(shared) > 1 else 1.0
        if (strength, sorted(shared), phrase) > (best[0], sorted(best[1]), best[2]):
            best = (strength, shared, phrase)
    return best
