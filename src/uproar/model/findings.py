"""What was measured: findings, the state they were counted on, and what could not be had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa


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

    `rows` holds what one value cannot (peaks, bins, ranked lines), JSON-ready, in a fixed order.
    Evidence is post ids, or the SQL over the corpus that yields them.
    """

    id: str
    value: Value
    unit: str
    n: int | None = None
    counts: str = ""  # what n counts
    low: float | None = None
    high: float | None = None
    method: str = ""
    parameters: Mapping[str, Value] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    evidence_sql: str = ""
    rows: tuple[Mapping[str, Any], ...] = ()
    state: State | None = None  # filled in by the pipeline


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure gave: findings, marks on posts, and bytes it wants back on its next run."""

    findings: tuple[Finding, ...] = ()
    marks: pa.Table | None = None  # MARKS
    memory: bytes | None = None
