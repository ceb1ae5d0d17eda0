"""An account of X as each of its layouts describes it.

Field facts: the v1.1 user object and the v2 user object have `protected` at the top. The site's
own interface had it in `legacy` until 2025; since then it is in `privacy`, with `created_at` in
`core` and the number of followers in `relationship_counts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uproar.model import REFUSED_BY_AUTHOR
from uproar.sources.values.json_values import fields

PROTECTED = (("protected",), ("legacy", "protected"), ("privacy", "protected"))
CREATED_AT = (("created_at",), ("legacy", "created_at"), ("core", "created_at"))
FOLLOWERS = (
    ("followers_count",),
    ("legacy", "followers_count"),
    ("relationship_counts", "followers"),
)


def refusal(account: Mapping[str, Any]) -> str | None:
    """The account's signal against reuse, in whichever layout it is given.

    >>> refusal({"privacy": {"protected": True}})
    'refused: author is protected'
    >>> refusal({"privacy": {"protected": False}}) is None
    True
    """
    values = (_value(account, path) for path in PROTECTED)
    return REFUSED_BY_AUTHOR["protected"] if any(value is True for value in values) else None


def in_v1(account: Mapping[str, Any]) -> dict[str, Any]:
    """An account of the site's interface in the layout of v1.1."""
    return {
        **fields(account.get("legacy")),
        "id_str": account.get("rest_id"),
        "created_at": _first(account, CREATED_AT),
        "followers_count": _first(account, FOLLOWERS),
        "protected": refusal(account) is not None,
    }


def _first(account: Mapping[str, Any], paths: tuple[tuple[str, ...], ...]) -> Any:
    values = (_value(account, path) for path in paths)
    return next((value for value in values if value is not None), None)


def _value(account: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    value: Any = account
    for step in path:
        value = fields(value).get(step)
    return value
