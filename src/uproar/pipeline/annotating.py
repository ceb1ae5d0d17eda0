"""Reads every distinct text once; what was read is stored under the annotator's version."""

from __future__ import annotations

import logging

import pyarrow as pa
import pyarrow.compute as pc
from threadpoolctl import threadpool_limits

from uproar.annotate import annotate_texts, find
from uproar.arrays import ArrowArray, ArrowColumn
from uproar.config import Settings
from uproar.model import TEXTS, Annotator
from uproar.pipeline.progress import Progress
from uproar.store import Desk

log = logging.getLogger(__name__)

# Texts between two saves: as many are lost in a crash, and held in memory at a time.
# chosen on: judgement; not swept
CHUNK_TEXTS = 65_536


def annotate(
    desk: Desk,
    texts: pa.Table,
    settings: Settings,
    *,
    read_epoch: int,
    progress: Progress | None = None,
) -> pa.Table:
    """The texts with every annotator's columns, ordered by text_id; only new texts are read.

    `texts`: TEXTS columns, distinct and ordered by text_id. Empty: no rows, all columns.
    `read_epoch`: that of the desk before the texts were read from it. Raises ErasedMeanwhile where
    posts were erased since; nothing of them is written then.
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

    for start in range(0, waiting.num_rows, CHUNK_TEXTS):
        chunk = waiting.slice(start, CHUNK_TEXTS)
        # One thread: the products are small, and the bytes must not depend on how many there are.
        with threadpool_limits(1):
            annotated = annotate_texts(chunk, annotators, workers=settings.workers, progress=tell)
        for annotator in annotators:
            columns = annotated.select(["text_id", *annotator.columns.names])
            with desk.guard.writing(read_epoch):
                desk.annotations.save(annotator.name, annotator.version, columns)
    log.info("%d texts, %d of them new", texts.num_rows, waiting.num_rows)
    versions = [(a.name, a.version) for a in annotators]
    with desk.guard.writing(read_epoch):  # a compaction elsewhere may take annotations away
        return desk.annotations.load(versions, texts["text_id"])


def distinct_texts(posts: pa.Table) -> pa.Table:
    """One row per distinct text, ordered by text_id. Shape: TEXTS."""
    worded = posts.select(TEXTS.names).filter(pc.is_valid(posts["text_id"]))
    first = worded.group_by("text_id", use_threads=False).aggregate([("text", "first")])
    table = pa.table({"text_id": first["text_id"], "text": first["text_first"]}, schema=TEXTS)
    return table.sort_by("text_id")


def _stale(desk: Desk, ids: ArrowColumn, annotators: tuple[Annotator, ...]) -> ArrowArray:
    """Texts that one of the annotators has not read."""
    missing = [desk.annotations.missing(a.name, a.version, ids) for a in annotators]
    return pa.concat_arrays(missing).unique()
