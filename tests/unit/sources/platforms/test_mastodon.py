"""Mastodon: statuses as any server shows them."""

from typing import Any

import pytest

from uproar.config import Settings
from uproar.model import REFUSED_BY_AUTHOR, Page
from uproar.sources.platforms import mastodon

STATUS = {
    "id": "114",
    "uri": "https://fedi.example/users/ana/statuses/114",
    "url": "https://fedi.example/@ana/114",
    "created_at": "2025-05-18T11:00:00.000Z",
    "edited_at": None,
    "content": "<p>one</p>",
    "visibility": "public",
    "favourites_count": 2,
    "account": {"acct": "ana@fedi.example", "followers_count": 3},
}


def row(key: str = "", **more: Any) -> dict[str, Any]:
    page = Page("f", 0, [{**STATUS, **more}])
    batch = mastodon.SOURCE.parse(page, Settings(pseudonym_key=key))
    (found,) = batch.posts.to_pylist()
    return dict(found)


def test_a_status() -> None:
    status = row(language="pt-BR", tags=[{"name": "one"}])
    assert (status["id"], status["author"]) == ("mastodon:114", "mastodon:ana@fedi.example")
    assert (status["text"], status["lang_declared"], status["likes"]) == ("one", "pt", 2)
    assert (status["revision"], status["replies"]) == (0, None)
    assert status["hashtags"] == ["one"]


def test_a_status_seen_through_another_server_is_named_by_its_address() -> None:
    assert row(id="999")["id"] == "mastodon:https://fedi.example/users/ana/statuses/114"
    assert row(id="114", uri="https://other.example/notes/abc")["id"] == (
        "mastodon:https://other.example/notes/abc"
    )


def test_a_server_leaves_its_own_name_out() -> None:
    account = {"acct": "ana", "url": "https://fedi.example/@ana"}
    assert row(account=account)["author"] == "mastodon:ana@fedi.example"
    assert row(account={"acct": "ana"})["author"] == "mastodon:ana@fedi.example"


def test_a_reblog_points_to_what_it_repeats() -> None:
    original = {
        **STATUS,
        "id": "113",
        "uri": None,
        "url": "https://fedi.example/@bo/113",
        "content": "<p>two</p>",
    }
    status = row(content="", reblog=original)
    assert (status["kind"], status["repost_of"], status["text"]) == (
        *("repost", "mastodon:113", "two"),
    )


def test_signals_against_reuse() -> None:
    account = {**STATUS["account"], "indexable": False}  # type: ignore[dict-item]
    denied = {"current_user": "denied"}
    assert row(account=account)["reuse"] == "refused: account is not indexable"
    assert row(quote_approval=denied)["reuse"] == "refused: quote_approval is denied"
    assert row(visibility="unlisted")["reuse"] == "refused: visibility is unlisted"
    assert row(reblog={**STATUS, "account": account})["reuse"] is not None
    assert row()["reuse"] is None


def test_an_edit_is_a_revision() -> None:
    assert row(edited_at="2025-05-18T12:00:00Z")["revision"] == 1_747_569_600_000_000


def test_a_warning_is_part_of_what_is_said() -> None:
    assert row(spoiler_text="river")["text"] == "river\n\none"


def test_links_leave_out_mentions_and_hashtags() -> None:
    content = (
        '<p><a href="https://a.example/x">x</a> '
        '<a href="https://fedi.example/tags/one" class="mention hashtag">#one</a></p>'
    )
    assert row(content=content, card={"url": "https://b.example"})["links"] == [
        "https://a.example/x",
        "https://b.example",
    ]


def test_a_mention_is_one_wherever_its_class_stands_and_a_link_may_say_mention() -> None:
    content = (
        '<p><a class="u-url mention" href="https://fedi.example/@two">@two</a> '
        '<a href="https://a.example/mention">x</a> <a title="x">no link</a></p>'
    )
    assert row(content=content)["links"] == ["https://a.example/mention"]


def test_quotes_and_replies() -> None:
    assert row(in_reply_to_id="5")["reply_to"] == "mastodon:5"
    quoted = row(quote={"quoted_status": {**STATUS, "id": "113", "uri": None, "url": None}})
    assert (quoted["kind"], quoted["quote_of"]) == ("quote", "mastodon:113")


def test_pseudonyms_reach_addresses() -> None:
    assert "ana" not in str({**row(key="k", id="999"), "text": ""})


def test_contexts_and_searches_are_taken_apart() -> None:
    assert mastodon._unwrap({"ancestors": [1], "descendants": [2]}) == [1, 2]
    assert mastodon._unwrap({"statuses": [1], "accounts": []}) == [1]
    assert mastodon._unwrap(STATUS) is None


@pytest.mark.parametrize(
    ("more", "reuse"),
    [
        ({"account": {"acct": "a@b.example", "indexable": False}}, "account is not indexable"),
        ({"account": {"acct": "a@b.example", "noindex": True}}, "account asks not to be indexed"),
        ({"account": {"acct": "a@b.example", "locked": True}}, None),
        ({"account": {"acct": "a@b.example", "locked": True}, "visibility": "private"},
         "visibility is private"),
        ({"quote_approval": {"current_user": "denied"}}, "quote_approval is denied"),
        ({"quote_approval": {"automatic": [], "manual": []}}, "quote_approval names nobody"),
        ({"quote_approval": {"automatic": ["public"], "manual": []}}, None),
        ({"quote_approval": {"automatic": [], "manual": ["followers"]}}, None),
        ({"quote_approval": None}, None),
    ],
)  # fmt: skip
def test_each_signal_in_every_layout(more: dict[str, Any], reuse: str | None) -> None:
    status = {**STATUS, **more}
    empty = {"ancestors": [], "descendants": []}
    pages = (
        [status],
        mastodon._unwrap({"statuses": [status]}),
        mastodon._unwrap({**empty, "ancestors": [status]}),
        mastodon._unwrap({**empty, "descendants": [status]}),
    )
    for page in pages:
        batch = mastodon.SOURCE.parse(Page("f", 0, list(page or ())), Settings())
        assert batch.posts["reuse"].to_pylist() == [f"refused: {reuse}" if reuse else None]


def test_a_repost_of_what_is_refused_is_refused_and_says_nothing_of_who_reposts() -> None:
    original = {**STATUS, "account": {"acct": "bo@fedi.example", "indexable": False}}
    refused = row(reblog=original, id="115", uri="https://fedi.example/users/ana/statuses/115")
    assert refused["reuse"] is not None
    assert refused["reuse"] not in REFUSED_BY_AUTHOR.values()
