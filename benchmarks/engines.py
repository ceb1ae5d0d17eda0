"""Whether DuckDB and Spark say the same, and what each asks for it.

The statements are those the measures themselves hold, with this file's own list beside them.
"""

from __future__ import annotations

import importlib
import math
import pkgutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import psutil
import pyarrow as pa
from pyspark.errors import PySparkException

import uproar.measure
from uproar.engines.local import LocalCorpus
from uproar.engines.spark import SparkCorpus, local_session
from uproar.model import MARKS, POSTS, State

OWN = {
    "own.voices": "select lang, platform, posted_at // 3600000000 as hour,"
    " count(distinct author) as voices, count(*) as n from scope group by 1, 2, 3 order by 1, 2, 3",
    "own.shares": "select lang, count(*) as n, count(*) / sum(count(*)) over () as share"
    " from originals group by lang order by lang",
    "own.repeats": "select text_id, count(*) as n, count(distinct author) as voices from scope"
    " where text_id is not null group by text_id having count(*) > 20 order by n desc, text_id",
    "own.first": "select author, min(posted_at) as first, count(*) as n from about"
    " where author is not null group by author order by n desc, author limit 1000",
    "own.pairs": "select a.author as a, b.author as b, count(*) as n from originals a"
    " join originals b on a.text_id = b.text_id and a.author < b.author"
    " and abs(a.posted_at - b.posted_at) < 86400000000 group by 1, 2 order by n desc, 1, 2 limit 500",
    "own.rate": "select hour, n, avg(n) over (order by hour rows between 24 preceding and 1"
    " preceding) as usual from (select posted_at // 3600000000 as hour, count(*) as n from scope"
    " group by 1) h order by hour",
    "own.emotions": "select emotion, count(*) as n from (select unnest(emotions) as emotion from"
    " originals) e group by emotion order by n desc, emotion",
}
_POSTS = """
select 'x:' || i as id, ['x', 'youtube', 'reddit'][1 + i % 3] as platform,
       case when i % 5 = 4 then 'repost' else 'post' end as kind,
       'x:' || (i * 7919 % (1 + $n // 4)) as author,
       (i * 104729 + i // 7) % greatest($n // 20, 50) as text_number,
       1747000000000000 + (i * 2654435761 % 1209600) * 1000000 as created_at,
       case when i % 5 = 4 then 'x:' || (i - 1) end as repost_of,
       case when i % 11 > 0 then i * 31 % 5000 end as likes, 0 as revision, 'made#' || i as origin
from range($n) r(i)
"""
_TEXTS = """
select t as text_number, hash(t)::int128 % 9223372036854775807 as text_id, 'text ' || t as text,
       'text ' || (t // 2) as norm, (hash(t // 2)::int128 % 9223372036854775807)::bigint as norm_id,
       null::varchar as only, ['en', 'ko', 'es', 'und'][1 + t % 4] as lang, 0.9e0 as lang_trust,
       ['tag' || t % 9] as tags, []::varchar[] as mentions, []::varchar[] as urls,
       []::varchar[] as emoji, (t % 100) / 100e0 as spam_p, (t % 100) / 100e0 as spam_words, []::varchar[] as spam_signals,
       []::varchar[] as sensitive, [['joy', 'anger', 'neutral'][1 + t % 3]] as emotions,
       false as emotion_unsure,
       [{'start_s': (t % 60)::int, 'end_s': null::int}] as timecodes
from range(greatest($n // 20, 50)) r(t)
"""


def run(data: Path | None, train: Path | None, posts: int = 100_000) -> dict[str, Any]:
    """The result line: `identical` is 1 when every statement gives the same rows on both."""
    tables = _made(posts)
    _, duck, expected = _measured(LocalCorpus, tables)
    session = local_session()
    jvm = [p for p in psutil.Process().children(recursive=True) if "java" in p.name()]
    before = _cpu_s(jvm)
    statements = {name: sql for name, sql in _statements().items() if name in expected}
    try:
        _, python_s, got = _measured(SparkCorpus, tables, statements, session=session)
        spark = python_s + _cpu_s(jvm) - before
    finally:
        session.stop()
    different = sorted(name for name in expected if not _same(expected[name], got.get(name)))
    return {
        "benchmark": "engines",
        "data": "made",
        "n": posts,
        "identical": int(not different),
        "cost_ratio": round(spark / duck, 2),
        "duckdb_cpu_s": round(duck, 3),
        "spark_cpu_s": round(spark, 3),
        "statements": len(expected),
        "different": different,
        "left_out": sorted(set(_statements()) - set(expected)),
    }


def _statements() -> dict[str, str]:
    """This file's statements and those found whole in the measures, by name.

    Templates and statements with parameters are not whole; a look into the catalogue is no measure.
    """
    found = dict(OWN)
    for module in pkgutil.walk_packages(uproar.measure.__path__, "uproar.measure."):
        held = vars(importlib.import_module(module.name))
        for name, value in sorted(held.items()):
            if isinstance(value, str) and _is_whole(value):
                found[f"{module.name}.{name}"] = value
    return found


def _is_whole(text: str) -> bool:
    is_select = text.lstrip()[:7].lower() in ("select ", "select\n")
    return is_select and not any(mark in text for mark in ("$", "{", "information_schema"))


def _measured(
    engine: Any, tables: tuple[pa.Table, ...], statements: dict[str, str] | None = None, **more: Any
) -> tuple[Any, float, dict[str, list[Any]]]:
    """The corpus, the CPU seconds of this process, and the rows of each statement that runs."""
    posts, texts, marks = tables
    before = _cpu_s([psutil.Process()])
    corpus = engine(posts, texts, state=State(1, 0), **more)
    corpus.add_marks(marks)
    rows = {}
    for name, sql in (statements or _statements()).items():
        try:
            rows[name] = corpus.query(sql).to_pylist()
        except (duckdb.Error, PySparkException):
            continue  # on DuckDB: it needs relations that only a whole run has; on Spark: it differs
    return corpus, _cpu_s([psutil.Process()]) - before, rows


def _same(expected: Any, got: Any) -> bool:
    """Equal values, bit for bit; a list of rows whose order the statement leaves open may differ."""
    if got is None or len(expected) != len(got):
        return False
    return _plain(expected) == _plain(got) or _sorted(expected) == _sorted(got)


def _sorted(rows: list[Any]) -> list[str]:
    return sorted(repr(_plain(row)) for row in rows)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return [_plain(v) for v in value.values()]
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float) and math.isnan(value):
        return "nan"
    return value


def _cpu_s(processes: list[psutil.Process]) -> float:
    return sum(sum(p.cpu_times()[:2]) for p in processes)


def _made(n: int) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Posts, texts and marks of a made-up event; the same for the same n."""
    sql = duckdb.connect()
    sql.register("made", sql.sql(_POSTS, params={"n": n}).to_arrow_table())
    texts = sql.sql(_TEXTS, params={"n": n}).to_arrow_table()
    at = texts.schema.get_field_index("text_id")
    texts = texts.set_column(at, "text_id", texts["text_id"].cast(pa.int64()))
    sql.register("words", texts)
    joined = sql.sql(
        "select m.* exclude (text_number), w.text_id, w.text from made m"
        " join words w using (text_number) order by id"
    ).to_arrow_table()
    columns = [
        joined[f.name].cast(f.type) if f.name in joined.column_names else pa.nulls(n, f.type)
        for f in POSTS
    ]
    made = pa.table(columns, schema=POSTS)
    marks = sql.sql(
        "select id as post_id, 'relevant' as kind, case when likes % 3 = 0 then 'no' else 'yes' end"
        " as value, 1e0 as score, 'made' as reason from made"
    ).to_arrow_table()
    return made, texts.drop_columns(["text_number"]), marks.cast(MARKS)
