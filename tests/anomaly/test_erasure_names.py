"""People ask by the name they know: ours, the platform's, a handle, a link; on any kind of desk."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.support.desk_bytes import remnants
from tests.support.event_folders import event_folder, uproar

from uproar.store import Desk

WORD = "zanzibarquux"
KEYS = ("", "a key of this desk")
DID, OTHER = "did:plc:leaver0000", "did:plc:stays00000"


def bluesky(did: str, rkey: str, text: str, **more: Any) -> dict[str, Any]:
    record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2025-05-18T12:00:00Z"}
    commit = {"operation": "create", "collection": "app.bsky.feed.post", "rkey": rkey}
    return {"did": did, "time_us": 1747569600000000, "kind": "commit",
            "commit": {**commit, "record": {**record, **more}}}  # fmt: skip


def reply_to(did: str, rkey: str) -> dict[str, Any]:
    uri = {"uri": f"at://{did}/app.bsky.feed.post/{rkey}", "cid": "c"}
    return {"reply": {"parent": uri, "root": uri}}


FILES: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "bluesky": (
        "jetstream",
        [
            bluesky(DID, "3kaaa", f"{WORD} one"),
            bluesky(OTHER, "3kbbb", "nothing of theirs", **reply_to(DID, "3kaaa")),
        ],
    ),
    "mastodon": (
        "mastodon-status",
        [
            {
                "id": str(number),
                "uri": f"https://a.example/users/{who}/statuses/{number}",
                "url": f"https://a.example/@{who}/{number}",
                "content": f"<p>{text}</p>",
                "created_at": "2025-05-18T12:00:00Z",
                "account": {"acct": who, "url": f"https://a.example/@{who}"},
            }
            for number, who, text in ((7001, "ada", f"{WORD} two"), (7002, "bo", "plain"))
        ],
    ),
    "x": (
        "x-api-v2",
        [
            {
                "id": str(number),
                "author_id": str(author),
                "text": text,
                "created_at": "2025-05-18T12:00:00Z",
            }
            for number, author, text in ((9001, 41, f"{WORD} three"), (9002, 42, "plain"))
        ],
    ),
    "reddit": (
        "pushshift",
        [
            {
                "id": name,
                "name": f"t1_{name}",
                "author": who,
                "body": text,
                "created_utc": 1747569600,
                "link_id": "t3_root",
                "parent_id": "t3_root",
                "permalink": f"/r/s/comments/root/t/{name}/",
            }
            for name, who, text in (("caaa", "ada_r", f"{WORD} four"), ("cbbb", "bo_r", "plain"))
        ],
    ),
    "youtube": (
        "yt-dlp-info",
        [
            {
                "id": "video000001",
                "extractor": "youtube",
                "webpage_url": "https://www.youtube.com/watch?v=video000001",
                "comments": [
                    {
                        "id": name,
                        "author_id": who,
                        "text": text,
                        "parent": "root",
                        "timestamp": 1747569600,
                    }
                    for name, who, text in (
                        ("Ugaaa", "UCada", f"{WORD} five"),
                        ("Ugbbb", "UCbo", "plain"),
                    )
                ],
            }
        ],
    ),
}
# What somebody may ask by; "--account" before a name asks for the account.
NAMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "bluesky": (
        (f"bluesky:{DID}/3kaaa",),
        (f"{DID}/3kaaa",),
        (f"https://bsky.app/profile/{DID}/post/3kaaa",),
        ("https://bsky.app/profile/ada.example/post/3kaaa",),
        (f"at://{DID}/app.bsky.feed.post/3kaaa",),
        (f"https://bsky.app/profile/{DID}",),
        ("--account", f"bluesky:{DID}"),
        ("--account", DID),
        ("--account", f"https://bsky.app/profile/{DID}"),
    ),
    "mastodon": (
        ("mastodon:7001",),
        ("7001",),
        ("https://a.example/@ada/7001",),
        ("https://a.example/users/ada/statuses/7001",),
        ("@ada@a.example",),
        ("https://a.example/@ada",),
        ("--account", "ada@a.example"),
        ("--account", "mastodon:ada@a.example"),
    ),
    "x": (
        ("x:9001",),
        ("9001",),
        ("https://x.com/whoever/status/9001?s=20",),
        ("https://twitter.com/i/web/status/9001",),
        ("--account", "x:41"),
        ("--account", "41"),
        ("https://x.com/i/user/41",),
    ),
    "reddit": (
        ("reddit:t1_caaa",),
        ("t1_caaa",),
        ("https://www.reddit.com/r/s/comments/root/t/caaa/",),
        ("--account", "ada_r"),
        ("--account", "reddit:ada_r"),
        ("https://www.reddit.com/user/ada_r",),
    ),
}
NAMES["youtube"] = (
    ("youtube:Ugaaa",),
    ("Ugaaa",),
    ("https://www.youtube.com/watch?v=video000001&lc=Ugaaa",),
    ("https://www.youtube.com/channel/UCada",),
    ("--account", "UCada"),
    ("--account", "youtube:UCada"),
)
CASES = [(p, n, k) for p, names in NAMES.items() for n in names for k in KEYS]


@cache
def prepared(platform: str, key: str) -> Path:
    """A gathered desk and the event it came from, made once and copied for each name."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    form, records = FILES[platform]
    desk = folder / "desk"
    event = event_folder(folder / "event", None, captions=None)
    file = event / "posts.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    assert uproar("init", desk) == 0
    if key:
        (desk / "uproar.toml").write_text(f'pseudonym_key = "{key}"\n', encoding="utf-8")
    assert uproar("event", event, "--desk", desk) == 0
    assert uproar("gather", file, "--format", form, "--desk", desk) == 0
    return folder


def gathered(folder: Path, platform: str, key: str) -> Path:
    shutil.copytree(prepared(platform, key), folder, dirs_exist_ok=True)
    return folder / "desk"


@pytest.mark.parametrize(("platform", "name", "key"), CASES)
def test_every_name_that_a_person_knows_erases_the_post(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    platform: str,
    name: tuple[str, ...],
    key: str,
) -> None:
    desk = gathered(tmp_path, platform, key)
    assert remnants(desk / "posts", WORD)
    capsys.readouterr()
    asked = ("forget", *name, "--now", "--json", "--by", "E", "--desk", desk)
    assert uproar(*asked) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["touched"]["posts"] == 1 and said["unknown"] == []
    assert remnants(desk, WORD) == []
    file = tmp_path / "event" / "posts.jsonl"
    assert uproar("gather", file, "--format", FILES[platform][0], "--desk", desk) == 0
    reordered = file.with_name("again.jsonl")
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    reordered.write_text("".join(reversed(lines)), encoding="utf-8")
    assert uproar("gather", reordered, "--format", FILES[platform][0], "--desk", desk) == 0
    assert remnants(desk, WORD) == []
    with Desk.open(desk) as opened:
        assert opened.posts.posts("glass").num_rows == 1


@pytest.mark.parametrize(
    "name", [("nonsense:1",), ("x:9",), ("--account", "nobody"), ("@who@a.b",)]
)
def test_what_is_not_there_is_said_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: tuple[str, ...]
) -> None:
    desk = gathered(tmp_path, "x", "")
    assert uproar("forget", *name, "--by", "E", "--desk", desk) == 2
    said = capsys.readouterr()
    assert f"not here: {name[-1]}" in said.out and "nothing was erased" in said.err
    with Desk.open(desk) as opened:
        assert opened.posts.erasures() == [] and opened.posts.posts("glass").num_rows == 2


def test_several_names_at_once_say_each_what_was_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = gathered(tmp_path, "x", "")
    capsys.readouterr()
    assert uproar("forget", "x:9001", "x:77", "--account", "42", "--by", "E", "--desk", desk) == 0
    said = capsys.readouterr().out
    assert "was here: x:9001 (1 post)" in said and "not here: x:77" in said
    assert "was here: 42 (1 account)" in said and "erased 2 posts" in said


def test_who_others_refer_to_is_named_nowhere_afterwards(tmp_path: Path) -> None:
    desk = gathered(tmp_path, "bluesky", "")
    assert uproar("forget", "--account", DID, "--now", "--by", "E", "--desk", desk) == 0
    assert remnants(desk, DID, "3kaaa") == []
    with Desk.open(desk) as opened:
        (reply,) = opened.posts.posts("glass").to_pylist()
    assert reply["reply_to"] == reply["thread"] and reply["thread"].startswith("gone:")


def test_replies_that_come_later_do_not_bring_the_name_back(tmp_path: Path) -> None:
    desk = gathered(tmp_path, "bluesky", "")
    assert uproar("forget", "--account", DID, "--now", "--by", "E", "--desk", desk) == 0
    late = tmp_path / "late.jsonl"
    link = {"embed": {"$type": "app.bsky.embed.external",
                      "external": {"uri": f"https://bsky.app/profile/{DID}/post/3kaaa"}}}  # fmt: skip
    records = [
        bluesky(OTHER, "3kccc", "late", **reply_to(DID, "3kaaa"), **link),
        {"did": DID, "time_us": 1747569700000000, "kind": "identity", "identity": {"did": DID}},
        {"did": DID, "time_us": 1747569700000000, "kind": "commit",
         "commit": {"operation": "create", "collection": "app.bsky.feed.post", "rkey": "3kddd"}},
    ]  # fmt: skip
    late.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    assert uproar("gather", late, "--format", "jetstream", "--desk", desk) == 0
    assert remnants(desk, DID) == []
    with Desk.open(desk) as opened:
        assert opened.posts.posts("glass").num_rows == 2
