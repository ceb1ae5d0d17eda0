"""What signs add to the chances of the labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate.emotion.emoji_hints import hints
from uproar.annotate.emotion.labels import LABELS, NEUTRAL


def strongest(norm: str, *emoji: str) -> str:
    return LABELS[int(hints([norm], [emoji])[0].argmax())]


@pytest.mark.parametrize(
    ("norm", "emoji", "label"),
    [
        ("haha", (), "amusement"),
        ("", ("😭",), "sadness"),
        ("", ("😭", "😂"), "amusement"),
        ("haha", ("😭",), "amusement"),
        ("ㅠㅠ", (), "sadness"),
        ("", ("❤",), "love"),
        ("", ("👍🏽",), "approval"),
    ],
)
def test_signs(norm: str, emoji: tuple[str, ...], label: str) -> None:
    assert strongest(norm, *emoji) == label


def test_a_sign_takes_from_neutral_and_repeats_say_nothing_new() -> None:
    once, often, none = hints(["", "", ""], [["🎉"], ["🎉"] * 9, ["🚲"]])
    assert once[LABELS.index(NEUTRAL)] < 0
    assert (once == often).all()
    assert not none.any()


def test_laughter_is_a_word_of_its_own() -> None:
    assert not hints(["hahaland"], [[]]).any()


@given(st.lists(st.tuples(st.text(max_size=20), st.lists(st.text(min_size=1, max_size=3)))))
def test_one_row_for_each_text(rows: list[tuple[str, list[str]]]) -> None:
    found = hints([norm for norm, _ in rows], [emoji for _, emoji in rows])
    assert found.shape == (len(rows), len(LABELS))
