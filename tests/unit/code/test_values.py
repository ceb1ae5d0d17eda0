"""What may stand in a coder's cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.code import values
from uproar.errors import ConfigError
from uproar.model.coding import CODED_EMOTIONS, NO_THEME, STANCES


@pytest.mark.parametrize("cell", ["y", " Yes ", "TRUE", "x", "1", "예", "Sí"])
def test_yes_in_the_spellings_of_people(cell: str) -> None:
    assert values.yes_or_no(cell) == "yes"


@pytest.mark.parametrize("read", [values.yes_or_no, values.stance, values.emotion, values.theme])
def test_an_empty_cell_is_no_code(read) -> None:
    assert read("") == read("  ") == ""


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (values.yes_or_no, "maybe"),
        (values.stance, "positive"),
        (values.emotion, "happy"),
        (values.theme, "=1+1"),
        (values.theme, "none-of-these"),
        (values.theme, "../up"),
        (values.theme, "a" * 200),
        (values.theme, "one\x1b[2Jtwo"),
    ],
)
def test_anything_else_is_refused_and_shown(read, cell: str) -> None:
    with pytest.raises(ConfigError) as error:
        read(cell)
    assert "\x1b" not in str(error.value)
    assert len(str(error.value)) < 300


def test_codes_read_as_themselves() -> None:
    assert [values.stance(s) for s in STANCES] == list(STANCES)
    assert [values.emotion(e) for e in CODED_EMOTIONS] == list(CODED_EMOTIONS)
    assert [values.theme(t) for t in NO_THEME] == list(NO_THEME)


@given(st.text(max_size=80))
def test_a_theme_is_read_to_the_same_theme_again(cell: str) -> None:
    try:
        theme = values.theme(cell)
    except ConfigError:
        return
    assert values.theme(theme) == theme
