import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.crowds import DAY, EVENT, HOUR, START, corpus, crowd, post

from uproar.measure.coordination.coordination import MEASURE, coordination
from uproar.measure.coordination.cosharing import co_shares, shares
from uproar.measure.stats.scan_statistic import together

TOWNS = ("Arno", "Bram", "Cord", "Dune", "Elba", "Fenn", "Gorse", "Holm", "Isle", "Jura")
BURST = START + 2 * DAY + HOUR


def filled(n, at, minutes=30, **given):
    return [
        post(
            5000 + i,
            f"People of {TOWNS[i % 10]} and {TOWNS[i // 10 % 10]} kindly ask for a harbour concert, {TOWNS[i * 3 % 10]} waits",
            at + i * minutes * 60_000_000 // n,
            **given,
        )
        for i in range(n)
    ]


def measured(rows):
    return coordination(corpus(rows), EVENT)


def groups(found):
    by_id = {f.id: f for f in found.findings}
    return [row for name in ("coordination.groups", "alike.groups") for row in by_id[name].rows]


def classes(found):
    return [row.kind for row in groups(found)]


def test_a_filled_in_slogan_within_an_hour_is_a_group_and_its_crowd_is_not():
    found = measured([*crowd(600), *filled(40, BURST)])
    assert classes(found) == ["coordinated"]
    assert set(found.marks["post_id"].to_pylist()) == {f"x:{5000 + i:06d}" for i in range(40)}
    row = found.findings[0].rows[0]
    assert "one frame, filled in" in row.signals and row.n_accounts == 40
    by_id = {f.id: f for f in found.findings}
    assert by_id["coordination.groups"].value == 1
    assert by_id["coordination.share"].value == pytest.approx(40 / 640, abs=1e-6)


SLOGANS = {
    "en": "The harbour concert must not be cancelled, let the singer finish the show tonight",
    "es": "El concierto del puerto no debe cancelarse, dejen que la cantante termine el show esta noche",
    "fr": "Le concert du port ne doit pas être annulé, laissez la chanteuse finir le spectacle ce soir",
}
OTHER = "Free parcels for everyone who follows our shop before the end of this month, only here"


def pasted(text, first, n=14):
    return [post(first + i, f"{text} {'!' * (i % 4)}", BURST + i * 90_000_000) for i in range(n)]


def test_a_slogan_and_its_translations_are_one_group_and_another_slogan_is_not_of_it():
    rows = crowd(600)
    for k, text in enumerate((*SLOGANS.values(), OTHER)):
        rows += pasted(text, 5000 + 100 * k)
    found = groups(coordination(corpus(rows, with_vectors=True), EVENT))
    assert sorted(row.n_accounts for row in found) == [14, 42]
    assert next(row for row in found if row.n_accounts == 42).languages == tuple(sorted(SLOGANS))


def test_findings_name_no_account():
    found = measured([*crowd(600), *filled(40, BURST)])
    assert "x:a" not in str(found.findings)


def test_disguised_letters_are_a_signal():
    hidden = [
        post(
            7000 + i,
            "the ha\u200brbour must cl\u2060ose its dооrs now, say it again " + "🚫" * (i % 3),
            BURST + i * 9_000_000,
        )
        for i in range(30)
    ]
    found = measured([*crowd(600), *hidden])
    assert classes(found) == ["coordinated"]
    assert "disguised letters" in found.findings[0].rows[0].signals


def test_marked_spam_is_a_group_of_its_own_class():
    rows = [*crowd(600), *filled(40, BURST)]
    made = corpus(rows)
    spam = [
        {"post_id": f"x:{5000 + i:06d}", "kind": "spam", "value": "yes", "score": 1.0, "reason": ""}
        for i in range(40)
    ]
    made.add_marks(pa.Table.from_pylist(spam))
    found = coordination(made, EVENT)
    assert classes(found) == ["spam"] and found.marks.num_rows == 0
    assert found.findings[0].value == 0


def test_order_does_not_matter():
    rows = [*crowd(300), *filled(20, BURST)]
    assert measured(rows).marks.equals(measured(rows[::-1]).marks)


def test_one_account_is_not_many():
    assert classes(measured([*crowd(300), *filled(20, BURST, author="x:alone")])) == []


def test_an_empty_corpus_gives_nothing_and_nothing_is_said():
    assert measured([]).findings == ()
    findings = {f.id: f for f in measured(crowd(50)).findings}
    assert list(MEASURE.says(findings, EVENT)) == []


@given(st.integers(0, 2**32), st.integers(20, 200))
def test_a_sample_of_the_crowd_itself_never_came_together(seed, n):
    crowd_times = np.sort((np.random.default_rng(0).random(5000) ** 8 * 1e12).astype(np.int64))
    picked = np.random.default_rng(seed).choice(crowd_times, n, replace=False)
    assert together(picked, crowd_times) is None


def slow_edges(rows, window):
    edges = {}
    for i, (thing, who, post_id, at) in enumerate(rows):
        for other, whose, other_id, then in rows[i + 1 :]:
            if thing == other and who != whose and abs(at - then) <= window and post_id != other_id:
                pair = tuple(sorted((who, whose)))
                edges[pair] = edges.get(pair, 0) + 1
    return edges


@given(
    st.lists(
        st.tuples(st.sampled_from("lmn"), st.sampled_from("abcd"), st.integers(0, 30)), max_size=25
    )
)
def test_co_shares_are_every_pair_within_the_window(rows):
    rows = [(thing, who, f"p{i}", at) for i, (thing, who, at) in enumerate(rows)]
    columns = [pa.array([r[k] for r in rows], pa.string()) for k in range(3)]
    given_shares, names = shares(
        *columns, np.array([r[3] for r in rows], np.int64), min_participation=1
    )
    edges = co_shares(given_shares, window=5)
    who = names.to_pylist()
    ours = {
        tuple(sorted((who[a], who[b]))): int(w)
        for a, b, w in zip(edges.a, edges.b, edges.weight, strict=True)
    }
    assert ours == slow_edges(rows, 5)


def test_accounts_that_keep_passing_on_the_same_posts_are_counted_and_not_marked():
    reposts = [
        post(
            8000 + 10 * thing + who,
            None,
            BURST + thing * HOUR + who * 5_000_000,
            kind="repost",
            repost_of=f"x:{thing:06d}",
            author=f"x:p{who}",
        )
        for thing in range(3)
        for who in range(6)
    ]
    found = measured([*crowd(60), *reposts])
    by_id = {f.id: f for f in found.findings}
    assert by_id["coordination.passing"].value == 6
    assert found.marks.num_rows == 0
    fewer = measured([*crowd(60), *reposts[:12]])
    assert {f.id: f for f in fewer.findings}["coordination.passing"].value == 0
