"""The archive's index: full text in any script, and meaning, joined in one ranking."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uproar.arrays import Float32s, Float64s
from uproar.model import Article, Embed
from uproar.recall.config import ArchiveIndexConfig
from uproar.recall.tokens import tokens

CONFIG = ArchiveIndexConfig()


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence near a query (0: the headline).

    by_words, by_meaning: its place in either list, from 1; None: not in it. words: those that it
    shares with the query. cosine: with the query, from -1 to 1.
    """

    article_id: str
    sentence: int
    score: float
    by_words: int | None = None
    by_meaning: int | None = None
    words: tuple[str, ...] = ()
    cosine: float = 0.0


class ArchiveIndex:
    """Headlines and sentences, ranked by BM25 over words and by cosine of embeddings.

    Words are folded; scripts without spaces, and Korean, are read as pairs of characters. BM25 is
    that of SQLite's FTS5 (k1 1.2, b 0.75), in memory. `words`: the tokens of every sentence and
    headline, by place; `bodies`: the places of sentences, headlines left out.
    Source: Robertson and Zaragoza 2009, doi:10.1561/1500000019; reciprocal rank fusion by Cormack
    and others 2009, doi:10.1145/1571941.1572114, with its k of 60.
    """

    def __init__(self, articles: Sequence[Article], embed: Embed) -> None:
        in_order = sorted(articles, key=lambda a: a.id)
        texts = [(a, n, s) for a in in_order for n, s in enumerate((a.headline, *a.sentences))]
        self._keys = [(a.id, n) for a, n, _ in texts]
        self._places = {key: place for place, key in enumerate(self._keys)}
        token_lists = [tokens(s) for _, _, s in texts]
        self.words = [frozenset(words) for words in token_lists]
        self.bodies = np.array([i for i, (_, n) in enumerate(self._keys) if n], np.int64)
        self._spread = Counter(word for words in self.words for word in words)
        self._embed = embed
        self._vectors = embed([s for _, _, s in texts]).astype(np.float32)
        self._lengths = lengths(self._vectors)
        self._full_text = _full_text(self._keys, token_lists)

    def __len__(self) -> int:
        return len(self._keys)

    def close(self) -> None:
        """Give the memory of the full text back; nothing can be searched afterwards."""
        self._full_text.close()

    def search(self, query: str, n: int = 10) -> tuple[Hit, ...]:
        """The best sentence of each of the `n` best articles.

        A sentence without a word of the query counts where its cosine lies two standard deviations
        above the archive's mean. Empty: no word of the query, nothing near it. Ties: by article id,
        then sentence.
        """
        best: dict[str, Hit] = {}
        for hit in self.rank(query):
            best.setdefault(hit.article_id, hit)
        return tuple(best.values())[:n]

    def rank(self, query: str) -> tuple[Hit, ...]:
        """Every sentence in the first ranks of either list, best first."""
        by_words = self._by_words(query)
        cosines = self.cosines([query])
        by_meaning = _outstanding(cosines)
        asked = frozenset(tokens(query))
        hits = []
        for row in sorted(by_words.keys() | by_meaning.keys()):
            ranks = (by_words.get(row), by_meaning.get(row))
            score = round(sum(1 / (CONFIG.rank_offset + r) for r in ranks if r is not None), 9)
            shared = tuple(sorted(asked & self.words[row]))
            cosine = round(float(cosines[row]), 4)
            hits.append(Hit(*self._keys[row], score, *ranks, shared, cosine))
        return tuple(sorted(hits, key=lambda h: (-h.score, h.article_id, h.sentence)))

    def _by_words(self, query: str) -> dict[int, int]:
        """Row → place in the ranking by BM25, from 1."""
        asked = list(dict.fromkeys(tokens(query)))[: CONFIG.max_query_words]
        if not asked or not self._keys:
            return {}
        matches = self._full_text.execute(
            "select rowid, bm25(passage, 1.0, ?) from passage where passage match ?",
            (CONFIG.headline_weight, " OR ".join(f'"{word}"' for word in asked)),
        ).fetchall()
        ranked = sorted((round(score, 9), row) for row, score in matches)
        return {row: place for place, (_, row) in enumerate(ranked[: CONFIG.depth], 1)}

    def cosines(self, lines: Sequence[str]) -> Float64s:
        """Of every sentence, in the order of `place`: its cosine with the nearest of the lines."""
        if not self._keys or not lines:
            return np.zeros(len(self._keys))
        asked = self._embed(lines).astype(np.float32)
        # whole numbers below 2**24: exact in any order
        dots = (self._vectors @ asked.T).astype(np.float64)
        nearest: Float64s = (dots / lengths(asked)).max(axis=1) / self._lengths
        return nearest.round(6)

    def place(self, article_id: str, sentence: int) -> int:
        """Where a sentence stands in the index. Raises KeyError when it is not there."""
        return self._places[article_id, sentence]

    def rarity(self, word: str) -> float:
        """How much a shared word says: the logarithm of one plus sentences per sentence with it."""
        return float(np.log1p(len(self._keys) / (1 + self._spread[word])))

    def commonness(self, word: str) -> float:
        """Share of the archive's sentences that hold a word."""
        return self._spread[word] / max(1, len(self._keys))


def _full_text(
    keys: Sequence[tuple[str, int]], token_lists: Sequence[Sequence[str]]
) -> sqlite3.Connection:
    """A table of token strings; every byte beyond ASCII is part of a word to its tokenizer."""
    by_key = zip(keys, token_lists, strict=True)
    headlines = {article: " ".join(words) for (article, n), words in by_key if n == 0}
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table passage using fts5(words, headline, tokenize='ascii')")
    database.executemany(
        "insert into passage (rowid, words, headline) values (?, ?, ?)",
        (
            (row, " ".join(words), headlines[article] if n else "")
            for row, ((article, n), words) in enumerate(zip(keys, token_lists, strict=True))
        ),
    )
    return database


def _outstanding(cosines: Float64s) -> dict[int, int]:
    """Row → place, from 1, of those whose cosine stands out of all the archive's."""
    if not len(cosines):
        return {}
    floor = float(cosines.mean()) + CONFIG.min_deviations * float(cosines.std())
    order = np.lexsort((np.arange(len(cosines)), -cosines))[: CONFIG.depth]
    rows = [int(i) for i in order if cosines[i] > 0 and cosines[i] >= floor]
    return {row: place for place, row in enumerate(rows, 1)}


def lengths(vectors: Float32s) -> Float64s:
    """Euclidean length of each row, at least 1, so that a row of zeros can divide."""
    measured = np.sqrt(np.square(vectors, dtype=np.float64).sum(axis=1))
    floored: Float64s = np.maximum(measured, 1.0)
    return floored
