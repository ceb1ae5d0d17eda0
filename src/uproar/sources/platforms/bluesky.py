"""Bluesky: Jetstream events, v1 and v2, and pages of posts from the API.

Field facts: bluesky-social/jetstream (README and lexicons), app.bsky.feed lexicons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from uproar.config import Settings
from uproar.model import REFUSED_BY_AUTHOR
from uproar.sources.records.file_format import FileFormat, Options
from uproar.sources.records.json_records import records
from uproar.sources.records.rows import Operation, Reader, Row
from uproar.sources.values.author_ids import Names
from uproar.sources.values.json_values import count, fields, identifier, items, string
from uproar.sources.values.rejects import OutOfScope, Unusable
from uproar.sources.values.timestamps import epoch, iso, plausible

POST, REPOST = "app.bsky.feed.post", "app.bsky.feed.repost"
PROFILE = "app.bsky.actor.profile"
_V2 = "network.bsky.jetstream.subscribeEvents#"
# A label by which an account asks not to be shown to people who are not logged in.
OPT_OUT = "!no-unauthenticated"
REFUSED_BY_POST = "refused: post is no-unauthenticated"


def _unwrap(value: dict[str, Any]) -> Iterable[Any] | None:
    """Posts or accounts of an API page (search, quotes, feeds, profiles), or None for an event."""
    for name in ("posts", "feed", "profiles", "actors"):
        if isinstance(value.get(name), list):
            return list(value[name])
    if isinstance(value.get("thread"), dict):
        return _of_thread(value["thread"])
    return None


def _of_thread(node: dict[str, Any]) -> list[Any]:
    nodes, waiting = [], [node]
    while waiting:
        here = waiting.pop()
        nodes.append(here)
        waiting += [n for n in (here.get("parent"), *items(here.get("replies"))) if _is_node(n)]
    return nodes


def _is_node(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("post"), dict)


class _Bluesky:
    """Reads one record of any of these shapes."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def read(self, event: Any) -> Row | Operation:
        if event.get("$type") == "message":
            event = _as_v1(event["payload"])
        kind = event.get("kind")
        if kind == "commit":
            return self._commit(event)
        if kind == "account":
            return self._account(event)
        if kind == "identity":
            return Operation("profile", self._of_account(event))
        if kind in ("sync", "info", "heartbeat", "error"):
            raise OutOfScope("notice", f"kind {kind}")
        post = event.get("post") if _is_node(event) else event
        if isinstance(post, dict) and "record" in post and "uri" in post:
            return self._view(post)
        if kind is None and "did" in event and "handle" in event:
            return self._profile(event, event.get("labels"))
        raise Unusable("unknown_event", f"kind {kind!r}; keys: {sorted(event)[:6]}"[:200])

    def _commit(self, event: Mapping[str, Any]) -> Row | Operation:
        commit = event["commit"]
        did, rkey = identifier(event.get("did")), identifier(commit.get("rkey"))
        if did is None or rkey is None:
            raise Unusable("no_id", f"did {type(event.get('did')).__name__}")
        collection, operation = commit.get("collection"), commit.get("operation")
        if collection == PROFILE:
            return self._profile_commit(event, operation, commit.get("record"))
        if collection not in (POST, REPOST):
            raise OutOfScope(_what(collection), f"{operation} in {str(collection)[:80]}")
        post_id = self._id(did, rkey)
        if operation == "delete":
            author = self._names.author(did)
            return Operation("delete", Row(post_id, "bluesky", "post", author=author))
        seen_at = epoch(event.get("time_us"), per_second=1_000_000)
        record = commit.get("record")
        if not isinstance(record, dict):
            raise Unusable("no_record", f"{operation} without a record", post_id)
        row = self._record(record, did, rkey, seen_at)
        if operation == "update":
            return Operation("edit", row._replace(revision=seen_at))
        if operation != "create":
            raise Unusable("unknown_operation", f"operation {str(operation)[:40]!r}", post_id)
        precision = row.time_precision_s if seen_at is None else 0
        return row._replace(seen_at=seen_at, time_precision_s=precision)

    def _record(self, record: Mapping[str, Any], did: str, rkey: str, seen_at: int | None) -> Row:
        post_id = self._id(did, rkey)
        created_at = plausible(iso(record.get("createdAt")), seen_at)
        subject = self._id_of_uri(fields(record.get("subject")).get("uri"))
        row = Row(
            id=post_id,
            platform="bluesky",
            kind="repost",
            author=self._names.author(did),
            created_at=created_at,
            time_precision_s=None if created_at is None else 0,
            repost_of=subject,
            revision=0,
        )
        if "subject" in record:
            if subject is None:
                raise Unusable("no_subject", "a repost without a post", post_id)
            return row
        text = record.get("text")
        if not isinstance(text, str):
            raise Unusable("no_text", f"text is {type(text).__name__}", post_id)
        reply, quote_of = fields(record.get("reply")), self._id_of_uri(_quoted(record))
        reply_to = self._id_of_uri(fields(reply.get("parent")).get("uri"))
        langs, features = items(record.get("langs")), _features(record)
        return row._replace(
            kind="quote" if quote_of else "reply" if reply_to else "post",
            text=text,
            lang_declared=_lang(langs),
            reply_to=reply_to,
            quote_of=quote_of,
            thread=self._id_of_uri(fields(reply.get("root")).get("uri")) or post_id,
            url=self._names.url(f"https://bsky.app/profile/{did}/post/{rkey}"),
            links=_links(record, features),
            hashtags=_tags(record, features),
            reuse=REFUSED_BY_POST if _has_opt_out(record.get("labels")) else None,
        )

    def _view(self, post: Mapping[str, Any]) -> Row:
        """A post as the API shows it, with its counts."""
        did, _, rkey = str(post["uri"]).removeprefix("at://").split("/")
        record, author = post["record"], fields(post.get("author"))
        row = self._record(record, did, rkey, iso(post.get("indexedAt")))
        return row._replace(
            author_created_at=iso(author.get("createdAt")),
            likes=count(post.get("likeCount")),
            reposts=count(post.get("repostCount")),
            replies=count(post.get("replyCount")),
            quotes=count(post.get("quoteCount")),
            reuse=_reuse(author.get("labels"), post.get("labels")) or row.reuse,
        )

    def _profile_commit(self, event: Mapping[str, Any], operation: Any, record: Any) -> Operation:
        """What the account's own profile record asks for; a profile that is gone asks nothing."""
        if operation == "delete":
            return self._profile(event, [])
        if operation not in ("create", "update"):
            raise Unusable("unknown_operation", f"operation {str(operation)[:40]!r}")
        if not isinstance(record, dict):
            raise Unusable("no_record", f"{operation} of a profile without a record")
        return self._profile(event, record.get("labels"))

    def _profile(self, event: Mapping[str, Any], labels: Any) -> Operation:
        row = self._of_account(event)
        if _has_opt_out(labels):
            reuse = REFUSED_BY_AUTHOR["no_unauthenticated"]
            return Operation("refuse_reuse", row._replace(reuse=reuse))
        return Operation("allow_reuse", row)

    def _account(self, event: Mapping[str, Any]) -> Operation:
        account = event["account"]
        if account.get("active") is True:
            return Operation("show_account", self._of_account(event))
        is_gone = account.get("status") == "deleted"
        return Operation("delete_account" if is_gone else "hide_account", self._of_account(event))

    def _of_account(self, event: Mapping[str, Any]) -> Row:
        did = identifier(event.get("did"))
        author = self._names.author(did)
        if author is None:
            raise Unusable("no_id", f"did is {type(event.get('did')).__name__}")
        seen_at = epoch(event.get("time_us"), per_second=1_000_000)
        return Row(author, "bluesky", "post", author=author, seen_at=seen_at)

    def _id(self, did: str, rkey: str) -> str:
        return f"bluesky:{self._names.native(did)}/{rkey}"

    def _id_of_uri(self, uri: Any) -> str | None:
        if not isinstance(uri, str) or not uri.startswith("at://"):
            return None
        parts = uri[5:].split("/")
        return self._id(parts[0], parts[2]) if len(parts) == 3 and all(parts) else None


def _as_v1(payload: Mapping[str, Any]) -> dict[str, Any]:
    """A v2 event in the layout of v1."""
    kind = str(payload.get("$type", "")).removeprefix(_V2)
    event = {"kind": kind, "did": payload.get("did"), "time_us": iso(payload.get("time"))}
    if kind == "commit":
        return {**event, "commit": payload}
    inner = fields(payload.get(kind))
    return {**event, "did": payload.get("did") or inner.get("did"), kind: inner or payload}


def _what(collection: Any) -> str:
    """A reason code for a collection that holds no posts: like, follow, block, other."""
    last = str(collection).rpartition(".")[2]
    return last if last in ("like", "follow", "block", "listitem") else "other_record"


def _lang(langs: list[Any]) -> str | None:
    """The declared language; several are no declaration of one."""
    first = string(langs[0]) if len(langs) == 1 else None
    return first.split("-")[0].lower() if first else None


def _features(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        fields(feature)
        for facet in items(record.get("facets"))
        for feature in items(fields(facet).get("features"))
    ]


def _tags(record: Mapping[str, Any], features: list[dict[str, Any]]) -> list[str]:
    candidates: list[Any] = [*(f.get("tag") for f in features), *items(record.get("tags"))]
    return [tag for each in candidates if (tag := string(each))]


def _embeds(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    embed = fields(record.get("embed"))
    return [embed, fields(embed.get("media"))]


def _links(record: Mapping[str, Any], features: list[dict[str, Any]]) -> list[str]:
    uris = [f.get("uri") for f in features]
    uris += [fields(embed.get("external")).get("uri") for embed in _embeds(record)]
    return list(dict.fromkeys(link for each in uris if (link := string(each))))


def _quoted(record: Mapping[str, Any]) -> Any:
    quoted = fields(fields(record.get("embed")).get("record"))
    uri = quoted.get("uri") or fields(quoted.get("record")).get("uri")
    return uri if isinstance(uri, str) and f"/{POST}/" in uri else None


def _reuse(of_author: Any, of_post: Any) -> str | None:
    """The signal of a view's labels: the author's before the post's."""
    if _has_opt_out(of_author):
        return REFUSED_BY_AUTHOR["no_unauthenticated"]
    return REFUSED_BY_POST if _has_opt_out(of_post) else None


def _has_opt_out(labels: Any) -> bool:
    """Whether labels hold the opt-out: a record's own (`values`), or a view's list of them.

    A label with `neg` takes an earlier one back.
    """
    listed = [fields(label) for label in items(labels) or items(fields(labels).get("values"))]
    return any(label.get("val") == OPT_OUT and label.get("neg") is not True for label in listed)


def _reader(context: Options, settings: Settings) -> Reader:
    return _Bluesky(Names("bluesky", settings.pseudonym_key)).read


def _detects(head: bytes, name: str) -> bool:
    is_event = b'"did"' in head and (b'"time_us"' in head or _V2.encode() in head)
    lists_accounts = b'"profiles"' in head or b'"actors"' in head
    is_event = is_event or (lists_accounts and b'"did"' in head and b'"handle"' in head)
    return is_event or (b'"at://did:' in head and b'"record"' in head)


SOURCE = FileFormat(
    name="jetstream",
    aliases=("bluesky",),
    platform="bluesky",
    terms="Bluesky: public posts; deletions and account changes on the stream must be honoured.",
    detects=_detects,
    cut=lambda stream, options: records(stream, _unwrap),
    reader=_reader,
)
