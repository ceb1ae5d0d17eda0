"""Shares of the original posts by one column: a row for each value, with its interval."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from uproar.measure.stats.intervals import share

ORIGINALS = "original posts about the event"


def rows(key: str, counted: Iterable[Mapping[str, Any]], total: int) -> tuple[dict[str, Any], ...]:
    """Rows of `key`, n, share, low, high; most first. Ties: by name. Empty: no rows.

    >>> rows("lang", [{"lang": "ko", "n": 1}, {"lang": "en", "n": 3}], 4)[0]["share"]
    0.75
    """
    found = []
    for one in sorted(counted, key=lambda r: (-r["n"], str(r[key]))):
        value, low, high = share(one["n"], total)
        found.append({key: one[key], "n": one["n"], "share": value, "low": low, "high": high})
    return tuple(found)
