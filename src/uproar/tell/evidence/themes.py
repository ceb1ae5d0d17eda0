"""The themes of the finding `themes`, as the story reads them."""

from __future__ import annotations

from dataclasses import replace

from uproar.model import Finding, rows_of
from uproar.model.rows import ThemeRow
from uproar.tell.evidence.evidence import Evidence


def themes(evidence: Evidence) -> tuple[ThemeRow, ...]:
    """All story-level themes, largest first; ties by id. Empty: no `themes` finding.

    Lines that the evidence does not hold are left out of their `cues`.
    """
    rows = [
        replace(row, cues=tuple(cue for cue in row.cues if cue in evidence.cues))
        for row in rows_of(evidence.findings.get("themes"), ThemeRow)
    ]
    return tuple(sorted(rows, key=lambda row: (-row.share, row.id)))


def theme(evidence: Evidence, theme_id: str) -> ThemeRow | None:
    """The theme of that id."""
    return next((t for t in themes(evidence) if t.id == theme_id), None)


def is_open(row: ThemeRow, evidence: Evidence) -> bool:
    """Whether a story may tell the theme: an editor opened each sensitive subject that it has."""
    return all(subject in evidence.house.optin for subject in row.sensitive)


def lookup(evidence: Evidence, finding_id: str) -> Finding | None:
    """A finding by id; a theme's share and count are made from the theme's row of `themes`."""
    finding = evidence.findings.get(finding_id)
    if finding is not None or not finding_id.startswith("themes."):
        return finding
    theme_id, _, figure = finding_id.removeprefix("themes.").rpartition(".")
    row = theme(evidence, theme_id)
    if row is None or figure not in ("share", "n"):
        return None
    whole = evidence.findings["themes"]
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
