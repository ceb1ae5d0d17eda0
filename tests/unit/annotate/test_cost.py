"""The work on a hostile post is bounded: counted, not timed."""

from __future__ import annotations

import gc

import numpy as np
import pyarrow as pa
import pytest

from uproar.annotate import annotate_texts, find, spam, subwords
from uproar.annotate.language.letter_model import _counts
from uproar.model import TEXTS, Annotator, text_id
from uproar.models import spam as spam_words
from uproar.text import codepoints

LONG = 50_000
BAD = [
    "a" * LONG,
    "a " * (LONG // 2),
    "é́" * LONG,
    "ㅋ" * LONG,
    "1:" * LONG,
    '"' * LONG,
    "@a.com " * LONG,
]


@pytest.mark.parametrize("text", BAD)
def test_readers_of_words_see_a_bounded_part(text: str) -> None:
    assert len(subwords.plain([text])[0]) <= subwords.MAX_CHARS
    assert len(subwords.bag([text]).ids) <= subwords.MAX_PIECES
    assert len(spam_words.terms(text)) <= 2 * spam_words.CONFIG.max_words
    assert len(spam_words.plain(text)) <= 4 * spam.CONFIG.max_chars


def test_a_letter_is_looked_at_once_however_often_it_stands() -> None:
    asked: list[str] = []
    kinds = codepoints.Kinds(lambda letter: len(asked.append(letter) or ""))  # type: ignore[func-returns-value]  # counts the calls
    for text in BAD:
        found = codepoints.letters([text])
        assert len(found.codes) == len(text) + 1
        kinds.kinds(found.codes)
    assert len(asked) == len({*"".join(BAD), "\n"})


def test_the_automaton_goes_one_step_a_byte() -> None:
    counts = _counts([b"abc " * 30, b"x"])
    assert counts.times.sum() <= 121
    assert (np.diff(counts.ends) >= 0).all()


def test_cycles_are_searched_for_again_after_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(texts: object) -> list[str]:
        raise ValueError(gc.isenabled())

    monkeypatch.setattr(subwords, "plain", fails)
    subwords._bag.cache_clear()
    table = pa.table({"text_id": [text_id("no")], "text": ["no"]}, schema=TEXTS)
    annotators: tuple[Annotator, ...] = find()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="False"):
        annotate_texts(table, annotators)
    assert gc.isenabled()
