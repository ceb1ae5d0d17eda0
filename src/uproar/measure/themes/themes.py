"""What people talk about: themes with shares, each shown by real posts.

Source: fine groups of embeddings beside latent semantics, joined across languages by the emoji,
tags and lines of the footage that they share; docs/themes.md tells the whole method.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from uproar.measure.stats import intervals
from uproar.measure.themes import assignment, continuity, inputs
from uproar.measure.themes.assignment import Posts
from uproar.measure.themes.describing import describe, stance
from uproar.measure.themes.fitting import persistence
from uproar.measure.themes.fitting.persistence import Run
from uproar.measure.themes.fitting.theme_model import Assigned
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured
from uproar.model.rows import ReasonRow, ThemeRow

VERSION = "5"
METHOD = "fine groups joined by shared anchors; Dirichlet-multinomial evidence for their number"
COUNTS = "original posts about the event, with or without a theme"
EVIDENCE = """
select m.post_id as id from marks m semi join originals o on m.post_id = o.id
where m.kind = 'theme' and m.value = '{theme}' order by m.post_id
"""
NONE = """
select m.post_id as id from marks m semi join originals o on m.post_id = o.id
where m.kind = 'theme' and m.value = '' order by m.post_id
"""


def themes(corpus: Corpus, event: Event) -> Measured:
    """Find the themes of the originals and give every relevant post one, or a reason for none.

    Unit: themes; shares are of all originals, those without a theme included. No originals: no
    finding. Ties in size go to the lower id. Evidence: the marks of kind `theme`.
    """
    rows, texts = inputs.read(corpus, event)
    if not len(texts):
        return Measured(marks=_marks_of_none(corpus, texts))
    run, assigned = continuity.run(texts, corpus.memory("themes"), corpus.state.epoch)
    posts = assignment.read(corpus, texts, assigned)
    marks = pa.concat_tables([assignment.marks(posts, run.ids), _sensitive(corpus)])
    told = describe.rows(corpus, event, describe.Themed(posts, assigned, run), rows["norm"])
    return Measured(_findings(posts, told, run), marks, persistence.dump(run))


def _marks_of_none(corpus: Corpus, texts: Any) -> Any:
    nothing = np.empty(0, np.int64)
    assigned = Assigned(nothing, np.empty(0), nothing, np.empty(0))
    return assignment.marks(assignment.read(corpus, texts, assigned), ())


def _sensitive(corpus: Corpus) -> Any:
    """Marks for the desk: posts on a subject that is kept out of quotes, one per subject."""
    if not stance.has_column(corpus, "sensitive"):
        return MARKS.empty_table()
    found = [
        {"post_id": row["id"], "kind": "sensitive", "value": subject}
        for row in corpus.query(describe.SUBJECTS).to_pylist()
        for subject in row["sensitive"]
    ]
    return pa.Table.from_pylist(found, schema=MARKS)


def _findings(posts: Posts, rows: list[ThemeRow], run: Run) -> tuple[Finding, ...]:
    total = int(posts.is_original.sum())
    common: dict[str, Any] = {
        "n": total,
        "n_of": COUNTS,
        "method": METHOD,
        "parameters": {"run": run.name, "parent": run.parent, "version": VERSION},
    }
    found = [Finding("themes", len(rows), "themes", rows=tuple(rows), **common)]
    for row in rows:
        where = {"evidence_sql": EVIDENCE.format(theme=row.id), **common}
        low, high = intervals.count(row.n)
        found += [
            Finding(row.share_id, row.share, "share", low=row.low, high=row.high, **where),
            Finding(f"themes.{row.id}.n", row.n, "posts", low=low, high=high, **where),
            Finding(f"themes.{row.id}.by_day", len(row.by_day), "days", rows=row.by_day, **where),
        ]
    return (*found, _none(posts, total, common))


def _none(posts: Posts, total: int, common: Mapping[str, Any]) -> Finding:
    without = posts.is_original & (posts.theme < 0)
    share, low, high = intervals.share(int(without.sum()), total)
    reasons, n = np.unique(posts.reason[without].astype(str), return_counts=True)
    rows = tuple(ReasonRow(str(r), int(k)) for r, k in zip(reasons, n, strict=True))
    return Finding(
        "themes.none.share",
        share,
        "share",
        low=low,
        high=high,
        rows=rows,
        evidence_sql=NONE,
        **common,
    )


MEASURE = Measure(
    "themes",
    VERSION,
    themes,
    needs=("cue", "copy", "coordinated", "spam"),
    gives=("themes", "theme", "sensitive"),
)
