"""Letters of many texts at once find what a pattern finds text by text."""

from __future__ import annotations

import regex
from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate.letters import has_run, letters

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
