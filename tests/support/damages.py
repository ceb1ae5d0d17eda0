"""Ways in which a desk is damaged: by a disk, a sync program, an editor, a half-restored copy."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing done to a desk's folder.

    `says`: what every message about it holds, so that one finds the file. `outcome`: what
    `uproar doctor --mend` can do: "harmless" (nothing is to be done), "mended" (all is as it was),
    "lost" (the rest is usable again, and what is gone is named), "by hand" (a person has to).
    """

    name: str
    harm: Callable[[Path], object]
    says: str
    outcome: str


def _log(desk: Path, back: int = 1) -> Path:
    """A log entry of the posts, counted from the last."""
    return sorted((desk / "posts" / "_delta_log").glob("*.json"))[-back]


def _checkpoint(desk: Path) -> Path:
    return next((desk / "posts" / "_delta_log").glob("*.checkpoint.parquet"))


def _posts(kind: str) -> Callable[[Path], Path]:
    """The newest file of posts of a kind."""
    return lambda desk: sorted((desk / "posts").glob(f"{kind}-*.parquet"))[-1]


def _annotation(desk: Path) -> Path:
    return sorted((desk / "annotations" / "language").rglob("*.parquet"))[-1]


def _marks(desk: Path) -> Path:
    return sorted((desk / "marks").rglob("themes@*.parquet"))[-1]


def _at(*parts: str) -> Callable[[Path], Path]:
    return lambda desk: desk.joinpath(*parts)


Place = Callable[[Path], Path]


def _removed(place: Place) -> Callable[[Path], object]:
    def harm(desk: Path) -> None:
        path = place(desk)
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()

    return harm


def _written(place: Place, change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda desk: place(desk).write_bytes(change(place(desk).read_bytes()))


def _emptied(place: Place) -> Callable[[Path], object]:
    return _written(place, lambda raw: b"")


def _halved(place: Place) -> Callable[[Path], object]:
    return _written(place, lambda raw: raw[: len(raw) // 2])


def _garbled(place: Place) -> Callable[[Path], object]:
    """Noise of the same length, the same each time."""
    return _written(place, lambda raw: bytes((i * 167 + 89) % 251 for i in range(len(raw))))


def _garbled_inside(place: Place) -> Callable[[Path], object]:
    """Noise in the middle, where what is packed lies; the ends are whole."""

    def change(raw: bytes) -> bytes:
        start, end = len(raw) * 2 // 10, len(raw) * 5 // 10
        noise = bytes((i * 167 + 89) % 251 for i in range(end - start))
        return raw[:start] + noise + raw[end:]

    return _written(place, change)


def _folder(place: Place) -> Callable[[Path], object]:
    """An empty folder where a file was."""

    def harm(desk: Path) -> None:
        path = place(desk)
        path.unlink(missing_ok=True)
        path.mkdir()

    return harm


def _file(place: Place) -> Callable[[Path], object]:
    """A file where a folder was."""

    def harm(desk: Path) -> None:
        path = place(desk)
        shutil.rmtree(path)
        path.write_bytes(b"not a folder")

    return harm


def _columns(place: Place) -> Callable[[Path], object]:
    """A whole Parquet file with columns of somebody else."""
    return lambda desk: pq.write_table(pa.table({"other": [1, 2, 3]}), place(desk))


def _bad_cursor(desk: Path) -> None:
    """A cursor whose note is not JSON."""
    path = _posts("tail")(desk)
    rows = pq.read_table(path)
    notes = ["{not json" if n else n for n in rows["note"].to_pylist()]
    place = rows.schema.get_field_index("note")
    pq.write_table(rows.set_column(place, rows.schema.field("note"), pa.array(notes)), path)


def _sql(*statements: str) -> Callable[[Path], object]:
    def harm(desk: Path) -> None:
        with closing(sqlite3.connect(desk / "desk.db")) as sql:
            for statement in statements:
                assert sql.execute(statement).rowcount != 0, statement
            sql.commit()

    return harm


def _garbled_pages(desk: Path) -> None:
    """Noise over every page of desk.db but the first two."""
    path = desk / "desk.db"
    raw = path.read_bytes()
    start = 2 * 4096
    path.write_bytes(raw[:start] + bytes((i * 167 + 89) % 251 for i in range(len(raw) - start)))


def _lost_entries(desk: Path) -> None:
    for _ in range(2):
        _log(desk).unlink()


DB = _at("desk.db")
POINTER = _at("posts", "_delta_log", "_last_checkpoint")
NO_FILE = json.dumps({"version": 99, "size": 4})
BEGUN = (
    "insert into erasure (request, posts, accounts, by, why, at, is_now)"
    " values ('r', {posts}, '[]', 'E', 'asked', {at}, 0)"
)

LOG = (
    Damage("last log entry gone", _removed(_log), "_delta_log", "mended"),
    Damage("last log entry empty", _emptied(_log), "_delta_log", "mended"),
    Damage("last log entry halved", _halved(_log), "_delta_log", "mended"),
    Damage("last log entry garbled", _garbled(_log), "_delta_log", "mended"),
    Damage("last log entry a folder", _folder(_log), "_delta_log", "mended"),
    Damage("last log entry says nothing", _written(_log, lambda raw: b"{}"), "_delta_log", "mended"),
    Damage("two log entries gone", _lost_entries, "_delta_log", "mended"),
    Damage("middle log entry gone", _removed(lambda d: _log(d, 2)), "_delta_log", "mended"),
    Damage("middle log entry garbled", _garbled(lambda d: _log(d, 2)), "_delta_log", "mended"),
    Damage("first log entry gone", _removed(lambda d: _log(d, 6)), "_delta_log", "harmless"),
    Damage("checkpoint halved", _halved(_checkpoint), "_delta_log", "mended"),
    Damage("checkpoint garbled", _garbled(_checkpoint), "_delta_log", "mended"),
    Damage("checkpoint garbled inside", _garbled_inside(_checkpoint), "_delta_log", "mended"),
    Damage("checkpoint gone", _removed(_checkpoint), "_delta_log", "mended"),
    Damage("checkpoint a folder", _folder(_checkpoint), "_delta_log", "mended"),
    Damage("pointer garbled", _garbled(POINTER), "_delta_log", "harmless"),
    Damage("pointer gone", _removed(POINTER), "_delta_log", "harmless"),
    Damage("pointer to nothing", _written(POINTER, lambda r: NO_FILE.encode()), "_delta_log", "mended"),
    Damage("log gone", _removed(_at("posts", "_delta_log")), "_delta_log", "mended"),
    Damage("log a file", _file(_at("posts", "_delta_log")), "_delta_log", "mended"),
)  # fmt: skip
POSTS = (
    Damage("posts gone", _removed(_at("posts")), "posts", "lost"),
    Damage("posts a file", _file(_at("posts")), "posts", "lost"),
    Damage("page halved", _halved(_posts("tail")), "tail-", "lost"),
    Damage("page empty", _emptied(_posts("tail")), "tail-", "lost"),
    Damage("page gone", _removed(_posts("tail")), "tail-", "lost"),
    Damage("page a folder", _folder(_posts("tail")), "tail-", "lost"),
    Damage("page garbled inside", _garbled_inside(_posts("tail")), "tail-", "lost"),
    Damage("page of other columns", _columns(_posts("tail")), "tail-", "lost"),
    Damage("page with a bad cursor", _bad_cursor, "tail-", "lost"),
    Damage("base halved", _halved(_posts("base")), "base-", "lost"),
    Damage("base garbled inside", _garbled_inside(_posts("base")), "base-", "lost"),
    Damage("base gone", _removed(_posts("base")), "base-", "lost"),
    Damage("operations halved", _halved(_posts("operations")), "operations-", "by hand"),
    Damage("operations gone", _removed(_posts("operations")), "operations-", "by hand"),
)
DERIVED = (
    Damage("annotation halved", _halved(_annotation), "annotations", "mended"),
    Damage("annotation empty", _emptied(_annotation), "annotations", "mended"),
    Damage("annotation gone", _removed(_annotation), "annotations", "harmless"),
    Damage("annotation a folder", _folder(_annotation), "annotations", "mended"),
    Damage("annotation garbled inside", _garbled_inside(_annotation), "annotations", "mended"),
    Damage("annotation of other columns", _columns(_annotation), "annotations", "mended"),
    Damage("annotations gone", _removed(_at("annotations")), "annotations", "harmless"),
    Damage("annotations a file", _file(_at("annotations")), "annotations", "mended"),
    Damage("an annotator a file", _file(_at("annotations", "language")), "annotations", "mended"),
    Damage("marks halved", _halved(_marks), "marks", "mended"),
    Damage("marks empty", _emptied(_marks), "marks", "mended"),
    Damage("marks file gone", _removed(_marks), "marks", "mended"),
    Damage("marks a folder", _folder(_marks), "marks", "mended"),
    Damage("marks garbled inside", _garbled_inside(_marks), "marks", "mended"),
    Damage("marks of other columns", _columns(_marks), "marks", "mended"),
    Damage("all marks gone", _removed(_at("marks")), "marks", "mended"),
    Damage("all marks a file", _file(_at("marks")), "marks", "mended"),
)
DATABASE = (
    Damage("database gone", _removed(DB), "desk.db", "lost"),
    Damage("database empty", _emptied(DB), "desk.db", "lost"),
    Damage("database halved", _halved(DB), "desk.db", "lost"),
    Damage("database garbled", _garbled(DB), "desk.db", "lost"),
    Damage("database's pages garbled", _garbled_pages, "desk.db", "lost"),
    Damage("database a folder", _folder(DB), "desk.db", "lost"),
    Damage("a table gone", _sql("drop table decision"), "desk.db", "lost"),
    Damage("a newer schema", _sql("pragma user_version = 999"), "desk.db", "by hand"),
    Damage("a log of the database garbled", lambda d: (d / "desk.db-wal").write_bytes(b"x" * 5000), "desk.db", "harmless"),
    Damage("a finding no JSON", _sql("update finding set noun = '{\"id' where place = 3"), "desk.db", "mended"),
    Damage("a finding of another shape", _sql("update finding set noun = '[1]' where place = 3"), "desk.db", "mended"),
    Damage("a finding no text", _sql("update finding set noun = x'ff00fe' where place = 3"), "desk.db", "mended"),
    Damage("a finding not UTF-8", _sql("update finding set noun = cast(x'7b22ff' as text) where place = 3"), "desk.db", "mended"),
    Damage("a finding gone", _sql("delete from finding where place = 3"), "desk.db", "mended"),
    Damage("a story no JSON", _sql("update story set noun = substr(noun, 1, 90)"), "desk.db", "lost"),
    Damage("a background no JSON", _sql("update story set background = 'x'"), "desk.db", "mended"),
    Damage("an event no JSON", _sql("update event set noun = 'x'"), "desk.db", "mended"),
    Damage("an article no JSON", _sql("update article set noun = 'x'"), "desk.db", "mended"),
    Damage("settings no JSON", _sql("update run set settings = 'x'"), "desk.db", "mended"),
    Damage("a run at no time", _sql("update run set started_at = 'x'"), "desk.db", "mended"),
    Damage("a run at no state", _sql("update run set pin = 'x'"), "desk.db", "mended"),
    Damage("a decision at no time", _sql("update decision set at = 'noon'"), "desk.db", "lost"),
    Damage("an export at no time", _sql("update export set at = 'noon'"), "desk.db", "lost"),
    Damage("a gap no JSON", _sql("insert into gap (event, noun) values ('glass', 'x')"), "desk.db", "lost"),
    Damage("an erasure no JSON", _sql(BEGUN.format(posts="'x'", at="'2026-01-01T00:00:00Z'")), "desk.db", "lost"),
    Damage("an erasure at no time", _sql(BEGUN.format(posts="'[]'", at="'x'")), "desk.db", "lost"),
    Damage("a memory garbled", _sql("update memory set bytes = x'00ff00'"), "desk.db", "mended"),
    Damage("a memory no bytes", _sql("update memory set bytes = 7"), "desk.db", "mended"),
    Damage("an answer garbled", _sql("update answer set number = 'x', json = 'x'"), "desk.db", "mended"),
)  # fmt: skip
REST = (
    Damage("posts.lock a folder", _folder(_at("posts.lock")), "posts.lock", "mended"),
    Damage("compaction.lock a folder", _folder(_at("compaction.lock")), "compaction.lock", "mended"),
    Damage("derived.lock a folder", _folder(_at("derived.lock")), "derived.lock", "mended"),
    Damage("erasure.lock a folder", _folder(_at("erasure.lock")), "erasure.lock", "mended"),
    Damage("settings garbled", _garbled(_at("uproar.toml")), "uproar.toml", "by hand"),
    Damage("settings a folder", _folder(_at("uproar.toml")), "uproar.toml", "by hand"),
    Damage("settings gone", _removed(_at("uproar.toml")), "uproar.toml", "harmless"),
    Damage("a file too many", lambda d: (d / "posts" / "notes.txt").write_text("hi"), "", "harmless"),
)  # fmt: skip
DAMAGES = (*LOG, *POSTS, *DERIVED, *DATABASE, *REST)

# One of each kind, for every run of the suite; all of them take minutes.
FEW = tuple(
    damage
    for damage in DAMAGES
    if damage.name
    in (
        *("last log entry gone", "middle log entry garbled", "checkpoint halved", "log gone"),
        *("page halved", "base garbled inside", "operations gone", "annotation halved"),
        *("annotations a file", "marks file gone", "marks garbled inside", "database empty"),
        *("database's pages garbled", "a finding no JSON", "a finding gone", "a story no JSON"),
        *("an event no JSON", "a decision at no time", "a memory garbled", "posts.lock a folder"),
        *("settings a folder", "first log entry gone"),
    )
)
