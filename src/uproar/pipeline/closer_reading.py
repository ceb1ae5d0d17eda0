"""Reads texts by the contextual encoder, no more than the settings allow, and each only once."""

from __future__ import annotations

import logging

import pyarrow as pa
import pyarrow.compute as pc
from threadpoolctl import threadpool_limits

from uproar.annotate import closer
from uproar.config import Settings
from uproar.engines.relations import CloseReader
from uproar.model import Vectors
from uproar.store import Desk

log = logging.getLogger(__name__)


def close_reader(desk: Desk, settings: Settings, *, read_epoch: int) -> CloseReader | None:
    """A reader that keeps what it read on the desk; None where the settings want none.

    `read_epoch`: that of the desk before the texts were read from it. The reader raises
    ErasedMeanwhile where posts were erased since, ConfigError where the encoder's weights are not
    installed.
    """
    if settings.closer_texts == 0:
        return None

    def read(texts: pa.Table) -> Vectors:
        wanted = texts.slice(0, settings.closer_texts)
        missing = desk.annotations.missing(closer.NAME, closer.VERSION, wanted["text_id"])
        fresh = wanted.filter(pc.is_in(wanted["text_id"], missing)).sort_by("text_id")
        if fresh.num_rows:
            # One thread: the bytes must not depend on how many there are.
            with threadpool_limits(1):
                rows = closer.read([str(text) for text in fresh["text"].to_pylist()])
            flat = pa.array(rows.reshape(-1), pa.int8())
            vectors = pa.FixedSizeListArray.from_arrays(flat, closer.WIDTH)
            with desk.guard.writing(read_epoch):
                desk.annotations.save(
                    closer.NAME,
                    closer.VERSION,
                    pa.table({"text_id": fresh["text_id"], closer.NAME: vectors}),
                )
        log.info("%d texts read closely, %d of them new", wanted.num_rows, fresh.num_rows)
        with desk.guard.writing(read_epoch):
            table = desk.annotations.load([(closer.NAME, closer.VERSION)], wanted["text_id"])
        flat_values = table[closer.NAME].combine_chunks().flatten().to_numpy()
        return Vectors(table["text_id"].to_numpy(), flat_values.reshape(-1, closer.WIDTH))

    return read
