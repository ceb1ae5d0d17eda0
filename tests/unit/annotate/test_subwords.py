"""The words of a text that readers see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate.subwords import MAX_PIECES, bag, in_first, plain
from uproar.text.prefilter import FEW


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wow HTTPS://A.example/x?y there", "wow there"),
        ("wow WWW.a.example", "wow"),
        ("@someone ＠다른사람 hi a@b.example", "hi a@b.example"),
        ("#lantern ＃등불", "lantern 등불"),
        ("zero\u200bwidth\x00nul\ufeff", "zero width nul"),
        ("looooove 11111 - - ㅋㅋㅋㅋㅋㅋ", "looove 11111 - - ㅋㅋㅋ"),
        ("a\ud800b", "a?b"),
        ("", ""),
    ],
)
def test_what_is_no_word_is_left_out(text: str, words: str) -> None:
    assert plain([text]) == [words]


@given(st.lists(st.text(alphabet="aaa:/w.@#\u200b\n 😭ㅋ", max_size=20), max_size=5))
def test_a_fast_pass_over_many_texts_changes_no_answer(texts: list[str]) -> None:
    many = [*texts, *["lantern"] * FEW]
    assert plain(many)[: len(texts)] == [plain([text])[0] for text in texts]


@pytest.mark.parametrize(
    "text", ["मुझे यह गाना बहुत पसंद है", "Tôi rất thích buổi biểu diễn tối nay", "terima kasih semua"]
)
def test_a_word_of_its_own_is_read_in_its_parts_by_the_first_vocabulary(text: str) -> None:
    words = bag([text])
    parts = in_first(words)
    assert len(words.ids) < len(parts.ids)
    assert parts.ids.max() < 128_000 <= words.ids.max()


def test_each_text_keeps_its_own_parts() -> None:
    texts = ["terima kasih", "", "one take", "मुझे यह गाना", "V"]
    together = in_first(bag(texts))
    for i, text in enumerate(texts):
        alone = in_first(bag([text]))
        assert together.ids[together.ends[i] : together.ends[i + 1]].tolist() == alone.ids.tolist()


def test_the_parts_of_a_long_text_are_bounded() -> None:
    assert len(in_first(bag(["बहुत सुंदर " * 100])).ids) == MAX_PIECES


def test_texts_of_the_first_languages_have_no_new_pieces() -> None:
    texts = ["he counted to forty-three", "이 장면에서 진짜 울었어요", "no puedo creerlo"]
    assert in_first(bag(texts)) is bag(texts)
