from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.crowds import DAY, EVENT, START, corpus, crowd, post

from uproar.measure.spam import CONFIG, MEASURE, _share_of_spam, spam
from uproar.models import spam as model
from uproar.models import spam_chance
from uproar.models.spam_chance import probability


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


def comments(n_spam, n=320):
    """English comments, and so many that ask for subscribers, each in words of its own."""
    rows = crowd(n)
    words = ("guitar", "rap", "piano", "beats", "covers", "remixes", "jazz", "drums")
    return [
        *rows,
        *[
            post(
                8000 + i,
                f"please sub to me guys i do {words[i % 8]} {'daily ' * (i % 5)}{i * i}",
                START,
            )
            for i in range(n_spam)
        ],
    ]


def test_the_share_of_spam_is_estimated_from_the_corpus() -> None:
    few, many = (_share_of_spam(corpus(comments(n))) for n in (0, 80))
    assert few < 0.02 < 0.1 < many < 0.4
    assert _share_of_spam(corpus(comments(3, n=50))) == spam_chance.CONFIG.usual_share


def test_the_mixture_is_recovered_without_a_label() -> None:
    made = model.load()
    for share in (0.02, 0.1, 0.5):
        mixed = share * made.spam_steps + (1 - share) * made.ham_steps
        assert abs(made.estimated_share((mixed * 100_000).astype(int)) - share) < 0.01


def test_english_words_convict_without_a_link_and_not_where_a_crowd_repeats_them() -> None:
    joke = "my newsletter goes out on fridays, subscribe to it and share it please guys"
    assert probability([], 0.99, 0.2, 1.0) > CONFIG.threshold > probability([], 0.99, 0.2)
    lone = post(9000, joke, START)
    assert "x:009000" in marked([*comments(80), lone])
    repeated = [post(9000 + i, f"{joke} {'!' * (i % 3)}", START + i) for i in range(20)]
    assert not {p["id"] for p in repeated} & set(marked([*comments(80), *repeated]))


def test_what_x_puts_before_pictures_is_no_link_of_a_spammer() -> None:
    plain, pictured = model.load().probabilities(["so proud", "so proud https://t.co/abc"])
    assert plain == pictured
