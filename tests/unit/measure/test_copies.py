from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.crowds import EVENT, START, corpus, crowd, post

from uproar.measure.copies import copies

LINE = "the fog horn was louder than the whole orchestra tonight"


def marked(rows):
    return {r["post_id"]: r["value"] for r in copies(corpus(rows), EVENT).marks.to_pylist()}


def test_the_earliest_is_the_original_whatever_its_id():
    rows = [
        post(1, LINE, START + 50),
        post(2, LINE.upper() + " \u200b", START + 10),
        post(3, LINE, START + 60),
    ]
    assert marked(rows) == {"x:000001": "x:000002", "x:000003": "x:000002"}


def test_ties_in_time_go_to_the_smaller_id_and_no_time_comes_last():
    rows = [post(1, LINE, None), post(3, LINE, START), post(2, LINE, START)]
    assert marked(rows) == {"x:000001": "x:000002", "x:000003": "x:000002"}


def test_what_everybody_says_is_no_copy():
    rows = [
        post(i, text, START + i)
        for i, text in enumerate(
            [
                "so good",
                "so good",
                "ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ",
                "ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ",
                "😭😭",
                "😭😭",
            ]
        )
    ]
    assert marked(rows) == {}


def test_a_few_letters_more_are_a_near_copy_and_other_words_are_not():
    rows = [
        post(1, LINE + " and nobody on the pier minded it", START),
        post(2, LINE + " and nobody on the pier minded itt", START + 1),
        post(3, "the fog horn is broken and the whole pier minded it very much", START + 2),
    ]
    assert marked(rows) == {"x:000002": "x:000001"}


def test_a_repost_copies_its_original_where_that_is_known():
    rows = [
        post(1, LINE, START),
        post(2, None, START + 1, kind="repost", repost_of="x:000001"),
        post(3, None, START + 2, kind="repost", repost_of="x:999999"),
    ]
    assert marked(rows) == {"x:000002": "x:000001"}


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter_and_the_count_is_the_marks(random):
    rows = [*crowd(10), *(post(900 + i, LINE, START + i) for i in range(4))]
    one = copies(corpus(rows), EVENT)
    other = copies(corpus(random.sample(rows, len(rows))), EVENT)
    assert one.marks.equals(other.marks)
    assert one.findings[0].value == one.marks.num_rows == 3
    assert sum(row.n for row in one.findings[0].rows) == 3


def test_an_empty_corpus_gives_nothing():
    assert copies(corpus([]), EVENT).findings == ()
