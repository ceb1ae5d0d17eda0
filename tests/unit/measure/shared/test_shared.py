"""What is passed on and answered, counted on made-up posts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from tests.support.crowds import EVENT, HOUR, START, corpus, post

from uproar.engines.local import LocalCorpus
from uproar.measure.copies import copies
from uproar.measure.shared.shared import says, shared
from uproar.model import MARKS, Finding, Measured, rows_of
from uproar.model.rows import SharedLinkRow, SharedPostRow, SharedTagRow, ThreadRow

LONG = "the harbour film made my whole street cry before breakfast today"


def relevant(posts: list[dict[str, Any]], *others: dict[str, Any]) -> LocalCorpus:
    """These posts about the event, with copies marked, and further marks."""
    made = corpus(posts)
    yes = {"kind": "relevant", "value": "yes", "score": 1.0, "reason": None}
    marks = [{"post_id": row["id"], **yes} for row in posts]
    made.add_marks(pa.Table.from_pylist([*marks, *others], schema=MARKS))
    copied = copies(made, EVENT).marks
    assert copied is not None
    made.add_marks(copied)
    return made


def at(n: int) -> int:
    return START + n * HOUR // 60


def finding(measured: Measured, kind: str) -> Finding | None:
    return next((f for f in measured.findings if f.id == f"shared.{kind}"), None)


def reposts_of(target: int, first: int, n: int, **more: Any) -> list[dict[str, Any]]:
    more = {"kind": "repost", "repost_of": f"x:{target:06d}", **more}
    return [post(first + i, None, at(first + i), **more) for i in range(n)]


def test_reposts_and_the_same_words_are_passing_on() -> None:
    posts = [
        post(0, LONG, at(0), reposts=900),
        post(1, "another view of the harbour film, quite unlike it", at(1)),
        *reposts_of(0, 10, 4),
        *reposts_of(1, 20, 2),
        *[post(30 + i, LONG, at(30 + i)) for i in range(3)],
    ]
    rows = rows_of(finding(shared(relevant(posts), EVENT), "posts"), SharedPostRow)
    assert rows == (
        SharedPostRow("x:000000", 7, 7, 900),
        SharedPostRow("x:000001", 2, 2, None),
    )


def test_one_account_that_reposts_often_is_one_account() -> None:
    posts = [post(0, LONG, at(0)), *reposts_of(0, 10, 5, author="x:fan")]
    (row,) = rows_of(finding(shared(relevant(posts), EVENT), "posts"), SharedPostRow)
    assert (row.n, row.n_accounts) == (5, 1)


def test_without_authors_there_are_posts_and_no_accounts() -> None:
    posts = [post(0, LONG, at(0), author=None), *reposts_of(0, 10, 5, author=None)]
    (row,) = rows_of(finding(shared(relevant(posts), EVENT), "posts"), SharedPostRow)
    assert (row.n, row.n_accounts) == (5, None)


def test_organised_reposts_and_spam_do_not_count() -> None:
    posts = [post(0, LONG, at(0)), *reposts_of(0, 10, 5)]
    bad = {"kind": "coordinated", "value": "g1", "score": 1.0, "reason": None}
    marks = [{"post_id": f"x:{n:06d}", **bad} for n in (10, 11, 12, 13)]
    assert finding(shared(relevant(posts, *marks), EVENT), "posts") is None


def test_threads_by_their_answers() -> None:
    posts = [post(n, f"view number {n} of the harbour film, said in full", at(n)) for n in range(3)]
    posts += [
        post(10 + n, f"answer {n} to that", at(10 + n), kind="reply", reply_to=f"x:{n % 2:06d}")
        for n in range(5)
    ]
    rows = rows_of(finding(shared(relevant(posts), EVENT), "threads"), ThreadRow)
    assert rows == (ThreadRow("x:000000", 3, 3), ThreadRow("x:000001", 2, 2))


def test_links_are_pages_however_they_are_written() -> None:
    links = (
        "https://example.org/a/?utm_source=x",
        "http://www.example.org/a#end",
        "https://t.co/abc",
        "https://youtu.be/abc",
        "https://m.youtube.com/watch?v=abc&t=3",
    )
    posts = [post(n, f"look {n} at this", at(n), links=[link]) for n, link in enumerate(links)]
    event = replace(EVENT, url="https://www.youtube.com/watch?v=abc")
    rows = rows_of(finding(shared(relevant(posts), event), "links"), SharedLinkRow)
    assert rows == (
        SharedLinkRow("example.org/a", "page", 2, 2, is_event_page=False),
        SharedLinkRow("youtube.com/watch?v=abc", "media", 2, 2, is_event_page=True),
    )


def test_a_tag_counts_once_per_post() -> None:
    event = replace(EVENT, hashtags=("HarbourFilm",))
    posts = [post(n, f"#HarbourFilm #HARBOURFILM #b{n} so good {n}", at(n)) for n in range(4)]
    (row,) = rows_of(finding(shared(relevant(posts), event), "tags"), SharedTagRow)
    assert (row.tag.casefold(), row.n, row.is_event_tag) == ("harbourfilm", 4, True)


def test_nothing_shared_nothing_said() -> None:
    assert shared(corpus([]), EVENT) == Measured()
    quiet = shared(relevant([post(0, LONG, at(0))]), EVENT)
    assert quiet == Measured()
    assert list(says({}, EVENT)) == []


@pytest.mark.parametrize(("n", "is_told"), [(19, False), (25, True)])
def test_only_what_is_passed_on_much_is_said(n: int, is_told: bool) -> None:
    measured = shared(relevant([post(0, LONG, at(0)), *reposts_of(0, 10, n)]), EVENT)
    sayings = list(says({f.id: f for f in measured.findings}, EVENT))
    assert [s.message for s in sayings] == (["shared-post"] if is_told else [])


def test_the_order_of_posts_does_not_matter() -> None:
    posts = [post(0, LONG, at(0)), *reposts_of(0, 10, 5), post(40, f"{LONG} #a", at(40))]
    assert shared(relevant(posts), EVENT) == shared(relevant(posts[::-1]), EVENT)


def test_hostile_links_are_no_pages() -> None:
    bad = [
        "javascript:alert(1)",
        "http://[::1",
        "https://exa mple",
        "http://" + "a" * 50_000,
        "",
        "http://t.co\x89û_/a",
    ]
    posts = [post(n, f"look {n} here", at(n), links=bad) for n in range(3)]
    made = finding(shared(relevant(posts), EVENT), "links")
    assert made is None
