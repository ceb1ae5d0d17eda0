"""X, API v2: responses with `includes`, streamed objects, and flattened lines (as twarc writes).

Field facts: developer documentation of the v2 tweet object; twarc's flatten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from uproar.config import Settings
from uproar.sources.platforms.x_account import refusal
from uproar.sources.records.file_format import FileFormat, Options
from uproar.sources.records.json_records import records
from uproar.sources.records.rows import Reader, Row
from uproar.sources.values.author_ids import Names
from uproar.sources.values.json_values import count, fields, identifier, items, string
from uproar.sources.values.rejects import OutOfScope, Unusable
from uproar.sources.values.timestamps import epoch, iso

# An id holds its time: milliseconds since this moment, shifted left by 22 bits.
# source: twitter-archive/snowflake, IdWorker, `twepoch`
_SNOWFLAKE_EPOCH_MS = 1_288_834_974_657


def _unwrap(value: dict[str, Any]) -> Iterable[Any] | None:
    """Tweets of a response, each with its author and the tweets it refers to."""
    response = value.get("data")
    if isinstance(response, dict):
        response = [response]
    if not isinstance(response, list):
        return None
    includes = fields(value.get("includes"))
    users = _by_id(includes.get("users"))
    tweets = _by_id(includes.get("tweets"))
    return [_flat(tweet, users, tweets) if isinstance(tweet, dict) else tweet for tweet in response]


def _by_id(included: Any) -> dict[Any, dict[str, Any]]:
    return {i.get("id"): i for i in items(included) if isinstance(i, dict)}


def _flat(
    tweet: dict[str, Any], users: Mapping[Any, Any], tweets: Mapping[Any, Any]
) -> dict[str, Any]:
    referenced = [
        {**fields(tweets.get(string(fields(ref).get("id")))), **fields(ref)}
        for ref in items(tweet.get("referenced_tweets"))
    ]
    author = users.get(string(tweet.get("author_id")))
    return {**tweet, "author": author or tweet.get("author"), "referenced_tweets": referenced}


def _reader(context: Options, settings: Settings) -> Reader:
    names = Names("x", settings.pseudonym_key)

    def read(tweet: Any) -> Row:
        native = identifier(tweet.get("id"))
        if native is None:
            if "errors" in tweet:
                raise OutOfScope("notice", f"keys: {sorted(tweet)[:5]}")
            raise Unusable("no_id", f"id is {type(tweet.get('id')).__name__}")
        text, lang = _text(tweet), string(tweet.get("lang"))
        if text is None:
            raise Unusable("no_text", f"text is {type(tweet.get('text')).__name__}", f"x:{native}")
        versions = items(tweet.get("edit_history_tweet_ids"))
        native = identifier(versions[0]) or native if versions else native
        author, metrics = fields(tweet.get("author")), fields(tweet.get("public_metrics"))
        entities, refs = fields(tweet.get("entities")), _referenced(tweet)
        created_at = iso(tweet.get("created_at"))
        return Row(
            id=f"x:{native}",
            platform="x",
            kind=_kind(refs),
            author=names.author(identifier(tweet.get("author_id")) or identifier(author.get("id"))),
            author_created_at=iso(author.get("created_at")),
            author_followers=count(fields(author.get("public_metrics")).get("followers_count")),
            text=_reposted_text(tweet) or text,
            lang_declared=_lang(lang),
            created_at=created_at,
            time_precision_s=None if created_at is None else 0,
            reply_to=refs.get("replied_to"),
            repost_of=refs.get("retweeted"),
            quote_of=refs.get("quoted"),
            thread=_post_id(tweet.get("conversation_id")),
            likes=count(metrics.get("like_count")),
            reposts=count(metrics.get("retweet_count")),
            replies=count(metrics.get("reply_count")),
            quotes=count(metrics.get("quote_count")),
            views=count(metrics.get("impression_count")),
            url=f"https://x.com/i/web/status/{native}",
            links=_links(entities),
            hashtags=[t for h in items(entities.get("hashtags")) if (t := string(h.get("tag")))],
            reuse=refusal(author),
            revision=_revision(versions),
        )

    return read


# X still writes the language codes that ISO 639-1 replaced.
_LANG = {"in": "id", "iw": "he", "ji": "yi"}


def _lang(code: str | None) -> str | None:
    """The language X read; "und", "zxx" and its own codes (qht: only hashtags …) name none."""
    if code is None or code in ("und", "zxx") or (code[0] == "q" and len(code) == 3):
        return None
    return _LANG.get(code, code)


def _text(tweet: Mapping[str, Any]) -> str | None:
    """The whole text: `text` is cut where a longer note exists."""
    note = fields(tweet.get("note_tweet")).get("text")
    text = note if isinstance(note, str) else tweet.get("text")
    return text if isinstance(text, str) else None


def _reposted_text(tweet: Mapping[str, Any]) -> str | None:
    """The text of the post that is reposted, which the repost's own text cuts off."""
    for ref in items(tweet.get("referenced_tweets")):
        if ref.get("type") == "retweeted":
            return _text(ref)
    return None


def _referenced(tweet: Mapping[str, Any]) -> dict[str, str | None]:
    return {
        str(r.get("type")): _post_id(r.get("id")) for r in items(tweet.get("referenced_tweets"))
    }


def _kind(refs: Mapping[str, str | None]) -> str:
    for reference, kind in (("retweeted", "repost"), ("quoted", "quote"), ("replied_to", "reply")):
        if reference in refs:
            return kind
    return "post"


def _post_id(native: Any) -> str | None:
    tweet_id = identifier(native)
    return f"x:{tweet_id}" if tweet_id else None


def _links(entities: Mapping[str, Any]) -> list[str]:
    return [
        link
        for u in items(entities.get("urls"))
        if (
            link := string(u.get("unwound_url"))
            or string(u.get("expanded_url"))
            or string(u.get("url"))
        )
    ]


def _revision(versions: list[Any]) -> int | None:
    """When the latest version was made, read from its id; 0 if there is one version only."""
    if len(versions) < 2:
        return 0 if versions else None
    try:
        return epoch((int(versions[-1]) >> 22) + _SNOWFLAKE_EPOCH_MS, per_second=1000)
    except ValueError:
        return None


def _detects(head: bytes, name: str) -> bool:
    is_post = b'"author_id"' in head and b'"text"' in head
    return is_post and (b'"public_metrics"' in head or b'"conversation_id"' in head)


SOURCE = FileFormat(
    name="x-api-v2",
    aliases=("x-api-v2-flat",),
    platform="x",
    terms="X Developer Agreement: deleted and protected posts must go; no redistribution of texts.",
    detects=_detects,
    cut=lambda stream, options: records(stream, _unwrap),
    reader=_reader,
)
