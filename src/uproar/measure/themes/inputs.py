"""The distinct texts of an event's originals, as the theme model takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Bools, Int8s, Int64s
from uproar.measure.themes import columns
from uproar.measure.themes.config import InputsConfig, KeywordsConfig
from uproar.measure.themes.fitting import Texts
from uproar.measure.themes.rarity import telling
from uproar.model import Corpus, Event
from uproar.text import tokens
from uproar.text.lexicons import generic_text_check

WORDS = KeywordsConfig()  # what makes a word plain or rare

# One row per matching form; what its posts hold beside words is put together.
TEXTS = """
with cued as (
  select o.norm_id, list_sort(list(distinct cast(m.value as integer))) as cues
  from originals o join marks m on m.post_id = o.id and m.kind = 'cue' group by o.norm_id
)
select o.norm_id, min(o.norm) as norm, min(o.text_id) as text_id,
       coalesce(min(o.lang), 'und') as lang,
       list_sort(list_distinct(flatten(list(coalesce(o.emoji, []))))) as emoji,
       list_sort(list_distinct(flatten(list(coalesce(o.tags, []))))) as tags,
       min(c.cues) as cues
from originals o left join cued c using (norm_id)
where o.norm_id is not null and o.norm <> ''
group by o.norm_id order by o.norm_id
"""


class DistinctTexts(NamedTuple):
    """The distinct texts in the order of their ids: in matching form, and as numbers."""

    norms: Sequence[str]
    texts: Texts


def distinct_texts(corpus: Corpus, event: Event, config: InputsConfig) -> DistinctTexts:
    """The distinct texts of the originals with their vectors, tokens and anchors."""
    rows = corpus.query(TEXTS)
    norms = [str(norm) for norm in rows["norm"].to_pylist()]
    names = _names(rows, event, config)
    language_names, languages = np.unique(
        np.array(rows["lang"].to_pylist(), str), return_inverse=True
    )
    is_generic = np.fromiter(map(generic_text_check(names), norms), bool, len(norms))
    text_ids = rows["text_id"].to_numpy().astype(np.int64)
    n_pointing = int(np.count_nonzero(pc.list_value_length(rows["cues"]).fill_null(0)))
    points_at_footage = n_pointing > 0 and n_pointing >= config.footage_share * len(norms)
    most = config.read_pointing if points_at_footage else config.read
    close = _close(corpus, text_ids, is_generic, "closer", most)
    # where lines of the footage join texts, the slower reading adds little
    is_read = close is not None and not points_at_footage
    terms = [tokens.terms(norm) for norm in norms]
    texts = Texts(
        ids=rows["norm_id"].to_numpy().astype(np.int64),
        vectors=corpus.vectors().of_texts(text_ids),
        terms=[[tokens.token_id(term) for term in each] for each in terms],
        anchors=_anchors(rows, event, config),
        languages=languages.astype(np.int64),
        is_generic=is_generic,
        sizes=np.asarray(pc.binary_length(rows["norm"]), np.int64),
        rarity=_rarity(terms),
        close=close,
        closest=_close(corpus, text_ids, is_generic, "closest", len(norms)) if is_read else None,
        language_names=tuple(map(str, language_names)),
        points_at_footage=points_at_footage,
    )
    return DistinctTexts(norms, texts)


def _rarity(terms: Sequence[Sequence[str]]) -> dict[int, float]:
    """How much each word that tells something tells, by its token."""
    words = sorted({term for each in terms for term in each})
    worths = ((tokens.token_id(word), telling(word, WORDS)) for word in words)
    return {token: worth for token, worth in worths if worth}


def _close(
    corpus: Corpus, text_ids: Int64s, is_generic: Bools, reading: str, most: int
) -> Int8s | None:
    """A closer reading of the first texts, in their order, zeros for those that were not read.

    Texts of generic words have no theme and are not read. None: nothing was read.
    """
    read = corpus.read_closely(text_ids[~is_generic][:most], reading)
    return read.of_texts(text_ids) if len(read.text_ids) else None


def _names(rows: pa.Table, event: Event, config: InputsConfig) -> list[str]:
    """What says of a post only that it is about the event: names of it, and the usual tags."""
    counts = Counter(columns.list_values(rows, "tags")[1].to_pylist())
    least = config.usual_tag_share * max(1, rows.num_rows)
    usual = [str(tag) for tag, n in counts.items() if tag and n >= least]
    aliases = [
        alias for entity in event.entities for names in entity.aliases.values() for alias in names
    ]
    return [*aliases, *(entity.name for entity in event.entities), *event.hashtags, *usual]


def _anchors(rows: pa.Table, event: Event, config: InputsConfig) -> list[list[int]]:
    """Per text its emoji, tags beyond the event's, quoted lines and their scenes, as token ids.

    A scene is looked at in windows that overlap: a line is in two.
    """
    starts: dict[int, float] = {}
    for track in event.footage.tracks.values():
        starts |= {cue.number: cue.start_s for cue in track if cue.number not in starts}
    event_tags = {tag.casefold() for tag in event.hashtags}
    ids: dict[str, int] = {}

    def anchor(token: str) -> int:
        if token not in ids:
            ids[token] = tokens.token_id(token)
        return ids[token]

    values = (rows[name].to_pylist() for name in ("emoji", "tags", "cues"))
    return [
        [
            *(anchor(f"emoji:{e}") for e in emoji or ()),
            *(anchor(f"tag:{t}") for t in tags or () if t.casefold() not in event_tags),
            *(anchor(f"cue:{c}") for c in cues or ()),
            *dict.fromkeys(
                anchor(f"scene:{int(starts[c] // config.scene_s) + window}")
                for c in cues or ()
                if c in starts
                for window in (0, 1)
            ),
        ]
        for emoji, tags, cues in zip(*values, strict=True)
    ]
