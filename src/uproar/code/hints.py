"""What speaks for a code before anybody has coded: a theme's own words, the annotators' reading."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from uproar.arrays import Float64s, Int8s, Int64s, positions
from uproar.code.config import SpreadConfig
from uproar.model import FEELINGS, Corpus
from uproar.model.coding import CODED_EMOTIONS, FEELING_OF

BOOK = "select id, vector from codebook where vector is not null order by id"
READ = """
select text_id, min(praise_p) as praise, min(criticism_p) as criticism,
       arg_min(feelings_p, id) as feelings
from scope where text_id is not null and praise_p is not null group by text_id order by text_id
"""


def hints_of(
    corpus: Corpus, text_ids: Int64s, closest: Int8s | None, config: SpreadConfig
) -> dict[str, dict[str, Float64s]]:
    """By field and value, what is added to the log of the value's chance. Shape: (n texts,) each.

    A theme: how like a text is to its name and statement, by the closest reading of both. Stance
    and emotion: what the annotators read of the text. Nothing of that kind: no hint.
    """
    hints = {"theme": _by_words(corpus, closest, config)}
    read = corpus.query(READ) if corpus.has("praise_p") and corpus.has("feelings_p") else None
    if read is not None and read.num_rows:
        hints |= _by_annotators(read, text_ids, config)
    return hints


def _by_words(corpus: Corpus, closest: Int8s | None, config: SpreadConfig) -> dict[str, Float64s]:
    book = corpus.query(BOOK)
    if closest is None or not book.num_rows or len(closest) < 2:
        return {}
    words = _units(np.array(book["vector"].to_pylist(), np.float64))
    likeness = _units(closest.astype(np.float64)) @ words.T
    spread = likeness.std(axis=0)
    above = (likeness - likeness.mean(axis=0)) / np.where(spread == 0, 1.0, spread)
    ids = [str(theme) for theme in book["id"].to_pylist()]
    return {theme: config.wording_weight * above[:, i] for i, theme in enumerate(ids)}


def _by_annotators(
    read: pa.Table, text_ids: Int64s, config: SpreadConfig
) -> dict[str, dict[str, Float64s]]:
    row = positions(read["text_id"].to_numpy().astype(np.int64), text_ids)
    praise, criticism = (read[name].to_numpy() for name in ("praise", "criticism"))
    sides = np.stack([praise, criticism, np.maximum(1.0 - praise - criticism, 0.0)], axis=1)
    steps = [values or [0] * len(FEELINGS) for values in read["feelings"].to_pylist()]
    feelings = np.array(steps, np.float64) / 255  # by definition: the annotator's unit
    side_of = {"praise": 0, "criticism": 1, "mixed": 2, "neutral": 2, "unclear": 2}
    feeling_of = {
        emotion: FEELINGS.index(FEELING_OF.get(emotion, emotion))
        for emotion in CODED_EMOTIONS
        if FEELING_OF.get(emotion, emotion) in FEELINGS
    } | {"unclear": FEELINGS.index("none")}
    logs = [_logs(chances, row, config) for chances in (sides, feelings)]
    return {
        "stance": {value: logs[0][:, column] for value, column in side_of.items()},
        "emotion": {value: logs[1][:, column] for value, column in feeling_of.items()},
    }


def _logs(chances: Float64s, row: Int64s, config: SpreadConfig) -> Float64s:
    """The weighted logs of each text's chances; zeros for a text that nobody read."""
    clipped = np.maximum(chances, config.least_chance)
    logs = config.annotator_weight * np.log(clipped / clipped.sum(axis=1, keepdims=True))
    of_texts: Float64s = np.where((row >= 0)[:, None], logs[np.maximum(row, 0)], 0.0)
    return of_texts


def _units(rows: Float64s) -> Float64s:
    sizes = np.linalg.norm(rows, axis=1, keepdims=True)
    units: Float64s = rows / np.where(sizes == 0, 1.0, sizes)
    return units
