"""Pairs of texts that share most of their letters, without comparing every two.

One shingle is four characters of the matching form. MinHash gives candidates, the exact Jaccard
index of the shingle sets decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Ints = np.ndarray[Any, np.dtype[np.int64]]
Words = np.ndarray[Any, np.dtype[np.uint32]]
Floats = np.ndarray[Any, np.dtype[np.float64]]

SHINGLE = 4  # characters
MAX_CHARS = 1000  # of one text: longer ones are compared by their beginnings
ROWS = 4  # hashes in a band
# Texts of one band that look alike are compared each with the next few, not all with all: enough
# to join them, and linear whatever many people paste.
NEIGHBOURS = (1, 2)
_SEED = 20250518
_CHUNK_SHINGLES = 1 << 21
_CHUNK_PAIRS = 1 << 16


class Shingles(NamedTuple):
    """Sets of hashed shingles, one after another: text i has values[starts[i]:starts[i + 1]]."""

    values: Words
    starts: Ints


class Pairs(NamedTuple):
    """Pairs of positions, a < b, sorted, with their Jaccard index."""

    a: Ints
    b: Ints
    jaccard: Floats


def shingles(texts: Sequence[str] | pa.Array) -> Shingles:
    """The set of shingles of each text, sorted. A text shorter than a shingle is one shingle.

    >>> shingles(["lantern", "ok", ""]).starts.tolist()
    [0, 4, 5, 6]
    """
    column = pa.array(texts, pa.string()) if not isinstance(texts, pa.Array) else texts
    column = pc.utf8_slice_codeunits(column, 0, MAX_CHARS)
    lengths = np.asarray(pc.utf8_length(column).to_numpy(zero_copy_only=False), np.int64)
    values: list[Words] = []
    sizes: list[Ints] = []
    bounds = _chunks(lengths, _CHUNK_SHINGLES)
    for low, high in pairwise(bounds):
        part = column.slice(low, high - low)
        joined = "".join(part.to_pylist())
        found, counts = _of_chunk(joined, lengths[low:high])
        values.append(found)
        sizes.append(counts)
    starts = np.concatenate([np.zeros(1, np.int64), *sizes]).cumsum()
    return Shingles(np.concatenate([np.zeros(0, np.uint32), *values]), starts)


def _chunks(lengths: Ints, size: int) -> list[int]:
    """Bounds of runs of texts with about `size` characters each."""
    run = np.cumsum(lengths) // size
    return [0, *(np.flatnonzero(np.diff(run)) + 1).tolist(), len(lengths)] if len(lengths) else [0]


def _of_chunk(joined: str, lengths: Ints) -> tuple[Words, Ints]:
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.concatenate([points, np.zeros(SHINGLE, np.uint32)])
    owner = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    ends = np.repeat(np.cumsum(lengths), lengths)
    room = ends - np.arange(len(owner))  # characters of this text from here on
    is_start = room == np.repeat(lengths, lengths)
    mixed = np.zeros(len(owner), np.uint32)
    for k in range(SHINGLE):
        letter = np.where(room > k, codes[k : k + len(owner)] + np.uint32(1), np.uint32(0))
        mixed = (mixed ^ letter) * np.uint32(0x9E3779B1)
        mixed ^= mixed >> np.uint32(15)
    kept = (room >= SHINGLE) | is_start
    key = (owner[kept].astype(np.uint64) << np.uint64(32)) | mixed[kept]
    empty = np.flatnonzero(lengths == 0).astype(np.uint64) << np.uint64(32)
    key = np.concatenate([key, empty])
    key.sort()
    key = key[np.concatenate([np.ones(min(1, len(key)), bool), key[1:] != key[:-1]])]
    sizes = np.bincount((key >> np.uint64(32)).astype(np.int64), minlength=len(lengths))
    return key.astype(np.uint32), sizes.astype(np.int64)


def near_pairs(texts: Sequence[str] | pa.Array, *, jaccard: float, bands: int = 16) -> Pairs:
    """Pairs of texts whose shingle sets overlap at least this much.

    Not all pairs: of many alike, each is paired with a few others, so that joining the pairs gives
    the groups. Two texts of index s share a band with chance 1 - (1 - s⁴)^bands. Deterministic.
    Source: Broder 1997, doi:10.1109/SEQUEN.1997.666900; verified exactly, so only recall is random.

    >>> near_pairs(["paper lanterns on a cold river", "paper lanterns on the cold river", "no"],
    ...            jaccard=0.6).a.tolist()
    [0]
    """
    sets = shingles(texts)
    return verified(sets, candidates(sets, bands=bands), jaccard=jaccard)


def candidates(sets: Shingles, *, bands: int) -> tuple[Ints, Ints]:
    """Positions that share a band, each with its next neighbours in that band."""
    n = len(sets.starts) - 1
    rng = np.random.default_rng(_SEED)
    found: list[Ints] = []
    for _ in range(bands):
        band = _band(sets, rng.integers(1, 1 << 32, (ROWS, 2), dtype=np.uint64))
        order = np.argsort(band, kind="stable").astype(np.int64)
        for step in NEIGHBOURS:
            same = np.flatnonzero(band[order[step:]] == band[order[:-step]])
            a, b = order[same], order[same + step]
            found.append(np.minimum(a, b) * n + np.maximum(a, b))
    pairs = np.unique(np.concatenate(found)) if found and n else np.zeros(0, np.int64)
    return pairs // max(n, 1), pairs % max(n, 1)


def _band(sets: Shingles, parameters: np.ndarray[Any, np.dtype[np.uint64]]) -> Any:
    """One 64-bit key per text from ROWS minima; the shingles are read in chunks."""
    n = len(sets.starts) - 1
    key = np.zeros(n, np.uint64)
    bounds = _chunks(np.diff(sets.starts), _CHUNK_SHINGLES)
    for low, high in pairwise(bounds):
        first, last = sets.starts[low], sets.starts[high]
        values = sets.values[first:last]
        starts = sets.starts[low:high] - first
        for a, b in parameters:
            hashed = values * np.uint32(a | 1)
            hashed ^= hashed >> np.uint32(15)
            hashed *= np.uint32(b | 1)
            least = np.minimum.reduceat(hashed, starts).astype(np.uint64)
            key[low:high] = (key[low:high] ^ least) * np.uint64(0x9E3779B97F4A7C15)
            key[low:high] ^= key[low:high] >> np.uint64(31)
    return key


def verified(sets: Shingles, pairs: tuple[Ints, Ints], *, jaccard: float) -> Pairs:
    """The pairs whose exact index is at least `jaccard`."""
    a, b = pairs
    sizes = np.diff(sets.starts)
    smaller, larger = np.minimum(sizes[a], sizes[b]), np.maximum(sizes[a], sizes[b])
    could = smaller >= jaccard * larger  # the index is at most smaller / larger
    a, b = a[could], b[could]
    index = np.zeros(len(a))
    for low in range(0, len(a), _CHUNK_PAIRS):
        part = slice(low, low + _CHUNK_PAIRS)
        index[part] = _jaccard(sets, a[part], b[part])
    kept = index >= jaccard
    return Pairs(a[kept], b[kept], index[kept])


def _jaccard(sets: Shingles, a: Ints, b: Ints) -> Floats:
    left, right = _keys(sets, a), _keys(sets, b)
    both = np.concatenate([left, right])
    both.sort(kind="stable")
    shared = np.flatnonzero(both[1:] == both[:-1])
    n_shared = np.bincount((both[shared] >> np.uint64(32)).astype(np.int64), minlength=len(a))
    sizes = np.diff(sets.starts)
    union = sizes[a] + sizes[b] - n_shared
    return np.round(n_shared / np.maximum(union, 1), 9)


def _keys(sets: Shingles, which: Ints) -> np.ndarray[Any, np.dtype[np.uint64]]:
    sizes = np.diff(sets.starts)[which]
    owner = np.repeat(np.arange(len(which), dtype=np.uint64), sizes)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    values = sets.values[np.repeat(sets.starts[which], sizes) + within].astype(np.uint64)
    keys: np.ndarray[Any, np.dtype[np.uint64]] = (owner << np.uint64(32)) | values
    return keys
