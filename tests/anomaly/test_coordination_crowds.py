"""Crowds that look organised and are not, and the other way round."""

import pytest
from benchmarks._organised_shapes import CAMPAIGNS, ORGANIC, Shape, make
from benchmarks.organised import corpus_of
from tests.support.crowds import DAY, EVENT, HOUR, START, corpus, crowd, post

from uproar.measure.coordination.coordination import coordination
from uproar.measure.hashtag_campaigns import hashtag_campaigns

BURST = START + 2 * DAY
LINE = "nobody tells the fog horn when to stop, and honestly, nobody should"


def marked(rows):
    return coordination(corpus(rows), EVENT).marks.num_rows


def test_one_viral_copy_paste_over_hours_is_no_campaign():
    pasted = [
        post(8000 + i, LINE + " " + "!" * (i % 4), BURST + int((i / 150) ** 0.5 * 9 * HOUR))
        for i in range(150)
    ]
    assert marked([*crowd(800), *pasted]) == 0


def test_a_viral_hour_is_no_campaign():
    rows = [p | {"created_at": BURST + i * 3_000_000} for i, p in enumerate(crowd(900))]
    same = [post(8000 + i, f"{LINE} {i % 7}", BURST + i * 60_000_000) for i in range(40)]
    assert marked([*rows, *same]) == 0


def test_reposts_of_one_post_are_no_campaign():
    reposts = [
        post(
            8001 + i,
            f"RT @pilot: {LINE}",
            BURST + i * 1_000_000,
            kind="repost",
            repost_of="x:008000",
        )
        for i in range(100)
    ]
    assert marked([*crowd(600), post(8000, LINE, BURST), *reposts]) == 0


def test_one_text_from_new_accounts_within_minutes_is_a_group():
    pushed = [
        post(
            8000 + i,
            LINE + " 🚫" * (i % 2),
            BURST + 5 * HOUR + i * 10_000_000,
            author_created_at=BURST - 3 * DAY,
        )
        for i in range(30)
    ]
    assert marked([*crowd(600), *pushed]) == 30


def test_hostile_texts_and_missing_times_are_survived():
    odd = ["", "\x00" * 50, "=cmd()" * 10, "a" * 50_000, "\u202e" * 40, "\u200b" * 40, "🏮" * 900]
    rows = [post(9000 + i, text, None if i % 2 else START) for i, text in enumerate(odd)]
    assert marked([*crowd(50), *rows]) == 0


def made(*, organic=(), campaigns=(), **given):
    """Accounts marked of a made-up event, and those that took part in its campaigns."""
    shape = Shape("test", ("en", "es"), n=1500, organic=organic, campaigns=campaigns, **given)
    event = make(shape, 7)
    found = corpus_of(event.rows)
    author = {row["id"]: row["author"] for row in event.rows}
    marks = [measure(found, EVENT).marks for measure in (coordination, hashtag_campaigns)]
    ours = {author[p] for table in marks if table for p in table["post_id"].to_pylist()}
    true = {author[p] for p, label in event.labels.items() if label.startswith("campaign")}
    return ours, true


@pytest.mark.parametrize("organic", sorted(ORGANIC))
@pytest.mark.parametrize("per_account", [1.2, 4.0])
def test_what_a_crowd_does_alike_is_no_campaign(organic, per_account):
    ours, _ = made(organic=(organic,), posts_per_account=per_account)
    assert ours == set()


@pytest.mark.parametrize("campaign", sorted(CAMPAIGNS))
def test_a_campaign_is_marked_and_its_crowd_is_not(campaign):
    ours, true = made(organic=("ritual", "copypasta"), campaigns=(campaign,))
    assert ours <= true
    assert len(ours) >= 0.9 * len(true)
