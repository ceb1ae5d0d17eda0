"""Authors who refuse to be quoted, before or after their posts came in: no story quotes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.support.event_folders import event_folder, started, told, uproar, varied

from uproar.config import Settings
from uproar.pipeline.telling import opened_story as with_evidence
from uproar.store import Desk
from uproar.tell.review.review import quoted_posts

Row = dict[str, Any]
OPT_OUT = {"values": [{"val": "!no-unauthenticated"}]}


def stream_post(row: Row, *, refuses: bool) -> Row:
    assert not refuses, "on the stream only the profile says it"
    record = {"$type": "app.bsky.feed.post", "createdAt": row["at"], "text": row["text"]}
    return commit(row, {"collection": "app.bsky.feed.post", "rkey": row["id"], "record": record})


def profile(row: Row) -> Row:
    record = {"$type": "app.bsky.actor.profile", "labels": OPT_OUT}
    inner = {"collection": "app.bsky.actor.profile", "rkey": "self", "record": record}
    return commit({**row, "at": "2025-05-22T11:00:00Z"}, inner)


def commit(row: Row, inner: Row) -> Row:
    at = round(datetime.fromisoformat(row["at"]).timestamp() * 1e6)
    did = f"did:plc:{row['who']}"
    return {"did": did, "time_us": at, "kind": "commit", "commit": {"operation": "create", **inner}}


def site_post(row: Row, *, refuses: bool) -> Row:
    at = datetime.fromisoformat(row["at"]).strftime("%a %b %d %H:%M:%S +0000 %Y")
    user = {"rest_id": row["who"][1:], "privacy": {"protected": refuses}}
    status = {
        "rest_id": row["id"][1:],
        "legacy": {"full_text": row["text"], "created_at": at},
        "core": {"user_results": {"result": user}},
    }
    return {"nav_index": "1:0:0", "source_platform": "x.com", "data": status}


def fediverse_post(row: Row, *, refuses: bool) -> Row:
    return {
        "id": row["id"][1:],
        "uri": f"https://fedi.example/users/{row['who']}/statuses/{row['id'][1:]}",
        "created_at": row["at"],
        "content": row["text"],
        "visibility": "public",
        "favourites_count": 0,
        "account": {"acct": f"{row['who']}@fedi.example", "indexable": not refuses},
    }


@dataclass(frozen=True)
class Way:
    """A platform's records: a post, and what shows later that its author refuses."""

    platform: str
    post: Callable[..., Row]
    refusal: Callable[[Row], Row]


def met_again(post: Callable[..., Row]) -> Callable[[Row], Row]:
    return lambda row: post(row, refuses=True)


def another(post: Callable[..., Row]) -> Callable[[Row], Row]:
    return lambda row: post({**row, "id": f"{row['id']}999", "text": "hm"}, refuses=True)


WAYS = {
    "Bluesky, a profile on the stream": Way("bluesky", stream_post, profile),
    "X, the same post again": Way("x", site_post, met_again(site_post)),
    "X, another post of the author": Way("x", site_post, another(site_post)),
    "Mastodon, the same post again": Way("mastodon", fediverse_post, met_again(fediverse_post)),
}


def rows() -> list[Row]:
    """The reaction, two posts to an author."""
    return [{**row, "who": f"u{i // 2}"} for i, row in enumerate(varied())]


def folder_of(path: Path, way: Way, records: Iterable[Row]) -> Path:
    source = f'[[source]]\nplatform = "{way.platform}"\npath = "posts.jsonl"\n'
    return event_folder(path, list(records), source=source)


def quoted(desk: Path) -> tuple[str, ...]:
    with Desk.open(desk) as one:
        return quoted_posts(one.stories.for_event("glass")[0])


def authors(desk: Path, posts: Iterable[str]) -> set[str]:
    with Desk.open(desk) as one:
        return set(one.posts.get(posts)["author"].to_pylist())


def offered(desk: Path) -> set[str]:
    """Authors of all posts that the story might quote."""
    with Desk.open(desk) as one:
        _, evidence, _ = with_evidence(one, one.stories.for_event("glass")[0].id, Settings())
    return {q.author_key for q in evidence.quotes.values() if q.clearance in ("ok", "ask")}


def again(desk: Path) -> None:
    assert uproar("measure", "--desk", desk) == 0
    assert uproar("story", "--desk", desk) == 0


def refusals_of(way: Way, desk: Path) -> list[Row]:
    """Records by which every author that the story quotes refuses."""
    ids = {post.rpartition(":")[2].rpartition("/")[2].removeprefix("p") for post in quoted(desk)}
    records = [way.refusal(row) for row in rows() if row["id"].removeprefix("p") in ids]
    assert len(records) == len(ids) >= 2
    return records


def gather(desk: Path, way: Way, records: list[Row]) -> None:
    later = desk.with_suffix(".jsonl")
    later.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    assert uproar("gather", later, "--platform", way.platform, "--desk", desk) == 0


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_draft_that_quotes_who_refuses_later_is_refused(
    way: Way, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = [way.post(row, refuses=False) for row in rows()]
    desk = told(tmp_path / "desk", folder_of(tmp_path / "event", way, posts))
    gone = authors(desk, quoted(desk))
    assert gone <= offered(desk)
    gather(desk, way, refusals_of(way, desk))
    assert not gone & offered(desk)
    capsys.readouterr()
    assert uproar("review", "list", "--desk", desk) == 0  # the draft can be read, to be mended
    assert "[this sentence no longer holds]" in capsys.readouterr().out
    out = tmp_path / "story.md"
    assert uproar("export", "markdown", "-o", out, "--desk", desk) == 4
    assert "blocked, refused: " in capsys.readouterr().err
    assert not out.exists()


def test_who_refuses_is_quoted_in_no_story_whichever_came_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    way = WAYS["Bluesky, a profile on the stream"]
    posts = [way.post(row, refuses=False) for row in rows()]
    desk = told(tmp_path / "desk", folder_of(tmp_path / "event", way, posts))
    gone, refusals = authors(desk, quoted(desk)), refusals_of(way, desk)
    gather(desk, way, refusals)
    capsys.readouterr()
    assert uproar("check", "--desk", desk) == 4
    assert "refused: " in capsys.readouterr().out
    assert uproar("approve", "--by", "An Editor", "--desk", desk) == 4
    gather(desk, way, refusals)  # heard twice, it says nothing new
    again(desk)
    assert quoted(desk)
    assert not gone & (offered(desk) | authors(desk, quoted(desk)))

    other = folder_of(tmp_path / "reversed", way, [*refusals, *posts])
    other = started(tmp_path / "other", other)
    again(other)
    assert quoted(other) == quoted(desk)
