from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.crowds import DAY, EVENT, START, corpus, crowd, post

from uproar.measure.spam import MEASURE, spam


def marked(rows):
    return {r["post_id"]: r for r in spam(corpus(rows), EVENT).marks.to_pylist()}


def test_an_offer_with_a_link_is_marked_and_counted():
    rows = [*crowd(40), post(900, "tickets 40% off https://sell.example/1", START)]
    measured = spam(corpus(rows), EVENT)
    assert measured.marks["post_id"].to_pylist() == ["x:000900"]
    assert measured.marks["reason"].to_pylist() == ["sale; link"]
    by_id = {f.id: f for f in measured.findings}
    assert by_id["spam.n"].value == 1 and by_id["spam.n"].n == 41
    share = by_id["spam.share"]
    assert share.low < share.value < share.high


def test_one_text_with_ever_other_sites_is_marked_without_any_word_of_selling():
    rows = [
        post(
            5000 + i,
            "see the pilot like never before https://go{}.example/x".format("abcd"[i]),
            START + i,
        )
        for i in range(4)
    ]
    found = marked([*rows, *crowd(20)])
    assert set(found) == {f"x:{5000 + i:06d}" for i in range(4)}
    assert marked([*rows[:2], *crowd(20)]) == {}


def test_many_people_linking_to_one_article_is_no_spam():
    rows = [
        post(
            i,
            f"{p['text']} https://paper.example/harbour",
            START,
            author_created_at=START - 900 * DAY,
        )
        for i, p in enumerate(crowd(30))
    ]
    assert marked(rows) == {}


def test_new_accounts_sending_people_to_one_site_are_marked():
    rows = [
        post(i, f"{p['text']} https://fresh.example/{i}", START, author_created_at=START - DAY)
        for i, p in enumerate(crowd(6))
    ]
    found = marked(rows)
    assert len(found) == 6
    assert all("new accounts" in r["reason"] for r in found.values())


def test_reposts_of_spam_go_with_it_and_platform_links_do_not_count():
    rows = [
        post(1, "GIVEAWAY claim now https://sell.example/1", START),
        post(2, None, START + 1, kind="repost", repost_of="x:000001"),
        post(3, "the pilot again https://t.co/abc", START),
    ]
    assert set(marked(rows)) == {"x:000001", "x:000002"}


def test_an_empty_corpus_gives_nothing():
    assert spam(corpus([]), EVENT).findings == ()


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(random):
    rows = [*crowd(15), post(900, "crypto presale https://a.example", START)]
    shuffled = random.sample(rows, len(rows))
    assert spam(corpus(rows), EVENT).marks.equals(spam(corpus(shuffled), EVENT).marks)


def test_it_says_nothing_when_there_is_none():
    findings = {f.id: f for f in spam(corpus(crowd(10)), EVENT).findings}
    assert list(MEASURE.says(findings, EVENT)) == []
