"""The one place where the command line writes: nothing of other people's steers a terminal.

A line that is shown is one line: the end of a line inside it is somebody else's and is shown as a
space, so that no name can pose as a line of ours. What prints several lines calls `show` for each
of them, or hands over a text whose line ends are its own.
"""

from __future__ import annotations

import io
import logging
import sys
import traceback
from typing import TextIO

import click

from uproar.errors import ConfigError
from uproar.text.controls import has_controls, one_line, printable


def show(line: str = "", *, err: bool = False) -> None:
    """Write one line to stdout, or to stderr."""
    click.echo(one_line(line), err=err)


def show_text(text: str, *, err: bool = False, is_ended: bool = False) -> None:
    """Write several lines, the last one ended unless it `is_ended` already."""
    click.echo(printable(text), err=err, nl=not is_ended)


def check_bytes(content: bytes, name: str) -> None:
    """Raises ConfigError where stdout is a terminal and the content is not text."""
    if sys.stdout.isatty() and not _is_text(content):
        raise ConfigError(f"{name} is not text, so no terminal can show it", hint="-o FILE")


def show_bytes(content: bytes) -> None:
    """Write a file's content to stdout as it is; see `check_bytes`."""
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def flush() -> None:
    """Write out what waits. Raises OSError where stdout cannot take it."""
    sys.stdout.flush()


def show_refusal(error: click.ClickException) -> None:
    """Write what click refused, with the usage where click gives it."""
    said = io.StringIO()
    error.show(said)
    show_text(said.getvalue(), err=True, is_ended=True)


def show_traceback() -> None:
    """Write the traceback of the exception that is being handled."""
    show_text(traceback.format_exc(), err=True, is_ended=True)


class CleanFormatter(logging.Formatter):
    """Log lines that hold no controls: file names and messages of other programs are in them."""

    def format(self, record: logging.LogRecord) -> str:
        return printable(super().format(record))


def log_to(stream: TextIO, level: int) -> None:
    """Let the program's log go to a stream."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(CleanFormatter("%(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler])


def _is_text(content: bytes) -> bool:
    try:
        return not has_controls(content.decode("utf-8").replace("\n", ""))
    except UnicodeDecodeError:
        return False
