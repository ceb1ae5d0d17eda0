"""Latent semantic analysis of the user's own corpus, beside the shipped embedding.

Source: Deerwester et al. 1990, doi:10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9;
truncated SVD of TF-IDF. All is computed in double precision and then quantised, so that a text gets
the same numbers in whatever batch it comes, and on whatever processor.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as ss
from sklearn.utils.extmath import randomized_svd

from uproar.arrays import Float32s, Float64s, Int8s

SEED = 20251  # of the SVD; by definition: any fixed number gives the same bytes
# Power iterations of the randomised SVD. source: Halko, Martinsson & Tropp 2011,
# doi:10.1137/090771806, where one to three do for slowly falling singular values
N_ITERATIONS = 3


@dataclass(frozen=True, slots=True)
class Basis:
    """Weights of the tokens and their directions. Shape: idf (n tokens), basis (n tokens, d)."""

    idf: Float32s
    basis: Float32s


def fit(counts: ss.csr_matrix, dimensions: int) -> Basis:
    """The directions of a sample. Fewer texts or tokens than dimensions give fewer directions."""
    n, width = counts.shape
    d = min(dimensions, n - 1, width - 1)
    if d < 1:
        return Basis(np.zeros(width, np.float32), np.zeros((width, 0), np.float32))
    n_texts = np.asarray(counts.sum(axis=0)).ravel()
    idf = (np.log((1 + n) / (1 + n_texts)) + 1).astype(np.float32)
    _, _, v = randomized_svd(_tf_idf(counts, idf), d, n_iter=N_ITERATIONS, random_state=SEED)
    return Basis(idf, _quantised(v.T))


def transform(counts: ss.csr_matrix, basis: Basis) -> Int8s:
    """Unit vectors of texts, times 127 and rounded. A text without a known token: zeros."""
    projected = _tf_idf(counts, basis.idf) @ basis.basis.astype(np.float64)
    return to_int8(np.asarray(projected))


def to_int8(rows: Float64s) -> Int8s:
    """Rows scaled to length 127 and rounded; a zero row stays zero."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled = rows / np.where(length > 0, length, 1) * 127
    rounded: Int8s = np.rint(scaled).astype(np.int8)
    return rounded


def _tf_idf(counts: ss.csr_matrix, idf: Float32s) -> ss.csr_matrix:
    """Weighted counts, each row of length 1."""
    weighted = counts.astype(np.float64) @ ss.diags(idf.astype(np.float64))
    square = np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel()
    return ss.diags(1 / np.sqrt(np.where(square > 0, square, 1))) @ weighted


def _quantised(basis: Float64s) -> Float32s:
    """To 16 bits, so that it is saved and read back as it is used."""
    rounded: Float32s = basis.astype(np.float16).astype(np.float32)
    return rounded
