"""The closer reading of the event's texts, by their normal forms."""

from __future__ import annotations

import numpy as np

from uproar.arrays import Int8s, Int64s, positions
from uproar.model import Corpus

# Texts that are read, those of originals first, lowest hashes first, where the settings allow it.
MOST_TEXTS = 4_000  # chosen on: judgement, bounds the time; themes read as many
_TEXTS = """
with forms as (
  select s.norm_id, min(s.text_id) as text_id,
         min(s.text_id) filter (where o.id is not null) as of_original
  from scope s left join (select id from originals) o on o.id = s.id
  where s.norm_id is not null and s.norm <> '' group by s.norm_id
)
select norm_id, coalesce(of_original, text_id) as text_id from forms
order by of_original is null, norm_id
"""


def close_reading(corpus: Corpus, norm_ids: Int64s) -> Int8s:
    """The closer reading of each normal form, zeros where it was not read. Shape: (n, width).

    Originals are read first; whoever repeats one says the same. Nothing was read: width 0.
    """
    forms = corpus.query(_TEXTS).slice(0, MOST_TEXTS)
    text_ids = forms["text_id"].to_numpy().astype(np.int64)
    read = corpus.read_closely(text_ids, "closer")
    if not len(read.text_ids):
        return np.zeros((len(norm_ids), 0), np.int8)
    names = forms["norm_id"].to_numpy().astype(np.int64)
    order = np.argsort(names, kind="stable")
    place = positions(names[order], norm_ids)
    vectors = read.of_texts(text_ids[order])
    close = np.zeros((len(norm_ids), vectors.shape[1]), np.int8)
    close[place >= 0] = vectors[place[place >= 0]]
    return close
