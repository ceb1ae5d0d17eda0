"""Reddit: comments and submissions as Pushshift and Arctic Shift keep them, and API listings.

Field facts: Arctic Shift's readme (`_meta`), Reddit API.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from uproar.config import Settings
from uproar.model import Gap
from uproar.sources.records.file_format import FileFormat, Options
from uproar.sources.records.json_records import records
from uproar.sources.records.rows import Operation, Reader, Row
from uproar.sources.values.author_ids import Names
from uproar.sources.values.json_values import count, fields, identifier, items, string
from uproar.sources.values.rejects import Unusable
from uproar.sources.values.timestamps import epoch, plausible

_GONE = frozenset({"[deleted]", "[removed]", "[deleted by user]", "[removed by reddit]"})


def _unwrap(value: dict[str, Any]) -> Iterable[Any] | None:
    """Comments and submissions of an API listing with their replies, or None for a record."""
    if value.get("kind") != "Listing" or not isinstance(value.get("data"), dict):
        return None
    listed: list[Any] = []
    waiting, n_missing = [value], 0
    while waiting:
        thing = waiting.pop()
        content = fields(thing.get("data"))
        if thing.get("kind") == "Listing":
            waiting += [c for c in reversed(items(content.get("children"))) if isinstance(c, dict)]
            continue
        if thing.get("kind") == "more":
            n_missing += count(content.get("count")) or 0
            continue
        listed.append({**content, "_thing": thing.get("kind")})
        if isinstance(content.get("replies"), dict):
            waiting.append(content["replies"])
    if n_missing:
        why = "the listing left out comments that it only counts"
        listed.insert(0, Gap("reddit", "comments", len(listed) + n_missing, len(listed), why))
    return listed


class _Reddit:
    """Reads one comment or submission."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def read(self, record: Any) -> Row | Operation:
        native = identifier(record.get("id"))
        if native is None:
            raise Unusable("no_id", f"keys: {sorted(record)[:6]}"[:200])
        is_comment = "body" in record or "link_id" in record
        post_id = f"reddit:{'t1' if is_comment else 't3'}_{native}"
        text = record.get("body") if is_comment else _submission(record, post_id)
        if not isinstance(text, str):
            raise Unusable("no_text", f"text is {type(text).__name__}", post_id)
        author = string(record.get("author"))
        author = None if author is None or author.lower() in _GONE else author
        who = self._names.author(author)
        if _is_gone(record, text):
            return Operation("delete", Row(post_id, "reddit", "post", author=who))
        retrieved = epoch(record.get("retrieved_on") or record.get("retrieved_utc"))
        created_at = plausible(epoch(record.get("created_utc")), retrieved)
        edited = record.get("edited")
        parent = _post_id(record.get("parent_id")) if is_comment else None
        score = record.get("score")
        return Row(
            id=post_id,
            platform="reddit",
            kind=_kind(is_comment, parent),
            author=who,
            text=_unescaped(text),
            created_at=created_at,
            time_precision_s=None if created_at is None else 0,
            reply_to=parent,
            thread=_post_id(record.get("link_id")) if is_comment else post_id,
            likes=count(score if score is not None else record.get("ups")),
            replies=count(record.get("num_comments")),
            url=_address(record.get("permalink")),
            links=_links(record, is_comment),
            revision=0 if edited is False else epoch(edited),
        )


def _submission(record: Mapping[str, Any], post_id: str) -> str | None:
    """Title and, where there is one, the text below it."""
    title, body = record.get("title"), record.get("selftext")
    if not isinstance(title, str):
        return None
    if body is not None and not isinstance(body, str):
        raise Unusable("no_text", f"selftext is {type(body).__name__}", post_id)
    return f"{title}\n\n{body}" if body else title


def _is_gone(record: Mapping[str, Any], text: str) -> bool:
    """Whether the platform, or the archive's second look, says the post is no more."""
    meta = fields(record.get("_meta"))
    if meta.get("was_deleted_later") is True or meta.get("was_initially_deleted") is True:
        return True
    body = record.get("selftext") if "selftext" in record else text
    return any(isinstance(t, str) and t.strip().lower() in _GONE for t in (body, text))


def _unescaped(text: str) -> str:
    """Reddit sends <, > and & escaped, and the archives keep them so."""
    if "&" not in text:
        return text
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _kind(is_comment: bool, parent: str | None) -> str:
    if not is_comment:
        return "post"
    return "reply" if parent and parent.startswith("reddit:t1_") else "comment"


def _post_id(fullname: Any) -> str | None:
    """The post that a fullname means; None for what is no comment (t1) or submission (t3)."""
    native = identifier(fullname)
    return f"reddit:{native}" if native and native[:3] in ("t1_", "t3_") else None


def _address(permalink: Any) -> str | None:
    path = string(permalink)
    if path is None:
        return None
    return path if path.startswith("http") else f"https://www.reddit.com{path}"


def _links(record: Mapping[str, Any], is_comment: bool) -> list[str]:
    url = string(record.get("url"))
    return [url] if url and not is_comment and record.get("is_self") is False else []


def _reader(context: Options, settings: Settings) -> Reader:
    return _Reddit(Names("reddit", settings.pseudonym_key)).read


def _detects(head: bytes, name: str) -> bool:
    if b'"Listing"' in head and b'"children"' in head:
        return True
    is_comment = b'"link_id"' in head and b'"body"' in head
    is_submission = b'"selftext"' in head and b'"title"' in head
    return b'"subreddit"' in head and (is_comment or is_submission)


SOURCE = FileFormat(
    name="pushshift",
    aliases=("reddit", "arctic-shift"),
    platform="reddit",
    terms="Reddit: content deleted there must be deleted here; no training without a licence.",
    detects=_detects,
    cut=lambda stream, options: records(stream, _unwrap),
    reader=_reader,
)
