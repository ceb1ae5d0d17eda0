"""A language model's sentence may say what the plain sentence says, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.forgery import forgeries
from tests.support.rewordings import HERE, main, places, refusal, rows

from uproar.annotate.embed import vectors
from uproar.arrays import Int8s
from uproar.tell.rewording import why_refused
from uproar.tell.rewording.likeness import likeness
from uproar.tell.rewording.reading import read
from uproar.tell.rewording.units import Unreadable
from uproar.tell.rewording.vocabulary import Vocabulary, vocabulary

LEAST_SHARE = 0.6  # of honest rewordings that have to be heard, in each half of the set


def words() -> Vocabulary:
    listed = vocabulary("en")
    assert listed is not None
    return listed


@pytest.mark.parametrize("row", rows(HERE / "forged.tsv"), ids=lambda row: row["kind"])
def test_no_forged_sentence_is_taken(row: dict[str, str]) -> None:
    assert refusal(row["plain"], row["rewording"])


@pytest.mark.parametrize("row", rows(HERE / "forged_blind.tsv"), ids=lambda row: row["kind"])
def test_no_sentence_forged_without_a_look_at_the_check_is_taken(row: dict[str, str]) -> None:
    assert refusal(row["plain"], row["rewording"])


@pytest.mark.parametrize("row", rows(HERE / "generated.tsv"), ids=lambda row: row["operation"])
def test_no_sentence_forged_by_rule_is_taken(row: dict[str, str]) -> None:
    assert refusal(row["plain"], row["rewording"])


@pytest.mark.parametrize("row", rows(HERE / "rearranged.tsv"), ids=lambda row: row["event"])
def test_no_sentence_of_the_same_words_that_says_otherwise_is_taken(row: dict[str, str]) -> None:
    assert refusal(row["plain"], row["rewording"])


def test_the_rule_gives_the_same_sentences_again() -> None:
    made = [list(forged) for forged in forgeries(200, 2026)]
    assert made == [
        [r["operation"], r["plain"], r["rewording"]] for r in rows(HERE / "generated.tsv")
    ]


CLAIMS = [
    "The public and the fans are against it.",
    "He kept it from the public.",
    "No people hold with it.",
    "The video was taken down that night.",
    "It was said before.",
    "That is it.",
    "They are.",
    "And it is so.",
]


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize(
    "join", [" {}", ", and {}", "; {}", ": {}", ", which {}", " – {}", " ({})"]
)
def test_no_claim_stands_behind_any_plain_sentence(claim: str, join: str) -> None:
    """In everyday words, joined in any way, before and behind."""
    told = claim if join == " {}" else claim[0].lower() + claim[1:-1]
    for plain in places():
        body = plain if join == " {}" else plain.removesuffix(".")
        assert refusal(plain, body + join.format(told))
        assert refusal(plain, f"{claim} {plain}")


def share_heard(half: str) -> float:
    chosen = [row for row in rows(HERE / "honest.tsv") if row["set"] == half]
    assert len(chosen) > 100
    return sum(refusal(row["plain"], row["rewording"]) is None for row in chosen) / len(chosen)


@pytest.mark.parametrize("half", ["chosen on", "reported on"])
def test_most_honest_rewordings_are_heard(half: str) -> None:
    """A check that refuses all is worthless."""
    assert share_heard(half) >= LEAST_SHARE


def test_every_wording_of_a_point_may_be_followed() -> None:
    n_read = 0
    for plain, place in places().items():
        for wording in place.wordings:
            reason = why_refused(wording, place.wordings, "en", vectors)
            n_read += reason is None
            is_other = any(
                r in (reason or "") for r in ("not built", "leaves out slot", "not offered")
            )
            assert reason is None or is_other or "[[" not in wording, (plain, wording, reason)
    assert n_read > 300


A, B, C, D = "[[name:a]]", "[[name:b]]", "[[event:published_at, form=date]]", "[[title:t]]"
SAID = "[[cue:1, form=quote]]"
CONTENT = "[[article:a#1, form=content]]"
SAME = [
    (f"On {C}, {A} found {B}.", f"{A} found {B} on {C}."),
    (f"{A} found {B}.", f"{B} was found by {A}."),
    (f"{A} took up the line of {B}.", f"{A} took {B}’s line up."),
    (f"{A} took up {B}.", f"{A} picked up {B}."),
    (f"{A} came back in {B}.", f"In {B} it was {A} that came back."),
    (f"{A} came; {B} followed.", f"{A} came, and {B} followed."),
    (f"{A} came; {B} followed.", f"{A} came. {B} followed."),
    (f"At {C} in the {D}, {A} says: {SAID}", f"In the {D}, {A} says at {C}: {SAID}"),
    (f"At {C} in the {D} that {A} put out, {B} says: {SAID}", f"{A} put out the {D}. At {C} in it, {B} says: {SAID}"),
    (f"{CONTENT}, {A} wrote then.", f"Then, {A} wrote: {CONTENT}."),
    (f"There is a line in {A}.", f"{A} has a line."),
    (f"The basis: {A}.", f"The basis is {A}."),
    (f"{A} drew praise, which is {B}.", f"{A} drew praise, {B}."),
    (f"Of {A}, {B} are critical.", f"{B} of {A} are critical."),
]  # fmt: skip
DIFFERENT = [
    (f"{A} found {B}.", f"{B} found {A}."),
    (f"{A} found {B}.", f"{A} was found by {B}."),
    (f"{A} found {B}.", f"{A} did not find {B}."),
    (f"{A} found {B}.", f"{A} may find {B}."),
    (f"{A} found {B}.", f"Has {A} found {B}."),
    (f"{A} found {B}.", f"{A} had found {B}."),
    (f"{A} found the line of {B}.", f"{A} found a line of {B}."),
    (f"{A} found posts that {B} wrote.", f"{A} found posts, which {B} wrote."),
    (f"{A} found posts with {B}.", f"With {B}, {A} found posts."),
    (f"{A} in {B} came with {C}.", f"{A} came in {B} with {C}."),
    (f"{A} came in {B}; {C} followed.", f"{A} came; {C} followed in {B}."),
    (f"{A} came in {B}, and {C} in {D}.", f"{A} came in {D}, and {C} in {B}."),
    (f"{A} and {B} came.", f"{B} and {A} came."),
    (f"{A} came; {B} followed.", f"{B} followed; {A} came."),
    (f"Others objected to {A}; some read {B}.", f"Some objected to {A}; others read {B}."),
    (f"{A} says in {B}: {SAID}", f"{SAID} says in {B}: {A}"),
    (f"{CONTENT}, {A} wrote before {B}.", f"{CONTENT} before {B}, {A} wrote."),
    (f"{A} starts from {B}, [[cue:1, form=time]] into the {D}.", f"{A} starts [[cue:1, form=time]] into the {D} from {B}."),
    (f"Only {A} came.", f"{A} came only."),
    (f"{A} is for {B} and against {C}.", f"{A} is for {C} and against {B}."),
    (f"{A}: posts from {B}", f"{B}: posts from {A}"),
    (f"{A} came from {B} to {C}.", f"{A} came from {C} to {B}."),
    (f"{A} came.", f"{A} came?"),
    (f"{A} came.", f"{A} came!"),
    (f"The line of {A} came.", f"THE line of {A} came."),
    (f"The line of {A} came.", f"The LINE of {A} came."),
    (f"The line of {A} came.", f"The line of {A} came"),
    (f"The line of {A} came", f"The line of {A} came."),
    (f"{A} came; {B} followed.", f"{A} came, which {B} followed."),
    (f"Posts of {A} came back.", f"Post of {A} came back."),
    (f"{A} says: {SAID}", f"{A} says: {SAID}."),
    (f"{A} wrote: {CONTENT}.", f"{CONTENT}. {A} wrote."),
]  # fmt: skip


@pytest.mark.parametrize(("plain", "other"), SAME)
def test_these_say_the_same(plain: str, other: str) -> None:
    assert why_refused(other, (plain,), "en", vectors) is None


@pytest.mark.parametrize(("plain", "other"), DIFFERENT)
def test_these_do_not(plain: str, other: str) -> None:
    assert why_refused(other, (plain,), "en", vectors)


PIECES = st.sampled_from(
    [A, B, C, D, SAID, CONTENT, "[[event:posted]]", "[[finding:v, form=times]]", "[[cue:1, form=time]]",
     ".", ",", ":", ";", "–", "(", ")", "?", "’s", "…", "[[", "the", "a", "of", "that", "which", "who", "what",
     "it", "they", "is", "was", "had", "been", "be", "could", "not", "no", "only", "and", "or", "so", "as",
     "when", "before", "with", "by", "to", "in", "there", "found", "took", "up", "come", "talked", "about",
     "posts", "line", "critical", "such as", "then", "The", "reposts included", "по", "문", "\u202e", "7"]
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=14))
def test_any_row_of_words_is_read_or_refused(row: Sequence[str]) -> None:
    text = " ".join(row)
    try:
        clauses = read(text, words())
    except Unreadable as error:
        assert str(error)
    else:
        assert read(text, words()) == clauses


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6), st.integers(0, 10_000), st.randoms())
def test_nothing_can_be_added_to_a_sentence(row: Sequence[str], at: int, random: object) -> None:
    """Whatever is put in, a rewording that is longer by a word of meaning is another sentence."""
    plain = f"The line runs through {A} of the reaction, {B} of {C}."
    tokens = plain[:-1].replace(",", " ,").split(" ")
    place = at % (len(tokens) + 1)
    added = [p for p in row if p.isalpha() and p not in ("the", "that", "which", "The", "or")]
    text = " ".join([*tokens[:place], *row, *tokens[place:]]).replace(" ,", ",") + "."
    if added:
        assert why_refused(text, (plain,), "en", vectors)


@pytest.mark.parametrize(
    "word",
    ["what", "that", "a that", "and", "it is", "which is", "(", "of", "when it is", "not", "’s"],
)
def test_a_sentence_of_any_length_is_read_or_refused(word: str) -> None:
    plain = f"{A} found {B}."
    for n in (20, 20_000):
        assert why_refused(f"{A} found {' '.join([word] * n)} {B}.", (plain,), "en", vectors)


def test_a_language_without_lists_has_no_rewordings() -> None:
    plain = f"{A} found {B}."
    assert "no words are listed" in (why_refused(plain, (plain,), "ko", vectors) or "")
    assert "no words are listed" in (why_refused(plain, (plain,), "../en", vectors) or "")


def test_a_word_that_the_lists_call_an_equal_has_to_be_like_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The lists are written by hand: the embedder looks at each word once more."""
    wrong = replace(words(), senses={**words().senses, "tell": "surround"})
    monkeypatch.setattr("uproar.tell.rewording.rewording.vocabulary", lambda language: wrong)
    plain, offered = f"{A} surrounded {B}.", f"{A} told {B}."
    assert "too far" in (why_refused(offered, (plain,), "en", vectors) or "")


def test_likeness_is_that_of_the_least_like_word_either_way() -> None:
    plain = f"Posts about {A} returned."
    assert likeness(plain, f"Of {A}, posts returned.", words(), vectors) == 1.0
    more = likeness(plain, f"Posts about {A} returned by parachute.", words(), vectors)
    less = likeness(f"Posts about {A} returned by parachute.", plain, words(), vectors)
    assert more == less < 0.4
    assert likeness(f"{A} of {B}", f"{B} of {A}", words(), no_vectors) == 1.0


def no_vectors(texts: Sequence[str]) -> Int8s:
    assert not texts
    return np.empty((0, 256), np.int8)


def test_the_command_prints_what_is_taken(
    capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    assert main([str(HERE / "forged.tsv")]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("0 of ")
    assert main(["--plain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(places())
