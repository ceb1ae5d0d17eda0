"""Which posts of scope are about the event: words weighed by what the event taught, then place.

Ambiguous names are the normal case: a name alone decides nothing. A post counts as about the
event when it reacts to it, so nothing posted before publication does.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Bools, Float64s, Int64s
from uproar.clock import to_us
from uproar.model import MARKS, Corpus, Event, Measured, Selector
from uproar.select import threads
from uproar.select.config import ContextConfig, RelevanceConfig
from uproar.select.context_model import Learned, Texts, learn
from uproar.select.reference_period import ReferencePeriod, reference_period
from uproar.select.ties import Places, aliases, first_name, own_ids, places

VERSION = "2"
CONFIG = RelevanceConfig()
_SEED_P = ContextConfig().seed_p

# A repost speaks with the words of what it shares: its own text may be cut off or missing.
_POSTS = """
select s.id, coalesce(o.text_id, s.text_id) as text_id, s.posted_at,
       s.kind = 'repost' as is_repost,
       coalesce(s.reply_to, s.quote_of, s.repost_of) as answers,
       s.thread, s.reply_to, s.quote_of, s.repost_of
from scope s left join scope o on s.repost_of = o.id
order by s.id
"""
_LINKS = "select id, unnest(links) as link from scope where links is not null order by id"
_TEXTS = """
select text_id, min(norm) as norm, min(norm_id) as norm_id
from scope where text_id is not null and norm is not null
group by text_id order by text_id
"""


class Names(NamedTuple):
    """The event's names in texts, null where there is none. Shape: both (n_texts,)."""

    alone: pa.StringArray  # a name that means the event's people and works alone
    ambiguous: pa.StringArray  # a name that means others too; sought only where no other stands


def select(corpus: Corpus, event: Event, threshold: float) -> Measured:
    """A mark of kind `relevant` for every post of scope, "yes" from `threshold` on.

    Score: the calibrated probability that the post reacts to the event. Reason: what spoke for it
    or against it, in a phrase. Empty scope: no marks. A post without readable time is judged as
    if it were posted after publication.
    """
    posts = corpus.query(_POSTS)
    texts = corpus.query(_TEXTS)
    if not posts.num_rows:
        return Measured(marks=MARKS.empty_table())
    posted_us, is_timed = _times(posts)
    is_before = is_timed & (posted_us < to_us(event.published_at))
    text = _index(texts["text_id"], posts["text_id"])
    place = places(posts, corpus.query(_LINKS), own_ids(event))
    is_own = place.is_under_own | place.is_link
    background = reference_period(text, posted_us, is_timed, event)
    learned, unit = _learn(texts, text, background, is_own)
    names = _names(texts, event)
    by_text = np.append(learned.log_odds[unit], _prior(learned))
    odds = by_text[text] + CONFIG.own_place * is_own + _name_odds(names, learned.teacher)[text]
    odds = _moved_by_parent(posts, odds, is_before)
    is_foreign = threads.is_foreign(posts["thread"], is_own | _is_named(names)[text])
    odds = np.where(is_foreign, np.minimum(odds, -CONFIG.foreign), odds)
    p = 1 / (1 + np.exp(-np.clip(odds, -CONFIG.cut, CONFIG.cut)))
    p = np.where(is_before, 0.0, p).round(4)
    reasons = _reasons(text, is_before, place, names, learned.teacher)
    reasons = threads.with_thread_reason(reasons, is_foreign & ~is_before)
    return Measured(marks=_marks(posts["id"], p, threshold, reasons))


def _learn(
    texts: pa.Table, text: Int64s, background: ReferencePeriod, is_own: Bools
) -> tuple[Learned, Int64s]:
    """What the distinct normal forms taught, and each text's place among them."""
    norm_ids, first, unit = np.unique(
        texts["norm_id"].to_numpy(), return_index=True, return_inverse=True
    )
    norms = cast("list[str]", texts["norm"].take(first).to_pylist())  # the query leaves nulls out
    has_text = text < texts.num_rows
    unit_of_post = unit[text[has_text]]
    n = len(norm_ids)
    is_before = background.is_before[has_text]
    before = np.bincount(unit_of_post, is_before, minlength=n)
    after = np.bincount(unit_of_post, ~is_before, minlength=n)
    seed = np.bincount(unit_of_post, ~is_before & is_own[has_text], minlength=n) > 0
    known = Texts(norm_ids, norms, before, after, seed)
    return learn(known, background.exposure, background.teacher), unit


def _names(texts: pa.Table, event: Event) -> Names:
    """The names of the event in each text; an ambiguous one only where no other stands."""
    unambiguous, shared = aliases(event)
    norms = texts["norm"].combine_chunks()
    alone = first_name(norms, unambiguous)
    without = pc.if_else(alone.is_valid(), "", norms)
    assert isinstance(without, pa.StringArray)
    return Names(alone, first_name(without, shared))


def _name_odds(names: Names, teacher: str) -> Float64s:
    """Log-odds for a name. An ambiguous one speaks against it only where nothing else speaks.

    Shape: (n_texts + 1,); the last value stands for posts without text.
    """
    is_alone = _is_valid(names.alone)
    is_shared = _is_valid(names.ambiguous) & ~is_alone
    against = CONFIG.named if teacher == "no context" else 0.0
    return np.append(CONFIG.named * is_alone - against * is_shared, 0.0)


def _is_named(names: Names) -> Bools:
    """Texts that hold any name of the event; the last value stands for posts without text."""
    return np.append(_is_valid(names.alone) | _is_valid(names.ambiguous), False)


def _is_valid(column: pa.StringArray) -> Bools:
    return column.is_valid().to_numpy(zero_copy_only=False)


def _prior(learned: Learned) -> float:
    """Log-odds of a post without words."""
    share = min(max(learned.background, 1 - _SEED_P), _SEED_P)
    return float(np.log((1 - share) / share))


def _moved_by_parent(posts: pa.Table, odds: Float64s, is_before: Bools) -> Float64s:
    """Odds moved towards those of the post that is answered or shared, where it is here."""
    parent = pc.index_in(posts["answers"].combine_chunks(), value_set=posts["id"].combine_chunks())
    has_parent = parent.is_valid().to_numpy(zero_copy_only=False)
    row = parent.fill_null(0).to_numpy()
    speaks_as = posts["is_repost"].to_numpy() & has_parent
    about = np.where(is_before[row], -CONFIG.answered, CONFIG.answered * np.sign(odds[row]))
    moved = odds + np.where(has_parent & ~speaks_as, about, 0.0)
    return np.asarray(np.where(speaks_as & ~is_before[row], np.maximum(moved[row], odds), moved))


def _reasons(
    text: Int64s, is_before: Bools, place: Places, names: Names, teacher: str
) -> pa.StringArray:
    """A phrase for each post; the probability stands beside it as the mark's score."""
    by_text = pc.coalesce(
        _between("alias '", names.alone, f"' unambiguous + {teacher}"),
        _between("ambiguous alias '", names.ambiguous, f"' + {teacher}"),
        pa.scalar(f"{teacher}, no alias"),
    )
    assert isinstance(by_text, pa.StringArray)
    row = pa.array(text, pa.int64(), mask=text >= len(names.alone))
    phrase = pc.coalesce(pc.take(by_text, row), pa.scalar("no text"))
    phrase = pc.if_else(pa.array(place.is_link), "links to the event's own post", phrase)
    phrase = pc.if_else(pa.array(place.is_under_own), "under the event's own post", phrase)
    phrase = pc.if_else(pa.array(is_before), "before publication", phrase)
    assert isinstance(phrase, pa.StringArray)
    return phrase


def _between(before: str, column: pa.StringArray, after: str) -> pa.StringArray:
    """Each string of a column between two others; null stays null."""
    n = len(column)
    parts = (pa.repeat(before, n), column, pa.repeat(after, n), pa.repeat("", n))
    return pc.binary_join_element_wise(*parts)


def _marks(
    ids: pa.ChunkedArray[pa.StringScalar], p: Float64s, threshold: float, reasons: pa.StringArray
) -> pa.Table:
    value = np.where(p >= threshold, "yes", "no")
    kind = pa.repeat("relevant", len(p))
    columns = [ids.combine_chunks(), kind, pa.array(value), pa.array(p), reasons]
    return pa.table(columns, schema=MARKS)


def _times(posts: pa.Table) -> tuple[Int64s, Bools]:
    """When each post was posted, microseconds, and whether that is known (0 where it is not)."""
    posted = posts["posted_at"].combine_chunks()
    is_timed = posted.is_valid().to_numpy(zero_copy_only=False)
    return posted.fill_null(0).to_numpy(), is_timed


def _index(
    sorted_ids: pa.ChunkedArray[pa.Int64Scalar], ids: pa.ChunkedArray[pa.Int64Scalar]
) -> Int64s:
    """Each id's place among the sorted ones; their number where it is null or unknown."""
    known = pc.index_in(ids.combine_chunks(), value_set=sorted_ids.combine_chunks())
    return np.asarray(known.fill_null(len(sorted_ids)).to_numpy(), dtype=np.int64)


SELECTOR = Selector("relevance", VERSION, select)
