"""Letters of many texts at once find what a pattern finds text by text."""

from __future__ import annotations

import numpy as np
import regex
from hypothesis import given
from hypothesis import strategies as st

from uproar.text.codepoints import Kinds, has_run, lasting, letters

RUN = regex.compile(r"([^\n])\1{2}")
TEXTS = st.lists(st.text(alphabet="aaab ㅋㅋ😭\n\ud800", max_size=12), max_size=6)


@given(TEXTS)
def test_each_text_stands_between_its_ends(texts: list[str]) -> None:
    found = letters(texts)
    for row, text in enumerate(texts):
        codes = found.codes[found.ends[row] : found.ends[row + 1] - 1]
        assert codes.tolist() == [ord(c) for c in text]


@given(TEXTS)
def test_every_run_is_found_and_no_other(texts: list[str]) -> None:
    assert has_run(texts, 3) == [row for row, text in enumerate(texts) if RUN.search(text)]


def test_no_texts_have_no_runs() -> None:
    assert has_run([], 3) == [] and has_run([""], 2) == []


def test_a_character_is_asked_about_once() -> None:
    asked: list[str] = []

    def kind(letter: str) -> int:
        asked.append(letter)
        return 1 if letter.isalpha() else 0

    kinds = Kinds(kind)
    for _ in range(2):
        found = letters(["ab1a", "", "한b"])
        assert found.any_of(kinds.kinds(found.codes)) == [1, 0, 1]
    assert sorted(asked) == sorted(set(asked)) == ["\n", "1", "a", "b", "한"]


@given(st.lists(st.booleans(), max_size=12), st.integers(1, 4))
def test_a_stretch_lasts_where_so_many_hits_end(hits: list[bool], length: int) -> None:
    found = lasting(np.array(hits, bool), length).tolist()
    assert found == [
        i + 1 >= length and all(hits[i + 1 - length : i + 1]) for i in range(len(hits))
    ]
