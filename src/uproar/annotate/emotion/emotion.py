"""What a post feels like: 27 emotions and neutral, for every language, with honest chances.

The net reads the shared vector, a table of its own over pieces, and runs of pieces. All sums are
of small integers, so that the answer is the same in any batch and on any machine. What emoji and
laughter say is added to its log-odds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from uproar.annotate.embedding_bag import Table
from uproar.annotate.emotion.emoji_hints import CEILING, hints
from uproar.annotate.emotion.labels import LABELS, NEUTRAL
from uproar.annotate.subwords import Bag, bag
from uproar.arrays import Float32s, Float64s, Int8s, Int64s, UInt8s
from uproar.model import VECTOR_SIZE
from uproar.models import load

MODEL = "emotion.npz"
COLUMNS = pa.schema(
    [
        pa.field("emotions", pa.list_(pa.string())),
        pa.field("emotion_unsure", pa.bool_()),
    ]
)
# The likeliest label below this chance: the reader says that it is unsure.
UNSURE_BELOW = 0.3
# Languages it was taught in; of any other the answer is a guess from the shared vector.
TAUGHT = frozenset(("de", "en", "es", "fr", "id", "it", "ja", "ko", "mix", "pt", "th"))
_ROWS = 8192
_BLOCK = 256  # texts whose inputs stay near the processor from step to step
INPUT_STEPS = 16.0  # integer steps per unit of a normalised input

Int8s = Int8s


class Net(NamedTuple):
    """The shipped arrays; see docs/models/emotion.md for what each is."""

    place: Int64s
    own: Table
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
        _chances(bag(texts[i : i + _ROWS]), vectors[i : i + _ROWS])
        for i in range(0, len(texts), _ROWS)
    ]
    return np.concatenate(parts) if parts else np.empty((0, len(LABELS)), np.float32)


def shifted(p: Float32s, log_odds: Float64s) -> Float32s:
    """Chances after log-odds are added; rows with none of them stay as they are.

    What is added lifts no chance beyond CEILING, and leaves alone what was above it.
    """
    rows = np.flatnonzero(log_odds.any(1))
    before = p[rows].astype(np.float64)
    odds = before / np.maximum(1.0 - before, 1e-9) * np.exp(log_odds[rows])
    lifted = np.minimum(odds / (1.0 + odds), np.maximum(before, CEILING))
    moved = p.copy()
    moved[rows] = lifted
    return moved


def run_hashes(pieces: Bag, n_buckets: int) -> Bag:
    """Bucket numbers of all runs of one, two and three pieces of each text."""
    lengths = np.diff(pieces.ends)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    found, owners = [], []
    for width in (1, 2, 3):
        n = max(0, len(pieces.ids) - width + 1)
        code = np.zeros(n, np.int64)
        for step in range(width):
            code = (code * 1_000_003 + pieces.ids[step : step + n] + 7 + width) & 0x7FFFFFFFFFFF
        within = owner[width - 1 :] == owner[:n]
        found.append((code[within] * 0x9E3779B1 >> 13) % n_buckets)
        owners.append(owner[:n][within])
    everyone = np.concatenate(owners)
    order = np.argsort(everyone, kind="stable")
    ends = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(np.bincount(everyone, minlength=len(lengths)), out=ends[1:])
    return Bag(np.concatenate(found)[order], ends)


def _chances(pieces: Bag, vectors: Int8s) -> Float32s:
    net = _net()
    found = np.empty((len(vectors), len(LABELS)), np.float32)
    for rows, active, direct in layers(pieces, vectors):
        logits = active @ net.out * net.out_scale + direct * net.direct_scale
        scaled = (logits + net.out_bias).astype(np.float64) * net.slope + net.offset
        found[rows] = 1 / (1 + np.exp(-scaled))
    return found


def layers(pieces: Bag, vectors: Int8s) -> Iterator[tuple[slice, Float32s, Float32s]]:
    """Of some rows the hidden layer, as small integers, and the direct path, in its own scale."""
    net = _net()
    runs = run_hashes(pieces, len(net.runs.rows))
    own = Bag(net.place[pieces.ids], pieces.ends)
    sums, run_sums = _mean(own, net.own), _mean(runs, net.runs)
    for start in range(0, len(vectors), _BLOCK):
        rows = slice(start, start + _BLOCK)
        normal = _normalised(vectors[rows], sums[rows], run_sums[rows])
        # products of int8 summed in single precision: exact below 2**24, so in any order
        both = normal @ net.both
        hidden = both[:, : len(net.hidden_bias)]
        hidden *= net.hidden_scale
        hidden += net.hidden_bias
        hidden /= net.hidden_step
        np.clip(np.rint(hidden, out=hidden), 0, 127, out=hidden)
        yield rows, hidden, both[:, len(net.hidden_bias) :]


def _normalised(vectors: Int8s, own: Float32s, runs: Float32s) -> Float32s:
    """All inputs side by side, each row with mean 0 and spread 1, as small integers."""
    net = _net()
    inputs = np.hstack([vectors.astype(np.float32) * np.float32(8 / 254), own, runs])
    inputs -= inputs.mean(1, keepdims=True)
    inputs /= np.sqrt(np.square(inputs).mean(1, keepdims=True) + np.float32(1e-5))
    inputs *= net.gain
    inputs += net.shift
    inputs *= np.float32(INPUT_STEPS)
    return np.asarray(np.clip(np.rint(inputs, out=inputs), -127, 127, out=inputs))


def _mean(bag: Bag, table: Table) -> Float32s:
    """Sum of the rows of each text, over the root of how many there are."""
    n = np.maximum(np.diff(bag.ends), 1).astype(np.float32)[:, None]
    sums = table.sums(bag.ids, bag.ends)
    sums /= np.sqrt(n)
    return sums


@cache
def _net() -> Net:
    stored = load.arrays(MODEL)
    own, runs = (
        Table(stored.pop(name), stored.pop(f"{name}_exponent")) for name in ("own", "runs")
    )
    place = stored.pop("place")
    both = np.hstack([stored.pop("hidden"), stored.pop("direct")]).astype(np.float32)
    rest = {name: np.asarray(array, np.float32) for name, array in stored.items()}
    return Net(place, own, runs, both=both, **rest)


def read(table: pa.Table) -> UInt8s:
    """The chance of each label, emoji and laughter included, in steps of 1/255. Shape: (n, 28)."""
    texts = [text or "" for text in table["text"].to_pylist()]
    flat = table["vector"].combine_chunks().flatten().to_numpy(zero_copy_only=False)
    signs = hints(table["norm"].to_pylist(), table["emoji"].to_pylist())
    p = shifted(chances(texts, flat.reshape(-1, VECTOR_SIZE)), signs)
    return np.rint(p * 255).astype(np.uint8)


class Emotion:
    """Labels and doubt.

    `emotions` has every label whose chance reaches its threshold, the likeliest where none does,
    in the order of LABELS; empty where there are no words. `emotion_unsure` is also true where
    the language is not known or not one that the reader was taught in.
    """

    name = "emotion"
    version = "6"
    needs: tuple[str, ...] = ("vector", "lang", "norm", "only", "emoji")
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Emotions of the texts."""
        shown = read(table)
        wordless = [kind not in (None, "emoji", "laughter") for kind in table["only"].to_pylist()]
        unknown = [lang not in TAUGHT for lang in table["lang"].to_pylist()]
        unsure = np.array(unknown, bool) | np.array(wordless, bool)
        unsure |= shown.max(1, initial=0) < UNSURE_BELOW * 255
        arrays = [
            pa.array(_labels(shown, wordless), COLUMNS[0].type),
            pa.array(unsure),
        ]
        return pa.Table.from_arrays(arrays, schema=COLUMNS)


def _labels(shown: UInt8s, wordless: list[bool]) -> list[list[str]]:
    if not len(shown):
        return []
    above = shown >= np.rint(_net().threshold * 255)[None, :]
    above[~above.any(1), shown[~above.any(1)].argmax(1)] = True
    neutral = LABELS.index(NEUTRAL)
    above[:, neutral] &= shown[:, neutral] >= shown.max(1)
    above[~above.any(1), neutral] = True
    rows, columns = (found.tolist() for found in np.nonzero(above))
    labels: list[list[str]] = [[] for _ in wordless]
    for row, column in zip(rows, columns, strict=True):
        if not wordless[row]:
            labels[row].append(LABELS[column])
    return labels


ANNOTATOR = Emotion()
