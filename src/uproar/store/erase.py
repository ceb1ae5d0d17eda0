"""Erasure beyond the posts: whatever names an erased post or account in `desk.db` and the marks.

In lists an erased id is dropped. Elsewhere the digest of the id replaces it: the reference is still
recognised as one to something erased, and says nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from uproar.model import State
from uproar.store.desk_db.codec import dump, load
from uproar.store.desk_db.database import Database
from uproar.store.marks import Marks
from uproar.store.oplog.ledger import gone_name

FLAG = "cites a post that was erased or deleted"
_SLOT = re.compile(r"(\[\[quote:)(.+?)(?=, form=|,form=|\]\])")
_TOKEN = re.compile(r"[^\s\[\]()\"';,]+")
_REFERENCE = "quote:"


@dataclass(frozen=True, slots=True)
class Touched:
    """What an erasure reached. Counts, and names of what an editor has to look at again."""

    state: State
    posts: int = 0
    rejects: int = 0
    findings: int = 0
    stories: tuple[str, ...] = ()  # flagged: they cite what was erased
    decisions: int = 0
    memories: int = 0
    exports: tuple[str, ...] = ()  # stories that left the house with an erased post's words
    marks: int = 0


def redact(
    database: Database,
    marks: Marks,
    names: Collection[str],
    state: State,
    *,
    events: Collection[str] = (),
) -> Touched:
    """Take post ids and accounts out of everything that names them. Doing it twice is harmless.

    `events`: those whose memories go, whatever is in them.
    """
    if not names:
        return Touched(state)
    erased = frozenset(names)
    with database.transaction():
        database.rows("create temp table if not exists erased (name text primary key)")
        database.rows("delete from temp.erased")
        database.write_many("insert into temp.erased values (?)", ((n,) for n in sorted(erased)))
        touched = Touched(
            state,
            posts=len(erased),
            rejects=_deleted(database, "reject", "post_id in (select name from temp.erased)"),
            findings=_rewrite(database, "finding", "noun", erased),
            stories=_stories(database, erased),
            decisions=_rewrite(database, "decision", "subject", erased)
            + _rewrite(database, "decision", "why", erased),
            memories=_memories(database, erased, events),
            exports=_exports(database),
            marks=marks.forget(erased),
        )
        database.rows("delete from answer")
        database.rows("delete from temp.erased")
    return touched


def without(value: object, names: frozenset[str]) -> object:
    """JSON without these names.

    >>> without({"evidence": ["x:1", "x:2"]}, frozenset({"x:1"}))
    {'evidence': ['x:2']}
    """
    if isinstance(value, str):
        return _without_in(value, names)
    if isinstance(value, list):
        return [without(v, names) for v in value if not (isinstance(v, str) and v in names)]
    if isinstance(value, dict):
        return {_without_in(k, names): without(v, names) for k, v in value.items()}
    return value


def _without_in(text: str, names: frozenset[str]) -> str:
    if text in names:
        return gone_name(text)

    def slot(match: re.Match[str]) -> str:
        return match[1] + (gone_name(match[2]) if match[2] in names else match[2])

    def token(match: re.Match[str]) -> str:
        prefix = _REFERENCE if match[0].startswith(_REFERENCE) else ""
        name = match[0][len(prefix) :]
        bare = name.rstrip(".:!?")
        for candidate in (name, bare):
            if candidate in names:
                return prefix + gone_name(candidate) + name[len(candidate) :]
        return match[0]

    return _TOKEN.sub(token, _SLOT.sub(slot, text))


def _rewrite(database: Database, table: str, column: str, names: frozenset[str]) -> int:
    """Take the names out of a column; returns how many rows changed."""
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
            clean = _without_in(str(name), names)
            if clean != name:
                database.write("update finding set id = ? where id = ?", clean, name)
    return len(changed)


def _redacted(stored: str, names: frozenset[str], *, is_json: bool) -> str:
    if not is_json:
        return _without_in(stored, names)
    return dump(without(load(dict, stored), names))


def _stories(database: Database, names: frozenset[str]) -> tuple[str, ...]:
    flagged = []
    for story, noun in database.rows("select id, noun from story order by id"):
        cleaned = _redacted(str(noun), names, is_json=True)
        if cleaned != noun:
            database.write("update story set noun = ? where id = ?", cleaned, story)
            database.write("insert or ignore into story_flag values (?, ?)", story, FLAG)
            flagged.append(str(story))
    return tuple(flagged)


def _memories(database: Database, names: frozenset[str], events: Collection[str]) -> int:
    """Delete whole memories that may hold a name: only their measures can read them."""
    raw = [name.encode() for name in sorted(names)]
    doomed = [
        (event, measure)
        for event, measure, held in database.rows("select event, measure, bytes from memory")
        if event in events or (isinstance(held, bytes) and any(name in held for name in raw))
    ]
    database.write_many("delete from memory where event = ? and measure = ?", iter(doomed))
    return len(doomed)


def _exports(database: Database) -> tuple[str, ...]:
    hit = "post_id in (select name from temp.erased)"
    rows = database.rows(f"select export, post_id from export_post where {hit}")
    for export, post in rows:
        database.write("update export set is_recalled = 1 where id = ?", export)
        database.write(
            "update export_post set post_id = ? where export = ? and post_id = ?",
            gone_name(str(post)),
            export,
            post,
        )
    stories = {
        str(database.rows("select story from export where id = ?", export)[0][0])
        for export, _ in rows
    }
    return tuple(sorted(stories))


def _deleted(database: Database, table: str, where: str) -> int:
    (n,) = database.rows(f"select count(*) from {table} where {where}")[0]
    database.write(f"delete from {table} where {where}")
    return int(str(n))
