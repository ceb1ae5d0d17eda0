"""Pairs of texts that share most of their letters, without comparing every two.

One shingle is four characters of the matching form. MinHash gives candidates, the exact Jaccard
index of the shingle sets decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Float64s, Int64s, UInt32s, UInt64s


@dataclass(frozen=True, slots=True)
class MinHashConfig:
    """How near-duplicates are looked for. The last five bound memory and do not change a result."""

    shingle: int = 4  # characters; chosen on: judgement; not swept
    # Characters of one text: longer ones are compared by their beginnings.
    max_chars: int = 1000  # chosen on: judgement, bounds the cost
    # Hashes in a band, with the number of bands a caller's: recall at index s is
    # 1 - (1 - s⁴)^bands. source: Leskovec, Rajaraman & Ullman 2014, section 3.4
    rows: int = 4
    # Texts of one band that look alike are compared each with the next few, not all with all:
    # enough to join them, and linear whatever many people paste.
    neighbours: tuple[int, ...] = (1, 2)  # chosen on: judgement; not swept
    seed: int = 20250518  # chosen on: nothing, any will do; another gives other candidates
    chunk_shingles: int = 1 << 21  # chosen on: memory, about 60 MB at a time
    chunk_pairs: int = 1 << 15  # chosen on: memory, as above
    # Characters up to which the shingles of all texts are held (four bytes each); beyond it they
    # are made anew for each run of pairs.
    held_chars: int = 1 << 26  # chosen on: memory, 256 MB of shingles
    sketch_bits: int = 512  # chosen on: speed, 96,010 texts in 1.5 to 2.0 CPU-s instead of 4 to 5
    sketch_shift: int = 7  # by definition: bits of a hash that the sketch leaves out


CONFIG = MinHashConfig()


class Shingles(NamedTuple):
    """Sets of hashed shingles, one after another: text i has values[starts[i]:starts[i + 1]]."""

    values: UInt32s
    starts: Int64s


class Pairs(NamedTuple):
    """Pairs of positions, a < b, sorted, with their Jaccard index."""

    a: Int64s
    b: Int64s
    jaccard: Float64s


def shingles(texts: Sequence[str] | pa.StringArray, *, config: MinHashConfig = CONFIG) -> Shingles:
    """The set of shingles of each text, sorted. A text shorter than a shingle is one shingle.

    >>> shingles(["lantern", "ok", ""]).starts.tolist()
    [0, 4, 5, 6]
    """
    column = pc.utf8_slice_codeunits(_column(texts), 0, config.max_chars)
    lengths = np.asarray(pc.utf8_length(column).to_numpy(zero_copy_only=False), np.int64)
    values: list[UInt32s] = []
    sizes: list[Int64s] = []
    for low, high in pairwise(_chunks(lengths, config.chunk_shingles)):
        joined = "".join(text or "" for text in column.slice(low, high - low).to_pylist())
        hashes, counts = _chunk_shingles(joined, lengths[low:high], config.shingle)
        values.append(hashes)
        sizes.append(counts)
    starts = np.concatenate([np.zeros(1, np.int64), *sizes]).cumsum()
    return Shingles(np.concatenate([np.zeros(0, np.uint32), *values]), starts)


def _column(texts: Sequence[str] | pa.StringArray) -> pa.StringArray:
    return texts if isinstance(texts, pa.Array) else pa.array(texts, pa.string())


def _chunks(lengths: Int64s, size: int) -> list[int]:
    """Bounds of runs of texts with about `size` characters each."""
    run = np.cumsum(lengths) // size
    return [0, *(np.flatnonzero(np.diff(run)) + 1).tolist(), len(lengths)] if len(lengths) else [0]


def _chunk_shingles(joined: str, lengths: Int64s, shingle: int) -> tuple[UInt32s, Int64s]:
    """The shingles of texts that stand end to end, and how many each text has."""
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.concatenate([points, np.zeros(shingle, np.uint32)])
    owner = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths)
    ends = np.repeat(np.cumsum(lengths), lengths)
    room = ends - np.arange(len(owner))  # characters of this text from here on
    is_start = room == np.repeat(lengths, lengths)
    mixed = np.zeros(len(owner), np.uint32)
    for k in range(shingle):
        letter = np.where(room > k, codes[k : k + len(owner)] + np.uint32(1), np.uint32(0))
        mixed = (mixed ^ letter) * np.uint32(0x9E3779B1)
        mixed ^= mixed >> np.uint32(15)
    is_shingle = (room >= shingle) | is_start
    key = (owner[is_shingle].astype(np.uint64) << np.uint64(32)) | mixed[is_shingle]
    empty = np.flatnonzero(lengths == 0).astype(np.uint64) << np.uint64(32)
    key = np.concatenate([key, empty])
    key.sort()
    key = key[np.concatenate([np.ones(min(1, len(key)), bool), key[1:] != key[:-1]])]
    sizes = np.bincount((key >> np.uint64(32)).astype(np.int64), minlength=len(lengths))
    return key.astype(np.uint32), sizes.astype(np.int64)


def near_pairs(
    texts: Sequence[str] | pa.StringArray,
    *,
    jaccard: float,
    bands: int = 16,
    config: MinHashConfig = CONFIG,
) -> Pairs:
    """Pairs of texts whose shingle sets overlap at least this much.

    Not all pairs: of many alike, each is paired with a few others, so that joining the pairs gives
    the groups. Two texts of index s share a band with chance 1 - (1 - s⁴)^bands. Deterministic.
    Source: Broder 1997, doi:10.1109/SEQUEN.1997.666900; verified exactly, so only recall is random.

    >>> near_pairs(["paper lanterns on a cold river", "paper lanterns on the cold river", "no"],
    ...            jaccard=0.6).a.tolist()
    [0]
    """
    column = _column(texts)
    fits = _lengths(column, config).sum() <= config.held_chars
    held = shingles(column, config=config) if fits else None
    keys = _chunked_keys(column, bands, config) if held is None else _keys(held, bands, config)
    return _verified(column, candidates(keys, config=config), jaccard, held, config)


def _lengths(texts: pa.StringArray, config: MinHashConfig) -> Int64s:
    lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
    read: Int64s = np.minimum(lengths, config.max_chars).astype(np.int64)
    return read


def _chunked_keys(texts: pa.StringArray, bands: int, config: MinHashConfig) -> UInt64s:
    """One key per band and text. Shape: (bands, n). Memory: the keys and one chunk of shingles."""
    bounds = pairwise(_chunks(_lengths(texts, config), config.chunk_shingles))
    parts = [
        _keys(shingles(texts.slice(low, high - low), config=config), bands, config)
        for low, high in bounds
    ]
    return np.concatenate([np.zeros((bands, 0), np.uint64), *parts], axis=1)


def _keys(sets: Shingles, bands: int, config: MinHashConfig) -> UInt64s:
    rng = np.random.default_rng(config.seed)
    drawn = rng.integers(1, 1 << 32, (bands, config.rows, 2), dtype=np.uint64).astype(np.uint32)
    return np.stack([_band(sets, rows) for rows in drawn])


def _band(sets: Shingles, rows: UInt32s) -> UInt64s:
    """The key of each set in one band, of the least hash of its shingles in each of the rows."""
    key = np.zeros(len(sets.starts) - 1, np.uint64)
    for a, b in rows:
        hashed = sets.values * (a | np.uint32(1))
        hashed ^= hashed >> np.uint32(15)
        hashed *= b | np.uint32(1)
        key ^= np.minimum.reduceat(hashed, sets.starts[:-1]).astype(np.uint64)
        key *= np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(31)
    return key


def candidates(keys: UInt64s, *, config: MinHashConfig = CONFIG) -> tuple[Int64s, Int64s]:
    """Positions that share a band, each with its next neighbours in that band.

    `keys`: shape (bands, n), as one key per band and text.
    """
    n = keys.shape[1]
    coded: list[Int64s] = [np.zeros(0, np.int64)]
    for band in keys:
        order = np.argsort(band, kind="stable").astype(np.int64)
        for step in config.neighbours:
            same = np.flatnonzero(band[order[step:]] == band[order[:-step]])
            a, b = order[same], order[same + step]
            coded.append(np.minimum(a, b) * n + np.maximum(a, b))
    pairs = np.sort(np.concatenate(coded))  # some ten times as fast as np.unique's hash table
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    return pairs // max(n, 1), pairs % max(n, 1)


def _verified(
    texts: pa.StringArray,
    pairs: tuple[Int64s, Int64s],
    jaccard: float,
    held: Shingles | None,
    config: MinHashConfig,
) -> Pairs:
    """The pairs whose exact index is at least `jaccard`. `held`: the shingles, where known."""
    a, b = pairs
    index = np.zeros(len(a))
    sketches = None if held is None else _sketches(held, config)
    for low in range(0, len(a), config.chunk_pairs):
        part = slice(low, low + config.chunk_pairs)
        if held is not None and sketches is not None:
            index[part] = _jaccard(held, sketches, a[part], b[part], jaccard)
            continue
        used, place = np.unique(np.concatenate([a[part], b[part]]), return_inverse=True)
        sets = shingles(texts.take(pa.array(used)), config=config)
        half = len(place) // 2
        sketches_of_part = _sketches(sets, config)
        index[part] = _jaccard(sets, sketches_of_part, place[:half], place[half:], jaccard)
    is_near = index >= jaccard
    return Pairs(a[is_near], b[is_near], index[is_near])


def _sketches(sets: Shingles, config: MinHashConfig) -> UInt64s:
    """Each set as bits, one per shingle, some shared. Shape: (n, sketch_bits / 64)."""
    n, width = len(sets.starts) - 1, config.sketch_bits
    out = np.zeros((n, width // 8), np.uint8)
    step = max(1, config.chunk_shingles // width)
    for low in range(0, n, step):
        high = min(low + step, n)
        values = sets.values[sets.starts[low] : sets.starts[high]]
        owner = np.repeat(np.arange(high - low), np.diff(sets.starts[low : high + 1]))
        bits = np.zeros((high - low, width), np.uint8)
        bits[owner, (values >> np.uint32(config.sketch_shift)) % np.uint32(width)] = 1
        out[low:high] = np.packbits(bits, axis=1)
    return out.view(np.uint64)


def _jaccard(sets: Shingles, sketches: UInt64s, a: Int64s, b: Int64s, least: float) -> Float64s:
    """The index of each pair; 0 where what is cheap to know keeps it below `least`.

    Two bounds: the smaller set by the larger; and the bits that one sketch alone has, each of
    which stands for at least one shingle that one set alone has.
    """
    sizes = np.diff(sets.starts)
    apart = np.bitwise_count(sketches[a] ^ sketches[b]).sum(axis=1, dtype=np.int64)
    total = sizes[a] + sizes[b]
    bound = np.minimum(
        np.minimum(sizes[a], sizes[b]) / np.maximum(np.maximum(sizes[a], sizes[b]), 1),
        (total - apart) / np.maximum(total + apart, 1),
    )
    index = np.zeros(len(a))
    possible = np.flatnonzero(np.round(bound, 9) >= least)
    index[possible] = _exact(sets, a[possible], b[possible])
    return index


def _exact(sets: Shingles, a: Int64s, b: Int64s) -> Float64s:
    both = np.concatenate([_owned(sets, a), _owned(sets, b)])
    both.sort(kind="stable")
    shared = np.flatnonzero(both[1:] == both[:-1])
    n_shared = np.bincount((both[shared] >> np.uint64(32)).astype(np.int64), minlength=len(a))
    sizes = np.diff(sets.starts)
    union = sizes[a] + sizes[b] - n_shared
    return np.round(n_shared / np.maximum(union, 1), 9)


def _owned(sets: Shingles, which: Int64s) -> UInt64s:
    sizes = np.diff(sets.starts)[which]
    owner = np.repeat(np.arange(len(which), dtype=np.uint64), sizes)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    values = sets.values[np.repeat(sets.starts[which], sizes) + within].astype(np.uint64)
    owned: UInt64s = (owner << np.uint64(32)) | values
    return owned
