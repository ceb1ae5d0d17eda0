"""What a word is: letters with their marks, in every script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from uproar.text.tokens import READ_WORD, SPOKEN_WORD, letter_words, terms, words

# A word of a script with marks, and one of Latin letters with accents typed apart.
MARKED = ("चूतिया", "ไม่ได้", "সুন্দর", "அழகு", "cafe\u0301", "ชอบมาก")


def test_a_word_is_not_cut_at_its_marks() -> None:
    for word in MARKED:
        assert letter_words(f"a {word}, b") == ["a", word, "b"]
        assert SPOKEN_WORD.findall(f"a {word}") == ["a", word]
        assert READ_WORD.findall(f"1 {word} 2") == [word]


def test_words_for_matching_keep_words_of_scripts_with_spaces_whole() -> None:
    assert words("वह सुंदर है") == ["वह", "सुंदर", "है"]
    assert words("ดีมาก") == ["ดีม", "ีมา", "มาก"]
    assert terms("boat boat ボート") == ["boat", "ボー", "ート"]


def test_names_are_read_with_their_joints() -> None:
    assert READ_WORD.findall("AC/DC rock'n'roll x-ray b2b R&B 4k") == [
        "AC/DC", "rock'n'roll", "x-ray", "b2b", "R&B", "k",
    ]  # fmt: skip


@given(st.text(alphabet="ab1' -_é漢한ก\u0301", max_size=20))
def test_a_text_in_ascii_has_the_words_that_it_has_beside_others(text: str) -> None:
    beside = words(f"{text} é")
    assert words(text) == (beside[:-1] if beside[-1:] == ["é"] else beside)
    assert letter_words(f"{text} é") == [*letter_words(text), "é"]
