"""Which posts show a theme."""

import numpy as np
import pyarrow as pa
import pytest
from tests.support.footage_event import CUES, chatter, corpus, event, post

from uproar.measure.themes.assignment import Posts
from uproar.measure.themes.describing.quotes import (
    COMMON,
    ENGLISH,
    FEW,
    LONGEST,
    MOST,
    SHORTEST,
    _Candidate,
    choose,
    diverse,
    shelf,
)
from uproar.measure.themes.fitting.theme_model import Assigned
from uproar.measure.themes.themes import themes


def _candidates(n: int, language: str, score: float) -> list[_Candidate]:
    return [
        _Candidate(
            f"{language}{i}", f"{language}{i}", language, score, frozenset({f"{i}{language}"})
        )
        for i in range(n)
    ]


def test_the_commonest_language_and_english_have_their_places() -> None:
    many = [*_candidates(9, "es", 0.9), *_candidates(9, "fr", 0.9), *_candidates(9, "it", 0.9)]
    few = [*_candidates(9, "id", 0.0), *_candidates(9, "en", 0.0)]
    chosen = diverse([*many, *few], needed=(("id", COMMON), ("en", ENGLISH)))
    assert sum(c.startswith("id") for c in chosen) >= COMMON
    assert sum(c.startswith("en") for c in chosen) >= ENGLISH


def test_a_language_of_no_candidate_takes_no_place() -> None:
    chosen = diverse(_candidates(9, "es", 0.9), needed=(("es", COMMON), ("en", ENGLISH)))
    assert len(chosen) == 8


def test_no_quote_only_repeats_a_line_nor_is_too_long_or_short() -> None:
    line = CUES[0].text.upper().replace(".", "!!")
    more = [post(9000 + i, f"{line} 🐐", author=f"x:line{i}") for i in range(30)]
    given = corpus([*chatter(), *more])
    told = themes(given, event()).findings[0].rows
    quoted = [q for row in told for q in row.quotes]
    assert quoted
    assert not {p["id"] for p in more} & set(quoted)
    texts = given.query("select text from scope where id in (select unnest($ids))", {"ids": quoted})
    assert all(SHORTEST <= len(t) <= LONGEST for t in texts["text"].to_pylist())


def _shelf(labels: dict[str, list[str]], stance: str):
    """One theme of all posts, with these emotions; what may be quoted of it."""
    given = corpus(chatter())
    norms = {t: labels.get(i, []) for i, t in _texts(given)}
    texts = given.query("select distinct text_id from originals order by text_id")["text_id"]
    read = [norms[t] for t in texts.to_pylist()]
    given._sql.register("felt", pa.table({"text_id": texts, "emotions": read}))
    given._sql.execute("create table joined as select * from about join felt using (text_id)")
    given._sql.execute("create or replace view originals as select * from joined")
    n = len(chatter())
    nothing = np.zeros(n, np.int64)
    posts = Posts(
        given.query("select id, author, author as voice, lang from originals order by id"),
        np.array([p["id"] for p in chatter()], object),
        nothing,
        np.full(n, ""),
        np.arange(n),
        np.ones(n, bool),
    )
    assigned = Assigned(nothing, np.ones(n), nothing, np.ones(n))
    made = shelf(given, posts, assigned, stances=[stance], has_subjects=False)
    return given, made


def _texts(given):
    rows = given.query("select id, text_id from originals order by id").to_pylist()
    return [(row["id"], row["text_id"]) for row in rows]


AGAINST = {"x:000005": ["annoyance"], "x:000009": ["anger"], "x:000014": ["disapproval", "love"]}
FOND = {"x:000001": ["love"], "x:000002": ["joy"], "x:000004": ["disappointment", "sadness"]}


def test_a_critical_theme_is_quoted_by_its_critics_alone() -> None:
    given, made = _shelf(AGAINST | FOND, "critical")
    assert set(choose(given, made, 1)[0]) == set(AGAINST)
    given, made = _shelf(AGAINST | FOND, "positive")
    assert len(choose(given, made, 1)[0]) == MOST


def test_a_critical_theme_without_critics_that_may_be_quoted_keeps_its_quotes() -> None:
    given, made = _shelf(FOND, "critical")
    assert len(choose(given, made, 1)[0]) == MOST


def test_a_coarse_post_is_quoted_last() -> None:
    coarse = [post(9000 + i, f"{p['text']} fuck", author=f"x:c{i}")
              for i, p in enumerate(chatter(1))]  # fmt: skip
    told = themes(corpus([*chatter(), *coarse]), event()).findings[0].rows
    assert not {p["id"] for p in coarse} & {q for row in told for q in row.quotes}


def test_a_finer_theme_has_its_share_and_its_own_quotes() -> None:
    measured = themes(corpus(chatter()), event())
    total = measured.findings[0].n
    for row in measured.findings[0].rows:
        assert row.children
        for child in row.children:
            assert child.low <= child.share <= child.high
            assert child.share == pytest.approx(child.n / total, abs=1e-6)
            assert 1 <= len(child.quotes) <= FEW
        quoted = [q for child in row.children for q in child.quotes]
        assert len(set(quoted)) == len(quoted)
