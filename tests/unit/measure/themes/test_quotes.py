"""Which posts show a theme."""

from collections.abc import Iterable

import pyarrow as pa
import pytest
from tests.support.footage_event import CUES, chatter, corpus, event, post

from uproar.measure.themes.config import ThemesConfig
from uproar.measure.themes.describing.quotes import Candidate, diverse
from uproar.measure.themes.themes import themes

CONFIG = ThemesConfig().quotes


def _candidates(n: int, language: str, score: float) -> list[Candidate]:
    return [
        Candidate(
            f"{language}{i}",
            int.from_bytes(f"{language}{i}".encode()),
            language,
            score,
            frozenset({f"{i}{language}"}),
        )
        for i in range(n)
    ]


def _chosen(candidates: list[Candidate], common: str) -> tuple[str, ...]:
    needed = ((common, CONFIG.min_common), ("en", CONFIG.min_english))
    return diverse(candidates, CONFIG.max_quotes, CONFIG, needed=needed)


def test_the_commonest_language_and_english_have_their_places() -> None:
    many = [*_candidates(9, "es", 0.9), *_candidates(9, "fr", 0.9), *_candidates(9, "it", 0.9)]
    few = [*_candidates(9, "id", 0.0), *_candidates(9, "en", 0.0)]
    chosen = _chosen([*many, *few], "id")
    assert sum(c.startswith("id") for c in chosen) >= CONFIG.min_common
    assert sum(c.startswith("en") for c in chosen) >= CONFIG.min_english


def test_a_language_of_no_candidate_takes_no_place() -> None:
    chosen = _chosen(_candidates(9, "es", 0.9), "es")
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
    assert all(CONFIG.min_chars <= len(t) <= CONFIG.max_chars for t in texts["text"].to_pylist())


def _quotes(emotions: dict[str, list[str]], refused: Iterable[str] = ()) -> dict[str, set[str]]:
    """Stance → the quotes of the themes that have it, where posts are read with these emotions."""
    reuse = dict.fromkeys(refused, "refused: protected")
    made = corpus([p | {"reuse": reuse.get(p["id"])} for p in chatter()])
    texts = made.query("select id, text_id from originals order by id").to_pylist()
    read = {row["text_id"]: emotions.get(row["id"], []) for row in texts}
    felt = pa.table({"text_id": list(read), "emotions": pa.array(read.values(), LISTS)})
    made._sql.register("felt", felt)
    made._sql.execute(
        "create or replace table scope as select * from scope join felt using (text_id)"
    )
    made._refresh()
    rows = themes(made, event()).findings[0].rows
    return {
        stance: {q for row in rows if row.stance == stance for q in row.quotes}
        for stance in {row.stance for row in rows}
    }


LISTS = pa.list_(pa.string())
EMOJI = "🐐"
GOATS = [p["id"] for p in chatter() if EMOJI in p["text"]]
FOND = {p["id"]: ["love"] for p in chatter() if EMOJI not in p["text"]}
AGAINST = {
    post: [("annoyance", "anger", "disapproval")[i % 3]] for i, post in enumerate(GOATS[::2])
}


def test_a_critical_theme_is_quoted_by_its_critics_alone() -> None:
    quotes = _quotes(AGAINST | FOND)
    assert quotes["critical"]
    assert quotes["critical"] <= set(AGAINST)
    assert len(quotes["positive"]) >= CONFIG.max_quotes


def test_a_theme_that_is_not_critical_is_quoted_by_all() -> None:
    few = dict(list(AGAINST.items())[:2])
    quotes = _quotes(few | {post: ["love"] for post in GOATS if post not in few} | FOND)
    assert set(quotes) == {"positive"}
    assert len(quotes["positive"] & set(GOATS)) >= CONFIG.max_quotes


def test_a_critical_theme_without_critics_that_may_be_quoted_keeps_its_quotes() -> None:
    quotes = _quotes(AGAINST | FOND, refused=AGAINST)
    assert quotes["critical"]
    assert quotes["critical"] <= set(GOATS) - set(AGAINST)


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
            assert 1 <= len(child.quotes) <= CONFIG.max_subtheme_quotes
        quoted = [q for child in row.children for q in child.quotes]
        assert len(set(quoted)) == len(quoted)
