"""Mastodon statuses: single, in arrays, in contexts, or one a line.

Field facts: docs.joinmastodon.org, entities Status and Account.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from uproar.config import Settings
from uproar.model import REFUSED_BY_AUTHOR
from uproar.sources.records.file_format import FileFormat, Options
from uproar.sources.records.json_records import records
from uproar.sources.records.rows import Reader, Row
from uproar.sources.values.author_ids import Names
from uproar.sources.values.html_text import text_of
from uproar.sources.values.json_values import count, fields, identifier, items, string
from uproar.sources.values.rejects import Unusable
from uproar.sources.values.timestamps import iso

_NUMBER_AT_END = re.compile(r"/(\d+)(?:/activity)?$")
_ANCHOR = re.compile(r"<a ([^<>]*+)>")
_HREF = re.compile(r'\bhref="(https?://[^"]{1,2000})"')


def _unwrap(value: dict[str, Any]) -> Iterable[Any] | None:
    """Statuses of a search or a thread's context, or None for a status."""
    for lists in (("statuses",), ("ancestors", "descendants")):
        if all(isinstance(value.get(name), list) for name in lists):
            return [status for name in lists for status in value[name]]
    return None


class _Mastodon:
    """Reads one status."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def read(self, status: Any) -> Row:
        post_id = self._id(status)
        if post_id is None:
            raise Unusable("no_id", f"keys: {sorted(status)[:6]}"[:200])
        if not isinstance(status.get("content"), str):
            what = type(status.get("content")).__name__
            raise Unusable("no_text", f"content is {what}", post_id)
        reblog = status.get("reblog")
        shown = reblog if isinstance(reblog, dict) else status
        account, quote = fields(status.get("account")), fields(status.get("quote"))
        created_at, edited_at = iso(status.get("created_at")), iso(status.get("edited_at"))
        reply_to = identifier(status.get("in_reply_to_id"))
        quote_of = self._id(fields(quote.get("quoted_status")))
        return Row(
            id=post_id,
            platform="mastodon",
            kind="repost" if shown is reblog else _kind(reply_to, quote_of),
            author=self._names.author(_address(account, status)),
            author_created_at=iso(account.get("created_at")),
            author_followers=count(account.get("followers_count")),
            text=_text(shown),
            lang_declared=_lang(status.get("language")),
            created_at=created_at,
            time_precision_s=None if created_at is None else 0,
            reply_to=f"mastodon:{reply_to}" if reply_to else None,
            repost_of=self._id(shown) if shown is reblog else None,
            quote_of=quote_of,
            likes=count(status.get("favourites_count")),
            reposts=count(status.get("reblogs_count")),
            replies=count(status.get("replies_count")),
            quotes=count(status.get("quotes_count")),
            url=self._names.url(string(status.get("url")) or string(status.get("uri"))),
            links=_links(shown),
            hashtags=[t for tag in items(shown.get("tags")) if (t := string(tag.get("name")))],
            reuse=_reuse(status) or (_reuse_of_reblog(shown) if shown is reblog else None),
            revision=edited_at if edited_at is not None else 0 if "edited_at" in status else None,
        )

    def _id(self, status: Mapping[str, Any]) -> str | None:
        """The server's number where it is the post's own; its address where another server's is.

        A status is numbered anew by each server that shows it; only its `uri` is the same
        everywhere. The number is taken only if the address ends with it, so that no server can
        pass a post off as one of another server.
        """
        native, uri = identifier(status.get("id")), string(status.get("uri"))
        uri = uri or string(status.get("url"))
        number = _NUMBER_AT_END.search(uri) if uri else None
        if native and (uri is None or (number and number.group(1) == native)):
            return f"mastodon:{native}"
        return f"mastodon:{self._names.native(uri)}" if uri and identifier(uri) else None


def _kind(reply_to: str | None, quote_of: str | None) -> str:
    return "quote" if quote_of else "reply" if reply_to else "post"


def _text(status: Mapping[str, Any]) -> str | None:
    """What the status says: its content warning, if any, and its content."""
    content = status.get("content")
    if not isinstance(content, str):
        return None
    warning = string(status.get("spoiler_text"))
    return f"{warning}\n\n{text_of(content)}" if warning else text_of(content)


def _address(account: Mapping[str, Any], status: Mapping[str, Any]) -> str | None:
    """user@server; a server leaves its own name out of `acct`."""
    acct = string(account.get("acct")) or string(account.get("username"))
    if acct is None or "@" in acct:
        return identifier(acct)
    uri = string(account.get("url")) or string(account.get("uri")) or string(status.get("uri"))
    host = urlsplit(uri).hostname if uri else None
    return identifier(f"{acct}@{host}" if host else acct)


def _lang(language: Any) -> str | None:
    code = string(language)
    return code.split("-")[0].lower() if code else None


def _links(status: Mapping[str, Any]) -> list[str]:
    """Where the content links to, less mentions and hashtags; and the preview card."""
    content = string(status.get("content")) or ""
    anchors = ((_HREF.search(attributes), attributes) for attributes in _ANCHOR.findall(content))
    linked = [
        href[1]
        for href, attributes in anchors
        if href and "mention" not in attributes[: href.start()] + attributes[href.end() :]
    ]
    card = string(fields(status.get("card")).get("url"))
    return list(dict.fromkeys([*linked, card] if card else linked))


def _reuse(status: Mapping[str, Any]) -> str | None:
    """The first signal against reuse; those of the author come before those of the post.

    `locked` is none: it says that the account approves its followers, and its public posts stay
    public; what only followers may see has a visibility of its own.
    """
    account = fields(status.get("account"))
    if account.get("indexable") is False:
        return REFUSED_BY_AUTHOR["not_indexable"]
    if account.get("noindex") is True:
        return REFUSED_BY_AUTHOR["noindex"]
    approval = fields(status.get("quote_approval"))
    if approval.get("current_user") == "denied":
        return "refused: quote_approval is denied"
    if approval.get("automatic") == [] and approval.get("manual") == []:
        return "refused: quote_approval names nobody"
    visibility = string(status.get("visibility"))
    return f"refused: visibility is {visibility}" if visibility not in (None, "public") else None


def _reuse_of_reblog(original: Mapping[str, Any]) -> str | None:
    """What speaks against reuse of a repost's words: signals of the original, not of its author."""
    signal = _reuse(original)
    return f"refused: repeats a post {signal}" if signal else None


def _reader(context: Options, settings: Settings) -> Reader:
    return _Mastodon(Names("mastodon", settings.pseudonym_key)).read


def _detects(head: bytes, name: str) -> bool:
    return b'"favourites_count"' in head and b'"content"' in head and b'"uri"' in head


SOURCE = FileFormat(
    name="mastodon-status",
    aliases=("mastodon",),
    platform="mastodon",
    terms="Mastodon: each server's rules; `indexable` and `quote_approval` are honoured.",
    detects=_detects,
    cut=lambda stream, options: records(stream, _unwrap),
    reader=_reader,
)
