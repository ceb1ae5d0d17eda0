"""Looks for damage on a desk, and mends it: what is derived is made anew from the posts."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from uproar.config import Settings
from uproar.errors import ConfigError, DamageError
from uproar.pipeline.remaking import annotate_again, event_faults, measurement_faults
from uproar.store import Desk
from uproar.store.damage.errors import reason
from uproar.store.doctor import DERIVED, Fault, Part, parts, writers_held_off
from uproar.store.layout import is_desk_folder

log = logging.getLogger(__name__)

EVENTS, ERASURES = "events and their archives", "erasures that were begun"
MEASUREMENTS = "measurements"


@dataclass(frozen=True, slots=True)
class Examined:
    """A fault of a part of the desk, and whether it was mended. `loss`: what is gone for good."""

    part: str
    path: str
    what: str
    remedy: str
    loss: str
    is_mended: bool
    can_be_mended: bool
    is_stray: bool


@dataclass(frozen=True, slots=True)
class Examination:
    """The parts that are whole, the faults, and the parts that could not be looked at yet.

    `n_finished`: erasures that had been interrupted.
    """

    whole: tuple[str, ...]
    faults: tuple[Examined, ...]
    skipped: tuple[str, ...]
    n_finished: int

    @property
    def is_whole(self) -> bool:
        """Whether nothing is damaged (any more)."""
        waiting = [f for f in self.faults if not f.is_mended and not f.is_stray]
        return not waiting and not self.skipped


def examine(desk: Path, settings: Settings, *, mended_at: datetime) -> Examination:
    """Look at every part of a desk; nothing is changed, but that erasures are finished.

    Raises ConfigError where the folder is no desk.
    """
    _refuse_no_desk(desk)
    seen = _Round(desk, lambda fault: False)
    for part in parts(desk, now=mended_at):
        seen.look(part)
    seen.look_at_events(settings, mended_at)
    return seen.examination()


def mend(desk: Path, settings: Settings, *, mended_at: datetime) -> Examination:
    """Look at every part of a desk, and mend each before the next is looked at.

    Erasures are finished. Raises ConfigError where the folder is no desk.
    """
    _refuse_no_desk(desk)
    seen = _Round(desk, _mended)
    first, *others = parts(desk, now=mended_at)
    seen.look(first)
    with ExitStack() as held:
        if not seen.is_blocked:
            held.enter_context(writers_held_off(desk))
        for part in others:
            seen.look(part)
    seen.look_at_events(settings, mended_at)
    if any(fault.part == DERIVED and fault.is_mended for fault in seen.faults):
        with Desk(desk) as opened:
            annotate_again(opened, settings)
    return seen.examination()


def _refuse_no_desk(path: Path) -> None:
    if not is_desk_folder(path):
        raise ConfigError(f"{path} is not a desk", hint=f"make one with `uproar init {path}`")


def _mended(fault: Fault) -> bool:
    if fault.mend is None:
        return False
    try:
        fault.mend()
    except DamageError as error:  # something else is damaged that this rests on
        log.warning("%s could not be mended: %s", fault.path.name, error.message)
        return False
    log.info("%s: %s", fault.path.name, fault.remedy)
    return True


@dataclass(slots=True)
class _Round:
    """One look at all parts; `treat` mends a fault or leaves it, and says which."""

    desk: Path
    treat: Callable[[Fault], bool]
    whole: list[str] = field(default_factory=list)
    faults: list[Examined] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    is_blocked: bool = False
    n_finished: int = 0

    def look(self, part: Part) -> None:
        """Look at a part, unless what it rests on is damaged still."""
        if self.is_blocked:
            self.skipped.append(part.name)
            return
        try:
            faults = part.faults()
        except DamageError as error:
            faults = [Fault(error.path, reason(error), error.hint, is_blocking=True)]
        for fault in faults:
            is_mended = self.treat(fault)
            self.is_blocked |= fault.is_blocking and not is_mended
            self.faults.append(self._examined(part, fault, is_mended))
        if all(fault.is_stray for fault in faults):
            self.whole.append(part.name)

    def look_at_events(self, settings: Settings, mended_at: datetime) -> None:
        """Finish erasures, and look at what is made from posts and event folders."""
        if self.is_blocked:
            self.skipped += [EVENTS, ERASURES, MEASUREMENTS]
            return
        with Desk(self.desk) as desk:
            self.look(Part(EVENTS, lambda: event_faults(desk)))
            self.look(Part(ERASURES, lambda: self._finished(desk)))
            self.look(
                Part(MEASUREMENTS, lambda: measurement_faults(desk, settings, mended_at=mended_at))
            )

    def _finished(self, desk: Desk) -> list[Fault]:
        self.n_finished = desk.finish_erasures()
        return []

    def examination(self) -> Examination:
        return Examination(
            tuple(self.whole), tuple(self.faults), tuple(self.skipped), self.n_finished
        )

    def _examined(self, part: Part, fault: Fault, is_mended: bool) -> Examined:
        path = fault.path
        if path.is_absolute() and path.is_relative_to(self.desk.absolute()):
            path = path.relative_to(self.desk.absolute())
        elif path.is_relative_to(self.desk):
            path = path.relative_to(self.desk)
        return Examined(
            part.name,
            str(path),
            fault.what,
            fault.remedy,
            fault.loss,
            is_mended,
            fault.mend is not None,
            fault.is_stray,
        )
