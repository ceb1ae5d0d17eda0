"""Every distinct text read once, and kept by the annotator's version."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pyarrow as pa
import pyarrow.compute as pc
from threadpoolctl import threadpool_limits

from uproar.annotate import annotate_texts, find
from uproar.config import Settings
from uproar.model import TEXTS, Annotator
from uproar.store import Desk

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int | None], None]

# Texts annotated between two saves: what a crash can cost, and what memory holds at a time.
CHUNK = 65_536


def annotate(
    desk: Desk, texts: pa.Table, settings: Settings, *, progress: Progress | None = None
) -> pa.Table:
    """The texts with every annotator's columns, ordered by text_id; only new texts are read.

    `texts`: TEXTS columns, distinct and ordered by text_id. Empty: no rows, all columns.
    """
    annotators = find()
    if texts.num_rows == 0:
        return annotate_texts(texts, annotators)
    stale = _stale(desk, texts["text_id"], annotators)
    waiting = texts.filter(pc.is_in(texts["text_id"], stale))
    done = 0

    def tell(rows: int) -> None:
        nonlocal done
        done += rows
        if progress:
            progress("annotate", done, waiting.num_rows)

    for start in range(0, waiting.num_rows, CHUNK):
        chunk = waiting.slice(start, CHUNK)
        with threadpool_limits(
            1
        ):  # small products: more threads only spin, and bytes must not vary
            read = annotate_texts(chunk, annotators, workers=settings.workers, progress=tell)
        for annotator in annotators:
            columns = read.select(["text_id", *annotator.columns.names])
            desk.annotations.save(annotator.name, annotator.version, columns)
    log.info("%d texts, %d of them new", texts.num_rows, waiting.num_rows)
    versions = [(a.name, a.version) for a in annotators]
    return desk.annotations.load(versions, texts["text_id"])


def distinct_texts(posts: pa.Table) -> pa.Table:
    """One row per distinct text, ordered by text_id. Shape: TEXTS."""
    worded = posts.select(TEXTS.names).filter(pc.is_valid(posts["text_id"]))
    first = worded.group_by("text_id", use_threads=False).aggregate([("text", "first")])
    table = pa.table({"text_id": first["text_id"], "text": first["text_first"]}, schema=TEXTS)
    return table.sort_by("text_id")


def _stale(desk: Desk, ids: pa.ChunkedArray, annotators: tuple[Annotator, ...]) -> pa.Array:
    missing = [desk.annotations.missing(a.name, a.version, ids) for a in annotators]
    return pc.unique(pa.chunked_array(missing, pa.int64())).sort()
