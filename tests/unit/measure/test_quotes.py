"""Which posts show a theme."""

from made_goat import CUES, chatter, corpus, event, post
from uproar.measure.quotes import COMMON, ENGLISH, LONGEST, SHORTEST, _Candidate, diverse
from uproar.measure.themes import themes


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
    quoted = [q for row in told for q in row["quotes"]]
    assert quoted
    assert not {p["id"] for p in more} & set(quoted)
    texts = given.query("select text from scope where id in (select unnest($ids))", {"ids": quoted})
    assert all(SHORTEST <= len(t) <= LONGEST for t in texts["text"].to_pylist())
