"""The operations on posts, as files of a Delta table: which files there are, and adding to them.

Every change is a row with a `seq` of its own; a reader takes the rows up to its pin. The files
and the log are written so that a process that is killed, or a power cut, loses nothing that was
acknowledged.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError
from deltalake.transaction import AddAction, PostCommitHookProperties, RemoveAction

from uproar.arrays import ArrowField
from uproar.errors import DiskError, UproarError
from uproar.model import POSTS
from uproar.store.damage.errors import in_short
from uproar.store.damage.log_entries import LOG, POINTER, first_damage, log_damage
from uproar.store.oplog.disk import disk_errors, sync
from uproar.store.oplog.durable import save_parquet

log = logging.getLogger(__name__)

# put, edit: the POSTS columns      delete: id              *_account, profile: author
# refuse_reuse, allow_reuse: author, seen_at, reuse          refuse_post: id, author, reuse
# cursor: stream, cursor, note = the page's counts           erase: note = who, when, why, counts
# erase_post: id, erase_account: author; once no row of theirs is left in any file, only
# gone, gone_account: note = digest of an id that may not return
_FIELDS: list[ArrowField] = [
    pa.field("seq", pa.int64()),
    pa.field("event", pa.string()),
    pa.field("op", pa.string()),
    pa.field("stream", pa.string()),
    pa.field("cursor", pa.string()),
    pa.field("note", pa.string()),
    *(POSTS.field(name).with_nullable(True) for name in POSTS.names),
]
OPS = pa.schema(_FIELDS)
# All else is personal: its least and greatest values would outlive an erasure.
STATISTICS = ("seq", "created_at")
# chosen on: judgement; not swept. Commits; a log without a checkpoint is read from its first line.
CHECKPOINT_EVERY = 64
# chosen on: judgement; not swept. Commits before a checkpoint that slow readers may still ask for.
OLD_COMMITS = 256

# What a compaction writes is `base` (one put per live post, ordered by event and id) and
# `operations` (all that is not a post); what was added since lies in `tail`.
KINDS = ("base", "operations", "tail")
_NO_HOOK = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)


class Files(NamedTuple):
    """Paths of the table's files by kind, in order of name; `tail` in order of seq."""

    base: tuple[str, ...]
    operations: tuple[str, ...]
    tail: tuple[str, ...]


class Listed(NamedTuple):
    """What the log says of a file: its size, and how many rows it has."""

    n_bytes: int
    n_rows: int


class Listing(NamedTuple):
    """A version of the table: its number, and its files by name."""

    version: int
    files: Mapping[str, Listed]


class OpLog:
    """The table in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with self._said():
            self._table = DeltaTable(str(folder))

    @classmethod
    def create(cls, folder: Path) -> OpLog:
        """Make an empty table."""
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
            DeltaTable.create(
                str(folder),
                OPS,
                configuration={"delta.dataSkippingStatsColumns": ",".join(STATISTICS)},
            )
            for path in (*(folder / LOG).iterdir(), folder / LOG, folder):
                sync(path)
        return cls(folder)

    def files(self) -> Files:
        """The files of the newest version.

        Raises UproarError for a file of a kind that this version of uproar does not write,
        DamageError for a log that cannot be read.
        """
        paths: dict[str, list[str]] = {kind: [] for kind in KINDS}
        with self._said():
            self._refresh()
            names = sorted(Path(uri).name for uri in self._table.file_uris())
        for name in names:
            kind = name.partition("-")[0]
            if kind not in paths:
                raise UproarError(
                    f"{self.folder} holds {name}, which another version of uproar wrote",
                    hint="open the desk with that version, or make a new desk and gather again",
                )
            paths[kind].append(str(self.folder / name))
        return Files(*(tuple(paths[kind]) for kind in KINDS))

    def listing(self) -> Listing:
        """The newest version, and what its log says of each of its files.

        Raises DamageError for a log that cannot be read.
        """
        with self._said():
            self._refresh()
            columns = pa.table(self._table.get_add_actions(flatten=True)).to_pydict()
            rows = zip(
                *(columns[name] for name in ("path", "size_bytes", "num_records")), strict=True
            )
            listed = {Path(path).name: Listed(size, n) for path, size, n in rows}
            return Listing(self._table.version(), listed)

    def save(self, kind: str, table: pa.Table) -> str:
        """Write a file that no version lists yet; returns its name. It must have a row."""
        seq = pc.max(table["seq"]).as_py()
        name = f"{kind}-{seq:016d}-{secrets.token_hex(6)}.parquet"
        save_parquet(self.folder / name, table, statistics=STATISTICS)
        return name

    def commit(self, add: Sequence[tuple[str, pa.Table]], remove: Sequence[str] = ()) -> None:
        """Make saved files (name, rows) part of the table and drop others, at once or not at all.

        The caller holds the lock. Returns when all of it is on the disk.
        """
        actions: list[AddAction | RemoveAction] = [
            *(self._add(name, rows) for name, rows in add),
            *(RemoveAction(Path(path).name, True, 0) for path in remove),
        ]
        with self._said():
            self._refresh()
        with disk_errors(self.folder / LOG):
            try:
                self._table.create_write_transaction(
                    actions, "append", OPS, post_commithook_properties=_NO_HOOK
                )
            except DeltaError as error:
                raise first_damage(self.folder / LOG) or DiskError(
                    f"cannot add to {self.folder}: {in_short(error)}",
                    hint="free some space or check the folder's permissions; nothing was added",
                ) from error
            self._refresh()
            self._sync_log()

    def sweep(self) -> int:
        """Delete every file that the newest version does not list; returns how many.

        A killed process leaves such files behind, and a compaction its inputs: nothing reads them,
        but they are full of text. The caller holds the locks.
        """
        listed = self.listing().files
        strays = [p for p in self.folder.iterdir() if p.is_file() and p.name not in listed]
        strays += [p for p in (self.folder / LOG).iterdir() if not _is_log(p.name)]
        for path in strays:
            path.unlink(missing_ok=True)
        sync(self.folder)
        return len(strays)

    def checkpoint(self) -> None:
        """Write the list of files as one file, and delete log entries that no reader needs.

        Where that fails, the log is only longer than it could be, and the next one does it.
        """
        folder = self.folder / LOG
        version = self._table.version()
        try:
            self._table.create_checkpoint()
        except (DeltaError, OSError) as error:
            log.warning("no checkpoint of %s: %s", folder, in_short(error))
            return
        for path in (*folder.glob(f"{version:020d}.checkpoint*"), folder / POINTER, folder):
            sync(path)
        for path in folder.iterdir():
            number = path.name.split(".")[0]
            too_old = number.isdigit() and int(number) < version - OLD_COMMITS
            older_point = ".checkpoint" in path.name and number.isdigit() and int(number) < version
            if too_old or older_point:
                path.unlink(missing_ok=True)

    def _add(self, name: str, rows: pa.Table) -> AddAction:
        stats = {
            "numRecords": rows.num_rows,
            "minValues": {"seq": pc.min(rows["seq"]).as_py()},
            "maxValues": {"seq": pc.max(rows["seq"]).as_py()},
        }
        size = (self.folder / name).stat().st_size
        return AddAction(name, size, {}, 0, True, json.dumps(stats))

    def _refresh(self) -> None:
        try:
            self._table.update_incremental()
        except DeltaError:  # the version that we knew is no longer in the log
            self._table = DeltaTable(str(self.folder))

    @contextmanager
    def _said(self) -> Iterator[None]:
        """Say of a log that cannot be read which of its entries is damaged."""
        try:
            yield
        except (DeltaError, OSError) as error:
            raise log_damage(self.folder, in_short(error)) from error

    def _sync_log(self) -> None:
        folder = self.folder / LOG
        version = self._table.version()
        sync(folder / f"{version:020d}.json")
        sync(folder)
        if version % CHECKPOINT_EVERY == 0:
            self.checkpoint()


def _is_log(name: str) -> bool:
    number, _, rest = name.partition(".")
    is_entry = number.isdigit() and (rest == "json" or rest.startswith("checkpoint"))
    return is_entry or name == POINTER
