"""What is erased is gone from every file under the desk, looked at as bytes and as values."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.errors import ConfigError
from uproar.model import (
    MARKS,
    POSTS,
    Article,
    Decision,
    Finding,
    Sentence,
    State,
    Story,
    rows_of,
    text_id,
)
from uproar.model.rows import SubthemeRow
from uproar.store import Desk, PostStore
from uproar.store.desk_db.answers import Answer
from uproar.store.desk_db.stories import FLAG
from uproar.store.oplog.durable import save_parquet
from uproar.store.oplog.gone_names import without

AT = datetime(2025, 5, 18, 11, tzinfo=UTC)
SECRET = "a very unlikely phrase kept nowhere"
WHO, ID, ACCOUNT_POST = "x:author-who-leaves", "x:id-that-goes", "x:id-of-the-leaver"


def values(path: Path) -> Iterator[str]:
    """Everything a file says: raw bytes, and for Parquet each decoded value and the footer."""
    yield path.read_bytes().decode("latin-1")
    if path.suffix == ".parquet":
        with pq.ParquetFile(path) as file:
            yield str(file.read().to_pylist())
            yield str([file.metadata.row_group(g).to_dict() for g in range(file.num_row_groups)])


def where_found(desk: Path, *words: str) -> list[tuple[str, str]]:
    files = sorted(p for p in desk.rglob("*") if p.is_file())
    return [
        (str(p.relative_to(desk)), word)
        for p in files
        for said in values(p)
        for word in words
        if word in said or word.encode().decode("latin-1") in said
    ]


@pytest.fixture
def full(desk: Desk, make_post, make_page) -> Desk:
    """A desk on which everything names what will be erased."""
    posts = [make_post(ID, SECRET), make_post(ACCOUNT_POST, "said " + SECRET, author=WHO),
             make_post("x:stays", "la la"), make_post("x:copy", "la la", 0)]  # fmt: skip
    reject = {"outcome": "rejected", "reason": "r", "detail": "d", "origin": "f#9", "post_id": ID}
    desk.append("e", make_page(posts, [], [reject]), stream="s", cursor="0")
    ids = pa.array([text_id(SECRET), text_id("said " + SECRET), text_id("la la")])
    norm = pa.array([SECRET, "said " + SECRET, "la la"])
    desk.annotations.save("normal", "1", pa.table({"text_id": ids, "norm": norm}))
    rows = [{"post_id": ID, "kind": "theme"}, {"post_id": "x:copy", "kind": "copy", "value": ID}]
    table = pa.Table.from_pylist(rows, schema=MARKS)
    desk.marks.save("e", desk.posts.state(), "m", "1", table)
    run = desk.runs.start("e", desk.posts.state(), settings={}, versions={}, started_at=AT)
    rows2 = (SubthemeRow("t1.1", (f"saw {WHO}",), 2, 0.5, 0.1, 0.9, (ID, "x:stays")),)
    finding = Finding("themes", 1, "posts", evidence=(ID, "x:stays"), rows=rows2)
    desk.findings.save(run, [finding, Finding("voices", 1, "people", evidence=("x:stays",))])
    line = Sentence("s", "lead_theme", f"[[quote:{ID}, form=one_wrote]]", support=(f"quote:{ID}",))
    other = Sentence("s", "lead_theme", "[[quote:x:stays]]")
    for name, text in (("hit", line), ("clean", other)):
        desk.stories.save(Story(name, "e", State(1, 0), "brief", text, other, (), (ID,) * 0))
        desk.exports.add(name, format="md", target="t", by="Ed", exported_at=AT,
                         post_ids=[ID] if name == "hit" else ["x:stays"])  # fmt: skip
    desk.decisions.add("e", Decision("clear", ID, f"saw {ID}.", "Ed", AT))
    desk.decisions.add("e", Decision("clear", "x:stays", "", "Ed", AT))
    desk.memories.save("e", "themes", State(1, 0), SECRET.encode())
    desk.memories.save("f", "themes", State(1, 0), b"numbers")
    basis = desk.answers.basis({})
    desk.answers.save("hit", [Answer("s", 0, SECRET, f'"{ID}"')], 5, basis, {})
    desk.articles.save("e", [Article("n", None, None, None, AT, "h", (), None, "o")])
    orphan = pa.Table.from_pylist([make_post(ID, SECRET)], schema=POSTS)
    save_parquet(desk.path / "posts" / "tail-0-left-by-a-kill.parquet", orphan)
    (desk.path / "posts" / ".tail-1.parquet.ab.draft").write_bytes(SECRET.encode())
    return desk


def test_nothing_is_left_after_forgetting_now(full: Desk) -> None:
    assert where_found(full.path, SECRET, ID, WHO)
    touched = full.forget([ID], [WHO], by="Ann", why="asked", erased_at=AT, now=True)
    assert where_found(full.path, SECRET, ID, WHO, ACCOUNT_POST) == []
    assert touched.stories == ("hit",) and touched.exports == ("hit",)
    assert (touched.rejects, touched.findings, touched.decisions) == (1, 1, 2)
    assert (touched.memories, touched.marks, touched.state.epoch) == (1, 1, 1)
    assert full.posts.posts("e")["id"].to_pylist() == ["x:copy", "x:stays"]
    assert full.stories.flags("hit") == (FLAG,) and full.stories.flags("clean") == ()
    first, second = full.findings.load(1)
    (row,) = rows_of(first, SubthemeRow)
    assert first.evidence == ("x:stays",) and row.quotes == ("x:stays",)
    assert row.name_terms == ()  # no live post has these words
    assert second.evidence == ("x:stays",)
    assert full.stories.get("hit").headline.text.startswith("[[quote:gone:")
    assert [e.is_recalled for e in full.exports.all()] == [True, False]
    assert full.memories.load("f") == {"themes": b"numbers"}
    norms = full.annotations.load([("normal", "1")], pa.array([text_id("la la")]))
    assert norms["norm"].to_pylist() == ["la la"]


def test_forgetting_takes_effect_at_once_and_bytes_go_with_the_compaction(full: Desk) -> None:
    full.forget([ID, ACCOUNT_POST], by="Ann", why="asked", erased_at=AT)
    assert full.posts.posts("e")["id"].to_pylist() == ["x:copy", "x:stays"]
    full.compact()
    assert where_found(full.path, SECRET, ID) == []


def test_a_deletion_by_the_platform_reaches_as_far(full: Desk, make_post, make_page) -> None:
    gone = [{"op": "delete", **make_post(i, None)} for i in (ID, ACCOUNT_POST)]
    full.append("e", make_page([], gone), stream="s", cursor="1")
    full.memories.save("e", "themes", State(1, 0), b"numbers only")
    full.compact()
    assert where_found(full.path, SECRET, ID) == []
    assert full.stories.flags("hit") == (FLAG,)
    assert full.memories.load("e") == {"themes": b"numbers only"}


def test_an_edit_takes_the_old_words_away(desk: Desk, make_post, make_page) -> None:
    desk.append("e", make_page([make_post("x:1", SECRET)]), stream="s", cursor="0")
    desk.append("e", make_page([make_post("x:1", "kinder", 5)]), stream="s", cursor="1")
    desk.compact()
    assert where_found(desk.path, SECRET) == []


def test_a_reject_of_an_erased_post_comes_back_nameless(full: Desk, make_page) -> None:
    full.forget([ID], by="Ann", why="asked", erased_at=AT, now=True)
    reject = {"outcome": "rejected", "reason": "r", "detail": "d", "origin": "f#9", "post_id": ID}
    full.append("e", make_page([], [], [reject]), stream="s", cursor="again")
    assert full.rejects.load("e")["post_id"].to_pylist() == [None]


def test_erasing_needs_a_subject_and_a_name(desk: Desk) -> None:
    with pytest.raises(ConfigError, match="nothing to forget"):
        desk.forget(by="Ann", why="asked", erased_at=AT)
    with pytest.raises(ConfigError, match="by whom"):
        desk.forget(["x:1"], by="", why="", erased_at=AT)
    assert PostStore(desk.path).erasures() == []


@given(st.text(min_size=1), st.text())
def test_redaction_leaves_other_names_alone(name: str, other: str) -> None:
    held = {"list": [name, other], "one": other, "slot": f"[[quote:{other}]]"}
    cleaned = without(held, frozenset({"x:12"}))
    assert cleaned == held or "x:12" in str(held)


def test_a_longer_id_is_not_its_beginning() -> None:
    text = "[[quote:x:123, form=said]] x:12, (x:12) quote:x:12 x:123"
    got = without(text, frozenset({"x:12"}))
    assert got.count("gone:") == 3 and got.count("x:123") == 2 and "x:12 " not in got
    odd = "[[quote:forum:a b, c]]"
    assert "a b" not in without(odd, frozenset({"forum:a b, c"}))


def test_the_log_never_holds_words_or_names(full: Desk) -> None:
    log = full.path / "posts" / "_delta_log"
    assert where_found(log, SECRET, ID, WHO) == [] and list(log.glob("*.json"))
    for path in (full.path / "posts").glob("tail-[0-9]*[0-9a-f].parquet"):
        with pq.ParquetFile(path) as file:
            text = file.metadata.row_group(0).column(file.schema_arrow.get_field_index("text"))
            assert text.statistics is None or not text.statistics.has_min_max
