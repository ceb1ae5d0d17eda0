"""Reads texts by the contextual encoders, no more than the settings allow, and each only once."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from threadpoolctl import threadpool_limits

from uproar.annotate.closer import CLOSER, CLOSEST, Encoder
from uproar.config import CLOSEST_UNSET, Settings
from uproar.engines.relations import CloseReader
from uproar.model import Vectors
from uproar.store import Desk

# An event of more distinct texts is left to the faster encoder: reading a part of it closest cost
# most of its time and told little more.
# chosen on: the cost, 400 texts in 8 to 16 CPU seconds, of 20 for a thousand posts
CLOSEST_TEXTS = 400
# Of an event whose posts people have coded. chosen on: judgement, some two minutes once
CODED_TEXTS = 4_000

log = logging.getLogger(__name__)


def close_reader(
    desk: Desk, settings: Settings, *, read_epoch: int, is_coded: bool = False
) -> CloseReader:
    """A reader that keeps what it read on the desk; it reads nothing where the settings want none.

    Of many texts the closer encoder reads the first; the closest reads all of them or none. Where
    people have coded posts of the event (`is_coded`), what they say is spread the better for the
    closest reading, which then reads the first CODED_TEXTS unless the settings say how many.
    `read_epoch`: that of the desk before the texts were read from it. The reader raises
    ErasedMeanwhile where posts were erased since, ConfigError where the settings ask for an encoder
    whose weights are not installed.
    """
    most = {CLOSER.name: settings.closer_texts, CLOSEST.name: _most_closest(settings, is_coded)}

    def read(texts: pa.Table, reading: str) -> Vectors:
        encoder = next(e for e in (CLOSER, CLOSEST) if e.name == reading)
        is_whole = encoder is CLOSEST and not is_coded
        wanted = texts.slice(0, 0 if is_whole and texts.num_rows > most[reading] else most[reading])
        if not wanted.num_rows:
            return Vectors(np.empty(0, np.int64), np.empty((0, encoder.width), np.int8))
        known = [(encoder.name, encoder.version)]
        missing = desk.annotations.missing(*known[0], wanted["text_id"])
        fresh = wanted.filter(pc.is_in(wanted["text_id"], missing)).sort_by("text_id")
        if fresh.num_rows:
            _keep(desk, encoder, fresh, read_epoch)
        log.info("%s: %d texts, %d of them new", reading, wanted.num_rows, fresh.num_rows)
        with desk.guard.writing(read_epoch):  # a compaction elsewhere may take them away
            table = desk.annotations.load(known, wanted["text_id"])
        flat = pc.list_flatten(table[encoder.name]).to_numpy()
        return Vectors(table["text_id"].to_numpy(), flat.reshape(-1, encoder.width))

    return read


def read_words(words: Sequence[str], settings: Settings) -> list[list[int] | None]:
    """The closest reading of some words, None for each where the settings want none."""
    if not words or not _most_closest(settings, is_coded=True):
        return [None] * len(words)
    with threadpool_limits(1):
        return [row.tolist() for row in CLOSEST.read(words)]


def _most_closest(settings: Settings, is_coded: bool) -> int:
    """As many as the settings say, none where they leave it to us and the package is not there."""
    if settings.closest_texts == CLOSEST_UNSET:
        most = CODED_TEXTS if is_coded else CLOSEST_TEXTS
        return most if CLOSEST.is_installed() else 0
    return settings.closest_texts


def _keep(desk: Desk, encoder: Encoder, texts: pa.Table, read_epoch: int) -> None:
    """Read the texts and save what was read."""
    with threadpool_limits(1):  # the bytes must not depend on how many threads there are
        rows = encoder.read([str(text) for text in texts["text"].to_pylist()])
    flat = pa.array(rows.reshape(-1), pa.int8())
    vectors = pa.FixedSizeListArray.from_arrays(flat, encoder.width)
    table = pa.table({"text_id": texts["text_id"], encoder.name: vectors})
    with desk.guard.writing(read_epoch):
        desk.annotations.save(encoder.name, encoder.version, table)
