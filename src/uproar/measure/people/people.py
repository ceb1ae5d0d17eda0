"""How many original posts name each of the event's people, and with which stance; whom else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Bools, Int64s
from uproar.intervals import share
from uproar.measure.authorship import voice
from uproar.measure.parameters import parameters_of
from uproar.measure.people.config import CONFIG
from uproar.measure.people.finding_names import candidates
from uproar.measure.stats.reading_marks import UNSURE
from uproar.measure.stats.shares import ORIGINALS
from uproar.model import MARKS, Corpus, Entity, Event, Finding, Measure, Measured
from uproar.model.rows import PersonRow
from uproar.text.names import first_name, joined_name, matching

VERSION = "1"
# Kinds of entities that are somebody.
SOMEBODY = frozenset({"person", "group"})
_PROPOSED = "found:"

_TEXTS = """
select text_id, min(text) as text, min(norm) as norm, min(norm_id) as norm_id
from originals where text_id is not null and norm is not null
group by text_id order by text_id
"""
_POSTS = f"""
select o.id, o.text_id, {voice("o")} as voice, m.value as stance, m.reason as why
from originals o left join (select * from marks where kind = 'stance') m on m.post_id = o.id
where o.text_id is not null order by o.id
"""


class Somebody(NamedTuple):
    """Who may be named: an id, the name as it is written, and all ways to write it."""

    id: str
    name: str
    forms: tuple[str, ...]


class Posts(NamedTuple):
    """The originals with a text. Shape: every field (n_posts,)."""

    ids: pa.StringArray
    text: Int64s  # the text's place among the distinct ones
    voice: Int64s  # a number for each voice
    stance: pa.StringArray  # null where unsure or not read


def people(corpus: Corpus, event: Event) -> Measured:
    """Count the original posts that name somebody, and the stance of those that name nobody else.

    Unit: original posts; a post may name several. `people`: the event's persons and groups, as
    event.toml lists them. `people.proposed`: names that it does not list and many voices use, for
    the editor; things are among them as well as people. A post's stance is towards what it is
    about: it counts for somebody only where nobody else is named. Marks of kind `person`. Empty
    corpus: no findings. Evidence: the posts with the mark.
    """
    if not corpus.has("norm"):
        return Measured()
    texts = corpus.query(_TEXTS)
    if not texts.num_rows:
        return Measured()
    norms, written = (_strings(texts, name) for name in ("norm", "text"))
    listed = [_of_entity(entity) for entity in event.entities if entity.kind in SOMEBODY]
    order = np.argsort(texts["norm_id"].to_numpy(), kind="stable")[: CONFIG.most_texts]
    others = _others(_strings(texts.take(np.sort(order)), "text"), event)
    posts = _posts(corpus, texts)
    named = {
        somebody: _names(norms, written, somebody)[posts.text] for somebody in (*listed, *others)
    }
    n_voices = len(np.unique(posts.voice))
    shown = [somebody for somebody in listed if named[somebody].any()]
    proposed = [
        somebody
        for somebody in others
        if (n := _n_voices(posts, named[somebody])) >= CONFIG.min_voices
        and n >= CONFIG.min_share * n_voices
    ]
    proposed = sorted(proposed, key=lambda somebody: (-int(named[somebody].sum()), somebody.id))[
        : CONFIG.most
    ]
    counted = {somebody: named[somebody] for somebody in (*shown, *proposed)}
    findings = (
        _finding("people", "people of event.toml", shown, posts, counted),
        _finding("people.proposed", "names found in posts", proposed, posts, counted),
    )
    marks = [_marks(posts, somebody, is_named) for somebody, is_named in counted.items()]
    return Measured(findings, pa.concat_tables(marks) if marks else MARKS.empty_table())


def _of_entity(entity: Entity) -> Somebody:
    every = {matching(a) for names in entity.aliases.values() for a in names}
    forms = {matching(entity.name), *every} - {matching(a) for a in entity.ambiguous} - {""}
    return Somebody(entity.id, entity.name, tuple(sorted(forms)))


def _others(texts: pa.StringArray, event: Event) -> list[Somebody]:
    """Names in the texts that are none of the event's."""
    known = {
        matching(alias).replace(" ", "")
        for entity in event.entities
        for alias in (entity.name, *(a for written in entity.aliases.values() for a in written))
    }
    names = candidates([str(text) for text in texts.to_pylist()])
    others = [
        Somebody(f"{_PROPOSED}{key}", name, (matching(name),))
        for key, name in names.items()
        if not any(key in alias or alias in key for alias in known)
    ]
    return others[: CONFIG.most_searched]


def _names(norms: pa.StringArray, written: pa.StringArray, somebody: Somebody) -> Bools:
    """Which texts name somebody, in words, tags or handles. Shape: (n_texts,)."""
    in_words = first_name(norms, somebody.forms).is_valid()
    joined = joined_name(written, somebody.forms).is_valid()
    return np.asarray(pc.or_(in_words, joined).to_numpy(zero_copy_only=False))


def _posts(corpus: Corpus, texts: pa.Table) -> Posts:
    rows = corpus.query(_POSTS)
    text = np.searchsorted(texts["text_id"].to_numpy(), rows["text_id"].to_numpy())
    is_unsure = pc.equal(_strings(rows, "why"), pa.scalar(UNSURE)).fill_null(True)
    stance = pc.if_else(is_unsure, pa.scalar(None, pa.string()), _strings(rows, "stance"))
    voices = _strings(rows, "voice").dictionary_encode().indices.fill_null(-1).to_numpy()
    assert isinstance(stance, pa.StringArray)
    return Posts(_strings(rows, "id"), text, voices, stance)


def _n_voices(posts: Posts, is_named: Bools) -> int:
    return len(np.unique(posts.voice[is_named]))


def _finding(
    family: str,
    what: str,
    chosen: list[Somebody],
    posts: Posts,
    counted: Mapping[Somebody, Bools],
) -> Finding:
    """How many people, with a row for each; most named first, ties by id."""
    n_named = np.sum([*counted.values()], axis=0) if counted else np.zeros(len(posts.ids), int)
    rows = [_row(somebody, posts, counted[somebody], n_named) for somebody in chosen]
    rows.sort(key=lambda row: (-row.n, row.id))
    ids = ", ".join(_quoted(somebody.id) for somebody in chosen) or "null"
    return Finding(
        family,
        len(rows),
        "names",
        n=len(posts.ids),
        n_of=ORIGINALS,
        method=f"{what}; Wilson intervals; stance where nobody else is named",
        parameters=parameters_of(CONFIG),
        evidence_sql=(
            "select distinct post_id as id from marks where kind = 'person'"
            f" and value in ({ids}) order by id"
        ),
        rows=tuple(rows),
    )


def _quoted(value: str) -> str:
    """A string of SQL; a quotation mark in a name ends nothing."""
    return "'" + value.replace("'", "''") + "'"


def _row(somebody: Somebody, posts: Posts, is_named: Bools, n_named: Int64s) -> PersonRow:
    is_alone = is_named & (n_named == 1)
    sides = posts.stance.filter(pa.array(is_alone)).drop_null().to_pylist()
    n, value = int(is_named.sum()), len(posts.ids)
    return PersonRow(
        somebody.id,
        somebody.name,
        somebody.forms,
        n,
        _n_voices(posts, is_named),
        *share(n, value),
        int(is_alone.sum()),
        *(sides.count(side) for side in ("praise", "criticism", "neutral")),
    )


def _marks(posts: Posts, somebody: Somebody, is_named: Bools) -> pa.Table:
    ids = posts.ids.filter(pa.array(is_named))
    n = len(ids)
    columns = [ids, pa.repeat("person", n), pa.repeat(somebody.id, n)]
    rest = [pa.nulls(n, pa.float64()), pa.repeat("its name stands in the post", n)]
    return pa.table([*columns, *rest], schema=MARKS)


def _strings(table: pa.Table, name: str) -> pa.StringArray:
    column = table[name].combine_chunks().cast(pa.string())
    assert isinstance(column, pa.StringArray)
    return column


MEASURE = Measure(
    "people",
    VERSION,
    people,
    needs=("relevant", "spam", "copy", "coordinated", "stance"),
    gives=("people", "person"),
)
