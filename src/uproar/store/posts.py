"""The posts of a desk: appended once, read at a pin, erased for good."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Int64s
from uproar.errors import ConfigError, UproarError
from uproar.model import POSTS, Batch, State
from uproar.store.damage.errors import missing
from uproar.store.oplog import compaction
from uproar.store.oplog.delta_files import OPS, Files, Listing, OpLog
from uproar.store.oplog.disk import sync
from uproar.store.oplog.gone_names import GoneNames
from uproar.store.oplog.index import Index
from uproar.store.oplog.intake import Prepared, all_repeats, numbered, prepare, take_in
from uproar.store.oplog.ledger import Counts, Erasure, Ledger, StreamCounts, digest
from uproar.store.oplog.live_posts import live_posts
from uproar.store.oplog.lock import exclusive_lock, free_lock
from uproar.store.oplog.lookup import Lookup, Matches, matches, platforms
from uproar.store.oplog.reading import read_parquet
from uproar.text.addresses import post_prefixes

T = TypeVar("T")
# chosen on: judgement; not swept. Small files that a reader opens before they are merged.
TAIL_FILES = 64
# chosen on: judgement; not swept. A compaction elsewhere may remove a file between listing it and
# reading it; with the pauses between them the tries take two seconds.
READ_TRIES = 20
# chosen on: judgement; not swept. Rows since the last compaction that make one due by themselves.
DUE_ROWS = 1_000_000
PAUSE_S = 0.01  # chosen on: judgement; not swept. The n-th try waits n times as long.


@dataclass(frozen=True, slots=True)
class Appended(Counts):
    """What became of a batch's records, and the pin that includes them."""

    seq: int = 0


class PostStore:
    """Posts as operations with a monotone `seq`; see docs/store.md for what counts as what."""

    def __init__(self, desk: Path) -> None:
        self._log = OpLog(desk / "posts")
        self._lock = desk / "posts.lock"
        self._compaction_lock = desk / "compaction.lock"
        self._ledger = Ledger()
        self._index = Index()

    @classmethod
    def create(cls, desk: Path) -> PostStore:
        """Make an empty store in a desk's folder."""
        OpLog.create(desk / "posts")
        return cls(desk)

    @property
    def folder(self) -> Path:
        return self._log.folder

    def listing(self) -> Listing:
        """The newest version of the posts' log, and what it says of each file."""
        return self._log.listing()

    def count_posts(self, name: str) -> int:
        """How many posts a file of the newest version brought or holds."""
        column = read_parquet(self.folder / name, ["op"])["op"]
        return len(column.filter(pc.equal(column, pa.scalar("put"))))

    def sweep(self) -> None:
        """Delete files that no version lists, unless a living writer may be making one."""
        with free_lock(self._compaction_lock) as is_free, free_lock(self._lock) as is_free_too:
            if is_free and is_free_too:
                self._log.sweep()

    def append(self, event: str, batch: Batch, *, stream: str, cursor: str) -> Appended:
        """Take a page in, and its stream's cursor with it, at once or not at all.

        A (stream, cursor) that was committed before adds nothing: all its records are repeats.
        So is an id that is live with the same text or a revision no later, that was deleted or
        erased, or whose author was. Another text with a later revision is an edit. On return
        all of it is on the disk.
        """
        prepared = prepare(batch)
        self._known()  # the long part of catching up is done before others have to wait
        with exclusive_lock(self._lock):
            files = self._known()
            if cursor in self._ledger.cursors.get(stream, ()):
                return _appended(all_repeats(prepared), self._ledger.seq)
            counts = self._write(prepared, event, stream=stream, cursor=cursor)
        if len(files.tail) >= TAIL_FILES:
            self._merge_tail()
        return _appended(counts, self._ledger.seq)

    def cursor(self, stream: str) -> str | None:
        """Where a stream left off; None: it never began."""
        self._caught_up()
        return self._ledger.last_cursor(stream)

    def counts(self, event: str) -> list[StreamCounts]:
        """What became of the records of each stream, ordered by stream."""
        self._caught_up()
        of_event = {s: c for (e, s), c in self._ledger.counts.items() if e == event}
        return [StreamCounts(stream, of_event[stream]) for stream in sorted(of_event)]

    def state(self) -> State:
        """The newest state."""
        self._caught_up()
        return self._ledger.state

    def erasures(self) -> list[Erasure]:
        """Who erased, in order of time."""
        self._caught_up()
        return sorted(self._ledger.erasures, key=lambda e: e.epoch)

    def posts(
        self, event: str, state: State | None = None, columns: Sequence[str] | None = None
    ) -> pa.Table:
        """The event's live posts at a pin (the newest by default). Shape: POSTS, ordered by id.

        What was erased since is missing at every pin: an erased post is in no state's posts.
        """
        unknown = sorted(set(columns or ()) - set(POSTS.names))
        if unknown:
            raise ConfigError(f"posts have no column {unknown[0]!r}", hint=f"known: {POSTS.names}")
        chosen = tuple(columns or POSTS.names)
        pinned = state or self.state()
        return self._reading(lambda files: live_posts(files, pinned, event=event, columns=chosen))

    def get(self, ids: Iterable[str]) -> pa.Table:
        """Live posts by id, whatever the event. Shape: POSTS, one row per id, ordered by id.

        A post that is refused in one event is refused here.
        """
        wanted, state = sorted(set(ids)), self.state()
        posts = self._reading(lambda files: live_posts(files, state, ids=wanted))
        _, first = np.unique(np.array(posts["id"].to_pylist(), object), return_index=True)
        chosen = posts.take(pa.array(first, pa.int64()))
        refused = posts.filter(pc.is_valid(posts["reuse"]))
        place = pc.index_in(chosen["id"], refused["id"].combine_chunks())
        reuse = refused["reuse"].combine_chunks().take(place)
        return chosen.set_column(POSTS.get_field_index("reuse"), POSTS.field("reuse"), reuse)

    def matches(self, posts: Iterable[str], accounts: Iterable[str], asked: Lookup) -> Matches:
        """Which posts and accounts are in the files, under these ids or at these addresses."""
        ids, authors = sorted(set(posts)), sorted(set(accounts))
        return self._reading(lambda files: matches(files, ids, authors, asked))

    def platforms(self) -> list[str]:
        """The platforms that posts or accounts in the files come from, by name."""
        return self._reading(platforms)

    def gone_names(self) -> GoneNames:
        """The names of all posts and accounts that were deleted or erased here."""
        self._caught_up()
        return GoneNames(self._ledger)

    def compaction_is_due(self) -> bool:
        """Whether words that nobody may see lie in the files, or very many rows came since.

        Deletions, erasures and edits make it due at once, else `DUE_ROWS` rows do.
        """
        self._caught_up()
        return self._ledger.n_waiting > 0 or self._ledger.n_tail >= DUE_ROWS

    def belonging(self, ids: Iterable[str], accounts: Iterable[str]) -> list[str]:
        """Ids of all posts that an erasure of these would reach: reposts of them too."""
        posts, authors = sorted(set(ids)), sorted(set(accounts))
        return self._reading(lambda files: compaction.belonging(files, posts, authors))

    def erase(
        self,
        ids: Iterable[str] = (),
        accounts: Iterable[str] = (),
        *,
        by: str,
        why: str,
        erased_at: datetime,
        request: str = "",
    ) -> State:
        """Take posts and accounts out of every state; compact() then takes their bytes away.

        A `request` that was erased before is not erased again. Raises ConfigError when nobody is
        named as having asked for it.
        """
        posts = set(ids)
        authors = sorted({prefix for name in set(accounts) for prefix in post_prefixes(name)})
        if not by or not why:
            raise ConfigError("an erasure needs to say by whom and why")
        self._known()
        with exclusive_lock(self._lock):
            self._known()
            if request and any(e.request == request for e in self._ledger.erasures):
                return self._ledger.state
            live = self.belonging(posts, authors)
            reached = sorted(posts | set(live))
            rows = pa.Table.from_pylist(
                [{"op": "erase_post", "id": i} for i in reached]
                + [{"op": "erase_account", "author": a} for a in authors],
                schema=OPS,
            )
            rows = numbered(rows, self._ledger.seq + 1)
            mark = compaction.erase_row(
                self._ledger,
                by=by,
                erased_at=erased_at.isoformat(),
                why=why,
                posts=len(live),
                request=request,
            )
            self._commit_tail(pa.concat_tables([mark, rows]).combine_chunks())
        return self._ledger.state

    def events_with(self, ids: Iterable[str]) -> list[str]:
        """The events that have any of these posts, by id."""
        wanted = sorted(set(ids))
        return self._reading(lambda files: compaction.events_with(files, wanted))

    def gone(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that were deleted or erased here."""
        self._caught_up()
        return {i for i in ids if digest(i) in self._ledger.gone}

    def text_ids(self) -> Int64s:
        """Ids of all texts that lie in the files. Shape: int64, sorted, distinct."""
        return self._reading(lambda files: compaction.text_ids(files))

    def compact(self, before: Callable[[list[str]], None] = lambda names: None) -> State:
        """Merge all files; what was deleted, erased or replaced by an edit is gone from the disk.

        Others append and read meanwhile. The epoch rises when a pin shows other than before.
        `before` is called with the ids and accounts that are about to vanish, once the epoch has
        risen: what was computed earlier is refused from then on. If the process is killed after
        that, the next compaction calls it with them again.
        """
        with exclusive_lock(self._compaction_lock):
            while not self._compact_once(before):
                pass
        return self.state()

    def _compact_once(self, before: Callable[[list[str]], None]) -> bool:
        files = self._log.files()
        plan = self._or_damaged(files, compaction.planned)
        if plan.is_changed:
            with exclusive_lock(self._lock):
                self._caught_up()
                self._commit_tail(compaction.erase_row(self._ledger))
        self._caught_up()
        before([*plan.gone_posts, *plan.gone_accounts])
        gone = GoneNames(self._ledger)
        base = self._or_damaged(files, lambda f: compaction.rewrite(self._log, f, plan, gone))
        with exclusive_lock(self._lock):
            if not _includes(self._log.files(), files):
                return False
            self._caught_up()
            operations = compaction.other_operations(files, plan.gone_posts)
            added = list(base)
            if operations.num_rows:
                added.append((self._log.save("operations", operations), operations))
            self._log.commit(added, [p for kind in files for p in kind])
            self._log.sweep()
            self._log.checkpoint()
        return True

    def _merge_tail(self) -> None:
        with exclusive_lock(self._compaction_lock):
            files = self._log.files()
            merged = compaction.merged_tail(self._log, files)
            if merged is None:
                return
            name, rows, replaced = merged
            with exclusive_lock(self._lock):
                if _includes(self._log.files(), Files((), (), replaced)):
                    self._log.commit([(name, rows)], replaced)
                    path = str(self._log.folder / name)
                    self._ledger.rename(replaced, path)
                    self._index.rename(replaced, path)
                    for old in replaced:
                        Path(old).unlink()
                    sync(self._log.folder)

    def _write(self, prepared: Prepared, event: str, *, stream: str, cursor: str) -> Counts:
        taken = take_in(prepared, self._index, self._ledger, event, stream=stream, cursor=cursor)
        path = self._commit_tail(taken.rows)
        self._index.add(event, taken.entries, path)
        return taken.counts

    def _commit_tail(self, rows: pa.Table) -> str:
        name = self._log.save("tail", rows)
        self._log.commit([(name, rows)])
        path = str(self._log.folder / name)
        self._ledger.add(rows, path)
        return path

    def _caught_up(self) -> Files:
        """Bring the ledger up to date with what other processes appended; returns the files."""

        def refresh(files: Files) -> Files:
            if not self._ledger.covers(files):
                self._ledger = Ledger()
            self._ledger.refresh(files)
            return files

        return self._reading(refresh)

    def _known(self) -> Files:
        """As `_caught_up`, and the index of known posts with it."""
        self._caught_up()

        def refresh(files: Files) -> Files:
            if not self._index.covers(files):
                self._index = Index()
            self._index.refresh(files)
            return files

        return self._reading(refresh)

    def _reading(self, read_files: Callable[[Files], T]) -> T:
        """Read by file list; when a compaction elsewhere took one away, list again.

        Raises DamageError where a file is gone that the log still lists, or cannot be read.
        """
        for attempt in range(READ_TRIES):
            files = self._log.files()
            try:
                return read_files(files)
            except (FileNotFoundError, duckdb.Error) as error:
                self._refuse_lost(files)
                is_swept = isinstance(error, (FileNotFoundError, duckdb.IOException))
                if not is_swept or attempt == READ_TRIES - 1:
                    self._refuse_damaged(files)
                    raise
                time.sleep(PAUSE_S * attempt)
        raise UproarError("unreachable")

    def _or_damaged(self, files: Files, read_files: Callable[[Files], T]) -> T:
        """Read files that nobody takes away; raises DamageError where one cannot be read."""
        try:
            return read_files(files)
        except (FileNotFoundError, duckdb.Error):
            self._refuse_lost(files)
            self._refuse_damaged(files)
            raise

    def _refuse_lost(self, files: Files) -> None:
        """Raise DamageError where a file is not there though the newest version lists it."""
        gone = [path for kind in files for path in kind if not Path(path).is_file()]
        if gone:
            listed = {path for kind in self._log.files() for path in kind}
            for path in gone:
                if path in listed:
                    raise missing(Path(path))

    def _refuse_damaged(self, files: Files) -> None:
        for kind in files:
            for path in kind:
                read_parquet(path, OPS.names)


def _includes(newer: Files, older: Files) -> bool:
    have = {path for kind in newer for path in kind}
    return all(path in have for kind in older for path in kind)


def _appended(counts: Counts, seq: int) -> Appended:
    parts = {name: getattr(counts, name) for name in Counts.__dataclass_fields__}
    return Appended(**parts, seq=seq)
