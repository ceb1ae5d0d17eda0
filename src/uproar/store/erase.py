"""Erasure beyond the posts: whatever names an erased post or account in `desk.db` and the marks.

In lists an erased id is dropped. Elsewhere the digest of the id replaces it: the reference is still
recognised as one to something erased, and says nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from uproar.errors import DamageError
from uproar.model import State
from uproar.store.desk_db.codec import dump, load
from uproar.store.desk_db.database import Database
from uproar.store.desk_db.stories import FLAG
from uproar.store.desk_db.versions import ERASURE, add_version
from uproar.store.live_words import ROW_FIELDS, WORD_FIELDS, LiveWords, words_without
from uproar.store.marks import Marks
from uproar.store.oplog.gone_names import ErasedNames, text_without, without
from uproar.store.oplog.ledger import gone_name

RowKey: TypeAlias = "tuple[object, ...]"


@dataclass(frozen=True, slots=True)
class Touched:
    """What an erasure reached. Counts, and names of what an editor has to look at again."""

    state: State
    posts: int = 0
    rejects: int = 0
    findings: int = 0
    stories: tuple[str, ...] = ()  # flagged: they cite what was erased
    decisions: int = 0
    codes: int = 0
    memories: int = 0
    exports: tuple[str, ...] = ()  # stories that left the house with an erased post's words
    recalled: tuple[str, ...] = ()  # where those exports went: they are to be taken back by hand
    removed: tuple[str, ...] = ()  # exports in the desk's own folder: deleted
    marks: int = 0


def redact(
    database: Database,
    marks: Marks,
    names: Collection[str],
    state: State,
    *,
    events: Collection[str] = (),
    words: Mapping[str, Callable[[], LiveWords]] = MappingProxyType({}),
) -> Touched:
    """Take post ids and accounts out of everything that names them. Doing it twice is harmless.

    `events`: those that lose posts; exports of their stories in the desk's folder are deleted.
    `words`: by event, how to learn which words out of posts may stay in its findings.
    """
    worded = {key for event in sorted(words) for key in _words(database, event, words[event])}
    if not names:
        return Touched(state, findings=len(worded))
    erased = ErasedNames.reached_by(names)
    with database.transaction():
        recalled = _recalled(database, erased)
        touched = Touched(
            state,
            rejects=_rejects(database, erased),
            findings=len({*worded, *_rewrite(database, "finding", "noun", erased)}),
            stories=_stories(database, erased),
            decisions=_decisions(database, erased),
            codes=_codes(database, erased),
            exports=recalled.stories,
            recalled=recalled.targets,
            marks=marks.forget(erased),
        )
        database.rows("delete from answer")
    removed = _removed(database, events)
    targets = tuple(target for target in touched.recalled if target not in removed)
    return replace(touched, recalled=targets, removed=removed)


def forget_memories(database: Database, names: Collection[str], events: Collection[str]) -> int:
    """Delete whole memories that may hold a name: only their measures can read them.

    `events`: those whose memories go, whatever is in them.
    """
    raw = [name.encode() for name in sorted(names)]
    doomed = [
        (event, measure)
        for event, measure, held in database.rows("select event, measure, bytes from memory")
        if event in events or (isinstance(held, bytes) and any(name in held for name in raw))
    ]
    database.write_many("delete from memory where event = ? and measure = ?", iter(doomed))
    return len(doomed)


def _words(database: Database, event: str, live_words: Callable[[], LiveWords]) -> list[RowKey]:
    """Drop words and links of an event's findings that no live post has; returns which changed."""
    rows = database.rows(
        "select run, place, noun from finding where run in (select id from run where event = ?)",
        event,
    )
    fields = [f'"{name}"' for name in (*WORD_FIELDS, *ROW_FIELDS)]
    worded = [row for row in rows if any(field in str(row[2]) for field in fields)]
    if not worded:
        return []
    live = live_words()
    changed, unreadable = [], []
    for run, place, noun in worded:
        try:
            cleaned = dump(words_without(load(dict, str(noun)), live))
        except DamageError:  # nobody can say which words it holds, and measuring makes it anew
            unreadable.append((run, place))
            continue
        if cleaned != noun:
            changed.append((cleaned, run, place))
    database.write_many("update finding set noun = ? where run = ? and place = ?", iter(changed))
    database.write_many("delete from finding where run = ? and place = ?", iter(unreadable))
    return [tuple(keys) for _, *keys in changed] + [tuple(keys) for keys in unreadable]


def _rejects(database: Database, names: ErasedNames) -> int:
    """Delete the rejects of these posts, and take names out of the others; returns how many."""
    ids = database.rows("select distinct post_id from reject where post_id is not null")
    hits = [(post,) for (post,) in ids if post in names]
    n_deleted = database.write_many("delete from reject where post_id = ?", iter(hits))
    key = ("event", "stream", "origin", "outcome", "reason")
    changed = []
    for detail, *where in database.rows(
        f"select detail, {', '.join(key)} from reject where detail like '%:%'"
    ):
        cleaned = text_without(str(detail), names)
        if cleaned != detail:
            changed.append((cleaned, *where))
    condition = " and ".join(f"{name} = ?" for name in key)
    database.write_many(f"update reject set detail = ? where {condition}", iter(changed))
    return max(n_deleted, 0) + len(changed)


def _decisions(database: Database, names: ErasedNames) -> int:
    """Take names out of the log; of what was said about an erased post only the verdict stays.

    A translation holds the post's words, a reason may hold the author's name.
    """
    about = [
        (
            str(why).partition(": ")[0] if action == "clear" else "",
            gone_name(str(subject)),
            number,
        )
        for number, subject, action, why in database.rows(
            "select id, subject, decision, why from decision"
        )
        if subject in names
    ]
    database.write_many("update decision set why = ?, subject = ? where id = ?", iter(about))
    return len(about) + len(_rewrite(database, "decision", "why", names))


def _codes(database: Database, names: ErasedNames) -> int:
    """Delete what readers said of these posts; returns how many codes went.

    A statement of the codebook is an editor's words and stays, without the names.
    """
    coded = database.rows("select distinct post_id from code")
    hits = [(post,) for (post,) in coded if post in names]
    n_deleted = database.write_many("delete from code where post_id = ?", iter(hits))
    for event, theme, statement in database.rows("select event, id, statement from coded_theme"):
        cleaned = text_without(str(statement), names)
        if cleaned != statement:
            database.write(
                "update coded_theme set statement = ? where event = ? and id = ?",
                cleaned,
                event,
                theme,
            )
    return max(n_deleted, 0)


def _rewrite(database: Database, table: str, column: str, names: ErasedNames) -> list[RowKey]:
    """Take the names out of a column; returns which rows changed."""
    key = "run, place" if table == "finding" else "id"
    changed = []
    for *keys, old in database.rows(f"select {key}, {column} from {table}"):
        new = _redacted(str(old), names, is_json=column == "noun")
        if new != old:
            changed.append((new, *keys))
    where = " and ".join(f"{k} = ?" for k in key.split(", "))
    database.write_many(f"update {table} set {column} = ? where {where}", iter(changed))
    if table == "finding":
        for (name,) in database.rows("select distinct id from finding"):
            clean = text_without(str(name), names)
            if clean != name:
                database.write("update finding set id = ? where id = ?", clean, name)
    return [tuple(keys) for _, *keys in changed]


def _redacted(stored: str, names: ErasedNames, *, is_json: bool) -> str:
    if not is_json:
        return text_without(stored, names)
    try:
        return dump(without(load(dict, stored), names))
    except DamageError:  # a damaged row stays for whoever mends it, less the names
        return text_without(stored, names)


def _stories(database: Database, names: ErasedNames) -> tuple[str, ...]:
    flagged = []
    rows = database.rows("select id, noun, background from story order by id")
    for story, noun, background in rows:
        cleaned = _redacted(str(noun), names, is_json=True)
        if cleaned != noun:
            reopened = dump(load(dict, cleaned) | {"status": "draft", "approved_by": None})
            database.write("update story set noun = ? where id = ?", reopened, story)
            database.write("insert or ignore into story_flag values (?, ?)", story, FLAG)
            add_version(database, str(story), ERASURE)
            flagged.append(str(story))
        if background:
            clean = _redacted(str(background), names, is_json=True)
            database.write("update story set background = ? where id = ?", clean, story)
    return tuple(flagged)


class _Recalled(NamedTuple):
    """Exports that hold words of erased posts: whose stories, and where they went."""

    stories: tuple[str, ...]
    targets: tuple[str, ...]


def _recalled(database: Database, names: ErasedNames) -> _Recalled:
    """Mark the exports that hold words of these posts."""
    posts = database.rows("select distinct post_id from export_post")
    exports: set[tuple[object, ...]] = set()
    for post in [str(post) for (post,) in posts if post in names]:
        exports |= {
            *database.rows(
                "select e.id, e.story, e.target from export e"
                " join export_post p on p.export = e.id where p.post_id = ?",
                post,
            )
        }
        database.write(
            "update or replace export_post set post_id = ? where post_id = ?",
            gone_name(post),
            post,
        )
    for export, _, _ in exports:
        database.write("update export set is_recalled = 1 where id = ?", export)
    stories = {str(story) for _, story, _ in exports}
    return _Recalled(tuple(sorted(stories)), tuple(sorted({str(t) for _, _, t in exports})))


def _removed(database: Database, events: Collection[str]) -> tuple[str, ...]:
    """Delete exports that lie in the desk's folder, of stories of these events or recalled."""
    folder = database.path.parent.resolve()
    removed = []
    for target, event, is_recalled in database.rows(
        "select distinct e.target, s.event, e.is_recalled from export e"
        " left join story s on s.id = e.story order by e.target"
    ):
        path = Path(str(target))
        is_ours = path.is_absolute() and path.resolve().is_relative_to(folder)
        if is_ours and (is_recalled or event in events) and path.is_file():
            path.unlink()
            removed.append(str(path))
    return tuple(dict.fromkeys(removed))
