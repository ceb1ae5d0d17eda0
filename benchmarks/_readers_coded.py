"""An editor codes half of the coded posts, and the product spreads it: METRICS.md, "Coded".

Half of what reader A read is entered through the product's own sheet, drawn anew for every seed;
the other half says how right the spreading is. The desk holds the coded posts alone.
"""

from __future__ import annotations

import csv
import io
import random
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from benchmarks._readers_codes import Code, Reader
from benchmarks._readers_scores import (
    FEELING,
    MIXED,
    Figures,
    equal_terms,
    kappa,
    product_posts,
    side,
)
from uproar import code, pipeline
from uproar.code.frame import frame
from uproar.config import Settings, resolve
from uproar.model import Corpus, Event, Finding, Measured, rows_of
from uproar.model.rows import CodedShareRow
from uproar.pipeline.coding import take_in
from uproar.pipeline.measuring import measured_corpus
from uproar.store import Desk

AT = datetime(2026, 1, 1, tzinfo=UTC)  # written in the desk's log only
N_CODED = 150  # by definition: METRICS.md
N_SEEDS = 20  # by definition: METRICS.md
N_STORIES = 3  # chosen on: the time that a story takes; not swept
COLUMNS = ("post_id", "draw", "about", "stance", "emotion", "theme", "no_quote")
FIELDS = ("theme", "stance", "about", "emotion")


def coded_figures(folder: Path, readers: Sequence[Reader], n_seeds: int = N_SEEDS) -> Figures:
    """The figures of one event, whose folder holds the coded posts alone; means over the seeds.

    The first reader codes. Stories are told for the first N_STORIES seeds.
    """
    reader = readers[0]
    kappas: list[Figures] = []
    stories: list[Figures] = []
    pairs: list[tuple[bool, float, float]] = []
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch) / "desk"
        with Desk.create(base) as desk:
            settings = resolve(desk.path)
            event = pipeline.add_event(desk, folder)
            pipeline.gather(desk, event, folder, settings)
            pipeline.measure(desk, event, settings, measured_at=AT)
            warm(desk, event, settings)
        for seed in range(n_seeds):
            copy = shutil.copytree(base, Path(scratch) / f"seed{seed}")
            with Desk.open(copy) as desk:
                corpus, drawn, measured = _spread(desk, event, settings, reader, seed)
                kappas.append(_kappas(reader, drawn, corpus, measured))
                pairs += _pairs(reader, corpus, measured)
                if seed < N_STORIES:
                    stories.append(_story(desk, event, settings, readers))
            shutil.rmtree(copy)
    stated = sum(width for _, _, width in pairs)
    return {
        **means(kappas),
        "coded_coverage": fmean(float(holds) for holds, _, _ in pairs) if pairs else None,
        "coded_gain": sum(alone for _, alone, _ in pairs) / stated if stated else None,
        **means(stories),
    }


def _story(desk: Desk, event: Event, settings: Settings, readers: Sequence[Reader]) -> Figures:
    """What the story told from the coded themes shows, and whether it quotes rightly."""
    measured = pipeline.measure(desk, event, settings, measured_at=AT)
    story = pipeline.tell(desk, event, settings)
    posts = product_posts(measured.corpus)
    figures = equal_terms(readers, posts, measured.findings, story, 0)
    return {f"coded_{name}": figures[name] for name in ("shown5", "quotes_right", "quotes_banned")}


def warm(desk: Desk, event: Event, settings: Settings) -> None:
    """Have every text read closely once, so that the copies of the desk need not."""
    corpus = pipeline.corpus_of(desk, event, settings)
    ids = corpus.query("select distinct text_id from scope where text_id is not null")
    for reading in ("closer", "closest"):
        corpus.read_closely(ids["text_id"].to_numpy(), reading)


def enter_codes(desk: Desk, event: Event, reader: Reader, seed: int) -> frozenset[str]:
    """Take a sheet with some of the reader's codes in; returns their posts' native ids."""
    drawn = random.Random(seed).sample(sorted(reader.codes), min(N_CODED, len(reader.codes)))
    names = _names(desk, event)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for post in drawn:
        said = reader.codes[post]
        about = "yes" if said.about else "no"
        if post in names:
            writer.writerow((names[post], "uniform", about, said.stance, said.emotion, said.theme))
    take_in(desk, event, out.getvalue().encode(), "codes.csv", by="Ana", decided_at=AT)
    return frozenset(drawn)


def _spread(
    desk: Desk, event: Event, settings: Settings, reader: Reader, seed: int
) -> tuple[Corpus, frozenset[str], Measured]:
    drawn = enter_codes(desk, event, reader, seed)
    corpus = measured_corpus(desk, event, settings)
    return corpus, drawn, code.MEASURE.measure(corpus, event)


def _names(desk: Desk, event: Event) -> dict[str, str]:
    """The platform's id → the product's."""
    ids = desk.posts.posts(event.id, columns=["id"])["id"].to_pylist()
    return {str(post).split(":", 1)[1]: str(post) for post in ids}


def _kappas(reader: Reader, drawn: frozenset[str], corpus: Corpus, measured: Measured) -> Figures:
    """On the posts that were not drawn; one that the product gave no code counts as wrong."""
    rows = measured.marks.to_pylist() if measured.marks is not None else []
    marks = {(row["kind"], row["post_id"].split(":", 1)[1]): row["value"] for row in rows}
    others = [post for post in sorted(reader.codes) if post not in drawn]
    figures: Figures = {}
    for field in FIELDS:
        rest = [p for p in others if field != "stance" or reader.codes[p].stance != MIXED]
        said = [_as_scored(field, _of(reader.codes[p], field)) for p in rest]
        read = [_as_scored(field, marks.get((f"coded_{field}", p), "no code")) for p in rest]
        figures[f"coded_{field}_kappa"] = kappa(said, read)
    return figures


def _of(said: Code, field: str) -> str:
    if field == "about":
        return "yes" if said.about else "no"
    return str(getattr(said, field))


def _as_scored(field: str, value: str) -> str:
    if value == "no code":
        return value
    if field == "stance":
        return side(value)
    return FEELING.get(value, value) if field == "emotion" else value


def _pairs(reader: Reader, corpus: Corpus, measured: Measured) -> list[tuple[bool, float, float]]:
    """Per theme: whether its interval holds the true share, its width alone, and as stated.

    The share is that of the product's definition: among the posts that can be drawn and that the
    reader calls about the event.
    """
    here = {str(post).split(":", 1)[1] for post in frame(corpus)["id"].to_pylist()}
    about = [said for post, said in reader.codes.items() if post in here and said.about]
    findings: Mapping[str, Finding] = {f.id: f for f in measured.findings}
    pairs = []
    for row in rows_of(findings.get("coding.theme"), CodedShareRow):
        if not row.value.startswith("none-"):
            truth = sum(said.theme == row.value for said in about) / max(1, len(about))
            holds = row.low - 1e-9 <= truth <= row.high + 1e-9
            pairs.append((holds, row.alone_high - row.alone_low, row.high - row.low))
    return pairs


def means(rows: Sequence[Figures]) -> Figures:
    """The mean of each figure over the rows that have it. No rows: none."""
    names = dict.fromkeys(name for row in rows for name in row)
    held = {name: [v for row in rows if (v := row.get(name)) is not None] for name in names}
    return {name: fmean(values) if values else None for name, values in held.items()}
