"""Runs the annotators over distinct texts, in one process or several, with the same bytes."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice

import pyarrow as pa

from uproar.errors import UproarError
from uproar.model import TEXTS, Annotator

# Rows handed to a process at a time: enough to pay for the trip, small enough to spread.
BATCH_ROWS = 8192  # chosen on: judgement; not swept, and no result depends on it
# Batches under way per process; more would only fill memory with texts.
_AHEAD = 2  # by definition: one at work, one waiting


def annotate_texts(
    texts: pa.Table,
    annotators: Sequence[Annotator],
    *,
    workers: int = 1,
    progress: Callable[[int], object] | None = None,
    batch_rows: int = BATCH_ROWS,
) -> pa.Table:
    """The texts with every annotator's columns: same rows, same order.

    `texts` has at least the TEXTS columns; the annotators come in the order of `find()`. The bytes
    do not depend on `batch_rows` or `workers`. `progress` is told how many rows each batch had.
    Empty: no rows, all columns.

    >>> from uproar.annotate import find
    >>> table = pa.table({"text_id": [1], "text": ["3:41 is everything"]}, schema=TEXTS)
    >>> annotate_texts(table, find())["timecodes"].to_pylist()
    [[{'start_s': 221, 'end_s': None}]]
    """
    batches = (texts.slice(i, batch_rows) for i in range(0, texts.num_rows, batch_rows))
    annotated = []
    for batch in _run(partial(annotate_batch, annotators=tuple(annotators)), batches, workers):
        annotated.append(batch)
        if progress is not None:
            progress(batch.num_rows)
    if not annotated:
        return annotate_batch(texts, annotators)
    return pa.concat_tables(annotated).combine_chunks()


def annotate_batch(texts: pa.Table, annotators: Sequence[Annotator]) -> pa.Table:
    """One batch, in this process. Raises UproarError when an annotator breaks its promise."""
    table = texts.select(TEXTS.names).combine_chunks()
    for annotator in annotators:
        with _no_search_for_cycles():
            columns = annotator.annotate(table)
        if columns.num_rows != table.num_rows or columns.schema.names != annotator.columns.names:
            raise UproarError(
                f"annotator {annotator.name} gave {columns.num_rows} rows of "
                f"{columns.schema.names} for {table.num_rows} texts",
                hint="same rows, same order, only its own columns",
            )
        for field in annotator.columns:
            table = table.append_column(field, columns[field.name].cast(field.type))
    return table


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Annotators make many small objects and no cycles: looking for some is waste."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _run(
    annotate: Callable[[pa.Table], pa.Table], batches: Iterable[pa.Table], workers: int
) -> Iterator[pa.Table]:
    if workers <= 1:
        yield from map(annotate, batches)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # spawn: a fork would copy the threads' locks of Arrow and BLAS in whatever state they are
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        waiting = iter(batches)
        first = islice(waiting, _AHEAD * workers)
        running = [pool.submit(annotate, batch) for batch in first]
        while running:
            yield running.pop(0).result()
            running += [pool.submit(annotate, batch) for batch in islice(waiting, 1)]
