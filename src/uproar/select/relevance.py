"""Which posts of scope are about the event: words weighed by what the event taught, then place.

Ambiguous names are the normal case: a name alone decides nothing. A post counts as about the
event when it reacts to it, so nothing posted before publication does.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import AnyArray
from uproar.clock import to_us
from uproar.model import MARKS, Corpus, Event, Measured, Selector
from uproar.select import threads
from uproar.select.context_model import SURE, Learned, Texts, learn
from uproar.select.reference_period import Background, history
from uproar.select.ties import aliases, named, own_ids, places

VERSION = "2"
OWN_PLACE = 3.0  # log-odds that a post under the event's own post, or linking it, starts from
ANSWERED = 1.0  # log-odds of an answer to, or a share of, a post about the event
FOREIGN = 2.0  # log-odds against a post of a thread that does not name the event
NAMED = 0.5  # log-odds of a name that nobody else has
_TOLD = 14.0  # log-odds are cut here: beyond it the number says nothing

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
    at, is_timed = _times(posts)
    is_before = is_timed & (at < to_us(event.published_at))
    text = _index(texts["text_id"].to_numpy(), posts["text_id"])
    place = places(posts, corpus.query(_LINKS), own_ids(event))
    is_own = place["is_under_own"] | place["is_link"]
    background = history(text, at, is_timed, event)
    learned, unit = _learn(texts, text, background, is_own)
    own_names, shared_names = aliases(event)
    norms = texts["norm"].combine_chunks()
    alone = named(norms, own_names)
    ambiguous = named(pc.if_else(pc.is_valid(alone), "", norms), shared_names)
    told = np.append(learned.log_odds[unit], _prior(learned))
    odds = told[text] + OWN_PLACE * is_own
    odds = odds + _named(alone, ambiguous, learned.teacher)[text]
    odds = _answers(posts, odds, is_before)
    is_foreign = threads.foreign(posts["thread"], is_own | _is_named(alone, ambiguous)[text])
    odds = np.where(is_foreign, np.minimum(odds, -FOREIGN), odds)
    p = np.where(is_before, 0.0, 1 / (1 + np.exp(-np.clip(odds, -_TOLD, _TOLD))))
    p = np.round(p, 4)
    reasons = _reasons(text, is_before, place, (alone, ambiguous), learned.teacher)
    reasons = threads.reason(reasons, is_foreign & ~is_before)
    return Measured(marks=_marks(posts["id"], p, threshold, reasons))


def _learn(
    texts: pa.Table, text: AnyArray, background: Background, is_own: AnyArray
) -> tuple[Learned, AnyArray]:
    """What the distinct normal forms taught, and each text's place among them."""
    norm_ids, first, unit = np.unique(
        texts["norm_id"].to_numpy(), return_index=True, return_inverse=True
    )
    norms = texts["norm"].take(first).to_pylist()
    has_text = text < texts.num_rows
    of = unit[text[has_text]]
    n = len(norm_ids)
    is_before = background.is_before[has_text]
    before = np.bincount(of, is_before, minlength=n)
    after = np.bincount(of, ~is_before, minlength=n)
    seed = np.bincount(of, ~is_before & is_own[has_text], minlength=n) > 0
    known = Texts(norm_ids, norms, before, after, seed)
    return learn(known, background.exposure, background.teacher), unit


def _named(alone: Any, ambiguous: Any, teacher: str) -> AnyArray:
    """Log-odds for a name. An ambiguous one speaks against it only where nothing else speaks."""
    is_alone = pc.is_valid(alone).to_numpy(zero_copy_only=False)
    is_shared = pc.is_valid(ambiguous).to_numpy(zero_copy_only=False) & ~is_alone
    against = NAMED if teacher == "no context" else 0.0
    return np.append(NAMED * is_alone - against * is_shared, 0.0)


def _is_named(alone: Any, ambiguous: Any) -> AnyArray:
    """Texts that hold any name of the event; the last value stands for posts without text."""
    either = pc.is_valid(pc.coalesce(alone, ambiguous)).to_numpy(zero_copy_only=False)
    return np.append(either, False)


def _prior(learned: Learned) -> float:
    """Log-odds of a post without words."""
    share = min(max(learned.background, 1 - SURE), SURE)
    return float(np.log((1 - share) / share))


def _answers(posts: pa.Table, odds: AnyArray, is_before: AnyArray) -> AnyArray:
    """Odds moved towards those of the post that is answered or shared, where it is here."""
    ids = posts["id"].combine_chunks()
    parent = pc.index_in(posts["answers"].combine_chunks(), value_set=ids)
    has_parent = pc.is_valid(parent).to_numpy(zero_copy_only=False)
    at = parent.fill_null(0).to_numpy()
    speaks_as = posts["is_repost"].to_numpy(zero_copy_only=False) & has_parent
    about = np.where(is_before[at], -ANSWERED, ANSWERED * np.sign(odds[at]))
    moved = odds + np.where(has_parent & ~speaks_as, about, 0.0)
    return np.asarray(np.where(speaks_as & ~is_before[at], np.maximum(moved[at], odds), moved))


def _reasons(
    text: AnyArray,
    is_before: AnyArray,
    place: dict[str, AnyArray],
    names: tuple[Any, Any],
    teacher: str,
) -> pa.Array:
    """A phrase for each post; the probability stands beside it as the mark's score."""
    alone, ambiguous = names
    at = pa.array(np.where(text < len(alone), text, -1))
    at = pc.if_else(pc.less(at, 0), pa.scalar(None, at.type), at)
    mine, shared = (pc.take(column, at) for column in (alone, ambiguous))
    context = f" + {teacher}"
    phrase = pc.coalesce(
        pc.binary_join_element_wise("alias '", mine, f"' unambiguous{context}", ""),
        pc.binary_join_element_wise("ambiguous alias '", shared, f"'{context}", ""),
        pc.if_else(pc.is_valid(at), f"{teacher}, no alias", "no text"),
    )
    phrase = pc.if_else(pa.array(place["is_link"]), "links to the event's own post", phrase)
    phrase = pc.if_else(pa.array(place["is_under_own"]), "under the event's own post", phrase)
    return pc.if_else(pa.array(is_before), "before publication", phrase)


def _marks(ids: Any, p: AnyArray, threshold: float, reasons: Any) -> pa.Table:
    n = len(p)
    value = pc.if_else(pa.array(p >= threshold), "yes", "no")
    kind = pa.repeat("relevant", n)
    return pa.table([ids.combine_chunks(), kind, value, pa.array(p), reasons], schema=MARKS)


def _times(posts: pa.Table) -> tuple[AnyArray, AnyArray]:
    is_timed = pc.is_valid(posts["posted_at"]).to_numpy(zero_copy_only=False)
    return posts["posted_at"].fill_null(0).to_numpy(), is_timed


def _index(sorted_ids: AnyArray, ids: Any) -> AnyArray:
    """Each id's place among the sorted ones; their number where it is null or unknown."""
    n = len(sorted_ids)
    known = pc.index_in(ids.combine_chunks(), value_set=pa.array(sorted_ids))
    return np.asarray(known.fill_null(n).to_numpy(), dtype=np.int64)


SELECTOR = Selector("relevance", VERSION, select)
