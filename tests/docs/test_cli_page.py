"""docs/cli.md is what --help prints, and every command that a page names exists."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from tools import cli_pages

from uproar.cli import cli, commands

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
# What a page may call: code between backticks, or a line of a code block.
CODE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"(?<![\w/.-])uproar(?: -v)? +([a-z]+)\b(?! [=/])([^\n|#`]*)")
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


def test_the_page_is_generated_from_the_help() -> None:
    assert cli_pages.PAGE.read_text(encoding="utf-8") == cli_pages.page()


@cache
def known_options() -> dict[str, frozenset[str]]:
    """Command → the options of it and of its subcommands."""
    return {str(c.name): frozenset(options(c)) for c in commands()}


def options(command: click.Command) -> Iterator[str]:
    yield from ("--help", "-h")
    for parameter in command.params:
        yield from (*parameter.opts, *parameter.secondary_opts)
    if isinstance(command, click.Group):
        for child in command.commands.values():
            yield from options(child)


def calls(document: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """The commands that a page's code calls, each with the options it is called with."""
    for code in CODE.findall(document.read_text(encoding="utf-8")):
        for name, rest in CALL.findall(code):
            yield name, frozenset(OPTION.findall(re.sub(r'"[^"]*"', "", rest)))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_command_and_option_of_a_page_exists(document: Path) -> None:
    known = known_options()
    unknown = [name for name, _ in calls(document) if name not in known]
    assert unknown == []
    for name, used in calls(document):
        assert used <= known[name], f"uproar {name}"


def test_options_named_alone_exist() -> None:
    root = {option for parameter in cli.params for option in parameter.opts}
    known = root.union(*known_options().values())
    pages = [d for d in DOCUMENTS if "docs/models" not in str(d) and d.name != "CONTRIBUTING.md"]
    named = {
        option
        for page in pages
        for option in re.findall(r"`(--[a-z-]+)[^`]*`", page.read_text(encoding="utf-8"))
    }
    assert named - known == set()
    assert named


def test_the_pages_call_most_commands() -> None:
    named = {name for document in DOCUMENTS for name, _ in calls(document)}
    assert len(named & set(known_options())) >= 12
