"""Refusals of reuse reach posts that are stored already, and end when the author says so."""

from typing import Any

import pytest

from uproar.model import REFUSED_BY_AUTHOR
from uproar.store import PostStore

SIGNAL = REFUSED_BY_AUTHOR["no_unauthenticated"]
PROTECTED = REFUSED_BY_AUTHOR["protected"]
OWN = "refused: quote_approval is denied"


def reuse(store: PostStore, state: Any = None, event: str = "e") -> dict[str, str | None]:
    posts = store.posts(event, state)
    return dict(zip(posts["id"].to_pylist(), posts["reuse"].to_pylist(), strict=True))


@pytest.fixture
def said(store, make_post, make_page):  # type: ignore[no-untyped-def]
    """Append posts or an account's operation, one page each, to an event."""
    n = iter(range(10**6))

    def append(*posts: Any, op: str = "", at: int | None = None, author: str = "x:a",
               event: str = "e") -> Any:  # fmt: skip
        number = next(n)
        origin = f"g#{number}"
        row = make_post(author, None, author=author, seen_at=at, origin=origin)
        row["reuse"] = SIGNAL if op == "refuse_reuse" else None
        operations = [{"op": op, **row}] if op else []
        page = make_page(list(posts), operations)
        return store.append(event, page, stream="s", cursor=str(number))

    return append


def test_an_account_that_refuses_is_refused_for_all_its_posts(store, make_post, said) -> None:
    said(make_post("x:1", seen_at=1), make_post("x:2", author="x:b"), make_post("x:3", author=None))
    before = store.state()
    got = said(op="refuse_reuse", at=5)
    assert (got.account_events, got.n_records) == (1, 1)
    said(make_post("x:4", seen_at=9))
    after = {"x:1": SIGNAL, "x:2": None, "x:3": None, "x:4": SIGNAL}
    assert reuse(store) == after
    assert store.get(["x:1", "x:2"])["reuse"].to_pylist() == [SIGNAL, None]
    assert set(reuse(store, before).values()) == {None}
    pinned = store.state()
    store.compact()
    assert reuse(store) == reuse(store, pinned) == after
    assert set(reuse(store, before).values()) == {None}


def test_a_refusal_that_comes_first_holds_for_what_comes_later(store, make_post, said) -> None:
    said(op="refuse_reuse", at=5)
    said(make_post("x:1", seen_at=1), make_post("x:2", created_at=9), make_post("x:3"))
    assert set(reuse(store).values()) == {SIGNAL}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
@pytest.mark.parametrize("compacts", [True, False])
def test_once_lifted_only_later_posts_are_free_in_whatever_order_it_is_heard(
    store, make_post, said, order: tuple[int, ...], compacts: bool
) -> None:
    steps = [
        lambda: said(op="refuse_reuse", at=5),
        lambda: said(op="allow_reuse", at=8),
        lambda: said(*(make_post(f"x:{t}", seen_at=t) for t in (1, 6, 8, 9)), make_post("x:0")),
    ]
    for step in order:
        steps[step]()
        if compacts:
            store.compact()
    assert reuse(store) == {"x:0": SIGNAL, "x:1": SIGNAL, "x:6": SIGNAL, "x:8": None, "x:9": None}
    said(op="allow_reuse", at=20)  # a later profile without the label moves nothing
    assert reuse(store)["x:9"] is None
    said(op="refuse_reuse", at=30)
    assert set(reuse(store).values()) == {SIGNAL}


def test_an_account_is_free_only_by_a_witnessed_later_time(store, make_post, said) -> None:
    said(make_post("x:1", seen_at=9))
    said(op="refuse_reuse", at=5)
    for at in (None, 4, 5):
        said(op="allow_reuse", at=at)
        assert reuse(store) == {"x:1": SIGNAL}
    said(op="allow_reuse", at=6)
    assert reuse(store) == {"x:1": None}


def test_the_same_refusal_twice_is_a_repeat(store, make_post, make_page) -> None:
    row = {"op": "refuse_reuse", **make_post("x:a", None, seen_at=5, reuse=SIGNAL)}
    page = make_page([make_post("x:1")], [row])
    first = store.append("e", page, stream="s", cursor="0")
    again = store.append("e", page, stream="t", cursor="0")
    assert (first.account_events, again.account_events, again.repeats) == (1, 0, 2)
    assert reuse(store) == {"x:1": SIGNAL}


def test_a_protected_author_known_from_one_post_is_refused_for_others(
    store, make_post, said
) -> None:
    said(make_post("x:1", seen_at=1), make_post("x:2", author="x:b"))
    got = said(make_post("x:3", reuse=PROTECTED))
    assert (got.posts, got.n_records) == (1, 1)
    assert reuse(store) == {"x:1": PROTECTED, "x:2": None, "x:3": PROTECTED}
    before = store.state()
    said(make_post("x:4", reuse=PROTECTED))
    assert store.state().pin == before.pin + 2  # the post and its cursor: it is known already
    said(op="allow_reuse", at=10**9)  # nobody knows when the file was taken
    said(make_post("x:5", seen_at=2 * 10**9), event="f")
    assert reuse(store, event="f") == {"x:5": PROTECTED}
    store.compact()
    assert reuse(store)["x:1"] == PROTECTED


def test_a_repeated_post_brings_what_it_now_refuses(store, make_post, said) -> None:
    said(make_post("x:1"), make_post("x:2"), make_post("x:3", author="x:b"))
    got = said(make_post("x:1", reuse=OWN), make_post("x:3", author="x:b", reuse=PROTECTED))
    assert (got.repeats, got.n_records) == (2, 2)
    after = {"x:1": OWN, "x:2": None, "x:3": PROTECTED}
    assert reuse(store) == after
    again = said(make_post("x:1", reuse=OWN))
    assert again.repeats == 1
    store.compact()
    assert reuse(store) == after
    assert PostStore(store._log.folder.parent).posts("e").equals(store.posts("e"))


def test_what_one_event_knows_to_be_refused_is_refused_wherever_it_is_quoted(
    store, make_post, said
) -> None:
    said(make_post("x:1"))
    said(make_post("x:1", reuse=OWN), event="f")
    assert store.get(["x:1"])["reuse"].to_pylist() == [OWN]


def test_hidden_shown_deleted_and_back_again(store, make_post, said) -> None:
    said(make_post("x:1", seen_at=1))
    said(op="refuse_reuse", at=2)
    said(op="hide_account", at=3)
    assert reuse(store) == {}
    said(op="show_account", at=4)
    assert reuse(store) == {"x:1": SIGNAL}
    said(op="delete_account", at=5)
    store.compact()
    said(op="show_account", at=6)
    said(make_post("x:9", seen_at=7))
    assert reuse(store) == {}


def test_erasure_takes_refusals_with_it(store, make_post, said, tmp_path) -> None:
    from datetime import UTC, datetime

    said(make_post("x:1"), make_post("x:2", author="x:b"))
    said(make_post("x:1", reuse=OWN), make_post("x:2", author="x:b", reuse=PROTECTED))
    at = datetime(2025, 5, 18, tzinfo=UTC)
    store.erase(["x:1"], ["x:b"], by="a", why="b", erased_at=at)
    store.compact()
    held = store._log.files()
    import pyarrow.parquet as pq

    left = str([pq.read_table(p).to_pylist() for kind in held for p in kind])
    assert "'x:1'" not in left and "'x:b'" not in left
    got = said(make_post("x:1", reuse=OWN), make_post("x:2", author="x:b", reuse=PROTECTED))
    assert got.repeats == 2
    left = str([pq.read_table(p).to_pylist() for kind in store._log.files() for p in kind])
    assert "'x:1'" not in left and "'x:b'" not in left


@pytest.mark.parametrize("column", ["id", "reuse", "text"])
def test_any_columns_may_be_asked_for(store, make_post, said, column: str) -> None:
    said(make_post("x:1"))
    said(op="refuse_reuse", at=5)
    assert store.posts("e", columns=[column]).column_names == [column]
    assert store.posts("e", columns=["reuse"])["reuse"].to_pylist() == [SIGNAL]
