"""Scores of a timeline against a reference, as the evaluation of news-tls defines them.

Source: Martschat and Markert 2017, doi:10.18653/v1/E17-2046 ("align+ m:1"): every date is aligned
to the date of the other side that costs least, (1 - 1 / (days apart + 1)) times (1 - overlap of
words); its ROUGE hits are discounted by 1 / (days apart + 1). Ghalandari and Ifrim 2020,
doi:10.18653/v1/2020.acl-main.122: dates as sets; means of precision and recall over timelines, then F1.
What we changed: ROUGE's words are stemmed by SQLite's Porter tokenizer, and its stop words are
scikit-learn's list in place of the SMART list.
"""

from __future__ import annotations

import atexit
import re
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from uproar.recall.tokens import FUNCTION_WORDS

Timeline = list[tuple[date, list[str]]]
_WORD = re.compile(r"[^\W_]+")


class Score(NamedTuple):
    """Precision and recall of one timeline."""

    precision: float
    recall: float


def dates(made: Timeline, reference: Timeline) -> Score:
    """Which dates both have."""
    hit = len({d for d, _ in made} & {d for d, _ in reference})
    return Score(hit / max(1, len(made)), hit / max(1, len(reference)))


def aligned_rouge(made: Timeline, reference: Timeline, n: int, lang: str = "en") -> Score:
    """Alignment-based ROUGE-n, many to one, by date distance and words."""
    ours = [(d, " ".join(s), _grams(s, n, lang)) for d, s in sorted(made)]
    theirs = [(d, " ".join(s), _grams(s, n, lang)) for d, s in sorted(reference)]

    def share(these: list[tuple[date, str, Counter[tuple[str, ...]]]], those: list[tuple[date, str, Counter[tuple[str, ...]]]]) -> float:  # fmt: skip
        hits = 0.0
        for day, text, grams in these:
            other = min(those, key=lambda o: _cost(day, text, o[0], o[1]), default=None)
            if other is not None:
                hits += sum((grams & other[2]).values()) / (abs((day - other[0]).days) + 1)
        return hits / max(1, sum(sum(g.values()) for _, _, g in these))

    return Score(share(ours, theirs), share(theirs, ours))


def f1(scores: Sequence[Score]) -> float:
    """F1 of the mean precision and the mean recall."""
    p = sum(s.precision for s in scores) / max(1, len(scores))
    r = sum(s.recall for s in scores) / max(1, len(scores))
    return 2 * p * r / (p + r) if p + r else 0.0


def _cost(day: date, text: str, other: date, others: str) -> float:
    apart = 1 - 1 / (abs((day - other).days) + 1)
    return apart * (1 - _overlap(text, others)) if apart else 0.0


@cache
def _overlap(text: str, other: str) -> float:
    """F1 of the words of two texts as they stand."""
    a, b = _plain(text), _plain(other)
    both = sum((a & b).values())
    return 2 * both / max(1, sum(a.values()) + sum(b.values()))


@cache
def _plain(text: str) -> Counter[str]:
    return Counter(w for w in text.split() if any(c.isalnum() for c in w))


def _grams(sentences: Sequence[str], n: int, lang: str) -> Counter[tuple[str, ...]]:
    words = [w for s in sentences for w in _words(s, lang)]
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


@cache
def _words(sentence: str, lang: str) -> tuple[str, ...]:
    stop = ENGLISH_STOP_WORDS if lang == "en" else FUNCTION_WORDS
    kept = [w for w in _WORD.findall(sentence.lower()) if w not in stop]
    return tuple(_stem(w) for w in kept) if lang == "en" else tuple(kept)


@cache
def _stem(word: str) -> str:
    database = _porter()
    database.execute("delete from stem")
    database.execute("insert into stem values (?)", (word,))
    row = database.execute("select term from stems").fetchone()
    return str(row[0]) if row else word


@cache
def _porter() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table stem using fts5(word, tokenize='porter ascii')")
    database.execute("create virtual table stems using fts5vocab(stem, 'row')")
    atexit.register(database.close)
    return database
