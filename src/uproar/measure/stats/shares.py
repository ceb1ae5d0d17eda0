"""Shares of the original posts by one column: a row for each value, with its interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from uproar.intervals import share

Kind = TypeVar("Kind")

ORIGINALS = "original posts about the event"


def rows(
    kind: Callable[[str, int, float, float, float], Kind],
    counted: Iterable[tuple[str, int]],
    total: int,
) -> tuple[Kind, ...]:
    """Rows of a name, n, share, low, high out of names and their n; most first.

    Ties: by name. Empty: no rows.

    >>> from uproar.model.rows import LanguageShareRow
    >>> rows(LanguageShareRow, [("ko", 1), ("en", 3)], 4)[0].share
    0.75
    """
    ordered = sorted(counted, key=lambda pair: (-pair[1], pair[0]))
    return tuple(kind(name, n, *share(n, total)) for name, n in ordered)
