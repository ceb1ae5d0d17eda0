"""The folder a newsroom works in: posts, annotations, marks and `desk.db`, opened as one."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType

import pyarrow as pa
from deltalake import DeltaTable

from uproar.errors import ConfigError
from uproar.model import REJECTS, Batch, State
from uproar.store.annotations import Annotations
from uproar.store.desk_db.answers import Answers
from uproar.store.desk_db.coverage import Coverages, Gaps, Rejects
from uproar.store.desk_db.database import Database
from uproar.store.desk_db.decisions import Decisions, Exports
from uproar.store.desk_db.events import Events
from uproar.store.desk_db.runs import Findings, Memories, Runs
from uproar.store.desk_db.stories import Articles, Stories
from uproar.store.erase import Touched, redact
from uproar.store.marks import Marks
from uproar.store.oplog.durable import disk_errors
from uproar.store.posts import Appended, PostStore

SETTINGS = "# Settings of this desk; docs/settings.md lists them.\n"


class Desk:
    """Everything a desk keeps. One thread at a time; other processes may use the folder too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.posts = PostStore(path)
        self.annotations = Annotations(path / "annotations")
        self.marks = Marks(path / "marks")
        database = self._database = Database(path / "desk.db")  # last: what opens it closes it
        self.events = Events(database)
        self.runs = Runs(database)
        self.findings = Findings(database)
        self.memories = Memories(database)
        self.articles = Articles(database)
        self.stories = Stories(database)
        self.decisions = Decisions(database)
        self.exports = Exports(database)
        self.answers = Answers(database)
        self.rejects = Rejects(database)
        self.coverage = Coverages(self.posts)
        self.gaps = Gaps(database)

    @classmethod
    def create(cls, path: Path) -> Desk:
        """Make a desk. Raises ConfigError when the folder is one already, or is a file."""
        path = Path(path)
        if (path / "desk.db").exists():
            raise ConfigError(f"{path} is a desk already", hint="use it, or name another folder")
        if path.exists() and not path.is_dir():
            raise ConfigError(f"{path} is a file", hint="a desk is a folder; name another one")
        with disk_errors(path):
            path.mkdir(parents=True, exist_ok=True)
            if not (path / "uproar.toml").exists():
                (path / "uproar.toml").write_text(SETTINGS, encoding="utf-8")
            if not DeltaTable.is_deltatable(str(path / "posts")):
                PostStore.create(path)
        return cls(path)

    @classmethod
    def open(cls, path: Path) -> Desk:
        """Open a desk. Raises ConfigError when it is none, or a newer uproar made it."""
        path = Path(path)
        has_posts = DeltaTable.is_deltatable(str(path / "posts")) if path.is_dir() else False
        if not has_posts or not (path / "desk.db").is_file():
            raise ConfigError(f"{path} is not a desk", hint=f"make one with `uproar init {path}`")
        return cls(path)

    def append(self, event_id: str, batch: Batch, *, stream: str, cursor: str) -> Appended:
        """Take a page in: its rejects first (adding them twice is harmless), then its posts."""
        if batch.rejects.num_rows:
            self.rejects.add(event_id, stream, self._without_gone(batch.rejects))
        appended = self.posts.append(event_id, batch, stream=stream, cursor=cursor)
        if batch.operations.num_rows:
            self.answers.clear()  # they may hold words of what is deleted now
        return appended

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
        Raises ConfigError when nothing is named, or nobody who asked for it.
        """
        posts, authors = sorted(set(ids)), sorted(set(accounts))
        if not posts and not authors:
            raise ConfigError("nothing to forget", hint="name posts or accounts")
        reached = sorted({*posts, *self.posts.belonging(posts, authors)})
        events = self.posts.events_with(reached)
        state = self.posts.erase(posts, authors, by=by, why=why, erased_at=erased_at)
        touched = redact(self._database, self.marks, [*reached, *authors], state, events=events)
        if now:
            self.compact()
        return touched

    def compact(self) -> State:
        """Merge files, and leave no byte of what was deleted or erased: nightly, or at once."""
        state = self.posts.compact(before=self._redact)
        self.annotations.purge(self.posts.text_ids())
        self.answers.clear()
        self._database.shred()
        return state

    def transaction(self) -> AbstractContextManager[None]:
        """Several writes to `desk.db` as one."""
        return self._database.transaction()

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

    def _redact(self, names: list[str]) -> None:
        redact(self._database, self.marks, names, self.posts.state())

    def _without_gone(self, rejects: pa.Table) -> pa.Table:
        """Rejects whose post was erased keep their reason, not the id."""
        ids = rejects["post_id"].to_pylist()
        gone = self.posts.gone(i for i in ids if i is not None)
        if not gone:
            return rejects
        remaining = pa.array([None if i in gone else i for i in ids], pa.string())
        place = REJECTS.get_field_index("post_id")
        return rejects.set_column(place, REJECTS.field("post_id"), remaining)
