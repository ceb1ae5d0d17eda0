"""What a post feels like: 27 emotions and neutral, for every language, with honest chances.

The net's inputs are the embedder's vector, a table over subword pieces, and a table over hashed
runs of pieces. All sums are of small integers, so that the answer is the same in any batch and on
any machine. What emoji and laughter say is added to its log-odds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.annotate.columns import as_table, string_lists, strings
from uproar.annotate.embedding_bag import Table
from uproar.annotate.emotion import coarse, cues, sides
from uproar.annotate.emotion.config import CONFIG
from uproar.annotate.emotion.emoji_hints import hints
from uproar.annotate.emotion.labels import LABELS, NEUTRAL
from uproar.annotate.subwords import Bag, bag, in_first
from uproar.arrays import ArrowArray, Float32s, Float64s, Int8s, Int32s, UInt8s
from uproar.model import VECTOR_SIZE
from uproar.models import load

MODEL = "emotion.npz"
COLUMNS = pa.schema(
    [
        ("emotions", pa.list_(pa.string())),
        ("emotion_unsure", pa.bool_()),
        ("emotions_p", pa.list_(pa.int16())),  # chances of LABELS, in 1/255
        ("emotion", pa.string()),  # one of FEELINGS, the strongest
        ("feelings_p", pa.list_(pa.int16())),  # chances of FEELINGS, in 1/255
        ("praise_p", pa.float64()),  # chance that it speaks for what it is about
        ("criticism_p", pa.float64()),  # chance that it speaks against it
    ]
)
# Languages it was taught in; of any other the answer is a guess from the shared vector.
TAUGHT = frozenset(("de", "en", "es", "fr", "id", "it", "ja", "ko", "mix", "pt", "th"))


class Net(NamedTuple):
    """The shipped arrays; see docs/models/emotion.md for what each is."""

    place: Int32s
    pieces: Table
    runs: Table
    gain: Float32s
    shift: Float32s
    both: Float32s  # the hidden layer's columns, then those of the direct path
    hidden_bias: Float32s
    out: Float32s
    out_bias: Float32s
    slope: Float32s
    offset: Float32s
    threshold: Float32s
    hidden_scale: Float32s
    out_scale: Float32s
    direct_scale: Float32s
    hidden_step: Float32s


def chances(texts: Sequence[str], vectors: Int8s) -> Float32s:
    """Calibrated chance of each label. Shape: (n, 28), in the order of LABELS."""
    parts = [
        _chances(bag(texts[i : i + CONFIG.rows]), vectors[i : i + CONFIG.rows])
        for i in range(0, len(texts), CONFIG.rows)
    ]
    return np.concatenate(parts) if parts else np.empty((0, len(LABELS)), np.float32)


def shifted(p: Float32s, log_odds: Float64s) -> Float32s:
    """Chances after log-odds are added. Shape: (n, 28) each; a row of zeros changes nothing.

    No chance is lifted beyond the ceiling; one that was above it stays.
    """
    rows = np.flatnonzero(log_odds.any(1))
    before = p[rows].astype(np.float64)
    odds = before / np.maximum(1.0 - before, 1e-9) * np.exp(log_odds[rows])
    lifted = np.minimum(odds / (1.0 + odds), np.maximum(before, CONFIG.ceiling))
    moved = p.copy()
    moved[rows] = lifted
    return moved


def run_hashes(pieces: Bag, n_buckets: int) -> Bag:
    """Bucket numbers of all runs of one, two and three pieces of each text."""
    lengths = np.diff(pieces.ends)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    buckets, owners = [], []
    for width in (1, 2, 3):
        n = max(0, len(pieces.ids) - width + 1)
        code = np.zeros(n, np.int64)
        for step in range(width):
            code = (code * 1_000_003 + pieces.ids[step : step + n] + 7 + width) & 0x7FFFFFFFFFFF
        within = owner[width - 1 :] == owner[:n]
        buckets.append((code[within] * 0x9E3779B1 >> 13) % n_buckets)
        owners.append(owner[:n][within])
    everyone = np.concatenate(owners)
    order = np.argsort(everyone, kind="stable")
    ends = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(np.bincount(everyone, minlength=len(lengths)), out=ends[1:])
    return Bag(np.concatenate(buckets)[order], ends)


def _chances(pieces: Bag, vectors: Int8s) -> Float32s:
    net = _net()
    p = np.empty((len(vectors), len(LABELS)), np.float32)
    for rows, active, direct in layers(pieces, vectors):
        logits = active @ net.out * net.out_scale + direct * net.direct_scale
        scaled = (logits + net.out_bias).astype(np.float64) * net.slope + net.offset
        p[rows] = 1 / (1 + np.exp(-scaled))
    return p


def layers(pieces: Bag, vectors: Int8s) -> Iterator[tuple[slice, Float32s, Float32s]]:
    """The hidden layer and the direct path, block of texts by block.

    Yields the block's rows, the hidden layer as small integers, shape (block, n_hidden), and the
    direct path before its scale, shape (block, 28).
    """
    net, pieces = _net(), in_first(pieces)
    runs = run_hashes(pieces, len(net.runs.rows))
    placed = Bag(net.place[pieces.ids], pieces.ends)
    sums, run_sums = _mean(placed, net.pieces), _mean(runs, net.runs)
    for start in range(0, len(vectors), CONFIG.block):
        rows = slice(start, start + CONFIG.block)
        normal = _normalised(vectors[rows], sums[rows], run_sums[rows])
        # products of int8 summed in single precision: exact below 2**24, so in any order
        both = normal @ net.both
        hidden = both[:, : len(net.hidden_bias)]
        hidden *= net.hidden_scale
        hidden += net.hidden_bias
        hidden /= net.hidden_step
        np.clip(np.rint(hidden, out=hidden), 0, 127, out=hidden)
        yield rows, hidden, both[:, len(net.hidden_bias) :]


def _normalised(vectors: Int8s, pieces: Float32s, runs: Float32s) -> Float32s:
    """All inputs side by side, each row with mean 0 and spread 1, as small integers."""
    net = _net()
    inputs = np.hstack([vectors.astype(np.float32) * np.float32(8 / 254), pieces, runs])
    inputs -= inputs.mean(1, keepdims=True)
    inputs /= np.sqrt(np.square(inputs).mean(1, keepdims=True) + np.float32(1e-5))
    inputs *= net.gain
    inputs += net.shift
    inputs *= np.float32(CONFIG.input_steps)
    return np.asarray(np.clip(np.rint(inputs, out=inputs), -127, 127, out=inputs))


def _mean(bag: Bag, table: Table) -> Float32s:
    """Sum of the rows of each text, over the root of how many there are. Shape: (n, width)."""
    n = np.maximum(np.diff(bag.ends), 1).astype(np.float32)[:, None]
    sums = table.sums(bag.ids, bag.ends)
    sums /= np.sqrt(n)
    return sums


@cache
def _net() -> Net:
    stored = load.arrays(MODEL)
    pieces, runs = (
        Table(
            np.asarray(stored.pop(name), np.int8),
            np.asarray(stored.pop(f"{name}_exponent"), np.int8),
        )
        for name in ("own", "runs")
    )
    place = np.asarray(stored.pop("place"), np.int32)
    both = np.hstack([stored.pop("hidden"), stored.pop("direct")]).astype(np.float32)
    rest = {name: np.asarray(array, np.float32) for name, array in stored.items()}
    return Net(place, pieces, runs, both=both, **rest)


def read(table: pa.Table) -> UInt8s:
    """The chance of each label, emoji and laughter included, in steps of 1/255. Shape: (n, 28)."""
    return _with_signs(table, worded(table))


def worded(table: pa.Table) -> Float32s:
    """The chance of each label by the words alone. Shape: (n, 28)."""
    flat = pc.list_flatten(table["vector"]).to_numpy()
    return chances(strings(table, "text"), flat.reshape(-1, VECTOR_SIZE))


def _with_signs(table: pa.Table, p: Float32s) -> UInt8s:
    signs = hints(strings(table, "norm"), string_lists(table, "emoji"))
    return _stepped(shifted(p, signs))


def _stepped(p: Float32s) -> UInt8s:
    return np.rint(p * 255).astype(np.uint8)


class Emotion:
    """The emotions of a text, and whether the annotator is unsure of them.

    `emotions` has every label whose chance reaches its threshold, the likeliest where none does,
    in the order of LABELS; empty where there are no words. `emotion_unsure` is also true where
    the language is not known or not one that the reader was taught in. `emotion`: the strongest
    feeling in one word. `praise_p`, `criticism_p`: how the text speaks of what it is about, before
    the event is known; what they leave of 1 takes no side.
    """

    name = "emotion"
    version = "8"
    needs: tuple[str, ...] = ("vector", "lang", "norm", "only", "emoji", "urls")
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Emotions of the texts."""
        by_words = worded(table)
        shown = _with_signs(table, by_words)
        wordless = [kind not in (None, "emoji", "laughter") for kind in table["only"].to_pylist()]
        unknown = [lang not in TAUGHT for lang in table["lang"].to_pylist()]
        unsure = np.array(unknown, bool) | np.array(wordless, bool)
        unsure |= shown.max(1, initial=0) < CONFIG.unsure_below * 255
        features = cues.features(cues.rows_of(table))
        stepped = _stepped(by_words)
        felt = coarse.chances(features, stepped)
        sided = sides.chances(features, stepped).round(3)
        return as_table(
            COLUMNS,
            [
                _labels(shown, wordless),
                unsure,
                _rows(shown),
                coarse.strongest(felt),
                _rows(felt),
                sided[:, sides.PRAISE],
                sided[:, sides.CRITICISM],
            ],
        )


def _rows(steps: UInt8s) -> ArrowArray:
    """Rows of steps as lists. Shape: (n, width)."""
    n, width = steps.shape
    ends = pa.array(np.arange(n + 1, dtype=np.int32) * width, pa.int32())
    return pa.ListArray.from_arrays(ends, pa.array(steps.ravel().astype(np.int16)))


def _labels(shown: UInt8s, wordless: list[bool]) -> list[list[str]]:
    """The labels of each text; a text without words has none. `shown`: (n, 28), in 1/255."""
    if not len(shown):
        return []
    above = shown >= np.rint(_net().threshold * 255)[None, :]
    above[~above.any(1), shown[~above.any(1)].argmax(1)] = True
    neutral = LABELS.index(NEUTRAL)
    above[:, neutral] &= shown[:, neutral] >= shown.max(1)
    above[~above.any(1), neutral] = True
    rows, columns = (places.tolist() for places in np.nonzero(above))
    labels: list[list[str]] = [[] for _ in wordless]
    for row, column in zip(rows, columns, strict=True):
        if not wordless[row]:
            labels[row].append(LABELS[column])
    return labels


ANNOTATOR = Emotion()
