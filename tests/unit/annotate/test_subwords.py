"""The words of a text that readers see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate import subwords
from uproar.annotate.subwords import MAX_CHARS, plain


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
def test_a_fast_pass_over_all_texts_changes_no_answer(texts: list[str]) -> None:
    def slow(text: str) -> str:
        words = subwords._LONG.sub(r"\1\1\1", subwords._OUT.sub(" ", text[: 2 * MAX_CHARS]))
        return " ".join(words.split())[:MAX_CHARS]

    assert plain(texts) == [slow(text) for text in texts]
