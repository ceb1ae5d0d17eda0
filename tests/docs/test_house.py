"""The figures that the house keeps to hold in all of src, and they see what they are to see."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tools import house

# What the house keeps to, as CONTRIBUTING.md lists it.
BOUNDS = {
    "longest module": 400,
    "modules in one folder": 15,
    "longest import chain in a stage": 7,
    "vague names per 1,000": 1,
    "Any per 1,000 lines": 3,
    "numbers without a reason": 0,
}


@cache
def parts() -> dict[str, list[house.Module]]:
    """The whole of src, each package of it (the modules beside them are "uproar"), and tools."""
    read: dict[str, list[house.Module]] = {"src": house.modules()}
    for module in house.modules():
        inside = module.path.relative_to(house.ROOT).parts
        read.setdefault(inside[0] if len(inside) > 1 else "uproar", []).append(module)
    return read | {"tools": house.modules(house.TOOLS)}


@cache
def figures() -> dict[str, list[house.Figure]]:
    return {part: house.figures(read) for part, read in sorted(parts().items())}


def test_every_part_is_held_to_every_bound() -> None:
    folders = {path.name for path in house.ROOT.iterdir() if (path / "__init__.py").exists()}
    assert figures().keys() == {*folders, "uproar", "src", "tools"}
    for shown in figures().values():
        assert {figure.name: figure.bound for figure in shown} == BOUNDS


def cases() -> Iterator[object]:
    for part, shown in figures().items():
        for figure in shown:
            yield pytest.param(figure, id=f"{part}: {figure.name}")


@pytest.mark.parametrize("figure", list(cases()))
def test_a_figure_is_within_its_bound(figure: house.Figure) -> None:
    assert figure.holds, "\n".join(figure.cases)


def module(source: str) -> house.Module:
    path = house.ROOT / "measure" / "made.py"
    return house.Module("uproar.measure.made", path, tuple(source.splitlines()), ast.parse(source))


@pytest.mark.parametrize(
    "source",
    [
        "LEAST = 8\n",
        "LEAST = 8  # accounts\n",
        "LEVELS = (0.5, -0.75)\n",
        "MONTH = 30 * DAY\n",
        "A, B = 1, 2\n",
        "class SpamConfig:\n    threshold: float = 0.75\n",
        "class SpamConfig:\n    # source: a paper\n    first: int = 1\n    second: int = 2\n",
    ],
)
def test_a_number_without_a_reason_is_seen(source: str) -> None:
    assert not house.unexplained_numbers([module(source)]).holds


@pytest.mark.parametrize(
    "source",
    [
        "LEAST = 8  # chosen on: judgement; not swept\n",
        "# Hours of a week.\n# by definition: seven days\nWEEK_H = 168\n",
        "class SpamConfig:\n    # A chance, 0-1.\n    # source: a paper\n    threshold: float = 0.75\n",
        "VERSION = '2'\n",
        "IS_ON, IS_OFF = True, False\n",
        "def f() -> int:\n    return 8\n",
    ],
)
def test_a_number_with_its_reason_passes(source: str) -> None:
    assert house.unexplained_numbers([module(source)]).holds


def test_vague_names_and_any_are_seen_and_counted() -> None:
    read = [module("def f(data: Any) -> None:\n    for at, post in []:\n        n_posts = at\n")]
    assert len(house.vague_names(read).cases) == 2
    assert len(house.any_types(read).cases) == 1


def test_no_modules_have_nothing_beyond_a_bound(tmp_path: Path) -> None:
    assert all(figure.holds for figure in house.figures(house.modules(tmp_path)))
