"""A corpus at a state, the marks on its posts, and the findings."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from threadpoolctl import threadpool_limits

from uproar import __version__, annotate, code, select
from uproar import measure as measures
from uproar.annotate.embed import vectors
from uproar.annotate.language import in_company
from uproar.arrays import ArrowArray, ArrowColumn, ArrowField, Bools
from uproar.clock import SECOND_US, to_us
from uproar.config import Settings
from uproar.engines import LocalCorpus
from uproar.errors import ConfigError
from uproar.model import (
    CODEBOOK,
    CODERS,
    CODES,
    VECTOR_SIZE,
    Code,
    CodedTheme,
    Event,
    Finding,
    Measure,
    Measured,
    State,
)
from uproar.pipeline.annotating import annotate as annotate_texts
from uproar.pipeline.annotating import distinct_texts
from uproar.pipeline.closer_reading import close_reader, read_words
from uproar.pipeline.known_times import as_known
from uproar.pipeline.progress import Progress
from uproar.plugins import in_order
from uproar.store import Desk, redone

log = logging.getLogger(__name__)

_COUNTED = ("n_records", "kept", "operations", "repeats", "out_of_scope", "rejected")
_GATHERED_FIELDS: list[ArrowField] = [
    pa.field("source", pa.string()),
    *(pa.field(name, pa.int64()) for name in (*_COUNTED, "expected", "received")),
    pa.field("why", pa.string()),
]
GATHERED = pa.schema(_GATHERED_FIELDS)
_CUE_FIELDS: list[ArrowField] = [
    pa.field("lang", pa.string()),
    pa.field("number", pa.int64()),
    pa.field("vector", pa.list_(pa.int8(), VECTOR_SIZE)),
]
CUE_VECTORS = pa.schema(_CUE_FIELDS)


# A measure's memory from before the last run is stored under this prefix, beside the one that the
# run gave: a recomputation begins where that run began.
INPUT = "input of "


@dataclass(frozen=True, slots=True)
class Measurement:
    """What was measured: the corpus with its marks, and the findings by id."""

    corpus: LocalCorpus
    findings: Mapping[str, Finding]
    run: int


@dataclass(frozen=True, slots=True)
class Measures:
    """What selectors and measures gave: findings by id; marks and memories by who made them."""

    findings: Mapping[str, Finding]
    marks: Mapping[str, tuple[str, pa.Table]]  # maker → its version and marks
    memories: Mapping[str, bytes]


def corpus_of(
    desk: Desk,
    event: Event,
    settings: Settings,
    *,
    state: State | None = None,
    memories: Mapping[str, bytes] | None = None,
    progress: Progress | None = None,
) -> LocalCorpus:
    """The event's posts at a state (the newest by default), annotated, without marks.

    `memories`: what measures remember of their last run, the desk's latest by default.
    """
    read_epoch = desk.guard.epoch()
    state = state or desk.posts.state()
    posts = _in_time(as_known(desk.posts.posts(event.id, state)), event)
    texts = annotate_texts(
        desk, distinct_texts(posts), settings, read_epoch=read_epoch, progress=progress
    )
    codes = desk.codes.for_event(event.id)
    return LocalCorpus(
        posts,
        in_company(texts),
        state=state,
        memories=desk.memories.load(event.id) if memories is None else memories,
        relations={
            "gathered": _gathered(desk, event),
            "cue_vectors": _cue_vectors(event),
            **coding_relations(codes, desk.codebook.for_event(event.id), settings),
        },
        closer=close_reader(desk, settings, read_epoch=read_epoch, is_coded=bool(codes)),
        threads=settings.workers,
    )


def measured_corpus(
    desk: Desk, event: Event, settings: Settings, *, state: State | None = None
) -> LocalCorpus:
    """The corpus with the marks of its measurement (the last one by default).

    Raises ConfigError where nothing was measured.
    """
    if state is None:
        run = desk.runs.latest(event.id)
        if run is None:
            raise ConfigError(f"nothing measured for {event.id!r}", hint="run `uproar measure`")
        state = run.state
    corpus = corpus_of(desk, event, settings, state=state)
    corpus.add_marks(desk.marks.load(event.id, state))
    return corpus


def measure(
    desk: Desk,
    event: Event,
    settings: Settings,
    *,
    measured_at: datetime,
    state: State | None = None,
    progress: Progress | None = None,
) -> Measurement:
    """Annotate what is new, mark the posts, measure, and keep all of it on the desk.

    All is kept at the end, and only if nothing was erased meanwhile: otherwise it is measured
    anew. Raises ErasedMeanwhile when that happened several times over, ConfigError when two
    measures give a finding of one id.
    """
    return redone(lambda: _measured(desk, event, settings, measured_at, state, progress))


def _measured(
    desk: Desk,
    event: Event,
    settings: Settings,
    measured_at: datetime,
    state: State | None,
    progress: Progress | None,
) -> Measurement:
    read_epoch = desk.guard.epoch()
    memories = {k: v for k, v in desk.memories.load(event.id).items() if not k.startswith(INPUT)}
    corpus = corpus_of(desk, event, settings, state=state, memories=memories, progress=progress)
    earlier = desk.runs.latest(event.id, corpus.state)
    run = desk.runs.start(
        event.id,
        corpus.state,
        settings=settings.public(),
        versions=versions(),
        started_at=measured_at,
    )
    measured = mark_and_measure(corpus, event, settings, progress=progress)
    inputs = {INPUT + step.name: memories.get(step.name, b"") for step in _steps()}
    with desk.guard.writing(read_epoch):
        desk.marks.replace(event.id, corpus.state, measured.marks)
        with desk.transaction():
            for name, memory in {**inputs, **measured.memories}.items():
                desk.memories.save(event.id, name, corpus.state, memory)
            desk.findings.save(run, tuple(measured.findings.values()))
            desk.runs.finish(run, finished_at=measured_at)
            if earlier and desk.findings.load(earlier.id) != desk.findings.load(run):
                desk.versions.add_measurement(event.id, corpus.state, measured_at=measured_at)
    return Measurement(corpus, measured.findings, run)


def first_memories(desk: Desk, event: Event) -> dict[str, bytes]:
    """The memories that the measures of the last run began with."""
    saved = desk.memories.load(event.id)
    return {k.removeprefix(INPUT): v for k, v in saved.items() if k.startswith(INPUT)}


def mark_and_measure(
    corpus: LocalCorpus,
    event: Event,
    settings: Settings,
    *,
    progress: Progress | None = None,
) -> Measures:
    """Select, then every measure in the order of its needs; marks go into the corpus.

    Nothing is written: what is to be kept comes back.
    """
    findings: dict[str, Finding] = {}
    marks: dict[str, tuple[str, pa.Table]] = {}
    memories: dict[str, bytes] = {}

    def take(name: str, version: str, measured: Measured) -> None:
        if measured.marks is not None:
            corpus.add_marks(measured.marks)
            marks[name] = (version, measured.marks)
        if measured.memory is not None:
            memories[name] = measured.memory
        for relation, rows in measured.relations.items():
            corpus.add_relation(relation, rows)
        for finding in measured.findings:
            if finding.id in findings:
                raise ConfigError(f"two measures give {finding.id!r}", hint=f"one is {name}")
            method = finding.method or f"{name} {version}"
            findings[finding.id] = replace(finding, state=corpus.state, method=method)

    selectors, steps = select.find(), _steps()
    total = len(selectors) + len(steps)
    for done, selector in enumerate(selectors, 1):
        with threadpool_limits(1):  # global fits are single-threaded: the same bytes anywhere
            marked = selector.select(corpus, event, settings.relevance_threshold)
        take(selector.name, selector.version, marked)
        if progress:
            progress("measure", done, total)
    for done, step in enumerate(steps, len(selectors) + 1):
        with threadpool_limits(1):
            measured = step.measure(corpus, event)
        take(step.name, step.version, measured)
        if progress:
            progress("measure", done, total)
    log.info("%s: %d findings at %s", event.id, len(findings), corpus.state)
    return Measures(findings, marks, memories)


def versions() -> dict[str, str]:
    """The version of every part that measures, by its name."""
    return {
        "uproar": __version__,
        **{annotator.name: annotator.version for annotator in annotate.find()},
        **{selector.name: selector.version for selector in select.find()},
        **{step.name: step.version for step in _steps()},
    }


def _steps() -> tuple[Measure, ...]:
    """Every measure and the spreading of codes, each after those that give what it needs."""
    return in_order((code.MEASURE, *measures.find()), lambda m: m.needs, lambda m: m.gives)


def coding_relations(
    codes: Sequence[Code], themes: Sequence[CodedTheme], settings: Settings
) -> dict[str, pa.Table]:
    """What was coded, as measures read it: the relations codes, coders and codebook.

    A model's codes are among the codes where they were checked and are like people's.
    """
    merged = {theme.id: theme.merged_into for theme in themes if theme.merged_into}
    checks = code.model_checks(codes, merged)
    of_posts = code.resolved(code.counted(codes, checks), merged)
    book = [theme for theme in themes if not theme.merged_into] if codes else []
    words = [f"{theme.id.replace('-', ' ')}. {theme.statement}" for theme in book]
    rows = {
        "codes": [{name: getattr(post, name) for name in CODES.names} for post in of_posts],
        "coders": code.coder_rows(codes, checks),
        "codebook": [
            {**asdict(theme), "vector": vector}
            for theme, vector in zip(book, read_words(words, settings), strict=True)
        ],
    }
    schemas = {"codes": CODES, "coders": CODERS, "codebook": CODEBOOK}
    return {name: pa.Table.from_pylist(rows[name], schema=schemas[name]) for name in schemas}


def _in_time(posts: pa.Table, event: Event) -> pa.Table:
    """Posts that may lie between the baseline's start and the window's end, or have no time."""
    times: ArrowColumn = pc.coalesce(posts["seen_at"], posts["created_at"])
    claimed_s = pc.fill_null(posts["time_precision_s"], pa.scalar(0, pa.int64()))
    vague_us = pc.multiply(
        pc.if_else(pc.is_null(posts["seen_at"]), claimed_s, pa.scalar(0, pa.int64())),
        pa.scalar(SECOND_US, pa.int64()),
    )
    is_outside = np.zeros(posts.num_rows, bool)
    if event.baseline_start:
        start = pa.scalar(to_us(event.baseline_start))
        is_outside |= _is_true(pc.less(pc.add(times, vague_us), start))
    if event.window_end:
        end = pa.scalar(to_us(event.window_end))
        is_outside |= _is_true(pc.greater_equal(pc.subtract(times, vague_us), end))
    return posts.filter(pa.array(~is_outside, pa.bool_()))


def _is_true(column: ArrowArray) -> Bools:
    """The column with null as false."""
    return column.fill_null(False).to_numpy(zero_copy_only=False)


def _gathered(desk: Desk, event: Event) -> pa.Table:
    """What became of the records of each source, and what it lacks. Shape: GATHERED."""
    rows: list[dict[str, object]] = [
        {
            "source": row.stream.removeprefix(f"{event.id}:"),
            "n_records": row.n_records,
            "kept": row.counts.posts,
            "operations": row.counts.edits + row.counts.deletes + row.counts.account_events,
            "repeats": row.counts.repeats,
            "out_of_scope": row.counts.out_of_scope,
            "rejected": row.counts.rejected,
        }
        for row in desk.coverage.for_event(event.id)
    ]
    gaps: list[dict[str, object]] = [
        {"source": g.source, "expected": g.expected, "received": g.received, "why": g.why}
        for g in desk.gaps.for_event(event.id)
    ]
    return pa.Table.from_pylist(rows + gaps, schema=GATHERED)


def _cue_vectors(event: Event) -> pa.Table:
    cues = [(lang, cue) for lang, track in sorted(event.footage.tracks.items()) for cue in track]
    flat = pa.array(vectors([cue.text for _, cue in cues]).reshape(-1), pa.int8())
    return pa.table(
        {
            "lang": [lang for lang, _ in cues],
            "number": [cue.number for _, cue in cues],
            "vector": pa.FixedSizeListArray.from_arrays(flat, VECTOR_SIZE),
        },
        schema=CUE_VECTORS,
    )
