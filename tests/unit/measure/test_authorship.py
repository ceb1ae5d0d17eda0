"""Posts whose author is not known: they count as posts, and as nobody in particular."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support import crowds, footage_event
from tests.support.crowds import DAY, EVENT, HOUR, START, crowd
from tests.support.footage_event import chatter, event

from uproar.measure import emotions, voices
from uproar.measure.coordination.coordination import coordination
from uproar.measure.hashtag_campaigns import hashtag_campaigns
from uproar.measure.spam import spam
from uproar.measure.themes.themes import themes
from uproar.model import Measured

BURST = START + 2 * DAY + HOUR
TOWNS = ("Arno", "Bram", "Cord", "Dune", "Elba", "Fenn", "Gorse", "Holm", "Isle", "Jura")


def without(rows, dropped=lambda n: True):
    """The rows, those whose place is `dropped` without their authors."""
    return [row | {"author": None} if dropped(n) else row for n, row in enumerate(rows)]


def by_id(measured):
    return {finding.id: finding for finding in measured.findings}


def quotes_of(finding):
    return [post for row in finding.rows for post in row.quotes]


def slogan(n, **given):
    return [
        crowds.post(
            5000 + i,
            f"People of {TOWNS[i % 10]} and {TOWNS[i // 10 % 10]} kindly ask for a harbour "
            f"concert, {TOWNS[i * 3 % 10]} waits",
            BURST + i * 30 * 60_000_000 // n,
            **given,
        )
        for i in range(n)
    ]


def tagged(n):
    return [
        crowds.post(6000 + i, f"{TOWNS[i % 10]} number {i} #aa #bb #cc", BURST + i * 30_000_000)
        for i in range(n)
    ]


@pytest.fixture(scope="module")
def signed():
    return by_id(themes(footage_event.corpus(chatter()), event()))


def test_themes_and_quotes_are_the_same_without_any_author(signed):
    unsigned = by_id(themes(footage_event.corpus(without(chatter())), event()))
    assert unsigned == signed
    assert quotes_of(unsigned["themes"])


@settings(max_examples=6, deadline=None)
@given(st.sets(st.integers(0, 143), max_size=144))
def test_no_theme_gains_by_a_lost_author_and_none_is_lost(signed, dropped):
    rows = without(chatter(), dropped.__contains__)
    found = by_id(themes(footage_event.corpus(rows), event()))
    assert set(found) == set(signed)
    assert all(found[name].value <= signed[name].value for name in found if name.endswith(".share"))
    assert all(row.quotes for row in found["themes"].rows)


@pytest.mark.parametrize("author", [None, "x:one"])
def test_the_same_words_again_are_no_second_voice(author):
    rows = [
        footage_event.post(i, "the goat can really sing" + "!" * (i % 2), author=author)
        for i in range(9)
    ]
    found = by_id(themes(footage_event.corpus(rows), event()))
    assert found["themes"].value == 0


def test_a_theme_of_one_person_and_two_unsigned_texts_has_three_voices():
    lines = [line for _, sayings in footage_event.SAYINGS[:1] for line in sayings[:3]]
    rows = [
        footage_event.post(i, f"{lines[i % 3]} 🐐", author=None if i % 3 else "x:one")
        for i in range(9)
    ]
    assert by_id(themes(footage_event.corpus(rows), event()))["themes"].value == 1
    alone = [row | {"author": "x:one"} for row in rows]
    assert by_id(themes(footage_event.corpus(alone), event()))["themes"].value == 0


def voices_of(rows):
    return by_id(voices.voices(footage_event.corpus(rows), event()))


def test_the_number_of_voices_is_not_given_without_authors():
    found = voices_of(without(chatter()))
    assert set(found) == {"voices.originals", "voices.unknown"}
    assert found["voices.unknown"].value == 1
    assert found["voices.originals"].value == len(chatter())
    assert found["voices.originals"].parameters["authors"] is None


@settings(max_examples=10, deadline=None)
@given(st.sets(st.integers(0, 39)), st.lists(st.integers(0, 9), min_size=40, max_size=40))
def test_losing_authors_invents_no_voice_and_raises_no_share(dropped, authors):
    rows = [row | {"author": f"x:{a}"} for row, a in zip(chatter(3), authors, strict=False)]
    full, part = voices_of(rows), voices_of(without(rows, dropped.__contains__))
    for name in ("voices.n", "voices.busiest_tenth"):
        if name in part:
            assert part[name].value <= full[name].value
    share = part["voices.unknown"].value if dropped else 0
    assert share == pytest.approx(len(dropped) / len(rows), abs=1e-6)
    assert part["voices.originals"].value == full["voices.originals"].value


def test_emotions_say_whose_they_are_as_far_as_it_is_known():
    given_posts = footage_event.corpus(without(chatter(1)))
    given_posts._sql.execute(
        "create or replace table about as select *, ['joy'] as emotions,"
        " false as emotion_unsure from about"
    )
    given_posts._sql.execute("alter table scope add column emotions varchar[]")
    joy = by_id(emotions.emotions(given_posts, event()))["emotions.joy.share"]
    assert joy.parameters["authors"] is None
    assert joy.parameters["without_author"] == len(chatter(1))


def measured_crowd(rows, measure=coordination):
    return measure(crowds.corpus(rows), EVENT)


BY_ACCOUNTS = pytest.mark.parametrize(
    ("measure", "family", "made"),
    [(coordination, "coordination", slogan), (hashtag_campaigns, "pushes", tagged)],
)


@BY_ACCOUNTS
def test_measures_of_accounts_are_silent_where_there_are_none(measure, family, made):
    rows = [*crowd(600), *made(40)]
    assert measured_crowd(rows, measure).marks.num_rows == 40
    assert measured_crowd(without(rows), measure) == Measured()


@BY_ACCOUNTS
def test_posts_without_author_make_no_group_of_accounts(measure, family, made):
    rows = [*crowd(600), *without(made(40))]
    found = measured_crowd(rows, measure)
    assert found.marks.num_rows == 0
    assert by_id(found)[f"{family}.n"].value == 0


@BY_ACCOUNTS
def test_half_the_authors_show_the_group_and_the_rest_of_its_posts_go_with_it(
    measure, family, made
):
    rows = [*crowd(600), *made(40)]
    full, half = (
        measured_crowd(each, measure) for each in (rows, without(rows, lambda n: n % 2 == 0))
    )
    inside = set(half.marks["post_id"].to_pylist())
    assert inside <= set(full.marks["post_id"].to_pylist())
    assert len(inside) >= 38  # the first and the last may be outside the known accounts' time
    row = half.findings[0].rows[0]
    assert row.n_accounts == 20


def test_new_accounts_are_counted_only_where_they_are_known():
    rows = [
        crowds.post(
            i, f"{row['text']} https://fresh.example/{i}", START, author_created_at=START - DAY
        )
        for i, row in enumerate(crowd(6))
    ]
    assert measured_crowd(rows, spam).marks.num_rows == 6
    assert measured_crowd(without(rows), spam).marks.num_rows == 0
