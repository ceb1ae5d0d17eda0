"""Plugins are found, ordered by what they need, and a circle is refused."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.errors import ConfigError
from uproar.plugins import in_order, scan


@dataclass(frozen=True)
class Step:
    name: str
    needs: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()


def ordered(steps: list[Step]) -> list[str]:
    return [s.name for s in in_order(steps, lambda s: s.needs, lambda s: s.gives)]


def test_each_comes_after_what_it_needs() -> None:
    steps = [Step("themes", ("spam",), ("theme",)), Step("spam", (), ("spam",)), Step("x")]
    assert ordered(steps) == ["spam", "themes", "x"]


def test_waits_for_every_giver() -> None:
    steps = [Step("reader", ("spam",)), Step("a", (), ("spam",)), Step("b", (), ("spam",))]
    assert ordered(steps) == ["a", "b", "reader"]


def test_circle_is_refused_by_name() -> None:
    with pytest.raises(ConfigError, match="a, b"):
        ordered([Step("a", ("y",), ("x",)), Step("b", ("x",), ("y",))])


@given(st.permutations([Step(str(i), (str(i - 1),), (str(i),)) for i in range(6)]))
def test_order_given_does_not_matter_for_a_chain(steps: list[Step]) -> None:
    assert ordered(steps) == [str(i) for i in range(6)]


def test_scan_finds_every_measure_file() -> None:
    names = [m.name for m in scan("uproar.measure", "MEASURE")]
    assert names == sorted(set(names))
