"""Files and inner folders that a page names exist, in the repository or in the package."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    page
    for page in sorted(
        [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("tests/*.md")]
    )
    if page.name != "CHANGELOG.md"
]
FILES = re.compile(r"`([\w/]+\.(?:py|ftl)|\w+(?:/\w+)+/)`")


def exists(name: str) -> bool:
    places = (ROOT, ROOT / "src/uproar", ROOT / "docs")
    if any((place / name).exists() for place in places):
        return True
    return "/" not in name and any(any((ROOT / top).rglob(name)) for top in ("src", "tests"))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = FILES.findall(page.read_text(encoding="utf-8"))
    assert [name for name in named if not exists(name)] == []


def test_the_check_finds_a_file_that_is_gone() -> None:
    assert FILES.findall("`tell/gone.py`, `measure/themes/`") == ["tell/gone.py", "measure/themes/"]
    assert exists("measure/themes/") and not exists("tell/gone.py") and not exists("gone.py")


TARGETS = re.compile(r"(?:`|^ {4}|\n {4})make ((?:[a-z-]+ ?)+)")
PROGRAMS = re.compile(r"\bpython (?:-m ([\w.]+)|([\w/]+\.py))")


def targets_of(text: str) -> list[str]:
    """The targets of `make` in code: a span, or a line of a block; a comment follows two spaces."""
    return [name for words in TARGETS.findall(text) for name in words.split()]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_target_and_program_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    known = re.findall(
        r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [name for name in targets_of(text) if name not in known] == []
    for module, script in PROGRAMS.findall(text):
        package = ROOT / module.replace(".", "/") if module else ROOT / script
        assert any(path.exists() for path in (package, package.with_suffix(".py"))), package


def test_targets_are_read_from_code_only() -> None:
    assert targets_of("`make lint types`, and to make it\n    make demo      # sets up") == [
        *("lint", "types", "demo")
    ]
