"""Runs: which state was measured when, with which settings and versions; findings and memories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from uproar.errors import ConfigError
from uproar.model import Finding, State
from uproar.store.damage.errors import damage
from uproar.store.desk_db.codec import PLACE, dump, load, load_number, load_time
from uproar.store.desk_db.database import Database


@dataclass(frozen=True, slots=True)
class Run:
    """One pass over an event. `settings` hold no secrets; `versions` name what computed it."""

    id: int
    event_id: str
    state: State
    settings: Mapping[str, object]
    versions: Mapping[str, str]
    started_at: datetime
    finished_at: datetime | None


_RUN = "select id, event, pin, epoch, settings, versions, started_at, finished_at from run "


class Runs:
    """The runs of a desk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(
        self,
        event_id: str,
        state: State,
        *,
        settings: Mapping[str, object],
        versions: Mapping[str, str],
        started_at: datetime,
    ) -> int:
        """Begin a run; returns its number."""
        return self._database.write(
            "insert into run (event, pin, epoch, settings, versions, started_at)"
            " values (?, ?, ?, ?, ?, ?)",
            event_id,
            state.pin,
            state.epoch,
            dump(dict(settings)),
            dump(dict(versions)),
            started_at.isoformat(),
        )

    def finish(self, run: int, *, finished_at: datetime) -> None:
        """Note when a run was finished."""
        self._database.write(
            "update run set finished_at = ? where id = ?", finished_at.isoformat(), run
        )

    def get(self, run: int) -> Run:
        """The run. Raises ConfigError when there is none with this number."""
        rows = self._database.rows(_RUN + "where id = ?", run)
        if not rows:
            raise ConfigError(f"no run {run} on this desk")
        return _run(rows[0])

    def latest(self, event_id: str, state: State | None = None) -> Run | None:
        """The last finished run, of any state or of this one; None where no run was finished.

        Raises DamageError where there is none and one that cannot be read may be it.
        """
        rows = self._database.rows(
            _RUN + "where event = ? and finished_at is not null"
            " and (? is null or (pin, epoch) = (?, ?)) order by id desc limit 1",
            event_id,
            state and state.pin,
            state and state.pin,
            state and state.epoch,
        )
        if not rows:
            for row in self._database.rows(
                _RUN + "where event = ? and finished_at is not null", event_id
            ):
                _run(row)
        return _run(rows[0]) if rows else None


class Findings:
    """The findings of the runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, run: int, findings: Iterable[Finding]) -> None:
        """Keep a run's findings, in place of those saved before."""
        rows = [(run, i, f.id, dump(f)) for i, f in enumerate(findings)]
        with self._database.transaction():
            self._database.write("delete from finding where run = ?", run)
            self._database.write_many("insert into finding values (?, ?, ?, ?)", iter(rows))
            self._database.write("update run set n_findings = ? where id = ?", len(rows), run)

    def load(self, run: int) -> tuple[Finding, ...]:
        """A run's findings, in the order saved. Raises DamageError where one is gone or damaged."""
        rows = self._database.rows("select noun from finding where run = ? order by place", run)
        counted = self._database.rows("select n_findings from run where id = ?", run)
        expected = counted[0][0] if counted else None
        if expected is not None and load_number(expected) != len(rows):
            raise damage(
                PLACE, f"run {run} has {len(rows)} findings, and was saved with {expected}"
            )
        return tuple(load(Finding, str(noun)) for (noun,) in rows)


class Memories:
    """Bytes that measures want back on their next run; dropped when their event loses posts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, event_id: str, measure: str, state: State, memory: bytes) -> None:
        """Keep a measure's memory, in place of its last."""
        self._database.write(
            "insert or replace into memory values (?, ?, ?, ?, ?, ?)",
            event_id,
            measure,
            state.pin,
            state.epoch,
            memory,
            _digest(memory),
        )

    def load(self, event_id: str) -> dict[str, bytes]:
        """Measure to memory, by name of measure. Raises DamageError where one is not as saved."""
        rows = self._database.rows(
            "select measure, bytes, digest from memory where event = ? order by measure", event_id
        )
        return {str(measure): _checked(str(measure), held, noted) for measure, held, noted in rows}


def _checked(measure: str, memory: object, noted: object) -> bytes:
    if not isinstance(memory, bytes) or (noted is not None and noted != _digest(memory)):
        raise damage(PLACE, f"the memory of {measure} is not as it was saved")
    return memory


def _digest(memory: bytes) -> str:
    return blake2b(memory, digest_size=16).hexdigest()


def _run(row: tuple[object, ...]) -> Run:
    run, event, pin, epoch, settings, versions, started_at, finished_at = row
    return Run(
        load_number(run),
        str(event),
        State(load_number(pin), load_number(epoch)),
        load(dict, str(settings)),
        load(dict, str(versions)),
        load_time(started_at),
        load_time(finished_at) if finished_at else None,
    )
