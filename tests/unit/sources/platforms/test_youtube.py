"""YouTube: comments as yt-dlp and the Data API give them."""

from typing import Any

import pytest

from uproar.config import Settings
from uproar.model import Gap, Page
from uproar.sources.platforms import youtube

URL = "https://www.youtube.com/watch?v=v1"
COMMENT = {
    **{"id": "Ug1", "parent": "root", "text": "one", "like_count": 0},
    **{"author_id": "UC1", "author": "@ana", "timestamp": 1_747_566_000},
}


def rows(*records: Any, key: str = "") -> list[dict[str, Any]]:
    batch = youtube.SOURCE.parse(Page("f", 0, records), Settings(pseudonym_key=key))
    assert len(batch.rejects) == 0, batch.rejects.to_pylist()
    return batch.posts.to_pylist()


def of_info(*comments: Any, **more: Any) -> list[Any]:
    return list(
        youtube.video_comments({"id": "v1", "webpage_url": URL, "comments": [*comments], **more})
    )


def test_a_comment_belongs_to_its_video() -> None:
    (row,) = rows(*of_info(COMMENT))
    assert (row["id"], row["author"], row["kind"]) == ("youtube:Ug1", "youtube:UC1", "comment")
    assert (row["thread"], row["url"], row["likes"]) == ("youtube:v1", f"{URL}&lc=Ug1", 0)
    assert (row["created_at"], row["time_precision_s"]) == (1_747_566_000_000_000, 0)


def test_a_reply_answers_its_parent() -> None:
    (row,) = rows(*of_info({**COMMENT, "id": "Ug1.a", "parent": "Ug1"}))
    assert (row["kind"], row["reply_to"]) == ("reply", "youtube:Ug1")


@pytest.mark.parametrize(
    ("ago", "precision", "revision"),
    [("3 weeks ago", 604_800, 0), ("2 hours ago (edited)", 3600, None)],
)
def test_estimated_times_say_how_exact_they_are(
    ago: str, precision: int, revision: int | None
) -> None:
    (row,) = rows(*of_info({**COMMENT, "_time_text": ago}))
    assert (row["time_precision_s"], row["revision"]) == (precision, revision)


def test_fewer_comments_than_promised_are_a_gap() -> None:
    gap, *comments = of_info(COMMENT, comment_count=5200)
    assert isinstance(gap, Gap)
    assert (gap.expected, gap.received, len(comments)) == (5200, 1, 1)
    assert len(of_info(COMMENT, comment_count=1)) == 1


def test_a_video_without_comments_says_so() -> None:
    (gap,) = youtube.video_comments({"id": "v1", "comment_count": 7})
    assert (gap.expected, gap.received) == (7, 0)
    assert list(youtube.video_comments({"id": "v1", "comments": []})) == []


def test_a_thread_of_the_api_gives_the_comment_and_its_replies() -> None:
    snippet = {
        **{"textOriginal": "one", "textDisplay": "<b>one</b>", "likeCount": 2, "videoId": "v1"},
        "authorChannelId": {"value": "UC1"},
        **{"publishedAt": "2025-05-18T11:00:00Z", "updatedAt": "2025-05-18T12:00:00Z"},
    }
    top = {"kind": "youtube#comment", "id": "Ug1", "snippet": snippet}
    reply = {**top, "id": "Ug1.a", "snippet": {**snippet, "parentId": "Ug1"}}
    thread = {
        "kind": "youtube#commentThread",
        "snippet": {"topLevelComment": top, "totalReplyCount": 4},
        "replies": {"comments": [reply]},
    }
    page = {"kind": "youtube#commentThreadListResponse", "items": [thread]}
    first, second = rows(*(youtube._unwrap(page) or ()))
    assert (first["text"], first["replies"], first["url"]) == ("one", 4, f"{URL}&lc=Ug1")
    assert first["revision"] == 1_747_569_600_000_000
    assert (second["kind"], second["reply_to"]) == ("reply", "youtube:Ug1")


def test_what_else_the_api_lists_is_out_of_scope() -> None:
    page = {"kind": "youtube#searchListResponse", "items": [{"kind": "x", "snippet": {}}]}
    batch = youtube.SOURCE.parse(Page("f", 0, list(youtube._unwrap(page) or ())), Settings())
    assert batch.rejects["reason"].to_pylist() == ["no_comment"]


def test_pseudonyms() -> None:
    (row,) = rows(*of_info(COMMENT), key="k")
    assert "UC1" not in str(row)
