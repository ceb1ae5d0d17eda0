"""The stance of every post, as a mark; and how many original posts are on each side."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from uproar.arrays import Bools, Float64s, positions
from uproar.measure.authorship import voice
from uproar.measure.parameters import parameters_of
from uproar.measure.stance.config import CONFIG
from uproar.measure.stance.sides import NEUTRAL, SIDES, corrected
from uproar.measure.stats.intervals import share
from uproar.measure.stats.shares import ORIGINALS
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured

VERSION = "1"
UNSURE, READ = "unsure", "read from its words and the event's posts"

_TEXTS = """
select text_id, min(norm_id) as norm_id, min(criticism_p) as criticism, min(praise_p) as praise
from scope where text_id is not null and praise_p is not null
group by text_id order by text_id
"""
_POSTS = "select id, text_id from scope where text_id is not null order by id"
_STANCE = "(select post_id as id, value, reason from marks where kind = 'stance')"
_COUNTS = f"""
select count(*) as n, count(distinct {voice("originals")}) as n_voices,
       coalesce(sum(case when reason = '{UNSURE}' then 1 else 0 end), 0) as n_unsure
from originals join {_STANCE} using (id)
"""
_SIDES = f"""
select value, count(*) as n from originals join {_STANCE} using (id)
where reason <> '{UNSURE}' group by value order by value
"""


def stance(corpus: Corpus, event: Event) -> Measured:
    """Mark every post with its stance: praise, criticism or neutral, and how sure that is.

    Unit of the findings: original posts; `stance.<side>.share` is of those whose stance could be
    read, `stance.unsure` counts the others. A classifier's shares are not corrected for its
    mistakes: they are for the desk, and a coded sample corrects them. Empty corpus, or posts that
    no annotator has read: nothing. Evidence: the posts of the side. Ties: the first of SIDES.
    """
    if not corpus.has("praise_p"):
        return Measured()
    texts, posts = corpus.query(_TEXTS), corpus.query(_POSTS)
    if not texts.num_rows:
        return Measured()
    chances = _chances(corpus, texts)
    text_ids = texts["text_id"].to_numpy()
    of_post = positions(text_ids, posts["text_id"].to_numpy())
    is_read = of_post >= 0
    ids = posts["id"].combine_chunks().filter(pa.array(is_read))
    return Measured(marks=_marks(ids, chances[of_post[is_read]]))


def _chances(corpus: Corpus, texts: pa.Table) -> Float64s:
    criticism, praise = (texts[name].to_numpy() for name in ("criticism", "praise"))
    first = np.stack([criticism, 1.0 - criticism - praise, praise], 1)
    vectors = corpus.vectors().of_texts(texts["text_id"].to_numpy())
    return corrected(texts["norm_id"].to_numpy(), vectors, first)


def _marks(ids: pa.Array[pa.StringScalar], chances: Float64s) -> pa.Table:
    best = chances.argmax(1)
    surest = chances.max(1, initial=0.0)
    is_unsure: Bools = surest < CONFIG.unsure_below
    columns = [
        ids,
        pa.repeat("stance", len(ids)),
        pa.array(np.array(SIDES, dtype=object)[best], pa.string()),
        pa.array(surest.round(4)),
        pa.array(np.where(is_unsure, UNSURE, READ)),
    ]
    return pa.table(columns, schema=MARKS)


MEASURE = Measure("stance", VERSION, stance, needs=("relevant",), gives=("stance",))
