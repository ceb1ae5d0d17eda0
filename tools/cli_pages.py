"""Writes docs/cli.md, the help of every command: `python tools/cli_pages.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from uproar.cli import cli, commands

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
WIDTH_CHARS = 92  # by definition: fits the page
HEAD = """# Commands

What `uproar --help` and `uproar COMMAND --help` print. `python tools/cli_pages.py` writes this page
from the commands themselves.
"""


def helps() -> Iterator[tuple[str, str]]:
    """Each command as it is typed, with its help; `uproar` itself comes first."""
    root = click.Context(
        cli, info_name="uproar", terminal_width=WIDTH_CHARS, **cli.context_settings
    )
    for command in commands():
        cli.add_command(command)
    yield "uproar", cli.get_help(root)
    for command in commands():
        yield from _command_helps(command, root)


def _command_helps(command: click.Command, parent: click.Context) -> Iterator[tuple[str, str]]:
    context = click.Context(
        command, info_name=command.name, parent=parent, **command.context_settings
    )
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from _command_helps(command.commands[name], context)


def page() -> str:
    """The page as Markdown."""
    parts = [f"## `{name}`\n\n```text\n{text.rstrip()}\n```\n" for name, text in helps()]
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
