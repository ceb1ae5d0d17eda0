"""Bluesky: what a stream shows, and what it takes back."""

import json
from typing import Any

import pytest

from uproar.config import Settings
from uproar.model import REFUSED_BY_AUTHOR, Batch, Page
from uproar.sources.platforms import bluesky

DID, T = "did:plc:aaaa", 1_747_566_000_000_000
URI = "at://did:plc:bbbb/app.bsky.feed.post/3k1"


def parse(*events: Any, key: str = "") -> Batch:
    return bluesky.SOURCE.parse(Page("f", 0, events), Settings(pseudonym_key=key))


def commit(operation: str = "create", collection: str = bluesky.POST, **record: Any) -> Any:
    inner: dict[str, Any] = {"operation": operation, "collection": collection, "rkey": "3k9"}
    if operation != "delete":
        inner["record"] = {"createdAt": "2025-05-18T10:59:58Z", **record}
    return {"did": DID, "time_us": T, "kind": "commit", "commit": inner}


def post(**record: Any) -> dict[str, Any]:
    (row,) = parse(commit(**{"text": "one", **record})).posts.to_pylist()
    return dict(row)


def test_a_post_is_claimed_at_one_time_and_witnessed_at_another() -> None:
    row = post(langs=["pt-BR"])
    assert (row["id"], row["author"]) == (f"bluesky:{DID}/3k9", f"bluesky:{DID}")
    assert (row["created_at"], row["seen_at"]) == (T - 2_000_000, T)
    assert (row["kind"], row["lang_declared"], row["likes"]) == ("post", "pt", None)
    assert post(langs=["en", "ko"])["lang_declared"] is None


def test_an_absurd_claim_leaves_the_witnessed_time() -> None:
    for claim in ("9999-12-31T23:59:59Z", "2030-01-01T00:00:00Z", "yesterday"):
        row = post(createdAt=claim)
        assert (row["created_at"], row["seen_at"]) == (None, T)


def test_replies_quotes_links_and_tags() -> None:
    reply = {"parent": {"uri": URI}, "root": {"uri": URI.replace("3k1", "3k0")}}
    row = post(
        reply=reply,
        embed={
            "$type": "x",
            "record": {"record": {"uri": URI}},
            "media": {"external": {"uri": "https://a.example"}},
        },
        facets=[{"features": [{"tag": "One"}, {"uri": "https://b.example"}]}],
        tags=["Two"],
    )
    assert (row["kind"], row["reply_to"], row["thread"]) == (
        *("quote", "bluesky:did:plc:bbbb/3k1", "bluesky:did:plc:bbbb/3k0"),
    )
    assert row["links"] == ["https://b.example", "https://a.example"]
    assert row["hashtags"] == ["One", "Two"]


def test_a_repost_has_no_text_of_its_own() -> None:
    (row,) = parse(commit(collection=bluesky.REPOST, subject={"uri": URI})).posts.to_pylist()
    assert (row["kind"], row["text"], row["repost_of"]) == (
        *("repost", None, "bluesky:did:plc:bbbb/3k1"),
    )


def test_changes_and_deletions_are_operations() -> None:
    batch = parse(commit("update", text="two"), commit("delete"), commit("delete", bluesky.REPOST))
    edit, *deletes = batch.operations.to_pylist()
    assert (edit["op"], edit["text"], edit["revision"], edit["seen_at"]) == ("edit", "two", T, None)
    assert [d["op"] for d in deletes] == ["delete", "delete"]
    assert deletes[0]["id"] == edit["id"] == f"bluesky:{DID}/3k9"


@pytest.mark.parametrize(
    ("account", "op"),
    [
        ({"active": True}, "show_account"),
        ({"active": False, "status": "deleted"}, "delete_account"),
        ({"active": False, "status": "takendown"}, "hide_account"),
        ({"active": False}, "hide_account"),
    ],
)
def test_accounts_come_and_go(account: dict[str, Any], op: str) -> None:
    event = {"did": DID, "time_us": T, "kind": "account", "account": {"did": DID, **account}}
    (row,) = parse(event).operations.to_pylist()
    assert (row["op"], row["id"], row["author"]) == (op, f"bluesky:{DID}", f"bluesky:{DID}")


def test_likes_and_follows_are_out_of_scope_with_a_reason() -> None:
    batch = parse(
        commit(collection="app.bsky.feed.like"), commit("delete", "app.bsky.graph.follow")
    )
    assert batch.rejects["outcome"].to_pylist() == ["out_of_scope"] * 2
    assert batch.rejects["reason"].to_pylist() == ["like", "follow"]


def test_the_second_version_of_the_stream_says_the_same() -> None:
    v1 = commit(text="one")
    payload = {
        "$type": f"{bluesky._V2}commit",
        **{"seq": 5, "did": DID, "time": "2025-05-18T11:00:00.000000Z"},
        **v1["commit"],
    }
    gone = {
        "$type": f"{bluesky._V2}account",
        **{"seq": 6, "time": "2025-05-18T11:00:00.000000Z"},
        "account": {"did": DID, "active": False, "status": "deleted"},
    }
    info = {"$type": f"{bluesky._V2}info", "name": "OutdatedCursor"}
    old, new = (
        parse(v1),
        parse(*({"$type": "message", "payload": p} for p in (payload, gone, info))),
    )
    assert new.posts.to_pylist() == old.posts.to_pylist()
    assert new.operations["op"].to_pylist() == ["delete_account"]
    assert new.rejects["reason"].to_pylist() == ["notice"]


def test_pages_of_the_api_give_posts_with_counts() -> None:
    view = {
        "uri": URI,
        "author": {"did": "did:plc:bbbb", "labels": [{"val": "!no-unauthenticated"}]},
        "record": {"text": "one", "createdAt": "2025-05-18T11:00:00Z"},
        **{"likeCount": 4, "replyCount": 0, "indexedAt": "2025-05-18T11:00:01Z"},
    }
    node = {"post": view, "replies": [{"post": {**view, "uri": URI.replace("3k1", "3k2")}}]}
    for page in ({"posts": [view]}, {"feed": [{"post": view}]}, {"thread": node}):
        records = list(bluesky._unwrap(page) or ())
        row = parse(*records).posts.to_pylist()[0]
        assert (row["id"], row["likes"], row["replies"]) == ("bluesky:did:plc:bbbb/3k1", 4, 0)
        assert row["reuse"] == "refused: no-unauthenticated"
    assert len(list(bluesky._unwrap({"thread": node}) or ())) == 2


def test_pseudonyms_reach_ids_and_deletions_alike() -> None:
    batch = parse(commit(text="one"), commit("delete"), key="k")
    (row,), (gone,) = batch.posts.to_pylist(), batch.operations.to_pylist()
    assert row["id"] == gone["id"]
    assert DID not in str((row, gone))


OPT_OUT = {"$type": "com.atproto.label.defs#selfLabels", "values": [{"val": bluesky.OPT_OUT}]}


@pytest.mark.parametrize(
    ("operation", "record", "op"),
    [
        ("create", {"labels": OPT_OUT}, "refuse_reuse"),
        ("update", {"labels": OPT_OUT}, "refuse_reuse"),
        ("update", {}, "allow_reuse"),
        ("update", {"labels": {"values": []}}, "allow_reuse"),
        ("update", {"labels": {"values": [{"val": "!hide"}]}}, "allow_reuse"),
        ("delete", {}, "allow_reuse"),
    ],
)
def test_a_profile_on_the_stream_opts_out_and_in(
    operation: str, record: dict[str, Any], op: str
) -> None:
    (row,) = parse(commit(operation, bluesky.PROFILE, **record)).operations.to_pylist()
    assert (row["op"], row["author"], row["seen_at"]) == (op, f"bluesky:{DID}", T)
    is_refused = op == "refuse_reuse"
    assert row["reuse"] == (REFUSED_BY_AUTHOR["no_unauthenticated"] if is_refused else None)


def test_a_profile_that_cannot_be_read_is_rejected_and_says_nothing() -> None:
    broken = commit("update", bluesky.PROFILE)
    broken["commit"]["record"] = "gone"
    batch = parse(broken, commit("frobnicate", bluesky.PROFILE))
    assert batch.rejects["reason"].to_pylist() == ["no_record", "unknown_operation"]


def test_a_page_of_profiles_tells_who_opted_out() -> None:
    views = [
        {"did": DID, "handle": "ana.example", "labels": [{"val": bluesky.OPT_OUT}]},
        {"did": "did:plc:bbbb", "handle": "bo.example", "labels": []},
        {"did": "did:plc:cccc", "handle": "cy.example", "labels": [
            {"val": bluesky.OPT_OUT, "neg": True}]},
    ]  # fmt: skip
    for name in ("profiles", "actors"):
        batch = parse(*(bluesky._unwrap({name: views}) or ()))
        ops = batch.operations["op"].to_pylist()
        assert ops == ["refuse_reuse", "allow_reuse", "allow_reuse"]
        assert bluesky.SOURCE.detect(json.dumps({name: views}).encode(), "page.json")


def test_a_label_of_the_post_alone_is_told_from_one_of_its_author() -> None:
    alone = post(labels=OPT_OUT)["reuse"]
    assert alone == bluesky.REFUSED_BY_POST and alone not in REFUSED_BY_AUTHOR.values()
