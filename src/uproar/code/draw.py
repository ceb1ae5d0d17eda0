"""The sample that coders read: uniform, and on top of it the posts that are hard to spread to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from uproar.code.frame import order
from uproar.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Draw:
    """One row to code. `draw` says how it was drawn (one of DRAWS)."""

    post_id: str
    draw: str


def drawn(
    posts: pa.Table,
    n: int,
    *,
    coded: Collection[str] = (),
    doubt: Mapping[str, float] | None = None,
    n_uncertain: int = 0,
    seed: int = 0,
) -> list[Draw]:
    """The next posts to code: n in all, `n_uncertain` of them those of the greatest doubt.

    `coded` posts are not drawn again. `doubt`: post id → how unsure the classifier is of it. The
    uniform part comes first, in its random order, so that a sheet coded halfway from the top is a
    uniform sample too. Fewer posts than asked: all of them. Raises ConfigError for numbers below 0,
    or more uncertain ones than are asked for.
    """
    if n < 0 or not 0 <= n_uncertain <= n:
        raise ConfigError(
            f"cannot draw {n} posts, {n_uncertain} of them uncertain",
            hint="both are 0 or more, and the second is part of the first",
        )
    ids = [str(i) for i in posts["id"].to_pylist() if i not in coded]
    keys = order(ids, seed)
    uniform = [ids[i] for i in np.lexsort((np.array(ids), keys))[: n - n_uncertain]]
    taken = set(uniform)
    rest = [i for i in ids if doubt and i in doubt and i not in taken]
    hardest = sorted(rest, key=lambda i: (-doubt[i], i))[:n_uncertain] if doubt else []
    return [*(Draw(i, "uniform") for i in uniform), *(Draw(i, "uncertain") for i in hardest)]
