"""The folder a newsroom works in: posts, annotations, marks and `desk.db`, opened as one."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

import pyarrow as pa

from uproar.errors import ConfigError, DiskError
from uproar.model import REJECTS, Batch, State
from uproar.store.annotations import Annotations
from uproar.store.damage.errors import missing
from uproar.store.desk_db.acknowledged import Acknowledgements
from uproar.store.desk_db.answers import Answers
from uproar.store.desk_db.codes import Codebook, Codes
from uproar.store.desk_db.coverage import Coverages, Gaps, Rejects
from uproar.store.desk_db.database import Database
from uproar.store.desk_db.decisions import Decisions, Exports
from uproar.store.desk_db.erasures import BegunErasure, BegunErasures
from uproar.store.desk_db.events import Events
from uproar.store.desk_db.mark_files import MarkFiles
from uproar.store.desk_db.runs import Findings, Memories, Runs
from uproar.store.desk_db.stories import Articles, Stories
from uproar.store.desk_db.versions import Versions
from uproar.store.erase import Touched, forget_memories, redact
from uproar.store.guard import ErasureGuard
from uproar.store.layout import (
    ANNOTATIONS,
    DATABASE,
    MARKS,
    POSTS,
    SET_ASIDE,
    SETTINGS,
    has_log,
    has_post_files,
    refuse_no_desk,
)
from uproar.store.live_words import LiveWords
from uproar.store.lost_posts import note_posts, refuse_lost_posts
from uproar.store.marks import Marks
from uproar.store.oplog.disk import disk_errors
from uproar.store.oplog.gone_names import ErasedNames, GoneNames, text_without
from uproar.store.oplog.lock import exclusive_lock, free_lock
from uproar.store.oplog.lookup import Lookup, Matches
from uproar.store.posts import Appended, PostStore
from uproar.store.strays import sweep_strays
from uproar.store.whole_file import sweep_drafts

log = logging.getLogger(__name__)

EMPTY_SETTINGS = "# Settings of this desk; docs/settings.md lists them.\n"


class Desk:
    """Everything a desk keeps. One thread at a time; other processes may use the folder too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.posts = PostStore(path)
        self.annotations = Annotations(path / ANNOTATIONS)
        self.guard = ErasureGuard(self.posts, path / "derived.lock")
        self.n_finished = 0
        self._erasure_lock = path / "erasure.lock"
        database = self._database = Database(path / DATABASE)  # last: what opens it closes it
        self.marks = Marks(path / MARKS, MarkFiles(database))
        self._acknowledged = Acknowledgements(database)
        self.events = Events(database)
        self.runs = Runs(database)
        self.findings = Findings(database)
        self.memories = Memories(database)
        self.articles = Articles(database)
        self.stories = Stories(database, self.guard)
        self.decisions = Decisions(database, self.guard)
        self.codes = Codes(database, self.guard)
        self.codebook = Codebook(database)
        self.versions = Versions(database, self.guard, self.stories, self.decisions)
        self.exports = Exports(database, self.guard)
        self.begun = BegunErasures(database)
        self.answers = Answers(database)
        self.rejects = Rejects(database)
        self.coverage = Coverages(self.posts)
        self.gaps = Gaps(database)

    @classmethod
    def create(cls, path: Path) -> Desk:
        """Make a desk. Raises ConfigError when the folder is one already, or is a file."""
        path = Path(path)
        if (path / DATABASE).exists():
            raise ConfigError(f"{path} is a desk already", hint="use it, or name another folder")
        if path.exists() and not path.is_dir():
            raise ConfigError(f"{path} is a file", hint="a desk is a folder; name another one")
        if has_post_files(path / POSTS):
            raise missing(path / DATABASE)
        with disk_errors(path):
            path.mkdir(parents=True, exist_ok=True)
            if not (path / SETTINGS).exists():
                (path / SETTINGS).write_text(EMPTY_SETTINGS, encoding="utf-8")
            for draft in path.glob(f".{DATABASE}.*"):
                draft.unlink(missing_ok=True)  # of an `init` that was killed
            if not has_log(path / POSTS):
                PostStore.create(path)
            Database.create(path / DATABASE).close()
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> Desk:
        """Open a desk, and finish erasures that were interrupted (`n_finished` says how many).

        Raises ConfigError when it is none, or a newer uproar made it; DamageError where it lacks
        what it had, DiskError where it cannot be read.
        """
        path = Path(path)
        refuse_no_desk(path)
        desk = cls(path)
        try:
            refuse_lost_posts(desk.posts, desk._acknowledged)
            sweep_strays(desk.path, desk.posts)
            desk.n_finished = desk.finish_erasures()
        except BaseException:
            desk.close()
            raise
        return desk

    def append(self, event_id: str, batch: Batch, *, stream: str, cursor: str) -> Appended:
        """Take a page in: its rejects first (adding them twice is harmless), then its posts."""
        if batch.rejects.num_rows:
            with self.guard.writing() as gone:
                self.rejects.add(event_id, stream, _rejects_without(batch.rejects, gone))
        appended = self.posts.append(event_id, batch, stream=stream, cursor=cursor)
        note_posts(self.posts, self._acknowledged)
        if batch.operations.num_rows:
            self.answers.clear()  # they may hold words of what is deleted now
        return appended

    def find(
        self, posts: Iterable[str] = (), accounts: Iterable[str] = (), asked: Lookup | None = None
    ) -> Matches:
        """Which of these posts and accounts the desk has in any form: held, rejected, mentioned."""
        ids, authors = sorted(set(posts)), sorted(set(accounts))
        held = self.posts.matches(ids, authors, asked or Lookup())
        of_accounts = ErasedNames.reached_by(authors)
        rejected = self.rejects.post_ids()
        mentioned = {*held.mentioned, *(i for i in rejected if i in ids or i in of_accounts)}
        return held._replace(mentioned=tuple(sorted(mentioned - {*held.posts})))

    def forget(
        self,
        ids: Iterable[str] = (),
        accounts: Iterable[str] = (),
        *,
        by: str,
        why: str,
        erased_at: datetime,
        now: bool = False,
    ) -> Touched:
        """Erase posts and accounts everywhere. With `now` their bytes are gone on return.

        Without it they are gone from every answer at once, from the disk at the next compact().
        It is written down first: when the process is killed, the next one that opens the desk
        finishes it. Raises ConfigError when nothing is named, or nobody who asked for it.
        """
        posts, authors = tuple(sorted(set(ids))), tuple(sorted(set(accounts)))
        if not posts and not authors:
            raise ConfigError("nothing to forget", hint="name posts or accounts")
        if not by or not why:
            raise ConfigError("an erasure needs to say by whom and why")
        with exclusive_lock(self._erasure_lock):
            reached = self.posts.belonging(posts, authors)
            every = tuple(sorted({*posts, *reached}))
            request = secrets.token_hex(8)
            begun = BegunErasure(request, every, authors, by, why, erased_at, now)
            self.begun.add(begun)
            return replace(self._erase(begun), posts=len(reached))

    def finish_erasures(self) -> int:
        """Finish erasures that were killed, unless a living process is at it; returns how many.

        One of which only bytes are left waits on where the disk is full: nothing of it is shown.
        """
        if not self.begun.all():
            return 0
        n_finished = 0
        with free_lock(self._erasure_lock) as is_free:
            for begun in self.begun.all() if is_free else ():
                try:
                    self._erase(begun)
                except DiskError as error:
                    if not begun.is_redacted:
                        raise
                    log.warning("an erasure waits on: %s", error.message)
                else:
                    n_finished += 1
        return n_finished

    def compact(self) -> State:
        """Merge files, and leave no byte of what was deleted or erased: nightly, or at once.

        It is written down first, as an erasure is: one that is killed is finished by whoever opens
        the desk next, for nothing would make it due again.
        """
        with exclusive_lock(self._erasure_lock):
            begun = BegunErasure.of_bytes(secrets.token_hex(8))
            self.begun.add(begun)
            self._erase(begun)
        return self.posts.state()

    def _compact(self) -> None:
        self.posts.compact(before=self._redact)
        note_posts(self.posts, self._acknowledged)
        with self.guard.erasing():
            self.annotations.purge(self.posts.text_ids())
            self.answers.clear()
        for folder in sorted({Path(export.target).parent for export in self.exports.all()}):
            if folder.is_absolute():
                sweep_drafts(folder)
        self._database.shred()
        for path in self.path.glob(f"{SET_ASIDE}*"):
            path.unlink(missing_ok=True)

    def compact_if_due(self) -> bool:
        """Compact where a deletion, an erasure or an edit waits for it; returns whether it did."""
        if not self.posts.compaction_is_due():
            return False
        self.compact()
        return True

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Several writes to `desk.db` as one; no erasure comes between them."""
        with self.guard.erasing(), self._database.transaction():
            yield

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _erase(self, begun: BegunErasure) -> Touched:
        """The steps of an erasure, each harmless when it is done again."""
        touched = Touched(self.posts.state())
        if not begun.is_redacted:
            events = self.posts.events_with(begun.posts)
            names = [*begun.posts, *begun.accounts]
            with self.guard.erasing():
                state = self.posts.erase(
                    begun.posts,
                    begun.accounts,
                    by=begun.by,
                    why=begun.why,
                    erased_at=begun.erased_at,
                    request=begun.request,
                )
                note_posts(self.posts, self._acknowledged)
                n_memories = forget_memories(self._database, names, events)
                words = {event: self._live_words(event) for event in events}
                touched = redact(
                    self._database, self.marks, names, state, events=events, words=words
                )
            touched = replace(touched, memories=n_memories)
            self.begun.note_redacted(begun.request)
        if begun.is_now:
            self._compact()
        self.begun.finish(begun.request)
        return touched

    def _redact(self, names: list[str]) -> None:
        """What a compaction is about to remove, taken out of all that was derived from it.

        Memories stay, but for those that hold a name: they are numbers of many posts, and themes
        would lose their ids whenever a platform reports a deletion.
        """
        events = self.posts.events_with(names)
        words = {event.id: self._live_words(event.id) for event in self.events.all()}
        words |= {event: self._live_words(event) for event in events}
        with self.guard.erasing():
            forget_memories(self._database, names, ())
            state = self.posts.state()
            redact(self._database, self.marks, names, state, events=events, words=words)

    def _live_words(self, event_id: str) -> Callable[[], LiveWords]:
        columns = ["text", "hashtags", "links"]
        return lambda: LiveWords.of(self.posts.posts(event_id, columns=columns))


def _rejects_without(rejects: pa.Table, gone: GoneNames) -> pa.Table:
    """Rejects whose post or account was erased keep their reason, not the id."""
    if not gone:
        return rejects
    ids = [None if i is None or i in gone else i for i in rejects["post_id"].to_pylist()]
    details = [text_without(str(d), gone) for d in rejects["detail"].to_pylist()]
    for name, values in (("post_id", ids), ("detail", details)):
        column = pa.array(values, pa.string())
        place = REJECTS.get_field_index(name)
        rejects = rejects.set_column(place, REJECTS.field(name), column)
    return rejects
