"""What was said before, and precedents in other words, on a small archive and the real embeddings."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from uproar.annotate.embed import vectors
from uproar.model import Article, Cue, Entity, Event, Footage, Passage
from uproar.recall import ThemeDigest, recall
from uproar.sources.articles.sentences import sentences

AT = datetime(2026, 9, 2, 19, tzinfo=UTC)
LINES = (
    ("Ines Vole", "The bicycle has no brakes."),
    ("Ines Vole", "Three songs, no piano, out by noon."),
    ("Tor", "We sold the piano."),
)
TRACK = tuple(Cue(n, 3.0 * n, 3.0 * n + 2, who, said) for n, (who, said) in enumerate(LINES, 1))
EVENT = Event(
    "e", "Ines Vole shows the making of 'Salt'", "film", AT, "p", None, "",
    (Entity("ines", "Ines Vole", "person", {"en": ("Ines Vole",)}, frozenset()),),
    None, None, footage=Footage({"en": TRACK}),
)  # fmt: skip
BIKE = ThemeDigest("bike", ("bicycle", "brakes"), ("the bicycle without brakes", "who rides a bicycle without brakes"), (LINES[0][1],))  # fmt: skip
PIANO = ThemeDigest("piano", ("piano", "noon"), ("three songs and no piano", "no piano at all"), (LINES[1][1],))  # fmt: skip
OTHERS = [
    Article(name, None, None, None, AT - timedelta(days=400), headline, sentences(body), lang, "")
    for name, lang, headline, body in (
        line.split("\t")
        for line in (Path(__file__).parent / "archive.tsv").read_text(encoding="utf-8").splitlines()
    )
]


def article(name: str, days_before: int, *said: str) -> Article:
    return Article(
        name, None, None, None, AT - timedelta(days=days_before), "Singer Ines Vole", said, "en", ""
    )


def context(*archive: Article) -> list[Passage]:
    found = recall([*OTHERS, *archive], EVENT, [BIKE, PIANO], [], vectors).context
    return [p for p in found if p.theme]


def precedents(*archive: Article) -> list[Passage]:
    return list(recall([*OTHERS, *archive], EVENT, [BIKE, PIANO], [], vectors).precedents)


def test_a_line_that_repeats_what_was_promised() -> None:
    said = article(
        "a", 40, "Ines Vole promised on the radio: 'three songs, no piano, maybe a choir'."
    )
    (found,) = context(said)
    assert (found.article_id, found.theme) == ("a", "piano")
    assert {"three", "song", "piano"} <= set(found.terms)
    assert "a line repeats" in found.why


def test_words_and_meaning_agree() -> None:
    (found,) = context(
        article("a", 40, "Ines Vole borrowed a bicycle with broken brakes from a neighbour.")
    )
    assert (found.article_id, found.theme, set(found.terms)) == ("a", "bike", {"bicycle", "brake"})


def test_one_signal_alone_is_a_coincidence() -> None:
    by_number = article("a", 40, "Ines Vole gave three interviews about her label.")
    by_function_word = article("b", 41, "Ines Vole said they had no plans and that it was hers.")
    by_word_only = article(
        "c", 42, "The label puts brakes on spending, said the accountant of Ines Vole."
    )
    assert context(by_number, by_function_word, by_word_only) == []


def test_a_precedent_in_other_words_says_why_it_matches() -> None:
    earlier = article(
        "old", 300, "Ines Vole rode a bicycle without brakes down the hill.", "She signed books."
    )
    (found,) = precedents(earlier)
    assert (found.article_id, found.sentence, found.theme) == ("old", 1, "bike")
    assert found.why.startswith("same person, earlier; both speak of bicycle, ")
    assert "deviations above the archive" in found.why


def test_not_someone_else_s_nor_too_recent_nor_in_an_archive_too_small_to_compare() -> None:
    said = "rode a bicycle without brakes down the hill."
    other = Article("old", None, None, None, AT - timedelta(days=300), "Singer Olga Dahl", (f"Olga Dahl {said}",), "en", "")  # fmt: skip
    recent = article("new", 10, f"Ines Vole {said}")
    assert precedents(other, recent) == []
    alone = recall([article("old", 300, f"Ines Vole {said}")], EVENT, [BIKE], [], vectors)
    assert alone.precedents == ()
