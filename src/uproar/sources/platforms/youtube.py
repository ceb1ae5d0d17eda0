"""YouTube comments: yt-dlp's info.json, and pages of the Data API.

Field facts: yt-dlp's extractor and output fields; YouTube Data API v3, commentThreads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from uproar.config import Settings
from uproar.model import Gap
from uproar.sources.records.file_format import FileFormat, Options
from uproar.sources.records.json_records import records
from uproar.sources.records.rows import Reader, Row
from uproar.sources.values.author_ids import Names
from uproar.sources.values.json_values import count, fields, identifier, items, string
from uproar.sources.values.rejects import OutOfScope, Unusable
from uproar.sources.values.timestamps import epoch, iso, precision_of_ago


def video_comments(video: Mapping[str, Any]) -> Iterator[Any]:
    """A video's comments as yt-dlp saved them, and the Gap if it promised more."""
    comments, expected = items(video.get("comments")), count(video.get("comment_count"))
    asked = f"comments of {string(video.get('id'))}"
    if "comments" not in video:
        yield Gap("youtube", asked, expected, 0, "none were fetched, or they are turned off")
    elif expected is not None and expected > len(comments):
        why = "YouTube reports more comments than were fetched"
        yield Gap("youtube", asked, expected, len(comments), why)
    source = {"id": identifier(video.get("id")), "url": string(video.get("webpage_url"))}
    for comment in comments:
        yield {**comment, "_video": source} if isinstance(comment, dict) else comment


def _unwrap(value: dict[str, Any]) -> Iterable[Any] | None:
    if "comments" in value or "extractor" in value:
        return video_comments(value)
    if isinstance(value.get("items"), list) and str(value.get("kind", "")).startswith("youtube#"):
        return [comment for thread in value["items"] for comment in _thread_comments(thread)]
    return None


def _thread_comments(thread: Any) -> list[Any]:
    """The comments of a thread; what is no thread is returned as it is."""
    top = fields(fields(thread).get("snippet")).get("topLevelComment")
    if not isinstance(top, dict):
        return [thread]
    snippet = thread["snippet"]
    counted = {**top, "_replies": snippet.get("totalReplyCount")}
    return [counted, *items(fields(thread.get("replies")).get("comments"))]


class _YouTube:
    """Reads one comment."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def read(self, comment: Any) -> Row:
        if "snippet" in comment:
            return self._read_api_comment(comment)
        post_id = _id(comment.get("id"))
        if not isinstance(comment.get("text"), str):
            raise Unusable("no_text", f"text is {type(comment.get('text')).__name__}", post_id)
        ago, created_at = string(comment.get("_time_text")), epoch(comment.get("timestamp"))
        precision = precision_of_ago(ago) if ago else 0
        parent, video = comment.get("parent"), fields(comment.get("_video"))
        is_reply = parent not in (None, "root")
        native = identifier(comment.get("author_id")) or identifier(comment.get("author"))
        return Row(
            id=post_id,
            platform="youtube",
            kind="reply" if is_reply else "comment",
            author=self._names.author(native),
            text=comment["text"],
            created_at=created_at,
            time_precision_s=None if created_at is None else precision,
            reply_to=_id(parent) if is_reply else None,
            thread=_video_id(video.get("id")),
            likes=count(comment.get("like_count")),
            url=_address(video.get("url"), comment["id"]),
            revision=None if ago and "edited" in ago else 0,
        )

    def _read_api_comment(self, comment: Mapping[str, Any]) -> Row:
        if comment.get("kind") != "youtube#comment":
            raise OutOfScope("no_comment", f"kind {str(comment.get('kind'))[:60]}")
        post_id, snippet = _id(comment.get("id")), comment["snippet"]
        text = snippet.get("textOriginal", snippet.get("textDisplay"))
        if not isinstance(text, str):
            raise Unusable("no_text", f"text is {type(text).__name__}", post_id)
        channel = identifier(fields(snippet.get("authorChannelId")).get("value"))
        created_at, updated_at = iso(snippet.get("publishedAt")), iso(snippet.get("updatedAt"))
        parent, video = string(snippet.get("parentId")), identifier(snippet.get("videoId"))
        url = f"https://www.youtube.com/watch?v={video}" if video else None
        return Row(
            id=post_id,
            platform="youtube",
            kind="reply" if parent else "comment",
            author=self._names.author(channel or identifier(snippet.get("authorDisplayName"))),
            text=text,
            created_at=created_at,
            time_precision_s=None if created_at is None else 0,
            reply_to=_id(parent) if parent else None,
            thread=_video_id(video),
            likes=count(snippet.get("likeCount")),
            replies=count(comment.get("_replies")),
            url=_address(url, comment["id"]),
            revision=updated_at if updated_at != created_at else 0,
        )


def _id(native: Any) -> str:
    comment_id = identifier(native)
    if comment_id is None:
        raise Unusable("no_id", f"id is {type(native).__name__}")
    return f"youtube:{comment_id}"


def _video_id(native: Any) -> str | None:
    return f"youtube:{native}" if native else None


def _address(video_url: Any, comment_id: Any) -> str | None:
    return f"{video_url}&lc={comment_id}" if video_url and "watch?v=" in video_url else None


def _reader(context: Options, settings: Settings) -> Reader:
    return _YouTube(Names("youtube", settings.pseudonym_key)).read


def _detects(head: bytes, name: str) -> bool:
    if b'"youtube#' in head[:2000]:
        return True
    if ".info.json" in name:
        return True
    is_info = b'"webpage_url"' in head or b'"extractor"' in head
    return is_info and (b'"comment_count"' in head or b'"comments"' in head)


SOURCE = FileFormat(
    name="yt-dlp-info",
    aliases=("youtube",),
    platform="youtube",
    terms="YouTube: stored comments must be refreshed or deleted; deletions must be honoured.",
    detects=_detects,
    cut=lambda stream, options: records(stream, _unwrap),
    reader=_reader,
)
