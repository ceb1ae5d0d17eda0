"""X, API v1.1: search answers and streamed statuses of archives, and Zeeschuimer's items.

The site itself still answers in this layout. Field facts: the v1.1 Tweet object;
`extended_tweet` and `full_text` hold what `text` cuts off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from uproar.config import Settings
from uproar.sources.platforms.x_account import in_v1, refusal
from uproar.sources.records.file_format import FileFormat, Options
from uproar.sources.records.json_records import records
from uproar.sources.records.rows import Operation, Reader, Row
from uproar.sources.values.author_ids import Names
from uproar.sources.values.json_values import count, fields, identifier, items, string
from uproar.sources.values.rejects import OutOfScope, Unusable
from uproar.sources.values.timestamps import epoch, iso

_MONTH_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
_NOTICES = frozenset({"limit", "scrub_geo", "status_withheld", "user_withheld", "disconnect"})


def _unwrap(value: dict[str, Any]) -> Iterable[Any] | None:
    """Statuses of a search; the status that a browser extension took from the site's answers."""
    if value.get("source_platform") in ("twitter.com", "x.com"):
        return [_of_site(fields(value.get("data")))]
    statuses = value.get("statuses")
    return statuses if isinstance(statuses, list) else None


def _of_site(answer: dict[str, Any]) -> dict[str, Any]:
    """What the site's own interface says of a status, in the layout of v1.1."""
    answer = fields(answer.get("tweet")) or answer
    legacy = fields(answer.get("legacy"))
    user = _unwrapped(fields(answer.get("core")).get("user_results"))
    repeated = _unwrapped(legacy.get("retweeted_status_result"))
    note = _unwrapped(fields(answer.get("note_tweet")).get("note_tweet_results"))
    status = {
        **legacy,
        "id_str": answer.get("rest_id"),
        "full_text": string(note.get("text")) or legacy.get("full_text"),
        "user": in_v1(user),
        "views": fields(answer.get("views")).get("count"),
    }
    return {**status, "retweeted_status": _of_site(repeated)} if repeated else status


def _unwrapped(holder: Any) -> dict[str, Any]:
    return fields(fields(holder).get("result"))


class _Status:
    """Reads one status or notice."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def read(self, status: Any) -> Row | Operation:
        if "delete" in status:
            return self._deletion(fields(fields(status["delete"]).get("status")))
        native = _native(status, "id")
        if native is None:
            if not _NOTICES.isdisjoint(status):
                raise OutOfScope("notice", f"keys: {sorted(status)[:3]}")
            raise Unusable("no_id", f"keys: {sorted(status)[:6]}"[:200])
        repeated = status.get("retweeted_status")
        shown = repeated if isinstance(repeated, dict) else status
        text = _text(shown)
        if text is None:
            raise Unusable("no_text", f"text is {type(shown.get('text')).__name__}", f"x:{native}")
        user, whole = fields(status.get("user")), fields(shown.get("extended_tweet"))
        entities = fields(whole.get("entities")) or fields(shown.get("entities"))
        created_at = epoch(status.get("timestamp_ms"), 1000) or _time(status.get("created_at"))
        reply_to, quote_of = _id(status, "in_reply_to_status_id"), _id(status, "quoted_status_id")
        repost_of = _id(shown, "id") if shown is repeated else None
        return Row(
            id=f"x:{native}",
            platform="x",
            kind="repost"
            if repost_of
            else "quote"
            if quote_of
            else "reply"
            if reply_to
            else "post",
            author=self._names.author(_native(user, "id")),
            author_created_at=_time(user.get("created_at")),
            author_followers=count(user.get("followers_count")),
            text=text,
            lang_declared=None if status.get("lang") in (None, "und") else string(status["lang"]),
            created_at=created_at,
            time_precision_s=None if created_at is None else 0,
            reply_to=reply_to,
            repost_of=repost_of,
            quote_of=quote_of,
            thread=_id(status, "conversation_id"),
            likes=count(status.get("favorite_count")),
            reposts=count(status.get("retweet_count")),
            replies=count(status.get("reply_count")),
            quotes=count(status.get("quote_count")),
            views=_digits(status.get("views")),
            url=f"https://x.com/i/web/status/{native}",
            links=_each(entities, "urls", "expanded_url"),
            hashtags=_each(entities, "hashtags", "text"),
            reuse=refusal(user),
            revision=0,
        )

    def _deletion(self, status: Mapping[str, Any]) -> Operation:
        post_id = _id(status, "id")
        if post_id is None:
            raise Unusable("no_id", "a deletion of nothing")
        author = self._names.author(_native(status, "user_id"))
        return Operation("delete", Row(post_id, "x", "post", author=author))


def _text(status: Mapping[str, Any]) -> str | None:
    """The whole text, with the escapes of this API undone."""
    whole = fields(status.get("extended_tweet")).get("full_text")
    text = whole or status.get("full_text") or status.get("text")
    if not isinstance(text, str):
        return None
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _native(thing: Mapping[str, Any], key: str) -> str | None:
    """An id: its string, because its number may have lost digits on the way."""
    return identifier(thing.get(f"{key}_str")) or identifier(thing.get(key))


def _id(thing: Mapping[str, Any], key: str) -> str | None:
    native = _native(thing, key)
    return f"x:{native}" if native else None


def _time(written: Any) -> int | None:
    """A time as this API writes it: "Sun May 18 11:00:00 +0000 2025", whatever the locale."""
    parts = written.split() if isinstance(written, str) else []
    if len(parts) != 6 or parts[1] not in _MONTHS:
        return None
    try:
        clock = datetime.strptime(parts[3], "%H:%M:%S").time()  # noqa: DTZ007 - a time of day
        day = datetime(int(parts[5]), _MONTHS[parts[1]], int(parts[2]), tzinfo=UTC)
    except ValueError:
        return None
    return iso(datetime.combine(day, clock, UTC).isoformat()) if parts[4] == "+0000" else None


def _digits(written: Any) -> int | None:
    return count(int(written)) if isinstance(written, str) and written.isdecimal() else None


def _each(entities: Mapping[str, Any], listed: str, key: str) -> list[str]:
    return [word for e in items(entities.get(listed)) if (word := string(fields(e).get(key)))]


def _reader(context: Options, settings: Settings) -> Reader:
    return _Status(Names("x", settings.pseudonym_key)).read


def _detects(head: bytes, name: str) -> bool:
    if b'"nav_index"' in head:
        return re.search(rb'"source_platform": ?"(?:twitter|x)\.com"', head) is not None
    is_status = b'"id_str"' in head and b'"favorited"' in head
    return is_status and (b'"text"' in head or b'"full_text"' in head) and b'"user"' in head


SOURCE = FileFormat(
    name="x-api-v1",
    platform="x",
    terms="X Developer Agreement: deleted and protected posts must go; no redistribution of texts.",
    detects=_detects,
    cut=lambda stream, options: records(stream, _unwrap),
    reader=_reader,
)
