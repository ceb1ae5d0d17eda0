"""Hashtags pushed together, each post in its own words; a crowd that tags a moment is no push."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.crowds import DAY, EVENT, HOUR, START, corpus, crowd, post

from uproar.measure.hashtag_campaigns import CONFIG, MEASURE, hashtag_campaigns

BURST = START + 2 * DAY + HOUR
MINUTE = 60_000_000
OWN_WORDS = (
    "tide",
    "gulls",
    "rope",
    "salt",
    "deck",
    "mist",
    "buoy",
    "kelp",
    "mast",
    "reef",
    "cove",
)


def pushed(n, at=BURST, tags="#OpenTheHarbour #FreeTheGulls #SaltNow", step=MINUTE, **given):
    return [
        post(
            5000 + i,
            f"{OWN_WORDS[i % 11]} {OWN_WORDS[i * 7 % 11]} number {i * i} {tags}",
            at + i * step,
            **{"author_created_at": START - 800 * DAY} | given,
        )
        for i in range(n)
    ]


def marked(rows):
    return set(hashtag_campaigns(corpus(rows), EVENT).marks["post_id"].to_pylist())


def test_a_set_of_tags_pushed_within_an_hour_is_marked() -> None:
    rows = pushed(30)
    found = hashtag_campaigns(corpus([*crowd(600), *rows]), EVENT)
    assert set(found.marks["post_id"].to_pylist()) == {p["id"] for p in rows}
    told = found.findings[0].rows[0]
    assert told.hashtags == ("freethegulls", "opentheharbour", "saltnow")
    assert told.signals == ("together", "one set of hashtags")
    assert told.n_accounts == 30
    assert "x:a" not in str(found.findings)
    findings = {f.id: f for f in found.findings}
    assert findings["pushes.n"].value == 30
    assert [s.message for s in MEASURE.says(findings, EVENT)] == ["pushes-left-out"]


def test_two_tags_need_new_accounts() -> None:
    two = "#OpenTheHarbour #FreeTheGulls"
    assert not marked([*crowd(600), *pushed(30, tags=two)])
    fresh = pushed(30, tags=two, author_created_at=BURST - DAY)
    assert marked([*crowd(600), *fresh]) == {p["id"] for p in fresh}


@pytest.mark.parametrize(
    "rows",
    [
        pushed(CONFIG.accounts.min_accounts - 1),
        pushed(30, author="x:alone"),
        pushed(30, at=START, step=3 * HOUR),  # over four days
        pushed(30, tags="#OpenTheHarbour"),
        [*pushed(30), *[post(9000 + i, f"mast {i} #saltnow", START + i * HOUR) for i in range(60)]],
    ],
    ids=["few", "one account", "over days", "one tag", "a tag of many others"],
)
def test_what_is_no_push(rows) -> None:
    assert not marked([*crowd(600), *rows])


def test_a_tag_of_the_whole_crowd_is_none() -> None:
    tagged = [p | {"text": f"{p['text']} #show #song #sea"} for p in crowd(300)]
    assert not marked([post(i, p["text"], p["created_at"]) for i, p in enumerate(tagged)])


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_a_sample_of_the_crowd_with_one_set_never_pushed(seed) -> None:
    rows = crowd(800)
    step = 1 + seed % 7
    tags = " #OpenTheHarbour #FreeTheGulls #SaltNow"
    few = {p["id"] for p in rows[seed % 50 :: 60 + step]}
    texts = [(p["text"] + tags * (p["id"] in few), p["created_at"]) for p in rows]
    assert not marked([post(i, text, at) for i, (text, at) in enumerate(texts)])


def test_order_does_not_matter_and_nothing_gives_nothing() -> None:
    rows = [*crowd(300), *pushed(20)]
    there, back = (
        hashtag_campaigns(corpus(rows), EVENT),
        hashtag_campaigns(corpus(rows[::-1]), EVENT),
    )
    assert there.findings == back.findings
    assert there.marks.equals(back.marks)
    assert hashtag_campaigns(corpus([]), EVENT).findings == ()
