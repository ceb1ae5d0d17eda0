"""Finding the modules of a stage package: a folder is scanned, nothing is listed by hand.

Outside packages add theirs through entry points, group `uproar.measures` and so on.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, TypeVar

from uproar.errors import ConfigError

T = TypeVar("T")


def scan(package: str, attribute: str, group: str = "") -> tuple[Any, ...]:
    """The named object of every module of a package, in alphabetical order of the modules.

    Modules without it are support modules. One that fails to import stops the program: a measure
    missing in silence would look like a quiet event. Entry points of `group` follow, by name.
    """
    folder = importlib.import_module(package)
    names = sorted(m.name for m in pkgutil.iter_modules(folder.__path__))
    modules = [importlib.import_module(f"{package}.{name}") for name in names]
    shipped = [getattr(module, attribute) for module in modules if hasattr(module, attribute)]
    outside = sorted(entry_points(group=group), key=lambda e: e.name) if group else []
    return (*shipped, *(entry.load() for entry in outside))


def in_order(
    plugins: Iterable[T], needs: Callable[[T], Sequence[str]], gives: Callable[[T], Sequence[str]]
) -> tuple[T, ...]:
    """The plugins so ordered that each comes after those that give what it needs.

    Ties keep the order given. A need that nobody gives is somebody else's (a column of the posts,
    say). Raises ConfigError when they wait for each other in a circle.
    """
    waiting = list(plugins)
    offered = {name for plugin in waiting for name in gives(plugin)}
    ordered: list[T] = []
    available: set[str] = set()
    while waiting:
        ready = next((p for p in waiting if not (set(needs(p)) & offered) - available), None)
        if ready is None:
            names = ", ".join(str(getattr(p, "name", p)) for p in waiting)
            raise ConfigError(f"these wait for each other: {names}", hint="break the circle")
        waiting.remove(ready)
        ordered.append(ready)
        still_due = {name for plugin in waiting for name in gives(plugin)}
        available |= set(gives(ready)) - still_due
    return tuple(ordered)


def messages(package: str, language: str) -> dict[str, str]:
    """The message files of a package and its folders for one language: file stem → source."""
    folder = Path(next(iter(importlib.import_module(package).__path__)))
    suffix = f".{language}.ftl"
    return {
        path.name.removesuffix(suffix): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob(f"*{suffix}"), key=lambda path: path.name)
    }
