"""Which line of the footage a text repeats: by its characters, or by its meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.sparse as ss

from uproar.text.ngrams import grams

_LONGEST_TEXT = 1000
_QUOTED = re.compile(r"[\"“”„«「『‘]([^\"“”„»」』’\n]{4,200})[\"“”»」』’]")
# A line counts as repeated when this much of its weight is found, or when a quotation of at least
# `FEWEST_GRAMS` grams lies this much within it.
WHOLE = 0.6
PART = 0.7
FEWEST_GRAMS = 6


def quoted(norm: str) -> list[str]:
    """What stands between quotation marks."""
    return _QUOTED.findall(norm[:_LONGEST_TEXT])


class Index:
    """Lines by the grams they hold, rare ones weighing more."""

    def __init__(self, lines: Sequence[str]) -> None:
        bags = [grams(line) for line in lines]
        self._names = {g: j for j, g in enumerate(sorted(set().union(*bags)))}
        held = self._rows(bags)
        seen = np.asarray(held.sum(axis=0)).ravel()
        self._weight = np.log(1 + len(lines) / np.where(seen > 0, seen, 1))
        self._held = held
        self._full = np.maximum(held @ self._weight, 1e-9)
        self._size = np.asarray(held.sum(axis=1)).ravel()

    def _rows(self, bags: Sequence[set[str]]) -> Any:
        rows = [sorted(self._names[g] for g in bag if g in self._names) for bag in bags]
        ends = np.cumsum([0, *(len(row) for row in rows)])
        flat = np.fromiter((j for row in rows for j in row), np.int64, int(ends[-1]))
        return ss.csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(self._names)))

    def found(self, norms: Sequence[str]) -> Any:
        """How surely each text repeats each line, 0-1. Shape: CSR (n texts, n lines).

        The part of a line's weight that is in the text; or the part of a quotation that is in the
        line. Below `WHOLE` and `PART` it is zero.
        """
        texts = self._rows([grams(norm) for norm in norms])
        shared = (texts @ ss.diags(self._weight) @ self._held.T).tocsr()
        whole = shared @ ss.diags(1 / self._full)
        whole.data[whole.data < WHOLE] = 0
        enough = ss.diags((self._size >= FEWEST_GRAMS).astype(np.float64))
        return (whole @ enough).maximum(self._quoted(norms))

    def _quoted(self, norms: Sequence[str]) -> Any:
        pieces = [(i, grams(q)) for i, norm in enumerate(norms) for q in quoted(norm)]
        pieces = [(i, g) for i, g in pieces if len(g) >= FEWEST_GRAMS]
        shape = (len(norms), len(self._full))
        if not pieces:
            return ss.csr_matrix(shape)
        share = (self._rows([g for _, g in pieces]) @ self._held.T).tocsr()
        share = ss.diags([1 / len(g) for _, g in pieces]) @ share
        share.data[share.data < PART] = 0
        owner = [i for i, _ in pieces]
        picks = ss.csr_matrix(
            (np.ones(len(owner)), (owner, np.arange(len(owner)))), shape=(shape[0], len(owner))
        )
        return (picks @ share).minimum(1.0) if len(owner) else ss.csr_matrix(shape)


def by_meaning(vectors: Any, lines: Any) -> tuple[Any, Any]:
    """The line each text is nearest to, and the cosine. A zero vector is near to nothing (0)."""
    left = vectors.astype(np.float32)
    right = lines.astype(np.float32)
    dots = np.empty(len(left), np.float64)
    best = np.empty(len(left), np.int64)
    length = np.linalg.norm(right, axis=1)
    unit = right / np.where(length > 0, length, 1)[:, None]
    for start in range(0, len(left), 4096):
        block = left[start : start + 4096] @ unit.T
        best[start : start + 4096] = block.argmax(axis=1)
        dots[start : start + 4096] = block.max(axis=1)
    own = np.linalg.norm(left, axis=1)
    return best, dots / np.where(own > 0, own, 1)
