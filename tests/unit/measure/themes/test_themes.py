"""Themes: what belongs together is together, whatever its language; every post is accounted for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.footage_event import SAYINGS, chatter, corpus, event, post

from uproar.measure.themes.config import ThemesConfig
from uproar.measure.themes.fitting import selection
from uproar.measure.themes.themes import themes
from uproar.model import MARKS


@pytest.fixture(scope="module")
def measured():
    return themes(corpus(chatter()), event())


def _by_post(measured):
    return {
        m["post_id"]: (m["value"], m["reason"])
        for m in measured.marks.to_pylist()
        if m["kind"] == "theme"
    }


def _true(text):
    return next(i for i, (emoji, _) in enumerate(SAYINGS) if emoji in text)


def test_languages_meet_and_subjects_part(measured) -> None:
    found = _by_post(measured)
    pairs = [(_true(p["text"]), found[p["id"]][0]) for p in chatter()]
    majority = {
        theme: max(range(3), key=[t for t, x in pairs if x == theme].count)
        for theme in {x for _, x in pairs}
    }
    right = sum(majority[theme] == true for true, theme in pairs)
    assert set(majority.values()) == {0, 1, 2}
    assert right >= 0.9 * len(pairs)


def test_shares_are_of_all_originals_and_add_up(measured) -> None:
    finding = measured.findings[0]
    assert finding.id == "themes"
    assert finding.n == len(chatter())
    assert 3 <= finding.value <= 8
    none = next(f for f in measured.findings if f.id == "themes.none.share")
    assert sum(r.n for r in finding.rows) + sum(r.n for r in none.rows) == finding.n
    assert finding.parameters.items() >= ThemesConfig().parameters().items()
    for row in finding.rows:
        assert row.low <= row.share <= row.high
        assert sum(day.n for day in row.by_day) == row.n


def test_evidence_of_a_theme_is_its_count(measured) -> None:
    given_posts = corpus(chatter())
    given_posts.add_marks(measured.marks)
    for row in measured.findings[0].rows:
        n = next(f for f in measured.findings if f.id == f"themes.{row.id}.n")
        assert given_posts.query(n.evidence_sql).num_rows == n.value == row.n


def test_same_again_and_from_its_own_memory(measured) -> None:
    again = themes(corpus(chatter()), event())
    assert again.memory == measured.memory
    assert again.findings == measured.findings
    remembered = themes(corpus(chatter(), memories={"themes": measured.memory}), event())
    assert remembered.findings == measured.findings
    assert remembered.marks.equals(measured.marks)


def test_a_tenth_more_posts_change_hardly_any_theme(measured) -> None:
    before = _by_post(measured)
    more = [post(9000 + i, f"that goat, number {i} 🐐") for i in range(len(before) // 10)]
    later = themes(corpus([*chatter(), *more], memories={"themes": measured.memory}), event())
    after = _by_post(later)
    assert np.mean([before[i] == after[i] for i in before]) >= 0.95


def test_an_erasure_reads_afresh_and_keeps_ids(measured) -> None:
    kept = chatter()[3:]
    after = themes(corpus(kept, memories={"themes": measured.memory}, epoch=1), event())
    assert after.memory != measured.memory
    assert after.findings[0].parameters["parent"] == measured.findings[0].parameters["run"]
    before, now = _by_post(measured), _by_post(after)
    assert np.mean([before[p["id"]] == now[p["id"]] for p in kept]) >= 0.8


def test_every_relevant_post_has_a_theme_or_a_reason() -> None:
    odd = [
        post(5000, None, kind="repost", repost_of="x:000000"),
        post(5001, None, kind="repost", repost_of="x:gone"),
        post(5002, "🐐🐐"),
        post(5003, "https://example.org/a"),
        post(5004, "zxqv wvut"),
        post(5005, "buy umbrellas now"),
        post(5006, "please sign our petition"),
        post(5007, "the goat can really sing!! 🐐"),
    ]
    marks = [
        {"post_id": "x:005005", "kind": "spam", "value": "yes"},
        {"post_id": "x:005006", "kind": "coordinated", "value": "g1"},
        {"post_id": "x:005007", "kind": "copy", "value": "x:000000"},
    ]
    measured = themes(corpus([*chatter(), *odd], marks), event())
    found = _by_post(measured)
    assert len(found) == len(chatter()) + len(odd)
    assert all(bool(theme) != bool(reason) for theme, reason in found.values())
    assert found["x:005000"][0] == found["x:005007"][0] == found["x:000000"][0]
    assert found["x:005001"] == ("", "repost of a post outside")
    assert found["x:005003"] == ("", "only link")
    assert found["x:005005"] == ("", "spam")
    assert found["x:005006"] == ("", "coordinated")


class _Counted:
    """A corpus that writes down what is asked of it."""

    def __init__(self, asked) -> None:
        self._asked = asked
        self.statements: list[str] = []

    def query(self, sql, params=None):
        self.statements.append(sql)
        return self._asked.query(sql, params)

    def __getattr__(self, name):
        return getattr(self._asked, name)


@pytest.mark.parametrize("per_saying", [2, 8])
def test_no_statement_is_run_per_theme_nor_twice(per_saying: int) -> None:
    counted = _Counted(corpus(chatter(per_saying)))
    assert themes(counted, event()).findings[0].value >= 3
    assert len(counted.statements) == 5
    assert len(set(counted.statements)) == 5


def test_near_copies_are_never_split() -> None:
    shouted = [post(7000 + i, "THE GOAT CAN REALLY SIIIING" + "!" * i) for i in range(9)]
    found = _by_post(themes(corpus([*chatter(), *shouted]), event()))
    assert len({found[p["id"]] for p in shouted}) == 1


def test_quotes_are_clean_and_of_different_people() -> None:
    posts = [
        *chatter(),
        post(8000, "the goat can really sing and i mean it 🐐", reuse="refused: protected"),
        post(8001, "the goat can really sing @someone look 🐐"),
        post(8002, "the goat was taken to hospital it can really sing 🐐"),
        post(8003, "the goat can really sing <script>alert(1)</script> 🐐"),
        post(8004, "that singing goat is a star every time 🐐", author="x:a0"),
    ]
    measured = themes(corpus(posts), event())
    authors = {p["id"]: p["author"] for p in posts}
    for row in measured.findings[0].rows:
        assert row.quotes
        assert not {"x:008000", "x:008001", "x:008002", "x:008003"} & set(row.quotes)
        assert len({authors[q] for q in row.quotes}) == len(row.quotes)
    sensitive = [m for m in measured.marks.to_pylist() if m["kind"] == "sensitive"]
    assert [(m["post_id"], m["value"]) for m in sensitive] == [("x:008002", "health")]


def test_a_theme_of_two_people_is_none() -> None:
    posts = [post(i, p["text"], author=f"x:a{i % 2}") for i, p in enumerate(chatter(2))]
    found = _by_post(themes(corpus(posts), event()))
    assert {reason for _, reason in found.values()} == {"fewer than three people"}


def test_nothing_gives_nothing() -> None:
    measured = themes(corpus([]), event())
    assert measured.findings == ()
    assert measured.marks.schema.names == MARKS.names


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 40), st.integers(3, 5), st.integers(5, 9))
def test_numbers_tried_rise_and_fit(n: int, low: int, high: int) -> None:
    tried = selection.numbers(n, low, high)
    assert tried == sorted(set(tried))
    assert all(1 <= m <= max(1, n) for m in tried)
