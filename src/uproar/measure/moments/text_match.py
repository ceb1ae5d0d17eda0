"""Which line of the footage a text repeats: by its characters, or by its meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import scipy.sparse as ss

from uproar.arrays import Float64s, Int8s, Int64s
from uproar.measure.moments.config import CONFIG, TextMatchConfig
from uproar.text.ngrams import grams

# Cosines are rounded, so that lines that fit alike do so on every processor.
COSINE_DIGITS = 9  # source: arithmetic, far coarser than the rounding of a sum in 64 bits
# Characters of a text that are searched for quotations.
_LONGEST_TEXT = 1000  # chosen on: judgement, bounds the cost of a hostile text
_QUOTED = re.compile(r"[\"“”„«「『‘]([^\"“”„»」』’\n]{4,200})[\"“”»」』’]")


def quotations(norm: str) -> list[str]:
    """What stands between quotation marks."""
    return _QUOTED.findall(norm[:_LONGEST_TEXT])


class LineIndex:
    """Lines by the grams they hold, rare ones weighing more."""

    def __init__(self, lines: Sequence[str], config: TextMatchConfig = CONFIG.text_match) -> None:
        self._config = config
        bags = [grams(line) for line in lines]
        self._names = {g: j for j, g in enumerate(sorted(set().union(*bags)))}
        by_line = self._rows(bags)
        seen = np.asarray(by_line.sum(axis=0)).ravel()
        self._weight = np.log(1 + len(lines) / np.where(seen > 0, seen, 1))
        self._by_line = by_line
        self._full = np.maximum(by_line @ self._weight, 1e-9)
        self._size = np.asarray(by_line.sum(axis=1)).ravel()

    def _rows(self, bags: Sequence[set[str]]) -> ss.csr_matrix:
        rows = [sorted(self._names[g] for g in bag if g in self._names) for bag in bags]
        ends = np.cumsum([0, *(len(row) for row in rows)])
        flat = np.fromiter((j for row in rows for j in row), np.int64, int(ends[-1]))
        return ss.csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(self._names)))

    def repeated(self, norms: Sequence[str]) -> ss.csr_matrix:
        """How surely each text repeats each line, 0-1. Shape: CSR (n texts, n lines).

        The part of a line's weight that is in the text; or the part of a quotation that is in the
        line. Below `min_of_line` and `min_of_quotation` it is zero.
        """
        texts = self._rows([grams(norm) for norm in norms])
        shared = (texts @ ss.diags(self._weight) @ self._by_line.T).tocsr()
        whole = shared @ ss.diags(1 / self._full)
        whole.data[whole.data < self._config.min_of_line] = 0
        enough = ss.diags((self._size >= self._config.min_grams).astype(np.float64))
        return (whole @ enough).maximum(self._quoted(norms))

    def _quoted(self, norms: Sequence[str]) -> ss.csr_matrix:
        pieces = [(i, grams(q)) for i, norm in enumerate(norms) for q in quotations(norm)]
        pieces = [(i, g) for i, g in pieces if len(g) >= self._config.min_grams]
        shape = (len(norms), len(self._full))
        if not pieces:
            return ss.csr_matrix(shape)
        share = (self._rows([g for _, g in pieces]) @ self._by_line.T).tocsr()
        share = ss.diags([1 / len(g) for _, g in pieces]) @ share
        share.data[share.data < self._config.min_of_quotation] = 0
        owner = [i for i, _ in pieces]
        picks = ss.csr_matrix(
            (np.ones(len(owner)), (owner, np.arange(len(owner)))), shape=(shape[0], len(owner))
        )
        return (picks @ share).minimum(1.0) if len(owner) else ss.csr_matrix(shape)


def by_meaning(
    vectors: Float64s, lines: Int8s, *, block: int = CONFIG.score.block
) -> tuple[Int64s, Float64s]:
    """The line each text is nearest to, and the cosine. A zero vector is near to nothing (0)."""
    left = vectors.astype(np.float64)
    right = lines.astype(np.float64)
    dots = np.empty(len(left), np.float64)
    best = np.empty(len(left), np.int64)
    length = np.linalg.norm(right, axis=1)
    unit = right / np.where(length > 0, length, 1)[:, None]
    for start in range(0, len(left), block):
        cosines = np.round(left[start : start + block] @ unit.T, COSINE_DIGITS)
        best[start : start + block] = cosines.argmax(axis=1)
        dots[start : start + block] = cosines.max(axis=1)
    norms = np.linalg.norm(left, axis=1)
    return best, np.round(dots / np.where(norms > 0, norms, 1), COSINE_DIGITS)
