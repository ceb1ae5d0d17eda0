"""The figures that the house keeps to hold in every package, and they see what they are to see."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tools import house

# Figures of packages that are still beyond their bound. An entry that holds fails here, so the
# list can only become shorter.
OPEN = {
    ("cli", "vague names per 1,000"),
    ("cli", "Any per 1,000 lines"),
    ("cli", "numbers without a reason"),
    ("pipeline", "vague names per 1,000"),
    ("pipeline", "Any per 1,000 lines"),
    ("pipeline", "numbers without a reason"),
    ("recall", "vague names per 1,000"),
    ("sources", "vague names per 1,000"),
    ("store", "vague names per 1,000"),
    ("store", "numbers without a reason"),
    ("tell", "vague names per 1,000"),
    ("tell", "numbers without a reason"),
}


@cache
def packages() -> dict[str, list[house.Module]]:
    """The modules of each package; those beside the packages are "uproar" itself."""
    read: dict[str, list[house.Module]] = {}
    for module in house.modules():
        inside = module.path.relative_to(house.ROOT).parts
        read.setdefault(inside[0] if len(inside) > 1 else "uproar", []).append(module)
    return read


@cache
def figures() -> dict[str, list[house.Figure]]:
    return {package: house.figures(read) for package, read in sorted(packages().items())}


def cases() -> Iterator[object]:
    for package, shown in figures().items():
        for figure in shown:
            is_open = (package, figure.name) in OPEN
            marks = pytest.mark.xfail(reason="not brought to its bound", strict=True)
            yield pytest.param(
                figure, id=f"{package}: {figure.name}", marks=marks if is_open else ()
            )


@pytest.mark.parametrize("figure", list(cases()))
def test_a_figure_of_a_package_is_within_its_bound(figure: house.Figure) -> None:
    assert figure.holds, "\n".join(figure.cases)


def test_what_is_open_names_packages_and_figures() -> None:
    known = {(package, f.name) for package, shown in figures().items() for f in shown}
    assert known >= OPEN


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
