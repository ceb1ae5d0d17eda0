"""The text outside its quotations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.text.quotations import outside


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('a "b" c', "a c"),
        ('a "b "c" d" e', "a e"),
        ("a「b『c』」d", "a d"),
        ("„b“ c", "c"),
        ("« b » c", "c"),
        ('ข"b"ค', "ข ค"),
        ("it’s ‘b’ c", "it’s c"),
        ('a 7" b "open', 'a 7" b "open'),
        ("” a “", "” a “"),
    ],
)
def test_takes_closed_quotations_out(text: str, kept: str) -> None:
    assert outside(text).split() == kept.split()


@given(st.text(alphabet="ab \"“”„«»「」『』‘’‹›'", max_size=60))
def test_only_takes_away(text: str) -> None:
    rest = iter(text)
    assert all(letter in rest for letter in outside(text) if not letter.isspace())


def test_fifty_thousand_marks_are_no_trouble() -> None:
    assert outside('"a ' * 50_000)
