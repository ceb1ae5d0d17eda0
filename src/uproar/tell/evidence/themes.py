"""The themes of the finding `themes`, as the story reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from uproar.model import Finding
from uproar.tell.evidence.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Theme:
    """One row of `themes`. Unit of share: part of all original posts about the event."""

    id: str
    n: int
    share: float
    low: float
    high: float
    terms: tuple[str, ...]
    quotes: tuple[str, ...]  # post ids, best first
    cues: tuple[int, ...]
    stance: str
    humour: float
    rise: int | None
    days: tuple[tuple[str, int, int], ...]  # day, posts of the theme, posts of all
    sensitive: tuple[str, ...]

    @property
    def share_id(self) -> str:
        """The finding that holds its share."""
        return f"themes.{self.id}.share"


def themes(evidence: Evidence) -> tuple[Theme, ...]:
    """All story-level themes, largest first; ties by id. Empty: no `themes` finding."""
    finding = evidence.findings.get("themes")
    found = [_theme(row, evidence) for row in (finding.rows if finding else ())]
    return tuple(sorted(found, key=lambda t: (-t.share, t.id)))


def theme(evidence: Evidence, theme_id: str) -> Theme | None:
    """The theme of that id."""
    return next((t for t in themes(evidence) if t.id == theme_id), None)


def is_open(found: Theme, evidence: Evidence) -> bool:
    """Whether it may be told: no sensitive subject, or one that an editor opened."""
    return all(subject in evidence.house.optin for subject in found.sensitive)


def lookup(evidence: Evidence, finding_id: str) -> Finding | None:
    """A finding by id; a theme's share, count and days also out of the row that holds them."""
    found = evidence.findings.get(finding_id)
    if found is not None or not finding_id.startswith("themes."):
        return found
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
        counts=whole.counts,
        low=row.low if share else None,
        high=row.high if share else None,
        method=whole.method,
        evidence=row.quotes,
        state=whole.state,
    )


def _theme(row: Mapping[str, Any], evidence: Evidence) -> Theme:
    share = float(row["share"])
    rise = row.get("rise")
    return Theme(
        id=str(row["id"]),
        n=int(row["n"]),
        share=share,
        low=float(row.get("low", share)),
        high=float(row.get("high", share)),
        terms=tuple(row.get("name_terms") or ()),
        quotes=tuple(row.get("quotes") or ()),
        cues=tuple(int(c) for c in row.get("cues") or () if int(c) in evidence.cues),
        stance=str(row.get("stance") or ""),
        humour=float(row.get("humour") or 0.0),
        rise=None if rise is None else int(rise),
        days=_days(row.get("by_day")),
        sensitive=tuple(row.get("sensitive") or ()),
    )


def _days(by_day: Any) -> tuple[tuple[str, int, int], ...]:
    """Rows {day, n, of}, in the order of the days."""
    rows = by_day if isinstance(by_day, (list, tuple)) else ()
    return tuple(sorted((str(r["day"]), int(r["n"]), int(r["of"])) for r in rows if r.get("of")))
