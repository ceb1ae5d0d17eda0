"""The operations on posts, as files of a Delta table: which files there are, and adding to them.

Every change is a row with a `seq` of its own; a reader takes the rows up to its pin. The files
and the log are written so that a killed process or a cut cable loses nothing acknowledged.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError
from deltalake.transaction import AddAction, PostCommitHookProperties, RemoveAction

from uproar.errors import UproarError
from uproar.model import POSTS
from uproar.store.oplog.durable import disk_errors, save_parquet, sync

# put, edit: the POSTS columns      delete: id              *_account, profile: author
# refuse_reuse, allow_reuse: author, seen_at, reuse          refuse_post: id, author, reuse
# cursor: stream, cursor, note = the page's counts           erase: note = who, when, why, counts
# erase_post: id, erase_account: author; once no row of theirs is left in any file, only
# gone, gone_account: note = digest of an id that may not return
OPS = pa.schema(
    [
        pa.field("seq", pa.int64()),
        pa.field("event", pa.string()),
        pa.field("op", pa.string()),
        pa.field("stream", pa.string()),
        pa.field("cursor", pa.string()),
        pa.field("note", pa.string()),
        *(field.with_nullable(True) for field in POSTS),
    ]
)
STATISTICS = (
    "seq",
    "created_at",
)  # all else is personal: least and greatest values would outlive it
CHECKPOINT_EVERY = 64  # commits; a log without a checkpoint is read from its first line
LOG_KEPT = 256  # commits before a checkpoint that slow readers may still ask for

# base: one put per live post, ordered by event and id; settled: all other rows of its time
KINDS = ("base", "settled", "tail")
_NO_HOOK = PostCommitHookProperties(create_checkpoint=False, cleanup_expired_logs=False)


class Files(NamedTuple):
    """Paths of the table's files, in order of name; `tail` in order of seq."""

    base: tuple[str, ...]
    settled: tuple[str, ...]
    tail: tuple[str, ...]


class OpLog:
    """The table in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._table = DeltaTable(str(folder))

    @classmethod
    def create(cls, folder: Path) -> OpLog:
        """Make an empty table."""
        with disk_errors(folder):
            folder.mkdir(parents=True)
            DeltaTable.create(
                str(folder),
                OPS,
                configuration={"delta.dataSkippingStatsColumns": ",".join(STATISTICS)},
            )
            for path in (*(folder / "_delta_log").iterdir(), folder / "_delta_log", folder):
                sync(path)
        return cls(folder)

    def files(self) -> Files:
        """The files of the newest version."""
        self._refresh()
        names = sorted(Path(uri).name for uri in self._table.file_uris())
        of = {kind: [str(self.folder / n) for n in names if n.startswith(kind)] for kind in KINDS}
        return Files(tuple(of["base"]), tuple(of["settled"]), tuple(of["tail"]))

    def save(self, kind: str, table: pa.Table) -> str:
        """Write a file that no version lists yet; gives its name. Its `seq` must not be empty."""
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
        with disk_errors(self.folder / "_delta_log"):
            self._refresh()
            try:
                self._table.create_write_transaction(
                    actions, "append", OPS, post_commithook_properties=_NO_HOOK
                )
            except DeltaError as error:
                raise UproarError(
                    f"cannot add to {self.folder}: {error}",
                    hint="free some space or check the folder's permissions; nothing was added",
                ) from error
            self._refresh()
            self._sync_log()

    def sweep(self) -> int:
        """Delete every file that the newest version does not list; the caller holds the locks.

        Kills leave such files behind, and a compaction its inputs: invisible, but full of text.
        """
        self._refresh()
        listed = {Path(uri).name for uri in self._table.file_uris()}
        strays = [p for p in self.folder.iterdir() if p.is_file() and p.name not in listed]
        log = self.folder / "_delta_log"
        strays += [p for p in log.iterdir() if not _is_log(p.name)]
        for path in strays:
            path.unlink(missing_ok=True)
        sync(self.folder)
        return len(strays)

    def checkpoint(self) -> None:
        """Put the list of files in one place and forget log entries nobody will ask for."""
        log = self.folder / "_delta_log"
        version = self._table.version()
        self._table.create_checkpoint()
        for path in (*log.glob(f"{version:020d}.checkpoint*"), log / "_last_checkpoint", log):
            sync(path)
        for path in log.iterdir():
            number = path.name.split(".")[0]
            too_old = number.isdigit() and int(number) < version - LOG_KEPT
            older_point = ".checkpoint" in path.name and number.isdigit() and int(number) < version
            if too_old or older_point:
                path.unlink(missing_ok=True)

    def _add(self, name: str, rows: pa.Table) -> AddAction:
        least, most = pc.min_max(rows["seq"]).as_py().values()
        stats = {
            "numRecords": rows.num_rows,
            "minValues": {"seq": least},
            "maxValues": {"seq": most},
        }
        size = (self.folder / name).stat().st_size
        return AddAction(name, size, {}, 0, True, json.dumps(stats))

    def _refresh(self) -> None:
        try:
            self._table.update_incremental()
        except DeltaError:
            self._table = DeltaTable(str(self.folder))  # our place in the log was cleaned away

    def _sync_log(self) -> None:
        log = self.folder / "_delta_log"
        version = self._table.version()
        sync(log / f"{version:020d}.json")
        sync(log)
        if version % CHECKPOINT_EVERY == 0:
            self.checkpoint()


def _is_log(name: str) -> bool:
    number, _, rest = name.partition(".")
    is_entry = number.isdigit() and (rest == "json" or rest.startswith("checkpoint"))
    return is_entry or name == "_last_checkpoint"
