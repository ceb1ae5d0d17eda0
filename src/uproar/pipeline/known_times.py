"""How exact the times of an event's posts are, where the export does not say it."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from uproar.arrays import Int64s
from uproar.model import POSTS
from uproar.sources.values.hidden_precision import DAY_S, hidden_precision

ZERO = pa.scalar(0, pa.int64())


def as_known(posts: pa.Table) -> pa.Table:
    """The posts, `time_precision_s` being no finer than their times are known.

    Unit: the rows of a platform, since one row shows nothing. A time that was witnessed, or that
    its source calls vaguer than a day, stays as it is.
    """
    claimed_s: Int64s = posts["time_precision_s"].fill_null(ZERO).to_numpy()
    is_claimed = posts["created_at"].is_valid().to_numpy() & posts["seen_at"].is_null().to_numpy()
    is_exact = is_claimed & ((claimed_s == 0) | (claimed_s == DAY_S))
    if not is_exact.any():
        return posts
    times: Int64s = posts["created_at"].fill_null(ZERO).to_numpy()
    platform = posts["platform"].combine_chunks().dictionary_encode().indices.to_numpy()
    known_s = np.zeros(posts.num_rows, np.int64)
    for code in np.unique(platform[is_exact]).tolist():
        rows = np.flatnonzero(is_exact & (platform == code))
        known_s[rows] = hidden_precision(times[rows])
    column = POSTS.field("time_precision_s")
    known_s = np.maximum(known_s, claimed_s)
    is_unsaid = posts["time_precision_s"].is_null().to_numpy() & (known_s == 0)
    place = posts.schema.get_field_index(column.name)
    return posts.set_column(place, column, pa.array(known_s, pa.int64(), mask=is_unsaid))
