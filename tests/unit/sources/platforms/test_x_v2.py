"""X, API v2: flattened and not, with everything a tweet may refer to."""

from typing import Any

from uproar.config import Settings
from uproar.model import Page
from uproar.sources.platforms import x_v2

AT = "2025-05-18T11:00:00.500Z"
AUTHOR = {
    "id": "7",
    "username": "ana",
    "created_at": "2020-01-01T00:00:00Z",
    "public_metrics": {"followers_count": 12},
}


def rows(*tweets: Any, key: str = "") -> list[dict[str, Any]]:
    batch = x_v2.SOURCE.parse(Page("f", 0, tweets), Settings(pseudonym_key=key))
    assert len(batch.rejects) == 0, batch.rejects.to_pylist()
    return batch.posts.to_pylist()


def tweet(**more: Any) -> dict[str, Any]:
    return {"id": "100", "text": "one", "author_id": "7", "created_at": AT, **more}


def test_a_flattened_tweet() -> None:
    metrics = {"like_count": 3, "retweet_count": 0, "impression_count": 90}
    (row,) = rows(tweet(author=AUTHOR, public_metrics=metrics, conversation_id="99", lang="in"))
    assert (row["id"], row["author"], row["kind"]) == ("x:100", "x:7", "post")
    assert (row["likes"], row["reposts"], row["replies"], row["views"]) == (3, 0, None, 90)
    assert (row["thread"], row["lang_declared"], row["author_followers"]) == ("x:99", "id", 12)
    assert (row["created_at"], row["seen_at"]) == (1_747_566_000_500_000, None)
    assert row["time_precision_s"] == 0


def test_a_response_gives_tweets_with_their_authors_and_what_they_refer_to() -> None:
    response = {
        "data": [
            tweet(referenced_tweets=[{"type": "retweeted", "id": "50"}], text="RT @b: cut o…"),
            tweet(id="101"),
        ],
        "includes": {"users": [AUTHOR], "tweets": [{"id": "50", "text": "cut off no more"}]},
    }
    records = x_v2._unwrap(response)
    assert records is not None
    repost, post = rows(*records)
    assert (repost["kind"], repost["repost_of"]) == ("repost", "x:50")
    assert repost["text"] == "cut off no more"
    assert post["author_followers"] == 12


def test_a_streamed_object_gives_one_tweet() -> None:
    records = x_v2._unwrap({"data": tweet(), "includes": {}, "matching_rules": []})
    assert [row["id"] for row in rows(*(records or ()))] == ["x:100"]


def test_kinds_and_references() -> None:
    references = [{"type": "replied_to", "id": "1"}, {"type": "quoted", "id": "2"}]
    (row,) = rows(tweet(referenced_tweets=references))
    assert (row["kind"], row["reply_to"], row["quote_of"]) == ("quote", "x:1", "x:2")


def test_a_long_note_is_told_whole() -> None:
    (row,) = rows(tweet(text="one two thr…", note_tweet={"text": "one two three"}))
    assert row["text"] == "one two three"


def test_a_protected_author_refuses_reuse() -> None:
    protected, public = rows(
        tweet(author={**AUTHOR, "protected": True}), tweet(author={**AUTHOR, "protected": False})
    )
    assert protected["reuse"] == "refused: author is protected"
    assert public["reuse"] is None


def test_versions_of_an_edited_tweet_are_one_post() -> None:
    first, later = "1576994746135764992", "1576994789110992896"
    (row,) = rows(tweet(id=later, edit_history_tweet_ids=[first, later]))
    assert row["id"] == f"x:{first}"
    assert row["revision"] == 1_664_819_831_527_000
    (never,) = rows(tweet(edit_history_tweet_ids=["100"]))
    assert (never["id"], never["revision"]) == ("x:100", 0)


def test_own_codes_of_x_are_no_language() -> None:
    assert [r["lang_declared"] for r in rows(*(tweet(lang=c) for c in ("qht", "und", "ko")))] == [
        *(None, None, "ko")
    ]


def test_links_are_the_expanded_ones() -> None:
    urls = [
        {"url": "https://t.co/1", "expanded_url": "https://a.example"},
        {"url": "https://t.co/2"},
    ]
    (row,) = rows(tweet(entities={"urls": urls, "hashtags": [{"tag": "One"}]}))
    assert row["links"] == ["https://a.example", "https://t.co/2"]
    assert row["hashtags"] == ["One"]


def test_errors_of_a_stream_are_out_of_scope() -> None:
    batch = x_v2.SOURCE.parse(Page("f", 0, [{"errors": [{"title": "gone"}]}, {}]), Settings())
    assert batch.rejects["outcome"].to_pylist() == ["out_of_scope", "rejected"]


def test_pseudonyms() -> None:
    (row,) = rows(tweet(author=AUTHOR), key="k")
    assert row["author"].startswith("x:~")
