"""The entries of the posts' log, read one by one to say which of them is damaged."""

from __future__ import annotations

import json
from pathlib import Path

from uproar.errors import DamageError
from uproar.store.damage.errors import damage, missing

LOG = "_delta_log"
POINTER = "_last_checkpoint"
_ACTIONS = {"add", "remove", "metaData"}  # by definition: Delta's; one of them is in every entry


def log_damage(folder: Path, why: str) -> DamageError:
    """The error for a log that cannot be read: it names the entry, or else the log and `why`."""
    log = folder / LOG
    if not log.is_dir():
        return missing(log) if not log.exists() else damage(log, "a file lies in its place")
    return first_damage(log) or damage(log, why)


def first_damage(log: Path) -> DamageError | None:
    """The first entry from the newest checkpoint on that is missing or is not what it should be."""
    checkpoint = _checkpoint(log)
    if isinstance(checkpoint, DamageError):
        return checkpoint
    entries = {int(p.stem): p for p in log.glob("*.json") if p.stem.isdecimal()}
    for number in range(checkpoint + 1, max(entries, default=checkpoint) + 1):
        path = entries.get(number, log / f"{number:020d}.json")
        if (wrong := _entry_damage(path)) is not None:
            return wrong
    return None


def _checkpoint(log: Path) -> int | DamageError:
    """The number of the newest checkpoint, -1 where there is none."""
    files = {int(p.name.partition(".")[0]): p for p in log.glob("[0-9]*.checkpoint*.parquet")}
    newest = max(files, default=-1)
    for number, path in sorted(files.items()):
        if not path.is_file():
            return damage(path, "a folder lies in its place")
        if number == newest and not _is_parquet(path):
            return damage(path, "it is not a checkpoint")
    pointer = log / POINTER
    if pointer.is_file():
        try:
            pointed = int(json.loads(pointer.read_bytes())["version"])
        except (ValueError, KeyError, TypeError):
            return newest  # it is a short cut, and readers do without
        if pointed not in files:
            return missing(log / f"{pointed:020d}.checkpoint.parquet")
    return newest


def _entry_damage(path: Path) -> DamageError | None:
    if path.is_dir():
        return damage(path, "a folder lies in its place")
    if not path.exists():
        return missing(path)
    raw = path.read_bytes()
    try:
        lines = [json.loads(line) for line in raw.splitlines() if line.strip()]
    except ValueError:
        return damage(path, "it is not JSON")
    is_entry = any(isinstance(line, dict) and _ACTIONS & line.keys() for line in lines)
    return None if is_entry else damage(path, "it is empty" if not raw else "it lists no file")


def _is_parquet(path: Path) -> bool:
    raw = path.read_bytes()
    return raw[:4] == raw[-4:] == b"PAR1"
