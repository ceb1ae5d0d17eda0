"""The command line: a thin file per command group; all work is done by the pipeline."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

import click

from uproar import __version__
from uproar.cli.screen import flush, log_to, show, show_refusal, show_traceback
from uproar.errors import ConfigError, DiskError, UproarError
from uproar.plugins import scan

HELP = """From the public's posts about an event to a story that opens to its evidence.

A desk is a folder; an event is described by its event.toml (docs/event.md).

\b
  uproar init my-desk && cd my-desk
  uproar event ../paper-lanterns      put an event on the desk
  uproar gather                       read the files its event.toml names
  uproar measure                      annotate, select, measure
  uproar story                        draft, and print it
  uproar why 3                        open a sentence, down to its posts
  uproar check                        recompute every claim
  uproar approve --by "Your Name"     sign it off
  uproar export html                  a report to keep

Results go to stdout, progress to stderr; --json where a program may read it.

\b
Exit codes: 0 done · 1 a bug of ours (traceback kept) · 2 usage or settings ·
3 a source refused or cannot be read · 4 the evidence does not hold ·
5 somebody changed the story since you read it ·
6 the disk is full, or a file cannot be read or written · 7 a file of the desk is damaged
"""


class Cli(click.Group):
    """A group that lists its commands in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=Cli, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="uproar")
@click.option("-v", "--verbose", is_flag=True, help="One log line per stage on stderr.")
def cli(verbose: bool) -> None:
    log_to(sys.stderr, logging.INFO if verbose else logging.ERROR)


ORDER = (
    *("init", "event", "gather", "rejects", "annotate", "measure", "code", "story", "why", "check"),
    *("review", "approve", "export", "archive", "sample", "exports", "forget", "compact", "doctor"),
    "demo",
)


def commands() -> list[click.Command]:
    """Every command, in the order of the work."""
    every = [c for group in scan(__name__, "COMMANDS") for c in group]
    rank = {name: i for i, name in enumerate(ORDER)}
    return sorted(every, key=lambda c: (rank.get(c.name or "", len(rank)), c.name or ""))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    for command in commands():
        cli.add_command(command)
    words = sys.argv[1:] if argv is None else [*argv]
    try:
        _refuse_undecodable(words)
        code = cli.main(args=words, standalone_mode=False)
        flush()  # here a full disk is still said, later it is a traceback
    except click.exceptions.Abort:
        show("stopped", err=True)
        return 1
    except click.ClickException as error:
        show_refusal(error)
        return error.exit_code
    except UproarError as error:
        return _said(error)
    except OSError as error:
        return _said(_disk_error(error))
    except Exception:  # noqa: BLE001  # the outermost line: a bug, its traceback cleaned and shown
        show_traceback()
        return 1
    return code if isinstance(code, int) else 0


def _said(error: UproarError) -> int:
    """Print what is refused, and give its exit code."""
    show(f"uproar: {error.message}", err=True)
    if error.hint:
        show(f"hint: {error.hint}", err=True)
    return error.exit_code


def _disk_error(error: OSError) -> DiskError:
    """A full disk or a missing permission, wherever a command met it."""
    what = f"read or write {error.filename}" if error.filename else "write what is printed"
    return DiskError(
        f"cannot {what}: {error.strerror or error}",
        hint="free some space or check the permissions, then run the same again; "
        "what was acknowledged before is safe",
    )


def _refuse_undecodable(words: Sequence[str]) -> None:
    """Names and texts are kept as Unicode. Raises ConfigError for an argument that is none."""
    for word in words:
        if any("\ud800" <= c <= "\udfff" for c in word):
            raise ConfigError(f"an argument is not UTF-8: {word!a}", hint="type it again")
