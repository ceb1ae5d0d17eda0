"""The corpus on Spark, for more than one machine: the measures' SQL, transpiled.

A measure must not use what differs between the engines: text functions, regular expressions,
hashes, decimals, ordered lists (`list(x order by y)`); see docs/store.md.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

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
from uproar.errors import ConfigError
from uproar.model import MARKS, State, Vectors

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    "spark.log.level": "ERROR",
}
_EXTRA = "install the extra: pip install 'uproar[spark]'"


@functools.cache
def transpiled(sql: str) -> str:
    """A statement in Spark's dialect. Raises ConfigError when the extra `spark` is missing."""
    try:
        import sqlglot
    except ImportError as error:
        raise ConfigError("the Spark engine needs sqlglot", hint=_EXTRA) from error
    return str(sqlglot.transpile(sql, read="duckdb", write="spark")[0])


def local_session(threads: int = 1) -> SparkSession:
    """A Spark in this process. Raises ConfigError when pyspark or Java is missing."""
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise ConfigError("the Spark engine needs pyspark", hint=_EXTRA) from error
    builder = SparkSession.builder.master(f"local[{threads}]").appName("uproar")
    for key, value in _LOCAL.items():
        builder = builder.config(key, value)
    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise ConfigError(
            f"Spark did not start: {error}", hint="it needs Java 17 or later on the path"
        ) from error


class SparkCorpus:
    """The relations of `model.Corpus` as Spark views; the same arguments as `LocalCorpus`.

    `session`: a SparkSession connected to a cluster; by default one in this process.
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
        session: SparkSession | None = None,
        threads: int = 1,
    ) -> None:
        self._state = state
        self._closer = closer
        self._memories = dict(memories or {})
        self._vectors = embeddings(texts)
        self._marks = MARKS.empty_table()
        self._sql = (session or local_session(threads)).newSession()
        empty = {name: schema.empty_table() for name, schema in RELATIONS.items()}
        tables = {**empty, **(relations or {})}
        annotations = texts.drop_columns([c for c in ("text", "vector") if c in texts.column_names])
        self._register("posts", posts)
        self._register("texts", annotations)
        for name, table in sorted(tables.items()):
            self._register(name, table)
        self._marks = tables["marks"]
        self._view("scope", SCOPE)
        self._sql.table("scope").cache()
        self._refresh()

    @property
    def state(self) -> State:
        return self._state

    def query(self, sql: str, params: Parameters | None = None) -> pa.Table:
        """Rows of one SELECT as an Arrow table."""
        from pyspark.sql.functions import lit

        literals = {name: lit(value) for name, value in (params or {}).items()}
        table: pa.Table = self._sql.sql(transpiled(sql), args=literals or None).toArrow()
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

    def add_marks(self, marks: pa.Table) -> None:
        """Add the marks of a stage; `about` and `originals` are made anew from them."""
        self._marks = pa.concat_tables([self._marks.cast(MARKS), marks.cast(MARKS)])
        self._register("marks", self._marks)
        self._view("originals", ORIGINALS)
        if "relevant" in pc.unique(marks["kind"]).to_pylist():
            self._refresh()

    def _refresh(self) -> None:
        self._sql.catalog.dropTempView("about")
        self._view("about", ABOUT)
        self._sql.table("about").cache()
        self._view("originals", ORIGINALS)

    def _register(self, name: str, table: pa.Table) -> None:
        self._sql.createDataFrame(table).createOrReplaceTempView(name)

    def _view(self, name: str, select: str) -> None:
        self._sql.sql(transpiled(select)).createOrReplaceTempView(name)
