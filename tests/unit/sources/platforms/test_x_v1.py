"""X, API v1.1: cut-off texts, repeats, deletions."""

from typing import Any

import pytest

from uproar.config import Settings
from uproar.model import Batch, Page
from uproar.sources.platforms import x_v1

STATUS = {
    **{"id_str": "100", "id": 100, "text": "one", "created_at": "Sun May 18 11:00:00 +0000 2025"},
    **{"favorite_count": 3, "retweet_count": 0, "lang": "en", "user": {"id_str": "7"}},
}


def parse(*records: Any) -> Batch:
    return x_v1.SOURCE.parse(Page("f", 0, records), Settings())


def row(**more: Any) -> dict[str, Any]:
    (found,) = parse({**STATUS, **more}).posts.to_pylist()
    return dict(found)


def test_a_status() -> None:
    status = row()
    assert (status["id"], status["author"], status["kind"]) == ("x:100", "x:7", "post")
    assert (status["created_at"], status["likes"], status["replies"]) == (
        *(1_747_566_000_000_000, 3, None),
    )


def test_a_cut_off_text_is_told_whole_and_without_escapes() -> None:
    assert row(extended_tweet={"full_text": "a &amp;lt; b"}, text="a…")["text"] == "a &lt; b"
    assert row(full_text="whole", text=None)["text"] == "whole"


def test_repeats_quotes_and_replies() -> None:
    repeat = row(retweeted_status={**STATUS, "id_str": "50", "text": "two"}, text="RT @a: t…")
    assert (repeat["kind"], repeat["repost_of"], repeat["text"]) == ("repost", "x:50", "two")
    assert row(quoted_status_id_str="4")["quote_of"] == "x:4"
    assert row(in_reply_to_status_id_str="5")["kind"] == "reply"


def test_a_deletion_is_an_operation_and_a_notice_is_not() -> None:
    batch = parse({"delete": {"status": {"id_str": "9", "user_id_str": "7"}}}, {"limit": {}}, {})
    assert batch.operations.select(["op", "id", "author"]).to_pylist() == [
        {"op": "delete", "id": "x:9", "author": "x:7"}
    ]
    assert batch.rejects["reason"].to_pylist() == ["notice", "no_id"]


def test_an_item_of_a_browser_extension_reads_like_a_status() -> None:
    legacy = {"full_text": "one", "created_at": STATUS["created_at"], "conversation_id_str": "90"}
    user = {"result": {"rest_id": "7", "legacy": {"followers_count": 5, "protected": True}}}
    status = {"rest_id": "100", "legacy": legacy, "core": {"user_results": user}}
    original = {**status, "rest_id": "50"}
    repeat = {**status, "legacy": {**legacy, "retweeted_status_result": {"result": original}}}
    note = {"note_tweet_results": {"result": {"text": "one two"}}}
    whole = {"tweet": {**status, "note_tweet": note, "views": {"count": "250"}}}
    records = [
        record
        for found in (status, repeat, whole)
        for record in x_v1._unwrap({"source_platform": "x.com", "data": found}) or ()
    ]
    first, second, third = parse(*records).posts.to_pylist()
    assert (first["id"], first["author"], first["thread"]) == ("x:100", "x:7", "x:90")
    assert first["reuse"] == "refused: author is protected"
    assert (second["kind"], second["repost_of"]) == ("repost", "x:50")
    assert (third["text"], third["views"]) == ("one two", 250)


@pytest.mark.parametrize(
    "written",
    ["", None, "Sun May 18", "Sun Foo 18 11:00:00 +0000 2025", "Sun May 98 11:00:00 +0000 1"],
)
def test_an_unreadable_time_is_none(written: Any) -> None:
    assert row(created_at=written)["created_at"] is None
