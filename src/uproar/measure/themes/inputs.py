"""The distinct texts of an event's originals, as the theme model takes them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.measure.themes.fitting.theme_model import Texts
from uproar.model import Corpus, Event
from uproar.text import tokens
from uproar.text.lexicons import generic_text_check

# One row per matching form; what its posts hold beside words is put together.
TEXTS = """
with cued as (
  select o.norm_id, list_sort(list(distinct cast(m.value as integer))) as cues
  from originals o join marks m on m.post_id = o.id and m.kind = 'cue' group by o.norm_id
)
select o.norm_id, min(o.norm) as norm, min(o.text_id) as text_id, min(o.lang) as lang,
       list_sort(list_distinct(flatten(list(coalesce(o.emoji, []))))) as emoji,
       list_sort(list_distinct(flatten(list(coalesce(o.tags, []))))) as tags,
       min(c.cues) as cues
from originals o left join cued c using (norm_id)
where o.norm_id is not null and o.norm <> ''
group by o.norm_id order by o.norm_id
"""
# Lines of one scene join what is said of them; a scene is looked at in windows that overlap.
SCENE_S = 10
# A tag in this part of the texts is one of the event's own, listed or not.
USUAL_TAG = 0.02

Table = Any


def read(corpus: Corpus, event: Event) -> tuple[Table, Texts]:
    """The rows of the distinct texts, and the same as vectors, tokens and anchors."""
    rows = corpus.query(TEXTS)
    ids = rows["norm_id"].to_numpy().astype(np.int64)
    _, languages = np.unique(
        rows["lang"].fill_null("und").to_numpy(zero_copy_only=False).astype(str),
        return_inverse=True,
    )
    norms = rows["norm"].to_pylist()
    texts = Texts(
        ids,
        _vectors(corpus, rows["text_id"].to_numpy()),
        [[tokens.token_id(t) for t in tokens.terms(norm)] for norm in norms],
        _anchors(rows, event),
        languages.astype(np.int64),
        np.fromiter(map(generic_text_check(_names(rows, event)), norms), bool, len(norms)),
        pc.binary_length(rows["norm"].cast(pa.binary())).to_numpy().astype(np.int64),
    )
    return rows, texts


def _names(rows: Table, event: Event) -> list[str]:
    """What says of a post only that it is about the event: names of it, and the usual tags."""
    tags = rows["tags"].combine_chunks().flatten().value_counts()
    usual = [
        str(row["values"])
        for row in tags.to_pylist()
        if row["values"] and row["counts"] >= USUAL_TAG * max(1, rows.num_rows)
    ]
    aliases = [a for entity in event.entities for said in entity.aliases.values() for a in said]
    return [*aliases, *(entity.name for entity in event.entities), *event.hashtags, *usual]


def _vectors(corpus: Corpus, text_ids: Any) -> Any:
    known = corpus.vectors()
    out = np.zeros((len(text_ids), known.int8.shape[1]), np.int8)
    if len(known.text_ids):
        at = np.searchsorted(known.text_ids, text_ids).clip(0, len(known.text_ids) - 1)
        hit = known.text_ids[at] == text_ids
        out[hit] = known.int8[at[hit]]
    return out


def _anchors(rows: Table, event: Event) -> list[list[int]]:
    """Emoji, tags beyond the event's own, quoted lines and their scenes."""
    starts: dict[int, float] = {}
    for track in event.footage.tracks.values():
        starts |= {cue.number: cue.start_s for cue in track if cue.number not in starts}
    own = {tag.casefold() for tag in event.hashtags}
    seen: dict[str, int] = {}

    def named(token: str) -> int:
        if token not in seen:
            seen[token] = tokens.token_id(token)
        return seen[token]

    columns = (rows[c].to_pylist() for c in ("emoji", "tags", "cues"))
    return [
        [
            *(named(f"emoji:{e}") for e in emoji or ()),
            *(named(f"tag:{t}") for t in tags or () if t.casefold() not in own),
            *(named(f"cue:{c}") for c in cues or ()),
            *dict.fromkeys(
                named(f"scene:{int(starts[c] // SCENE_S) + d}")
                for c in cues or ()
                if c in starts
                for d in (0, 1)
            ),
        ]
        for emoji, tags, cues in zip(*columns, strict=True)
    ]
