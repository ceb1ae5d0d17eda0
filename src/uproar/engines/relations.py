"""What the engines share: the SQL of the relations, and how rows and vectors are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Int64s
from uproar.errors import UproarError
from uproar.model import (
    CODEBOOK,
    CODED_SHARES,
    CODERS,
    CODES,
    MARKS,
    TEXTS,
    VECTOR_SIZE,
    Corpus,
    Parameter,
    Vectors,
)

Parameters: TypeAlias = Mapping[str, Parameter]  # name → value, for `$name` in a statement
# Texts (TEXTS, the most wanted first), name of a reading → vectors of those that it reads, ordered
# by text_id.
CloseReader: TypeAlias = Callable[[pa.Table, str], Vectors]

# Relations that every corpus has, empty where nothing is given for them.
RELATIONS = {
    "marks": MARKS,
    "codes": CODES,
    "coders": CODERS,
    "codebook": CODEBOOK,
    "coded_shares": CODED_SHARES,
}
# Below this trust the language read from the text gives way to the declared one.
# chosen on: judgement; not swept
TRUST_OVER_DECLARED = 0.5

_PRECISION = "case when p.seen_at is null then coalesce(p.time_precision_s, 0) else 0 end"
# A repost says what its original says, where we have that; its own text is often cut off.
# A witnessed time is exact; a claimed one may be wrong by its precision, either way: "2 weeks ago"
# is counted back from later, a date stands for the day that follows its midnight.
SCOPE = f"""
select p.*, coalesce(p.seen_at, p.created_at) as posted_at, {_PRECISION} as precision_s,
       coalesce(p.seen_at, p.created_at - {_PRECISION} * 1000000) as earliest_at,
       coalesce(p.seen_at, p.created_at + {_PRECISION} * 1000000) as latest_at,
       t.* exclude (text_id, lang),
       case when t.lang_trust < {TRUST_OVER_DECLARED}e0 and t.lang <> 'mix'
                 and p.lang_declared is not null
            then p.lang_declared else t.lang end as lang
from posts p
     left join (select id, text_id from posts) o on p.kind = 'repost' and p.repost_of = o.id
     left join texts t on t.text_id = coalesce(o.text_id, p.text_id)
order by p.id
"""
ABOUT = """
select * from scope semi join (select post_id as id from marks
                               where kind = 'relevant' and value = 'yes') using (id)
order by id
"""
ORIGINALS = """
select * from about anti join (select post_id as id from marks
                               where kind in ('spam', 'copy', 'coordinated')) using (id)
where kind <> 'repost' and text is not null
"""
CLOSE_TEXTS = """
select text_id, min(text) as text from scope where text_id is not null and text is not null
group by text_id order by text_id
"""


def whole_numbers(rows: pa.Table, sql: str) -> Mapping[str, int]:
    """The only row of a statement's result, column → whole number.

    Raises UproarError when there is not exactly one row, or a value is no whole number.
    """
    if rows.num_rows != 1:
        raise UproarError(f"{rows.num_rows} rows instead of one from: {sql}")
    numbers: dict[str, int] = {}
    for name, value in rows.to_pylist()[0].items():
        if not isinstance(value, int):
            raise UproarError(f"{name} is {value!r}, not a whole number, from: {sql}")
        numbers[name] = value
    return numbers


def read_closely(
    corpus: Corpus, closer: CloseReader | None, text_ids: Int64s, reading: str
) -> Vectors:
    """What the reader gives of these texts; no rows where there is no reader or no text."""
    if closer is None or not len(text_ids):
        return Vectors(np.empty(0, np.int64), np.empty((0, 0), np.int8))
    # the engine sorts: the texts come back in the order in which they were asked for
    texts = corpus.query(CLOSE_TEXTS)
    places = pc.index_in(pa.array(text_ids), value_set=texts["text_id"].combine_chunks())
    return closer(texts.take(places.drop_null()).cast(TEXTS), reading)


def embeddings(texts: pa.Table) -> Vectors:
    """The column `vector` of distinct texts, ordered by text_id.

    Shape: (n, VECTOR_SIZE); (0, VECTOR_SIZE) where there is no text or no such column.
    """
    if "vector" not in texts.column_names or texts.num_rows == 0:
        return Vectors(np.empty(0, np.int64), np.empty((0, VECTOR_SIZE), np.int8))
    ids = texts["text_id"].to_numpy()
    order = np.argsort(ids, kind="stable")
    column = texts["vector"].combine_chunks()
    flat = pc.list_flatten(column).to_numpy(zero_copy_only=False).reshape(-1, VECTOR_SIZE)
    return Vectors(ids[order], np.ascontiguousarray(flat[order]))
