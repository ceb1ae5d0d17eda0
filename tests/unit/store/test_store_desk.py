"""A desk is created, opened, refused; its nouns are kept."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from uproar.errors import ConfigError
from uproar.model import (
    MARKS,
    REJECTS,
    Article,
    Background,
    Decision,
    Event,
    Finding,
    Gap,
    Passage,
    Sentence,
    State,
    Story,
)
from uproar.store import Counts, Desk
from uproar.store.desk_db.codec import dump
from uproar.store.desk_db.database import MIGRATIONS

AT = datetime(2025, 5, 18, 11, tzinfo=UTC)
EVENT = Event("e/1", "Title", "film", AT, "Publisher", None, "", (), None, None)
LINE = Sentence("s1", "lead_theme", "[[quote:x:1, form=one_wrote]]")


def story(id: str = "t1") -> Story:
    return Story(id, "e/1", State(3, 0), "brief", LINE, LINE, ((LINE,),), ("x:1",))


def test_a_desk_is_made_once(tmp_path: Path) -> None:
    Desk.create(tmp_path / "new" / "desk").close()
    with pytest.raises(ConfigError, match="is a desk already"):
        Desk.create(tmp_path / "new" / "desk")
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="is a file"):
        Desk.create(tmp_path / "file")
    assert (tmp_path / "new" / "desk" / "uproar.toml").exists()


def test_what_is_no_desk_is_not_opened_nor_touched(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(ConfigError, match="is not a desk"):
            Desk.open(path)
    assert list(tmp_path.iterdir()) == []


def test_an_init_that_was_killed_half_way_can_be_repeated(tmp_path: Path) -> None:
    Desk.create(tmp_path).close()
    for file in tmp_path.glob("desk.db*"):
        file.unlink()
    with pytest.raises(ConfigError, match="is not a desk"):
        Desk.open(tmp_path)
    Desk.create(tmp_path).close()
    Desk.open(tmp_path).close()


def test_a_desk_of_a_newer_uproar_is_refused(desk: Desk) -> None:
    with sqlite3.connect(desk.path / "desk.db") as sql:
        sql.execute("pragma user_version = 999")
    sql.close()
    with pytest.raises(ConfigError, match="schema 999"):
        Desk.open(desk.path)


def test_events(desk: Desk) -> None:
    with pytest.raises(ConfigError, match="no event 'e/1'"):
        desk.events.get("e/1")
    desk.events.save(EVENT, Path("/files"))
    assert desk.events.get("e/1") == EVENT and desk.events.all() == (EVENT,)
    assert desk.events.folder("e/1") == Path("/files")
    with pytest.raises(ConfigError, match="known: e/1"):
        desk.events.get("e")


def test_runs_findings_and_memories(desk: Desk) -> None:
    assert desk.runs.latest("e") is None
    run = desk.runs.start(
        "e", State(3, 1), settings={"workers": 2}, versions={"a": "1"}, started_at=AT
    )
    assert desk.runs.latest("e") is None
    desk.runs.finish(run, finished_at=AT)
    got = desk.runs.latest("e")
    assert got is not None and got == desk.runs.get(run)
    assert (got.state, got.settings, got.versions) == (State(3, 1), {"workers": 2}, {"a": "1"})
    with pytest.raises(ConfigError, match="no run 99"):
        desk.runs.get(99)
    findings = (Finding("b", 1, "posts"), Finding("a", None, ""), Finding("b", 2.5, "posts"))
    desk.findings.save(run, findings)
    desk.findings.save(run, findings)
    assert desk.findings.load(run) == findings and desk.findings.load(99) == ()
    desk.memories.save("e", "themes", State(3, 1), b"\x00one")
    desk.memories.save("e", "themes", State(4, 1), b"two")
    assert desk.memories.load("e") == {"themes": b"two"} and desk.memories.load("f") == {}


def test_stories_and_articles(desk: Desk) -> None:
    with pytest.raises(ConfigError, match="no story 't1'"):
        desk.stories.get("t1")
    desk.stories.save(story())
    assert desk.stories.get("t1") == story() and desk.stories.for_event("e/1") == (story(),)
    assert desk.stories.background("t1") == Background() and desk.stories.flags("t1") == ()
    found = Background(timeline=(Passage("n1", 2, "why", happened_on=AT),))
    desk.stories.save_background("t1", found)
    desk.stories.save(story())
    assert desk.stories.background("t1") == found
    late = Article("n1", None, None, None, AT, "h", ("s",), "en", "o")
    early = Article("n2", None, None, None, AT.replace(year=2024), "h", (), None, "o")
    desk.articles.save("e", [late, early])
    desk.articles.save("e", [late])
    assert desk.articles.load("e") == (early, late)


def test_a_desk_of_the_first_schema_keeps_its_stories_and_asks_to_measure_again(
    tmp_path: Path,
) -> None:
    line = Sentence("s1", "change", "It rose on [[finding:volume.peaks, row=2, field=hour_start]].")
    told = replace(story(), headline=line)
    article = Article("n1", None, None, None, AT, "h", (), None, "o")
    Desk.create(tmp_path).close()
    for file in tmp_path.glob("desk.db*"):
        file.unlink()
    with closing(sqlite3.connect(tmp_path / "desk.db")) as sql:
        sql.executescript(MIGRATIONS[0] + "pragma user_version = 1;")
        sql.execute("insert into run values (1, 'e/1', 3, 1, '{}', '{}', ?, ?)", ("t0", "t1"))
        sql.execute("insert into finding values (1, 0, 'f', ?)", ('{"counts":"posts"}',))
        sql.execute("insert into story values ('t1', 'e/1', ?, null)", (dump(told),))
        at = "2025-05-18T20:00:00+09:00"
        sql.execute("insert into article values ('e/1', 'n1', ?, ?)", (at, dump(article)))
        sql.commit()
    with Desk.open(tmp_path) as desk:
        assert desk.runs.latest("e/1") is None and desk.findings.load(1) == ()
        assert "field=start_at]]" in desk.stories.get("t1").headline.text
        assert desk.versions.current("t1") == 1 and desk.versions.current("none") == 0
        (kept,) = desk.articles.load("e/1")
        assert kept.published_at.isoformat() == at


def test_decisions_and_exports_are_only_added_to(desk: Desk) -> None:
    cleared, blocked = (
        Decision("clear", "x:1", "ok: asked", "Ed", AT),
        Decision("clear", "x:1", "blocked: asked", "Ann", AT),
    )
    for decision in (cleared, blocked, Decision("clear", "x:2", "ok: asked", "Ed", AT)):
        desk.decisions.add("e", decision)
    assert desk.decisions.for_event("e", "x:1") == (cleared, blocked)
    assert len(desk.decisions.for_event("e")) == 3 and desk.decisions.for_event("f") == ()
    desk.exports.add(
        "t1", format="html", target="a.html", by="Ed", exported_at=AT, post_ids=["x:2", "x:1"]
    )
    (export,) = desk.exports.for_story("t1")
    assert export.post_ids == ("x:1", "x:2") and not export.is_recalled
    assert desk.exports.for_story("t2") == () and desk.exports.all() == (export,)


def test_rejects_are_kept_once(desk: Desk, make_page, make_post) -> None:
    row = {"outcome": "rejected", "reason": "bad_time", "detail": "y1", "origin": "f#1"}
    rows = [row, row | {"origin": "f#2", "post_id": "x:2"}, row | {"outcome": "out_of_scope"}]
    page = make_page([make_post("x:1")], [], rows)
    for cursor in "01":
        got = desk.append("e", page, stream="s", cursor=cursor)
        assert (got.rejected, got.out_of_scope) == (2, 1)
    assert desk.rejects.load("e").num_rows == desk.rejects.load("e", "s").num_rows == 3
    assert desk.rejects.load("e", "t").num_rows == desk.rejects.load("f").num_rows == 0
    assert desk.rejects.load("e").select(REJECTS.names).schema.names == REJECTS.names
    assert desk.rejects.counts("e") == {
        ("out_of_scope", "bad_time"): 1,
        ("rejected", "bad_time"): 2,
    }


def test_coverage_adds_up(desk: Desk, make_page, make_post) -> None:
    desk.append("e", make_page([make_post("x:1")] * 2), stream="a", cursor="0")
    desk.append("e", make_page([make_post("x:2")]), stream="a", cursor="1")
    desk.append("e", make_page([make_post("x:2")]), stream="a", cursor="1")
    (stream,) = desk.coverage.for_event("e")
    assert (stream.stream, stream.n_records) == ("a", 3)
    assert stream.counts == Counts(posts=2, repeats=1)


def test_gaps_are_kept_once(desk: Desk) -> None:
    gap = Gap("x", "all", 5, None, "limit")
    desk.gaps.replace("e", "x", [gap])
    desk.gaps.replace("e", "x", [gap, gap])
    assert desk.gaps.for_event("e") == (gap,)


def test_a_gap_goes_when_the_same_is_read_in_full(desk: Desk) -> None:
    first, other = Gap("x", "all", 5, None, "limit"), Gap("y", "all", 5, None, "limit")
    desk.gaps.replace("e", "x", [first])
    desk.gaps.replace("e", "y", [other])
    desk.gaps.replace("f", "x", [first])
    desk.gaps.replace("e", "x", [])
    assert desk.gaps.for_event("e") == (other,)
    assert desk.gaps.for_event("f") == (first,)


def test_marks_per_state(desk: Desk) -> None:
    marks = pa.Table.from_pylist(
        [{"post_id": i, "kind": "relevant", "value": "yes", "score": 0.9} for i in ("x:2", "x:1")],
        schema=MARKS,
    )
    desk.marks.save("e/1", State(3, 0), "select/a", "1", marks)
    desk.marks.save("e/1", State(3, 0), "select/a", "2", marks.slice(1))
    desk.marks.save("e/1", State(12, 0), "b", "1", marks)
    assert desk.marks.load("e/1", State(3, 0))["post_id"].to_pylist() == ["x:1"]
    assert desk.marks.load("e/1", State(12, 0))["post_id"].to_pylist() == ["x:1", "x:2"]
    desk.marks.replace("e/1", State(3, 0), {"c": ("1", marks)})
    assert desk.marks.load("e/1", State(3, 0)).num_rows == 2  # those of select/a are gone
    assert desk.marks.load("e/1", State(12, 0)).num_rows == 2
    assert desk.marks.load("f", State(1, 0)).schema.equals(MARKS)


def test_a_transaction_is_all_or_nothing(desk: Desk) -> None:
    with pytest.raises(RuntimeError), desk.transaction():
        desk.events.save(EVENT)
        raise RuntimeError
    assert desk.events.all() == ()
