"""Letters per script, for all texts at once, are what a pattern finds text by text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from uproar.text.scripts import NAMES, WEIGHT, count_letters, only, weigh

# Letters of scripts, marks of scripts and of none, a half of a character.
SOME = "ab é한글ก็ี่漢字かなーゴゴ゙я́हिकار́\u0301\u3099 .😭\n\ud800"
KANA, HAN = NAMES.index("Kana"), NAMES.index("Han")
TEXTS = st.lists(st.text(alphabet=SOME, max_size=10) | st.text(max_size=6), max_size=5)


@given(TEXTS)
def test_weights_and_runs_are_those_of_the_pattern(texts: list[str]) -> None:
    found = weigh(texts)
    for row, text in enumerate(texts):
        letters, runs = count_letters(text)
        weights = letters * WEIGHT
        if weights[KANA]:
            weights[KANA] += weights[HAN]
            weights[HAN] = 0
        assert found.weights[row].tolist() == weights.tolist()
        assert found.runs[row].tolist() == runs.tolist()


def test_one_script_is_taken_out() -> None:
    assert only("abc 한글 déf", "Latin") == "abc déf"
    assert only("abc", "Thai") == ""


def test_no_texts_hold_nothing() -> None:
    assert weigh([]).weights.shape == (0, len(NAMES))
