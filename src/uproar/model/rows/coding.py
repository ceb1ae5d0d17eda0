"""Rows about what readers coded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CodedFieldRow:
    """How well one field that readers code is known (`coding`).

    `kappa` compares the classifier with the readers on posts it did not learn from; None: the field
    is not spread, too few posts are coded.
    """

    field: str
    n_coded: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class CodedShareRow:
    """One value of a coded field (`coding.theme`, …): its share of the event's original posts.

    `share` with its interval is corrected by the uniform sample; the fields `alone_*` rest on the
    coded posts alone. `n_coded`: coded posts that have the value.
    """

    value: str
    n_coded: int
    share: float
    low: float
    high: float
    alone_share: float
    alone_low: float
    alone_high: float


@dataclass(frozen=True, slots=True)
class ModelCheckRow:
    """How a language model codes one field, beside people (`coding.models`).

    It coded `n_coded` posts, `n_shared` of which a person coded too; `kappa` compares the two
    there, None where it is not defined. Its codes count only where `is_counted`.
    """

    coder: str
    field: str
    n_coded: int
    n_shared: int
    is_counted: bool
    kappa: float | None
    low: float | None
    high: float | None
