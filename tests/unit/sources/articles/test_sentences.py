"""Sentences in scripts with and without spaces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.sources.articles.sentences import MAX_CHARS, sentences


@pytest.mark.parametrize(
    "expected",
    [
        ("One take.", "Indoors.", "Home for dinner."),
        ("It cost 1.204 dollars.", "Nobody minded!"),
        ("Dr. Oh and J. Park met Mr. Lee.", "They left."),
        ('"One take?" he said.', "It was not."),
        ("He said 'day one.'", "Then again."),
        ("They met at 4 a.m. in the rain.", "It ended at 6 p.m.", "Nobody slept."),
        ("The U.S. tour opens on Jan. 5.", "Tickets are out."),
        ("¿Una toma?", "¡No!", "Fueron muchas."),
        ("물이 차가웠다.", "아홉 도였다.", "감독이 말했다."),
        ("川は冷たかった。", "九度だった。", "「一回だけ。」と彼は言った。"),
        ("河水很冷。", "只有九度！", "为什么？"),
        ("Wait...", "What?!", "Yes."),
    ],
)
def test_sentences_are_found_again(expected: tuple[str, ...]) -> None:
    glue = "" if any("\u3040" <= c <= "\u9fff" for c in expected[0]) else " "
    assert sentences(glue.join(expected)) == expected


def test_a_line_break_ends_a_sentence() -> None:
    assert sentences("A headline\n\nA sentence.") == ("A headline", "A sentence.")


@pytest.mark.parametrize("text", ["word " * 2000, "語" * 5000, "5" * 4001, "「" + "。a" * 3000])
def test_what_never_ends_is_cut_between_words(text: str) -> None:
    pieces = sentences(text)
    assert max(map(len, pieces)) <= MAX_CHARS
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert "word" in pieces[0] or " " not in text
    assert all(piece.split()[-1] == "word" for piece in pieces if "w" in piece)


def test_a_quotation_that_goes_on_is_one_sentence_however_many_marks_it_holds() -> None:
    assert sentences("「一。二。三。」と言った。次。") == ("「一。二。三。」と言った。", "次。")


def test_nothing_has_no_sentences() -> None:
    assert sentences(" \n ") == ()


@given(st.text(alphabet="aZ .。!?\"'「」と\n1", max_size=80))
def test_no_character_but_space_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())
