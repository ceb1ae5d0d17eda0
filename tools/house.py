"""Prints the figures that the house keeps to, and fails where one is beyond its bound.

`python tools/house.py [FOLDER …]` reads `src/uproar`, or only the modules below each FOLDER; `-v`
lists what a figure counts, a line each. No module of the product is imported.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SRC = REPOSITORY / "src"
ROOT = SRC / "uproar"
TOOLS = REPOSITORY / "tools"

# Names that say nothing: house rule, see CONTRIBUTING.md.
VAGUE = frozenset(
    [
        "data",
        "info",
        "item",
        "obj",
        "result",
        "handle",
        "process",
        "manager",
        "do",
        "found",
        "told",
        "given",
        "own",
        "kept",
        "met",
        "at",
        "of",
        "one",
    ]
)
# A number that decides something stands beside its reason.
REASON = re.compile(r"#.*\b(source|chosen on|by definition):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Module:
    """A source file: its dotted name, lines and syntax tree."""

    name: str
    path: Path
    lines: tuple[str, ...]
    tree: ast.Module


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its bound; `cases` are the lines that -v prints."""

    name: str
    value: float
    bound: float
    cases: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.value <= self.bound


def modules(below: Path = ROOT) -> list[Module]:
    """Every module below a folder, by name."""
    read = []
    for path in sorted(below.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = ".".join(_place(path).with_suffix("").parts).removesuffix(".__init__")
        read.append(Module(name, path, tuple(text.splitlines()), ast.parse(text)))
    return read


def bindings(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every name that a module binds, with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield name, node.lineno
            case ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name, node.lineno
            case ast.alias(asname=str(name)):
                yield name, node.lineno


def vague_names(read: list[Module]) -> Figure:
    """Vague names among 1,000 bindings."""
    total, cases = 0, []
    for module in read:
        for name, line in bindings(module.tree):
            total += 1
            if name.strip("_") in VAGUE:
                cases.append(f"{_place(module.path)}:{line} {name}")
    return Figure("vague names per 1,000", 1000 * len(cases) / max(total, 1), 1, tuple(cases))


def any_types(read: list[Module]) -> Figure:
    """`Any` in annotations among 1,000 lines, but where a platform's JSON enters.

    Fewer lines count as 1,000, so that a small package may have as many as a large one.
    """
    total, cases = 0, []
    for module in read:
        if ".sources.platforms" in module.name or module.name == "uproar.arrays":
            continue
        total += len(module.lines)
        cases += [
            f"{_place(module.path)}:{node.lineno}"
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Name) and node.id in ("Any", "AnyArray")
        ]
    return Figure("Any per 1,000 lines", 1000 * len(cases) / max(total, 1000), 3, tuple(cases))


def unexplained_numbers(read: list[Module]) -> Figure:
    """Module constants and parameter fields that are numbers without a stated reason."""
    cases = []
    for module in read:
        if ".lexicons" in module.name:
            continue
        for node in (*module.tree.body, *_parameter_fields(module.tree)):
            if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
                continue
            if _is_number(node.value) and not _has_reason(module, node):
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                cases.append(f"{_place(module.path)}:{node.lineno} {ast.unparse(target)}")
    return Figure("numbers without a reason", len(cases), 0, tuple(cases))


def long_modules(read: list[Module]) -> Figure:
    """Lines of the longest module."""
    sizes = sorted(((len(m.lines), _place(m.path)) for m in read), reverse=True)
    longest = sizes[0][0] if sizes else 0
    return Figure("longest module", longest, 400, tuple(f"{p} {n}" for n, p in sizes[:5]))


def crowded_folders(read: list[Module]) -> Figure:
    """Modules at one level of the fullest folder, `__init__` not counted."""
    count = Counter(m.path.parent for m in read if m.path.name != "__init__.py")
    fullest = count.most_common(5)
    cases = tuple(f"{_place(folder)} {n}" for folder, n in fullest)
    return Figure("modules in one folder", fullest[0][1] if fullest else 0, 15, cases)


def import_chain(read: list[Module]) -> Figure:
    """The longest chain of imports between the files and folders of one stage."""
    chains = [_longest(graph) for graph in _stage_graphs(read).values()]
    chains.sort(key=len, reverse=True)
    cases = tuple(" → ".join(chain) for chain in chains[:3])
    return Figure("longest import chain in a stage", len(chains[0]) if chains else 0, 7, cases)


def _stage_graphs(read: list[Module]) -> dict[str, dict[str, set[str]]]:
    """Stage → (file or folder of it → those that it imports)."""
    known = _module_names()
    graphs: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for module in read:
        parts = module.name.split(".")
        if len(parts) < 3:
            continue
        stage, room = parts[1], parts[2]
        for target in _imports(module, known):
            others = target.split(".")
            if len(others) > 2 and others[1] == stage and others[2] != room:
                graphs[stage][room].add(others[2])
    return graphs


@cache
def _module_names() -> frozenset[str]:
    return frozenset(module.name for module in modules())


def _imports(module: Module, known: frozenset[str]) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full in known else node.module


def _longest(graph: dict[str, set[str]]) -> tuple[str, ...]:
    """The longest path of a graph; a circle is reported as a path that ends in `(circle)`."""

    @cache
    def path_from(room: str, above: frozenset[str]) -> tuple[str, ...]:
        if room in above:
            return (room, *("(circle)",) * 8)
        paths = [path_from(other, above | {room}) for other in sorted(graph.get(room, ()))]
        return (room, *max(paths, key=len, default=()))

    return max((path_from(room, frozenset()) for room in sorted(graph)), key=len, default=())


def _parameter_fields(tree: ast.Module) -> Iterator[ast.stmt]:
    """Fields of the classes that hold a measure's parameters."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name.endswith("Config"):
            yield from node.body


def _is_number(value: ast.expr) -> bool:
    """Whether an expression is made of numbers only, and holds one."""
    leaves = [n for n in ast.walk(value) if isinstance(n, ast.Constant)]
    plain = (
        ast.Constant, ast.BinOp, ast.UnaryOp, ast.Tuple, ast.operator, ast.unaryop, ast.Load,
        ast.Name,
    )  # fmt: skip
    only = all(isinstance(n, plain) for n in ast.walk(value))
    numbers = [
        n for n in leaves if isinstance(n.value, int | float) and not isinstance(n.value, bool)
    ]
    return only and bool(numbers) and len(numbers) == len(leaves)


def _has_reason(module: Module, node: ast.stmt) -> bool:
    """Whether the lines of a statement, or the comment lines above it, state a reason."""
    start = node.lineno - 1
    while start and module.lines[start - 1].lstrip().startswith("#"):
        start -= 1
    end = node.end_lineno or node.lineno
    return any(REASON.search(line) for line in module.lines[start:end])


def _place(path: Path) -> Path:
    """A path below the folder that modules are imported from: `src`, or the repository."""
    return path.relative_to(SRC if path.is_relative_to(SRC) else REPOSITORY)


def figures(read: list[Module]) -> list[Figure]:
    """Every figure of some modules. No modules: all hold."""
    kinds = (long_modules, crowded_folders, import_chain, vague_names, any_types)
    return [*(figure(read) for figure in kinds), unexplained_numbers(read)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[ROOT])
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    holds = True
    for folder in arguments.folders:
        print(f"{_place(folder.resolve())}:")
        for figure in figures(modules(folder.resolve())):
            holds &= figure.holds
            sign = "ok" if figure.holds else "BEYOND"
            print(f"  {figure.name:34} {figure.value:8.4g}  bound {figure.bound:<5g} {sign}")
            if arguments.verbose:
                print(*(f"      {case}" for case in figure.cases), sep="\n")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
