"""Any table of posts, by a column mapping."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from uproar.config import Settings
from uproar.errors import ConfigError, UnexpectedPayload
from uproar.model import SourceSpec
from uproar.sources.records import files

COLUMNS = {"id": "No", "author": "Who", "text": "Said", "created": "When"}
CSV = 'No,Who,Said,When,Likes\n1,ana,"one, one",18/05/2025 18:00,"1,204"\n2,bo,two,-,\n'
OPTIONS = {"columns": COLUMNS, "date_format": "%d/%m/%Y %H:%M", "utc_offset_hours": 7}


def gather(
    folder: Path, raw: str | bytes, key: str = "", **options: Any
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    path = folder / "table"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    posts, rejects = [], []
    for reading in files.source_files(SourceSpec("forum", "table", None, options), folder):
        for page in reading.pages():
            batch = reading.source.parse(page, Settings(pseudonym_key=key))
            posts += batch.posts.to_pylist()
            rejects += batch.rejects.to_pylist()
    return posts, rejects


def test_a_csv(tmp_path: Path) -> None:
    (one, two), rejects = gather(tmp_path, CSV, **OPTIONS)
    assert (one["id"], one["author"], one["text"]) == ("forum:1", "forum:ana", "one, one")
    assert (one["platform"], one["kind"]) == ("forum", "post")
    assert (one["created_at"], one["time_precision_s"]) == (1_747_566_000_000_000, 60)
    assert (two["created_at"], two["time_precision_s"], two["likes"]) == (None, None, None)
    assert rejects == []


def test_counts_are_read_as_tables_write_them(tmp_path: Path) -> None:
    (one, two), _ = gather(tmp_path, CSV, **{**OPTIONS, "columns": {**COLUMNS, "likes": "Likes"}})
    assert (one["likes"], two["likes"]) == (1204, None)


def test_rows_that_cannot_be_posts_are_rejects_that_keep_their_id(tmp_path: Path) -> None:
    raw = "No,Who,Said,When\n1,ana\n2,ana,a,b,c\n3,ana,,x\n,ana,text,x\n5,ana,fine,x\n"
    posts, rejects = gather(tmp_path, raw, columns=COLUMNS)
    assert [p["id"] for p in posts] == ["forum:5"]
    assert [(r["reason"], r["post_id"]) for r in rejects] == [
        ("short_row", "forum:1"),
        ("long_row", "forum:2"),
        ("no_text", "forum:3"),
        ("no_id", None),
    ]


def test_json_lines_with_paths_joined_ids_and_references(tmp_path: Path) -> None:
    row = {"t": 3, "n": 1, "up": "", "user": {"name": "ana"}, "said": "one", "at": 1_747_566_000}
    answer = {**row, "n": 2, "up": 1, "at": "1747566000000"}
    raw = "\n".join(json.dumps(r) for r in (row, answer))
    columns = {
        **{"id": ["t", "n"], "parent": ["t", "up"], "thread": "t"},
        **{"author": "user.name", "text": "said", "created": "at"},
    }
    (one, two), _ = gather(tmp_path, raw, columns=columns)
    assert (one["id"], one["kind"], one["reply_to"], one["thread"]) == (
        *("forum:3/1", "comment", None, "forum:3"),
    )
    assert (two["kind"], two["reply_to"], two["author"]) == ("reply", "forum:3/1", "forum:ana")
    assert one["created_at"] == two["created_at"] == 1_747_566_000_000_000


def test_texts_in_several_columns_are_joined(tmp_path: Path) -> None:
    columns = {"text": ["title", "body"]}
    (one, two), _ = gather(tmp_path, "title,body\nA,b\nC,\n", columns=columns)
    assert (one["text"], two["text"]) == ("A\n\nb", "C")


def test_rows_without_an_id_get_one_from_what_they_say(tmp_path: Path) -> None:
    columns = {"author": "Who", "text": "Said"}
    raw = "Who,Said\nana,one\nbo,one\nana,one\n"
    (one, two, again), _ = gather(tmp_path, raw, columns=columns)
    assert one["id"] == again["id"] != two["id"]


def test_an_empty_text_may_be_a_bare_repost(tmp_path: Path) -> None:
    raw = 'n\tup\ttext\n1\t\tone "quoted\n2\t1\t\n'
    columns = {"id": "n", "parent": "up", "text": "text"}
    (one, two), rejects = gather(tmp_path, raw, columns=columns, quoting=False, empty_text="repost")
    assert one["text"] == 'one "quoted'
    assert (two["kind"], two["text"], two["repost_of"], two["reply_to"]) == (
        *("repost", None, "forum:1", None),
    )
    assert rejects == []


def test_parquet(tmp_path: Path) -> None:
    table = pa.table({"id": [1, 2], "said": ["one", None]})
    pq.write_table(table, tmp_path / "rows")
    raw = (tmp_path / "rows").read_bytes()
    (one,), (bad,) = gather(tmp_path, raw, columns={"id": "id", "text": "said"})
    assert (one["id"], one["text"]) == ("forum:1", "one")
    assert (bad["reason"], bad["post_id"]) == ("no_text", "forum:2")
    with pytest.raises(UnexpectedPayload, match="not a readable Parquet file"):
        gather(tmp_path, b"PAR1 and nothing", columns={"text": "said"})


def test_kinds_languages_lists_and_flags(tmp_path: Path) -> None:
    raw = "s;k;l;r;tags;no\na;Quote;pt-BR;true;#x,y;\nb;;und;no;;yes\n"
    columns = {"text": "s", "kind": "k", "lang": "l", "is_repost": "r", "hashtags": "tags"}
    (one, two), _ = gather(tmp_path, raw, columns={**columns, "refused": "no"}, kind="comment")
    assert (one["kind"], one["lang_declared"], one["hashtags"]) == ("quote", "pt", ["x", "y"])
    assert (two["kind"], two["lang_declared"], two["hashtags"]) == ("comment", None, None)
    assert (one["reuse"], two["reuse"]) == (None, "refused: the export says so")


@pytest.mark.parametrize(
    ("options", "seen"),
    [
        ({"columns": {}}, "needs a column mapping; its columns: 'No', 'Who', 'Said', 'When'"),
        ({"columns": {"id": "No"}}, "columns.text is missing"),
        ({"columns": {"text": "Sayd"}}, "columns.text = 'Sayd'"),
        ({"columns": {"text": "Said", "autor": "Who"}}, "columns.autor is unknown"),
        ({"columns": {"text": 3}}, "columns.text = 3"),
        ({**OPTIONS, "kind": "shout"}, "kind = 'shout'"),
        ({**OPTIONS, "date_format": "DD/MM"}, "date_format = 'DD/MM'"),
        ({**OPTIONS, "timezone": "Mars/Olympus"}, "Mars/Olympus"),
        ({**OPTIONS, "utc_offset_hours": "seven"}, "utc_offset_hours = 'seven'"),
        ({**OPTIONS, "utc_offset_hours": 99}, "utc_offset_hours = 99"),
        ({**OPTIONS, "time_precision_s": -1}, "time_precision_s = -1"),
        ({**OPTIONS, "delimiter": "ab"}, "delimiter = 'ab'"),
    ],
)
def test_an_unusable_mapping_is_refused_with_the_value(
    tmp_path: Path, options: dict[str, Any], seen: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        gather(tmp_path, CSV, **options)
    assert seen in refused.value.message
    assert refused.value.hint


def test_a_csv_without_a_mapping_is_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedPayload, match="not known") as refused:
        gather(tmp_path, CSV)
    assert "map its columns" in refused.value.hint
    (tmp_path / "t").write_text(CSV)
    (reading,) = files.source_files(SourceSpec("forum", "t", "csv"), tmp_path)
    with pytest.raises(ConfigError, match="its columns: 'No', 'Who'"):
        list(reading.pages())


@pytest.mark.parametrize(
    ("written", "precision", "has_time"),
    [
        ("2025-05-18T11:00:00Z", 0, True),
        ("2025-05-18 11:00", 60, True),
        ("2025-05-18", 86_400, True),
        ("18 May 2025", None, False),
        ("2555-01-01", None, False),
    ],
)
def test_times_without_a_format_are_iso_and_as_exact_as_written(
    tmp_path: Path, written: str, precision: int | None, has_time: bool
) -> None:
    (row,), _ = gather(tmp_path, f"s,t\none,{written}\n", columns={"text": "s", "created": "t"})
    assert row["time_precision_s"] == precision
    assert (row["created_at"] is not None) is has_time


def test_times_in_a_zone(tmp_path: Path) -> None:
    columns = {"text": "s", "created": ["d", "t"]}
    raw = "s,d,t\none,2025-05-18,20:00\n"
    (row,), _ = gather(tmp_path, raw, columns=columns, timezone="Asia/Seoul", time_precision_s=1)
    assert (row["created_at"], row["time_precision_s"]) == (1_747_566_000_000_000, 1)


def test_pseudonyms(tmp_path: Path) -> None:
    columns = {**COLUMNS, "url": "Who"}
    (one, _), _ = gather(tmp_path, CSV, key="k", **{**OPTIONS, "columns": columns})
    assert one["url"] is None
    assert one["author"].startswith("forum:~")


@pytest.mark.parametrize(
    "options",
    [
        {"timezone": "America"},
        {"timezone": "../../etc/passwd"},
        {"timezone": "A" * 5000},
        {"timezone": 7},
        {"timezone": ["UTC"]},
        {"utc_offset_hours": float("nan")},
        {"utc_offset_hours": float("inf")},
        {"utc_offset_hours": 1e300},
        {"utc_offset_hours": 24},
        {"utc_offset_hours": True},
        {"date_format": "%Y %Y"},
        {"date_format": "%Q"},
        {"date_format": "%"},
        {"date_format": "%-d.%-m.%Y"},
        {"date_format": "%Y" + " " * 500},
        {"date_format": "%G-W%V"},
        {"time_precision_s": 2**40},
        {"time_precision_s": 2**70},
        {"time_precision_s": -1},
        {"time_precision_s": 1.5},
        {"empty_text": "drop"},
        {"kind": "letter"},
        {"kind": ["post"]},
        {"columns": {"text": {"a": "b"}}},
        {"columns": {"text": ["Said"] * 1000}},
        {"columns": {"text": ["Said", {"a": 1}]}},
        {"columns": {"text": []}},
        {"columns": ["Said"]},
    ],
    ids=lambda options: repr(options)[:50],
)
def test_an_option_that_cannot_be_used_is_shown_with_what_to_write(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    with pytest.raises(ConfigError) as refused:
        gather(tmp_path, CSV, **{"columns": COLUMNS, **options})
    option = next(iter(options))
    assert option in refused.value.message or "column" in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize(
    "written",
    [
        "9" * 5000,
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "1e308",
        "-1",
        "٣" * 400,
    ],
)
def test_a_time_beyond_the_calendar_is_none(tmp_path: Path, written: str) -> None:
    rows = f"No,Who,Said,When\n1,a,b,{written}\n"
    for options in ({}, {"date_format": "%Y-%m-%dT%H:%M:%S%z"}, {"utc_offset_hours": 23.99}):
        ((post,), _) = gather(tmp_path, rows, columns=COLUMNS, **options)
        assert post["created_at"] is None


def test_a_wide_table_is_named_by_its_first_columns(tmp_path: Path) -> None:
    wide = ",".join(f"c{i}" for i in range(5000)) + "\n"
    with pytest.raises(ConfigError, match="no such column") as refused:
        gather(tmp_path, wide, columns={"text": "Said"})
    assert refused.value.hint.endswith("and 4,970 more")
