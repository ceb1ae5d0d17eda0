"""The words of a text that readers see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate.subwords import plain
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
