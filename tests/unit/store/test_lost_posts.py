"""Posts that were acknowledged and are gone: missed when the desk is opened, counted, dated."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uproar.errors import ConfigError, DamageError
from uproar.model import Batch
from uproar.store import Desk

MakePost = Callable[..., dict[str, Any]]
MakePage = Callable[..., Batch]
AT = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def pages(
    desk: Desk, make_post: MakePost, make_page: MakePage
) -> Callable[[list[int]], list[Path]]:
    """Appends pages of so many posts; gives the entry of the log of each."""

    def append(sizes: list[int]) -> list[Path]:
        entries = []
        for n in sizes:
            number = len(list(log(desk).glob("*.json")))
            page = make_page([make_post(f"x:{number}.{i}") for i in range(n)])
            desk.append("e", page, stream="s", cursor=str(number))
            entries.append(sorted(log(desk).glob("*.json"))[-1])
        return entries

    return append


def log(desk: Desk) -> Path:
    return desk.path / "posts" / "_delta_log"


def test_a_missing_last_entry_is_missed(desk: Desk, pages: Callable[..., list[Path]]) -> None:
    *_, last = pages([3, 4])
    last.unlink()
    with pytest.raises(DamageError) as caught:
        Desk.open(desk.path)
    assert caught.value.path == last
    now = datetime.now(UTC)
    assert "4 acknowledged posts are gone" in caught.value.message
    assert f"since {now:%Y-%m-%d}" in caught.value.message
    assert "doctor" in caught.value.hint


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(sizes=st.lists(st.integers(1, 5), min_size=1, max_size=4), data=st.data())
def test_as_many_as_are_gone_are_said(
    tmp_path_factory: pytest.TempPathFactory,
    make_post: MakePost,
    make_page: MakePage,
    sizes: list[int],
    data: st.DataObject,
) -> None:
    n_lost = data.draw(st.integers(1, len(sizes)))
    path = tmp_path_factory.mktemp("desk") / "desk"
    with Desk.create(path) as desk:
        for page, n in enumerate(sizes):
            posts = [make_post(f"x:{page}.{i}") for i in range(n)]
            desk.append("e", make_page(posts), stream="s", cursor=str(page))
        for entry in sorted(log(desk).glob("*.json"))[-n_lost:]:
            entry.unlink()
    with pytest.raises(DamageError, match=rf" {sum(sizes[-n_lost:])} acknowledged posts are gone"):
        Desk.open(path)


def test_a_kill_between_commit_and_noting_loses_nothing(
    desk: Desk, pages: Callable[..., list[Path]], make_post: MakePost, make_page: MakePage
) -> None:
    pages([2])
    desk.posts.append("e", make_page([make_post("x:late")]), stream="s", cursor="late")
    with Desk.open(desk.path) as again:
        assert again.posts.posts("e").num_rows == 3
    sorted(log(desk).glob("*.json"))[-1].unlink()
    with pytest.raises(DamageError, match="1 acknowledged posts are gone"):
        Desk.open(desk.path)


def test_a_desk_of_an_older_uproar_is_noted_when_it_is_opened(
    desk: Desk, pages: Callable[..., list[Path]]
) -> None:
    pages([2])
    desk.close()
    with closing(sqlite3.connect(desk.path / "desk.db")) as sql:
        sql.executescript("delete from post_version; delete from post_file;")
    Desk.open(desk.path).close()
    sorted(log(desk).glob("*.json"))[-1].unlink()
    with pytest.raises(DamageError, match="2 acknowledged posts are gone"):
        Desk.open(desk.path)


def test_merging_compacting_and_erasing_are_no_losses(
    desk: Desk, pages: Callable[..., list[Path]]
) -> None:
    pages([1] * 70)  # more than lie apart before they are merged
    Desk.open(desk.path).close()
    desk.forget(["x:2.0"], by="E", why="asked", erased_at=AT)
    Desk.open(desk.path).close()
    with Desk.open(desk.path) as other:
        other.compact()
    assert desk.posts.posts("e").num_rows == 69
    Desk.open(desk.path).close()


def test_a_missing_erasure_bars_the_desk(desk: Desk, pages: Callable[..., list[Path]]) -> None:
    pages([2])
    desk.forget(["x:1.0"], by="E", why="asked", erased_at=AT)
    sorted(log(desk).glob("*.json"))[-1].unlink()
    with pytest.raises(DamageError, match="is missing"):
        Desk.open(desk.path)


@pytest.mark.parametrize("harm", [lambda p: p.unlink(), lambda p: p.write_bytes(b"PAR1")])
def test_a_page_that_is_gone_or_cut_short_is_missed(
    desk: Desk, pages: Callable[..., list[Path]], harm: Callable[[Path], object]
) -> None:
    pages([2, 5])
    page = sorted((desk.path / "posts").glob("tail-*"))[-1]
    harm(page)
    with pytest.raises(DamageError, match="5 acknowledged posts are gone") as caught:
        Desk.open(desk.path)
    assert caught.value.path == page


def test_half_a_desk_is_a_damaged_one_and_none_is_none(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not a desk"):
        Desk.open(tmp_path / "nowhere")
    desk.close()
    (desk.path / "desk.db").unlink()
    with pytest.raises(ConfigError, match="is not a desk"):  # no post either: never finished
        Desk.open(desk.path)
    Desk.create(desk.path).close()
    Desk.open(desk.path).close()


def test_posts_without_their_database_are_not_made_a_new_desk(
    desk: Desk, pages: Callable[..., list[Path]]
) -> None:
    pages([2])
    desk.close()
    (desk.path / "desk.db").unlink()
    for way in (Desk.open, Desk.create):
        with pytest.raises(DamageError, match=r"desk\.db is missing"):
            way(desk.path)
