"""Errors a caller can act on: what happened, the value, and a hint what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class UproarError(Exception):
    """Anything uproar refuses to do, with a hint.

    >>> str(UproarError("no event 'x' on this desk", hint="run `uproar event list`"))
    "no event 'x' on this desk\\nhint: run `uproar event list`"
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\nhint: {self.hint}" if self.hint else self.message


class SourceError(UproarError):
    """A source did not give what was asked; the pipeline turns it into a Gap."""

    exit_code = 3


class RateLimited(SourceError):
    """The platform asks us to wait."""

    def __init__(self, message: str, *, retry_after_s: float, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.retry_after_s = retry_after_s


class SourceRefused(SourceError):
    """The platform, or the network, said no."""


class UnexpectedPayload(SourceError):
    """A page or file is not in the shape it claims; nothing of it could be read."""


class EvidenceError(UproarError):
    """A sentence says something its evidence does not support."""

    exit_code = 4


class ConfigError(UproarError):
    """A setting, an argument or an event description is unusable."""

    exit_code = 2


class UnreadableFile(ConfigError):
    """A file that people named is not there, is none, or may not be read; a source's is a Gap."""


class StaleDecision(UproarError):
    """A decision was made on a version of a story that others have changed since.

    `newest` is the story's version now, `changes` say what made each version after the one read.
    """

    exit_code = 5

    def __init__(self, message: str, *, newest: int, changes: tuple[str, ...], hint: str) -> None:
        super().__init__("; ".join((message, *changes)), hint=hint)
        self.newest = newest
        self.changes = changes


class DiskError(UproarError):
    """A file cannot be read or written: no space, no permission, or another program holds it."""

    exit_code = 6


class DamageError(UproarError):
    """A file of a desk is missing, or holds something else than what was written there.

    `path` names it; `uproar doctor` looks for all of them.
    """

    exit_code = 7

    def __init__(self, message: str, *, path: Path, hint: str) -> None:
        super().__init__(message, hint=hint)
        self.path = path
