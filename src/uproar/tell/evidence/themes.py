"""Themes and statements, as the story reads them from their findings."""

from __future__ import annotations

from dataclasses import replace

from uproar.model import Finding, rows_of
from uproar.model.rows import ThemeRow
from uproar.tell.evidence.evidence import Evidence


def themes(evidence: Evidence) -> tuple[ThemeRow, ...]:
    """All story-level themes, largest first; ties by id. Empty: no `themes` finding.

    Lines that the evidence does not hold are left out of their `cues`.
    """
    return _rows(evidence, "themes")


def statements(evidence: Evidence) -> tuple[ThemeRow, ...]:
    """What posts say in much the same way, in the same order. Empty: none was found."""
    return _rows(evidence, "themes.statements")


def told_themes(evidence: Evidence) -> tuple[ThemeRow, ...]:
    """What a story is told by: statements where there are any, else themes.

    Beside statements also the themes that an editor pinned or put into words.
    """
    said = statements(evidence)
    whole = [t for t in themes(evidence) if not said or t.is_pinned or t.wording]
    return tuple(sorted([*said, *whole], key=lambda row: (-row.share, row.id)))


def peers(evidence: Evidence, row: ThemeRow) -> tuple[ThemeRow, ...]:
    """Those that a theme or a statement is compared with: all of its kind, itself among them."""
    return statements(evidence) if row.of_theme else themes(evidence)


def theme(evidence: Evidence, theme_id: str) -> ThemeRow | None:
    """The theme or the statement of that id."""
    every = (*themes(evidence), *statements(evidence))
    return next((t for t in every if t.id == theme_id), None)


def _rows(evidence: Evidence, finding_id: str) -> tuple[ThemeRow, ...]:
    rows = [
        replace(row, cues=tuple(cue for cue in row.cues if cue in evidence.cues))
        for row in rows_of(evidence.findings.get(finding_id), ThemeRow)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.share, row.id)))


def is_open(row: ThemeRow, evidence: Evidence) -> bool:
    """Whether a story may tell the theme: an editor opened each sensitive subject that it has."""
    return all(subject in evidence.house.optin for subject in row.sensitive)


def lookup(evidence: Evidence, finding_id: str) -> Finding | None:
    """A finding by id; the share and count of a theme or a statement are made from its row."""
    finding = evidence.findings.get(finding_id)
    if finding is not None or not finding_id.startswith("themes."):
        return finding
    theme_id, _, figure = finding_id.removeprefix("themes.").rpartition(".")
    row = theme(evidence, theme_id)
    if row is None or figure not in ("share", "n"):
        return None
    whole = evidence.findings["themes.statements" if row.of_theme else "themes"]
    share = figure == "share"
    return Finding(
        finding_id,
        row.share if share else row.n,
        "share" if share else "posts",
        n=whole.n,
        n_of=whole.n_of,
        low=row.low if share else None,
        high=row.high if share else None,
        method=whole.method,
        evidence=row.quotes,
        state=whole.state,
    )
