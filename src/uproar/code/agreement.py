"""How far coders agree, and where they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from uproar.model.coding import CODED_FIELDS, Code


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one field. `alpha`: 1 perfect, 0 as by chance; None where it is not defined.

    `n` posts have a code of at least two coders in this field, and on `n_agreed` all are alike.
    """

    field: str
    n: int
    n_agreed: int
    alpha: float | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A post on which coders differ in a field: what each said, in the order of their names."""

    post_id: str
    field: str
    said: tuple[tuple[str, str], ...]


def agreements(codes: Iterable[Code]) -> tuple[Agreement, ...]:
    """Krippendorff's alpha (nominal) for every field that two coders coded on some post.

    None is given as alpha where all codes are the same value, for which it is not defined. No post
    with two coders: nothing. Source: Krippendorff 2011, "Computing Krippendorff's
    Alpha-Reliability", as computed by the package `krippendorff`.
    """
    coded = list(codes)
    return tuple(
        agreement for field in CODED_FIELDS if (agreement := _of_field(field, coded)) is not None
    )


def disagreements(codes: Iterable[Code]) -> tuple[Disagreement, ...]:
    """Every post and field on which two coders differ, by post and in the order of fields."""
    by_post: dict[str, list[Code]] = defaultdict(list)
    for code in codes:
        by_post[code.post_id].append(code)
    differing = []
    for post_id in sorted(by_post):
        for field in CODED_FIELDS:
            said = sorted((c.coder, getattr(c, field)) for c in by_post[post_id])
            said = [(coder, value) for coder, value in said if value]
            if len({value for _, value in said}) > 1:
                differing.append(Disagreement(post_id, field, tuple(said)))
    return tuple(differing)


def _of_field(field: str, codes: Sequence[Code]) -> Agreement | None:
    import krippendorff

    by_post: dict[str, dict[str, str]] = defaultdict(dict)
    for code in codes:
        if value := getattr(code, field):
            by_post[code.post_id][code.coder] = value
    shared = {post: said for post, said in sorted(by_post.items()) if len(said) > 1}
    if not shared:
        return None
    coders = sorted({coder for said in shared.values() for coder in said})
    names = sorted({value for said in shared.values() for value in said.values()})
    table = np.full((len(coders), len(shared)), np.nan)
    for column, said in enumerate(shared.values()):
        for coder, value in said.items():
            table[coders.index(coder), column] = names.index(value)
    alpha = None
    if len(names) > 1:
        measured = krippendorff.alpha(reliability_data=table, level_of_measurement="nominal")
        alpha = round(float(measured), 4)
    n_agreed = sum(len(set(said.values())) == 1 for said in shared.values())
    return Agreement(field, len(shared), n_agreed, alpha)
