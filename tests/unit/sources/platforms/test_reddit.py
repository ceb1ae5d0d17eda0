"""Reddit: comments and submissions, and what the archives say is gone."""

from typing import Any

import pytest

from uproar.config import Settings
from uproar.model import Batch, Gap, Page
from uproar.sources.platforms import reddit

COMMENT = {
    **{"id": "c1", "author": "ana", "body": "one", "created_utc": 1_747_566_000, "score": -3},
    **{"link_id": "t3_s1", "parent_id": "t1_c0", "edited": False, "permalink": "/r/a/comments/s1"},
}
SUBMISSION = {
    **{"id": "s1", "author": "ana", "title": "one", "selftext": "", "created_utc": "1747566000"},
    **{"num_comments": 4, "is_self": True, "url": "https://www.reddit.com/x"},
}


def parse(*records: Any) -> Batch:
    return reddit.SOURCE.parse(Page("f", 0, records), Settings())


def row(record: dict[str, Any], **more: Any) -> dict[str, Any]:
    (found,) = parse({**record, **more}).posts.to_pylist()
    return dict(found)


def test_a_comment() -> None:
    comment = row(COMMENT)
    assert (comment["id"], comment["author"], comment["kind"]) == (
        *("reddit:t1_c1", "reddit:ana", "reply"),
    )
    assert (comment["reply_to"], comment["thread"]) == ("reddit:t1_c0", "reddit:t3_s1")
    assert (comment["likes"], comment["revision"]) == (-3, 0)
    assert comment["url"] == "https://www.reddit.com/r/a/comments/s1"
    assert row(COMMENT, parent_id="t3_s1")["kind"] == "comment"


def test_a_submission_is_its_title_and_text() -> None:
    submission = row(SUBMISSION)
    assert (submission["id"], submission["kind"], submission["text"]) == (
        *("reddit:t3_s1", "post", "one"),
    )
    assert submission["created_at"] == 1_747_566_000_000_000
    assert (submission["replies"], submission["links"]) == (4, [])
    assert row(SUBMISSION, selftext="two")["text"] == "one\n\ntwo"
    link = row(SUBMISSION, is_self=False, url="https://a.example")
    assert link["links"] == ["https://a.example"]


@pytest.mark.parametrize(
    "gone",
    [
        {**COMMENT, "body": "[deleted]"},
        {**COMMENT, "body": "[removed]"},
        {**SUBMISSION, "selftext": "[removed]"},
        {**COMMENT, "_meta": {"was_deleted_later": True}},
    ],
)
def test_what_is_gone_is_a_deletion(gone: dict[str, Any]) -> None:
    (operation,) = parse(gone).operations.to_pylist()
    assert operation["op"] == "delete"
    assert operation["text"] is None


def test_a_deleted_account_leaves_its_comment_without_author() -> None:
    assert row(COMMENT, author="[deleted]")["author"] is None


def test_an_edit_is_a_revision() -> None:
    assert row(COMMENT, edited=1_747_569_600)["revision"] == 1_747_569_600_000_000
    assert row(COMMENT, edited=True)["revision"] is None


def test_a_claim_after_its_retrieval_is_no_time() -> None:
    assert row(COMMENT, created_utc=1_947_566_000, retrieved_on=1_747_566_000)["created_at"] is None


def test_escapes_of_reddit_are_undone() -> None:
    assert row(COMMENT, body="a &amp;lt; b &gt; &lt;i&gt;")["text"] == "a &lt; b > <i>"


def test_a_listing_gives_its_comments_and_counts_what_it_left_out() -> None:
    def listing(*children: Any) -> dict[str, Any]:
        return {"kind": "Listing", "data": {"children": list(children)}}

    inner = {"kind": "t1", "data": {**COMMENT, "id": "c2", "replies": ""}}
    outer = {"kind": "t1", "data": {**COMMENT, "replies": listing(inner)}}
    more = {"kind": "more", "data": {"count": 7, "children": []}}
    gap, first, second = reddit._unwrap(listing(outer, more)) or ()
    assert isinstance(gap, Gap)
    assert (gap.expected, gap.received) == (9, 2)
    assert [first["id"], second["id"]] == ["c1", "c2"]
