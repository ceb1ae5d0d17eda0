"""What was measured: findings, the state they were counted on, and what could not be had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field

import pyarrow as pa

from uproar.errors import UproarError
from uproar.model.rows import ROW_KINDS, Row, RowKind


@dataclass(frozen=True, slots=True, order=True)
class State:
    """Which posts a number was counted on: operations up to `pin`, less what `epoch` erased."""

    pin: int
    epoch: int


@dataclass(frozen=True, slots=True)
class Gap:
    """What could not be had. `expected` and `received` are counts of records, None = not known."""

    source: str
    asked: str
    expected: int | None
    received: int | None
    why: str


Value = int | float | str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One measured thing; docs/findings.md lists the ids.

    `rows` holds what one value cannot (peaks, bins, ranked lines), all of one of `ROW_KINDS`, in a
    fixed order; `rows_of` reads them. Evidence is post ids, or the SQL over the corpus that yields
    them. Raises UproarError for rows of another kind, or of several.
    """

    id: str
    value: Value
    unit: str
    _: KW_ONLY
    n: int | None = None
    n_of: str = ""  # what n counts, in words
    low: float | None = None
    high: float | None = None
    method: str = ""
    parameters: Mapping[str, Value] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    evidence_sql: str = ""
    rows: tuple[Row, ...] = ()
    state: State | None = None  # filled in by the pipeline

    def __post_init__(self) -> None:
        kinds = {type(row) for row in self.rows}
        if len(kinds) > 1 or not kinds <= set(ROW_KINDS):
            names = ", ".join(sorted(kind.__name__ for kind in kinds))
            raise UproarError(f"{self.id} has rows of {names}", hint="see docs/findings.md, Rows")


def rows_of(finding: Finding | None, kind: type[RowKind]) -> tuple[RowKind, ...]:
    """The rows of a finding, which are all of one kind. Empty: no finding, or no rows.

    Raises UproarError when a row is of another kind.
    """
    if finding is None:
        return ()
    rows = tuple(row for row in finding.rows if isinstance(row, kind))
    if len(rows) < len(finding.rows):
        kinds = sorted({type(row).__name__ for row in finding.rows})
        raise UproarError(f"{finding.id} has rows of {', '.join(kinds)}, not {kind.__name__}")
    return rows


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure gave: findings, marks on posts, and bytes it wants back on its next run.

    `relations` are tables that later measures read by their name, where one value will not do.
    """

    findings: tuple[Finding, ...] = ()
    marks: pa.Table | None = None  # MARKS
    memory: bytes | None = None
    relations: Mapping[str, pa.Table] = field(default_factory=dict)
