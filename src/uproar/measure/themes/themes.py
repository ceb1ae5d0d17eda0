"""What people talk about: themes with shares, each shown by real posts.

Source: groups in a space of what texts mean, do and name, as contextual encoders read them;
where posts point at lines of the footage, fine groups joined by those; docs/themes.md tells all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TypedDict

import numpy as np
import pyarrow as pa

from uproar import intervals
from uproar.measure.stats.association import cramers_v
from uproar.measure.themes import columns, continuity
from uproar.measure.themes.assignment import themed_posts
from uproar.measure.themes.coded import CodedThemes, coded_themes, says
from uproar.measure.themes.config import ThemesConfig
from uproar.measure.themes.describing import subthemes, theme_rows
from uproar.measure.themes.fitting import Assigned, MeaningModel, Run, dump
from uproar.measure.themes.inputs import distinct_texts
from uproar.measure.themes.statements import Statements, statements
from uproar.measure.themes.themed_posts import ThemedPosts
from uproar.model import Corpus, Event, Finding, Measure, Measured
from uproar.model.findings import Value
from uproar.model.rows import ReasonRow, ThemeRow

VERSION = "9"
METHODS = {
    "meaning": "average linkage by meaning, deed and telling words",
    "coded": "readers' codes, spread to all posts; shares corrected by the sample that they read",
    "words": "fine groups joined by shared anchors; Dirichlet-multinomial evidence",
}
COUNTS = "original posts about the event, with or without a theme"
READ = "original posts about the event, less those with words that were not read closely"
ALIKE = "posts whose text is near to one that many are near to"
CONFIG = ThemesConfig()
EVIDENCE = """
select m.post_id as id from marks m semi join originals o on m.post_id = o.id
where m.kind = '{kind}' and m.value = '{theme}' order by m.post_id
"""
THEMED = """
select m.post_id as id from marks m semi join originals o on m.post_id = o.id
where m.kind = 'theme' and m.value <> '' order by m.post_id
"""


class _Common(TypedDict):
    """What every finding about themes has in common."""

    n: int
    n_of: str
    method: str
    parameters: Mapping[str, Value]


def themes(corpus: Corpus, event: Event) -> Measured:
    """Find the themes of the originals and give every relevant post one, or a reason for none.

    Where readers coded themes and their codes are spread, the themes are theirs (`coded`).
    Unit: themes; shares are of all originals, those without a theme included. No text that holds
    a word: no finding. Ties in size go to the lower id. Evidence: the marks of kind `theme`.
    """
    coded = coded_themes(corpus, event, CONFIG)
    if coded is not None:
        return Measured(_coded_findings(coded), _marks(coded.posts, coded.ids))
    norms, texts = distinct_texts(corpus, event, CONFIG.inputs)
    if not len(texts):
        posts = themed_posts(corpus, texts, Assigned.concatenated([]), CONFIG)
        return Measured(marks=_marks(posts, ()))
    run, assigned = continuity.run(texts, corpus.memory("themes"), corpus.state.epoch, CONFIG)
    posts = themed_posts(corpus, texts, assigned, CONFIG)
    finer = [subthemes(posts, assigned, run.model, t, CONFIG) for t in range(len(run.ids))]
    rows = theme_rows(corpus, event, posts, assigned, run.ids, finer, norms, CONFIG)
    findings, marks = _findings(posts, rows, run), _marks(posts, run.ids)
    if isinstance(run.model, MeaningModel) and texts.close is not None:
        said = statements(corpus, event, run, texts, posts, norms, CONFIG)
        findings = (*findings, *_said(said, run))
        marks = pa.concat_tables([marks, said.marks])
    return Measured(findings, marks, dump(run))


def _marks(posts: ThemedPosts, ids: tuple[str, ...]) -> pa.Table:
    """The theme of every post, and the sensitive subjects of those that are on one."""
    return pa.concat_tables([posts.theme_marks(ids), posts.sensitive_marks()])


def _findings(posts: ThemedPosts, rows: list[ThemeRow], run: Run) -> tuple[Finding, ...]:
    """The findings of themes that were found. All name the run, which the numbers belong to."""
    named: dict[str, Value] = {"run": run.name, "parent": run.parent, "version": VERSION}
    common = _Common(
        n=posts.n_originals, n_of=COUNTS, method=METHODS[run.model.KIND], parameters=named
    )
    return _all_findings(posts, rows, common)


def _coded_findings(coded: CodedThemes) -> tuple[Finding, ...]:
    """The findings of themes that readers coded; their shares are corrected by the sample."""
    named: dict[str, Value] = {"version": VERSION, "coded_sample": coded.n_sample}
    common = _Common(
        n=coded.posts.n_originals, n_of=COUNTS, method=METHODS["coded"], parameters=named
    )
    return _all_findings(coded.posts, coded.rows, common)


def _all_findings(posts: ThemedPosts, rows: list[ThemeRow], common: _Common) -> tuple[Finding, ...]:
    """All findings: the themes, per theme its share, count and days, and the posts without one.

    The first names every number that decided.
    """
    named = common["parameters"]
    whole: _Common = {**common, "parameters": {**named, **CONFIG.parameters()}}
    findings = [Finding("themes", len(rows), "themes", rows=tuple(rows), **whole)]
    for row in rows:
        findings += _of_row(row, "theme", common)
    return (*findings, _without_theme(posts, common), *_associations(posts, common))


def _said(said: Statements, run: Run) -> list[Finding]:
    """The findings of statements: all of them, and of each its share, count and days."""
    named: dict[str, Value] = {"run": run.name, "parent": run.parent, "version": VERSION}
    common = _Common(n=said.n, n_of=READ, method=ALIKE, parameters=named)
    rows = said.rows
    findings = [Finding("themes.statements", len(rows), "statements", rows=tuple(rows), **common)]
    return [*findings, *(each for row in rows for each in _of_row(row, "statement", common))]


def _of_row(row: ThemeRow, kind: str, common: _Common) -> list[Finding]:
    """The share, the count and the days of a theme or a statement; `kind`: of its marks."""
    sql = EVIDENCE.format(kind=kind, theme=row.id)
    low, high = intervals.count(row.n)
    return [
        Finding(
            row.share_id, row.share, "share", low=row.low, high=row.high, evidence_sql=sql, **common
        ),
        Finding(
            f"themes.{row.id}.n", row.n, "posts", low=low, high=high, evidence_sql=sql, **common
        ),
        Finding(
            f"themes.{row.id}.by_day",
            len(row.by_day),
            "days",
            rows=row.by_day,
            evidence_sql=sql,
            **common,
        ),
    ]


def _associations(posts: ThemedPosts, common: _Common) -> tuple[Finding, ...]:
    """How much language, and length, tell of the theme: Cramér's V, 0 to 1.

    Of the originals with a theme; lengths in thirds. Themes are things said, so both should be
    small, but a language whose speakers have a subject of their own raises the first rightly.
    """
    rows = np.flatnonzero(posts.is_original & (posts.theme >= 0))
    language = columns.codes(posts.table, "lang")[0][rows]
    length = columns.integers(posts.table, "length", missing=0)[rows]
    thirds = np.searchsorted(np.quantile(length, (1 / 3, 2 / 3)) if len(rows) else [], length)
    said: _Common = {**common, "n": len(rows), "n_of": "original posts with a theme"}
    return tuple(
        Finding(
            f"themes.{name}_v",
            cramers_v(posts.theme[rows], groups.astype(np.int64)),
            "Cramér's V",
            evidence_sql=THEMED,
            **said,
        )
        for name, groups in (("language", language), ("length", thirds))
    )


def _without_theme(posts: ThemedPosts, common: _Common) -> Finding:
    """The share of the originals that have no theme, with the reasons and how many have each."""
    reasons = posts.reason[posts.is_original & (posts.theme < 0)].tolist()
    counts = Counter(posts.reasons[reason] for reason in reasons)
    share, low, high = intervals.share(len(reasons), posts.n_originals)
    return Finding(
        "themes.none.share",
        share,
        "share",
        low=low,
        high=high,
        rows=tuple(ReasonRow(reason, n) for reason, n in sorted(counts.items())),
        evidence_sql=EVIDENCE.format(kind="theme", theme=""),
        **common,
    )


MEASURE = Measure(
    "themes",
    VERSION,
    themes,
    needs=("cue", "copy", "coordinated", "spam", "coded_theme", "no_quote", "coded_shares"),
    gives=("themes", "theme", "statement", "sensitive"),
    says=says,
)
