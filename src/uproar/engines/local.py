"""The corpus on DuckDB, in this process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Int64s
from uproar.engines.relations import (
    ABOUT,
    ORIGINALS,
    RELATIONS,
    SCOPE,
    CloseReader,
    Parameters,
    embeddings,
    read_closely,
    whole_numbers,
)
from uproar.errors import UproarError
from uproar.model import MARKS, State, Vectors


class LocalCorpus:
    """The relations of `model.Corpus` as DuckDB tables in memory.

    `posts` has the POSTS columns, one row per live post; `texts` has one row per distinct text
    with the annotators' columns, `vector` among them (or not, where nothing embeds). `relations`
    are further tables that measures may read, by name. `closer` reads texts by the contextual
    encoders, as many as it is allowed to.
    """

    def __init__(
        self,
        posts: pa.Table,
        texts: pa.Table,
        *,
        state: State,
        memories: Mapping[str, bytes] | None = None,
        relations: Mapping[str, pa.Table] | None = None,
        closer: CloseReader | None = None,
        threads: int = 1,
    ) -> None:
        self._state = state
        self._closer = closer
        self._memories = dict(memories or {})
        self._vectors = embeddings(texts)
        self._sql = duckdb.connect(config={"threads": threads})
        self._sql.execute("set preserve_insertion_order = true")
        self._sql.execute("set temp_directory = ''")  # posts that spill to a disk outlive erasure
        self._sql.register("posts", posts)
        self._sql.register("texts", _sql_columns(texts))
        with _memory_errors():
            self._sql.execute(f"create table scope as {SCOPE}")
        self._sql.unregister("posts")
        self._sql.unregister("texts")
        empty = {name: schema.empty_table() for name, schema in RELATIONS.items()}
        for name, table in sorted({**empty, **(relations or {})}.items()):
            self._sql.register("new_table", table)
            self._sql.execute(f'create table "{name}" as select * from new_table')
            self._sql.unregister("new_table")
        self._refresh()

    @property
    def state(self) -> State:
        return self._state

    def query(self, sql: str, params: Parameters | None = None) -> pa.Table:
        """Rows of one SELECT as an Arrow table."""
        with _memory_errors():
            answer = self._sql.sql(sql, params=dict(params) if params else None)
            table: pa.Table = answer.to_arrow_table()
        return table

    def counts(self, sql: str, params: Parameters | None = None) -> Mapping[str, int]:
        """The only row of one SELECT of whole numbers; UproarError for another, or several rows."""
        return whole_numbers(self.query(sql, params), sql)

    def vectors(self) -> Vectors:
        """Embeddings of the distinct texts, ordered by text_id. Empty: shape (0, VECTOR_SIZE)."""
        return self._vectors

    def read_closely(self, text_ids: Int64s, reading: str) -> Vectors:
        """Vectors of these texts by a contextual encoder; none where nothing reads closely."""
        return read_closely(self, self._closer, text_ids, reading)

    def memory(self, measure: str) -> bytes | None:
        """What the measure asked to be remembered on its last run; None where that is nothing."""
        return self._memories.get(measure) or None

    def has(self, column: str) -> bool:
        """Whether the posts have this column."""
        return column in self._sql.table("scope").columns

    def add_relation(self, name: str, rows: pa.Table) -> None:
        """Add rows to one of RELATIONS."""
        self._sql.register("new_rows", rows.cast(RELATIONS[name]))
        self._sql.execute(f'insert into "{name}" select * from new_rows')
        self._sql.unregister("new_rows")

    def add_marks(self, marks: pa.Table) -> None:
        """Add the marks of a stage; `about` and `originals` are made anew from them."""
        self._sql.register("new_marks", marks.cast(MARKS))
        self._sql.execute("insert into marks select * from new_marks")
        self._sql.unregister("new_marks")
        if "relevant" in pc.unique(marks["kind"]).to_pylist():
            self._refresh()

    def _refresh(self) -> None:
        with _memory_errors():
            self._sql.execute(f"create or replace table about as {ABOUT}")
        self._sql.execute(f"create or replace view originals as {ORIGINALS}")


@contextmanager
def _memory_errors() -> Iterator[None]:
    """Say in words that the posts do not fit the memory."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise UproarError(
            "the event's posts do not fit the memory, and posts are never spilled to a disk",
            hint="measure a shorter window (baseline and window in event.toml), or on a larger "
            "machine",
        ) from error


def _sql_columns(texts: pa.Table) -> pa.Table:
    """The annotators' columns that SQL reads; DuckDB 2.0 cannot join arrays that hold nulls."""
    for i, field in enumerate(texts.schema):
        if pa.types.is_fixed_size_list(field.type) and field.name != "vector":
            column = texts[field.name].cast(pa.list_(field.type.value_type))
            texts = texts.set_column(i, field.name, column)
    return texts.drop_columns([c for c in ("text", "vector") if c in texts.column_names])
