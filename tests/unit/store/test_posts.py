"""Appending, reading at a pin, erasing, compacting."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from uproar.errors import ConfigError, UproarError
from uproar.model import OPERATIONS, POSTS, REJECTS, Batch, State
from uproar.store import PostStore

AT = datetime(2025, 5, 18, tzinfo=UTC)


def texts(store: PostStore, state: State | None = None, event: str = "e") -> dict[str, Any]:
    found = store.posts(event, state)
    return dict(zip(found["id"].to_pylist(), found["text"].to_pylist(), strict=True))


def test_reads_back_what_was_put_ordered_by_id(store, make_post, make_page) -> None:
    posts = [make_post("x:2", "two"), make_post("x:1", None), make_post("x:3", "\x00‮ three")]
    got = store.append("e", make_page(posts), stream="s", cursor="0")
    assert (got.posts, got.n_records, got.seq) == (3, 3, store.state().pin)
    found = store.posts("e")
    assert found.schema.equals(POSTS)
    assert found.equals(pa.Table.from_pylist(posts, schema=POSTS).sort_by("id"))


def test_an_empty_store_gives_an_empty_table(store) -> None:
    assert store.posts("e").equals(POSTS.empty_table())
    assert store.state() == State(0, 0)
    assert store.compact() == State(0, 0)


def test_a_page_seen_before_adds_nothing(store, make_post, make_page) -> None:
    page = make_page([make_post("x:1")], [], [dict.fromkeys(REJECTS.names, "v")])
    first = store.append("e", page, stream="s", cursor="0")
    again = store.append("e", page, stream="s", cursor="0")
    assert (again.repeats, again.n_records, again.seq) == (2, 2, first.seq)
    assert store.cursor("s") == "0" and store.cursor("t") is None
    assert store.counts("e")[0].counts.n_records == 2


def test_the_same_posts_under_another_cursor_are_repeats(store, make_post, make_page) -> None:
    page = make_page([make_post("x:1"), make_post("x:1"), make_post("x:2")])
    assert store.append("e", page, stream="s", cursor="0").posts == 2
    again = store.append("e", page, stream="s", cursor="1")
    assert (again.posts, again.repeats) == (0, 3)
    assert len(texts(store)) == 2


@pytest.mark.parametrize("in_one_page", [True, False])
def test_a_later_revision_is_an_edit_and_an_older_one_a_repeat(
    store, make_post, make_page, in_one_page
) -> None:
    versions = [make_post("x:1", "old"), make_post("x:1", "new", 9), make_post("x:1", "older", 5),
                make_post("x:1", "new", 11), make_post("x:1", "newest", 12)]  # fmt: skip
    pages = [make_page(versions)] if in_one_page else [make_page([v]) for v in versions]
    got = [store.append("e", p, stream="s", cursor=str(i)) for i, p in enumerate(pages)]
    assert sum(g.posts for g in got) == 1
    assert sum(g.edits for g in got) == 2
    assert sum(g.repeats for g in got) == 2
    assert texts(store) == {"x:1": "newest"}


def test_an_edit_of_an_unknown_post_brings_the_post(store, make_post, make_page) -> None:
    edit = {"op": "edit", **make_post("x:1", "new", 9)}
    got = store.append("e", make_page([], [edit]), stream="s", cursor="0")
    assert (got.posts, got.edits) == (0, 1)
    late = store.append("e", make_page([make_post("x:1", "old")]), stream="s", cursor="1")
    assert late.repeats == 1
    assert texts(store) == {"x:1": "new"}


def test_a_deleted_post_is_gone_from_all_events_and_stays_away(store, make_post, make_page) -> None:
    page = make_page([make_post("x:1"), make_post("x:2")])
    store.append("e", page, stream="s", cursor="0")
    before = store.state()
    store.append("f", page, stream="t", cursor="0")
    delete = make_page([], [{"op": "delete", **make_post("x:1", None)}] * 2)
    got = store.append("e", delete, stream="s", cursor="1")
    assert (got.deletes, got.repeats) == (1, 1)
    assert list(texts(store)) == list(texts(store, event="f")) == ["x:2"]
    assert list(texts(store, before)) == ["x:1", "x:2"]
    assert store.append("e", page, stream="s", cursor="2").repeats == 2
    assert store.append("e", delete, stream="s", cursor="3").repeats == 2
    assert store.gone(["x:1", "x:2"]) == {"x:1"}


def test_a_deletion_that_comes_first_wins(store, make_post, make_page) -> None:
    delete = {"op": "delete", **make_post("x:1", None)}
    store.append("e", make_page([], [delete]), stream="s", cursor="0")
    got = store.append("e", make_page([make_post("x:1")]), stream="s", cursor="1")
    assert got.repeats == 1 and texts(store) == {}


def test_accounts_hide_return_and_leave(store, make_post, make_page) -> None:
    def say(op: str, n: int) -> None:
        row = {"op": op, **make_post("x:a", None, author="x:a", origin=f"f#{n}")}
        got = store.append("e", make_page([], [row]), stream="s", cursor=f"{op}{n}")
        assert got.account_events == 1
        assert store.append("e", make_page([], [row]), stream="z", cursor=f"{op}{n}").repeats == 1

    posts = [make_post("x:1"), make_post("x:2", author="x:b"), make_post("x:3", author=None)]
    store.append("e", make_page(posts), stream="s", cursor="0")
    say("hide_account", 1)
    assert list(texts(store)) == ["x:2", "x:3"]
    store.compact()
    assert list(texts(store)) == ["x:2", "x:3"]
    say("show_account", 2)
    assert list(texts(store)) == ["x:1", "x:2", "x:3"]
    say("profile", 3)
    say("delete_account", 4)
    assert list(texts(store)) == ["x:2", "x:3"]
    late = store.append("e", make_page([make_post("x:9")]), stream="s", cursor="9")
    assert late.repeats == 1
    store.compact()
    assert list(texts(store)) == ["x:2", "x:3"]


def test_a_pin_survives_compaction(store, make_post, make_page) -> None:
    states, seen = [], []
    for i in range(5):
        posts = [make_post(f"x:{i}{k}", f"text {i} {k}") for k in range(4)]
        store.append("e", make_page(posts), stream="s", cursor=str(i))
        states.append(store.state())
        seen.append(store.posts("e"))
    assert store.compact() == states[-1]
    assert store.compact() == states[-1]
    for state, before in zip(states, seen, strict=True):
        assert store.posts("e", state).equals(before)
    again = store.append("e", make_page([make_post("x:00", "text 0 0")]), stream="r", cursor="0")
    assert again.repeats == 1 and store.cursor("s") == "4"


def test_compaction_leaves_out_edited_and_deleted_words(store, make_post, make_page) -> None:
    old = make_page([make_post("x:1", "first words"), make_post("x:2", "unsaid words")])
    first = State(store.append("e", old, stream="s", cursor="0").seq, 0)
    store.append("e", make_page([make_post("x:1", "second", 3)]), stream="s", cursor="1")
    delete = [{"op": "delete", **make_post("x:2", None)}]
    store.append("e", make_page([], delete), stream="s", cursor="2")
    assert texts(store, first) == {"x:1": "first words", "x:2": "unsaid words"}
    after = store.compact()
    assert after.epoch == 1
    assert texts(store, State(first.pin, 1)) == texts(store) == {"x:1": "second"}
    assert store.erasures() == []
    assert store.compact() == after


def test_erasure_holds_at_every_pin_and_for_good(store, make_post, make_page) -> None:
    posts = [make_post("x:1"), make_post("x:2", author="x:b"), make_post("x:3", author="x:c"),
             make_post("x:4", "RT la la", author="x:d", repost_of="x:1")]  # fmt: skip
    store.append("e", make_page(posts), stream="s", cursor="0")
    pin = store.state().pin
    state = store.erase(["x:1"], ["x:b"], by="an editor", why="asked to", erased_at=AT)
    assert state.epoch == 1 and state.pin > pin
    for _ in range(2):
        assert list(texts(store, State(pin, 1))) == ["x:3"]
        again = store.append("e", make_page(posts), stream="r", cursor=str(store.state().pin))
        assert again.repeats == 4
        new = make_page([make_post("x:8", author="x:b")])
        assert store.append("e", new, stream="n", cursor=str(store.state().pin)).repeats == 1
        store.compact()
    (erasure,) = store.erasures()
    assert (erasure.by, erasure.why, erasure.posts) == ("an editor", "asked to", 3)
    with pytest.raises(ConfigError, match="by whom"):
        store.erase(["x:3"], by="", why="", erased_at=AT)


def test_get_finds_posts_of_any_event_once(store, make_post, make_page) -> None:
    page = make_page([make_post("x:1"), make_post("x:2")])
    store.append("e", page, stream="s", cursor="0")
    store.append("f", page, stream="t", cursor="0")
    assert store.get(["x:2", "x:9", "x:1"])["id"].to_pylist() == ["x:1", "x:2"]
    assert store.get([]).num_rows == 0
    assert store.events_with(["x:1"]) == ["e", "f"]


def test_columns_can_be_chosen_and_unknown_ones_are_refused(store, make_post, make_page) -> None:
    store.append("e", make_page([make_post("x:1")]), stream="s", cursor="0")
    assert store.posts("e", columns=["text", "id"]).column_names == ["text", "id"]
    with pytest.raises(ConfigError, match="no column 'words'"):
        store.posts("e", columns=["words"])


def test_a_batch_that_does_not_add_up_is_refused(store, make_post, make_page) -> None:
    page = make_page([make_post("x:1")])
    with pytest.raises(UproarError, match="holds 1"):
        store.append(
            "e", Batch(page.posts, page.operations, page.rejects, 2), stream="s", cursor=""
        )
    wrong = Batch(page.posts.select(["id"]), page.operations, page.rejects, 1)
    with pytest.raises(UproarError, match="other columns"):
        store.append("e", wrong, stream="s", cursor="0")
    odd = make_page([], [{"op": "explode", **make_post("x:1")}])
    with pytest.raises(UproarError, match="unknown operation 'explode'"):
        store.append("e", odd, stream="s", cursor="0")
    assert OPERATIONS.names[0] == "op" and store.state() == State(0, 0)


def test_another_process_continues(store, tmp_path: Path, make_post, make_page) -> None:
    other = PostStore(tmp_path / "desk")
    store.append("e", make_page([make_post("x:1")]), stream="s", cursor="0")
    assert list(texts(other)) == ["x:1"]
    assert other.append("e", make_page([make_post("x:1")]), stream="t", cursor="0").repeats == 1
    assert other.append("e", make_page([make_post("x:2")]), stream="t", cursor="1").posts == 1
    store.compact()
    assert other.append("e", make_page([make_post("x:2")]), stream="u", cursor="1").repeats == 1
    assert list(texts(store)) == list(texts(other)) == ["x:1", "x:2"]


def test_small_appends_leave_few_files(store, make_post, make_page, monkeypatch) -> None:
    monkeypatch.setattr("uproar.store.posts.TAIL_FILES", 5)
    for i in range(12):
        store.append("e", make_page([make_post(f"x:{i}")]), stream="s", cursor=str(i))
    files = list((store._log.folder).glob("*.parquet"))
    assert len(files) < 7 and len(texts(store)) == 12
    again = store.append("e", make_page([make_post("x:3")]), stream="t", cursor="0")
    assert again.repeats == 1 and store.counts("e")[0].counts.posts == 12
    assert len(texts(PostStore(store._log.folder.parent))) == 12


def test_files_of_another_version_are_refused_by_name(
    store, make_post, make_page, tmp_path: Path
) -> None:
    store.append("e", make_page([make_post("x:1")]), stream="s", cursor="0")
    log = store._log
    name = log.save("settled", store.posts("e").append_column("seq", pa.array([1], pa.int64())))
    log.commit([(name, pa.table({"seq": [1]}))])
    with pytest.raises(UproarError, match=r"settled-.*another version of uproar") as refused:
        store.posts("e")
    assert "gather again" in refused.value.hint
