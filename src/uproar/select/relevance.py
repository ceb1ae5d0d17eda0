"""Which posts of scope are about the event: words weighed by what the event taught, then place.

Ambiguous names are the normal case: a name of somebody decides nothing alone. How a post was
gathered is evidence: what stands under the event's own post, or holds a name of what is reacted to
(a show, a work, a hashtag it was gathered by) that came up with it, is about it unless something
else speaks against it. A post counts as about the event when it reacts to it, so nothing posted
before publication does but what awaits the event by its own name on its eve.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Bools, Float64s, Int64s
from uproar.clock import SECOND_US, to_us
from uproar.model import MARKS, Corpus, Event, Measured, Selector
from uproar.select import names as event_names
from uproar.select import tag_piles, threads
from uproar.select.config import ContextConfig, RelevanceConfig
from uproar.select.context_model import Learned, Texts, learn
from uproar.select.names import Names
from uproar.select.reference_period import CONFIG as PERIOD
from uproar.select.reference_period import ReferencePeriod, Times, reference_period
from uproar.select.ties import Places, own_ids, places

VERSION = "3"
CONFIG = RelevanceConfig()
_ZERO = pa.scalar(0, pa.int64())
_SEED_P = ContextConfig().seed_p
BY_NAME = "context of posts that name it"

# A repost speaks with the words of what it shares: its own text may be cut off or missing.
_POSTS = """
select s.id, coalesce(o.text_id, s.text_id) as text_id, s.posted_at, s.precision_s,
       s.earliest_at, s.latest_at,
       s.kind = 'repost' as is_repost,
       coalesce(s.reply_to, s.quote_of, s.repost_of) as answers,
       s.thread, s.reply_to, s.quote_of, s.repost_of, s.origin
from scope s left join scope o on s.repost_of = o.id
order by s.id
"""
_LINKS = "select id, unnest(links) as link from scope where links is not null order by id"
_TEXTS = """
select text_id, min(text) as text, min(norm) as norm, min(norm_id) as norm_id{more}
from scope where text_id is not null and norm is not null
group by text_id order by text_id
"""


class Read(NamedTuple):
    """The distinct texts of scope, and which of them each post has.

    `of_post`: (n_posts,), the number of texts where a post has none. The other arrays: (n_texts,).
    """

    table: pa.Table
    of_post: Int64s
    names: Names
    is_promoted: Bools  # spam by its text, or a pile of other matters' tags

    def per_post(self, of_text: Bools) -> Bools:
        """What holds of texts, for posts; false for a post without text."""
        return np.append(of_text, False)[self.of_post]


def select(corpus: Corpus, event: Event, threshold: float) -> Measured:
    """A mark of kind `relevant` for every post of scope, "yes" from `threshold` on.

    And one of kind `own_place` for a post under the event's own that claims a time before it.

    Score: the calibrated probability that the post reacts to the event. Reason: what spoke for it
    or against it, in a phrase. Empty scope: no marks. A post without readable time is judged as
    if it were posted after publication.
    """
    posts = corpus.query(_POSTS)
    if not posts.num_rows:
        return Measured(marks=MARKS.empty_table())
    posted_us, is_timed = _times(posts)
    published = to_us(event.published_at)
    place = places(posts, corpus.query(_LINKS), own_ids(event))
    is_own = place.is_under_own | place.is_link
    # What may have been posted since, or answers the event itself, is not before it.
    latest_us, earliest_us, precision_s = (
        posts[name].fill_null(_ZERO).to_numpy()
        for name in ("latest_at", "earliest_at", "precision_s")
    )
    is_early = is_timed & (latest_us < published) & ~place.is_under_own
    is_on_eve = is_early & (latest_us >= published - CONFIG.eve_us)
    read = _read(corpus, event, posts, is_early & ~is_on_eve)
    is_eve = is_on_eve & read.per_post(_is_valid(read.names.itself))
    is_before = is_early & ~is_eve
    is_placed = is_timed & (precision_s <= PERIOD.bin_us // SECOND_US)
    background = _background(read, Times(posted_us, is_placed, is_before), event)
    learned, unit = _learn(read, background, is_own, event)
    by_text = np.append(learned.log_odds[unit], _prior(learned))[read.of_post]
    odds = np.where(is_eve, 0.0, by_text) + CONFIG.own_place * is_own
    odds += _name_odds(read.names, learned.teacher)[read.of_post]
    odds = _moved_by_parent(posts, odds, is_before)
    is_foreign = threads.is_foreign(posts["thread"], is_own | read.per_post(_is_named(read.names)))
    is_promoted = read.per_post(read.is_promoted)
    odds = np.where(is_foreign | is_promoted, np.minimum(odds, -CONFIG.foreign), odds)
    p = 1 / (1 + np.exp(-np.clip(odds, -CONFIG.cut, CONFIG.cut)))
    p = np.where(is_before, 0.0, p).round(4)
    reasons = _reasons(read, is_before, place, learned.teacher)
    reasons = _instead(reasons, "awaits the event by its name", is_eve)
    reasons = threads.with_thread_reason(reasons, is_foreign & ~is_before)
    reasons = _instead(reasons, "promotes something else", is_promoted & ~is_before)
    claims_earlier = is_timed & (earliest_us < published)
    in_own_place = posts["id"].filter(pa.array(place.is_under_own & claims_earlier))
    marks = _marks(posts["id"], p, threshold, reasons)
    return Measured(marks=pa.concat_tables([marks, _own_place(in_own_place)]))


def _read(corpus: Corpus, event: Event, posts: pa.Table, is_early: Bools) -> Read:
    """The texts, with what is to be seen in each. `is_early`: posts before the event's eve."""
    columns = [column for column in ("spam_p", "tags") if corpus.has(column)]
    more = "".join(f", min({column}) as {column}" for column in columns)
    texts = corpus.query(_TEXTS.format(more=more))
    norms, written = (_strings(texts, column) for column in ("norm", "text"))
    is_promoted = np.zeros(texts.num_rows, bool)
    if "spam_p" in columns:
        is_promoted |= np.nan_to_num(texts["spam_p"].to_numpy()) >= CONFIG.promoted_p
    of_post = _index(texts["text_id"], posts["text_id"])
    names = event_names.names(norms, written, event)
    n_early, n_late = (
        np.bincount(of_post[chosen], minlength=texts.num_rows)[: texts.num_rows]
        for chosen in (is_early, ~is_early)
    )
    new = event_names.new_names(names, n_early, n_late)
    names = event_names.renamed(names, norms, written, new)
    if "tags" in columns:
        is_promoted |= tag_piles.is_pile(norms, texts["tags"]) & ~event_names.in_words(
            written, event
        )
    return Read(texts, of_post, names, is_promoted)


def _background(read: Read, times: Times, event: Event) -> ReferencePeriod:
    """The posts that stand for background.

    What awaits the event is none of it. Quiet hours stand for background only where posts were
    gathered by names: the last answers of a thread are as much about it as the first.
    """
    period = reference_period(read.of_post, times, event)
    named = float(_is_named(read.names).mean()) if read.table.num_rows else 0.0
    if period.is_quiet and named < CONFIG.min_named_share:
        return ReferencePeriod(np.zeros(len(read.of_post), bool), 1.0, "context")
    return period


def _learn(
    read: Read, background: ReferencePeriod, is_own: Bools, event: Event
) -> tuple[Learned, Int64s]:
    """What the distinct normal forms taught, and each text's place among them.

    Posts in the event's own place are the seeds; where there are none, those that name it, if
    enough do for a collection gathered by names: what is said beside the names then teaches.
    """
    texts, text = read.table, read.of_post
    norm_ids, first, unit = np.unique(
        texts["norm_id"].to_numpy(), return_index=True, return_inverse=True
    )
    norms = _strings(texts.take(first), "norm")
    has_text = text < texts.num_rows
    unit_of_post = unit[text[has_text]]
    n = len(norm_ids)
    is_before = background.is_before[has_text]
    before = np.bincount(unit_of_post, is_before, minlength=n)
    after = np.bincount(unit_of_post, ~is_before, minlength=n)
    is_seed, by_seeds = is_own, "context of its own posts"
    is_alone = _is_valid(read.names.alone)
    if not is_own.any() and len(is_alone) and is_alone.mean() >= CONFIG.min_named_share:
        is_seed, by_seeds = read.per_post(is_alone & ~read.is_promoted), BY_NAME
        norms = event_names.without_names(norms, event)
    seed = np.bincount(unit_of_post, ~is_before & is_seed[has_text], minlength=n) > 0
    words = cast("list[str]", norms.to_pylist())  # the query leaves nulls out
    known = Texts(norm_ids, words, before, after, seed)
    return learn(known, background.exposure, (background.teacher, by_seeds)), unit


def _name_odds(names: Names, teacher: str) -> Float64s:
    """Log-odds for a name. An ambiguous one speaks against it only where nothing else speaks.

    Shape: (n_texts + 1,); the last value stands for posts without text.
    """
    is_alone = _is_valid(names.alone)
    is_shared = _is_valid(names.ambiguous) & ~is_alone
    against = CONFIG.named if teacher == "no context" else 0.0
    named = CONFIG.taught_by_name if teacher == BY_NAME else CONFIG.named
    odds = named * is_alone - against * is_shared + CONFIG.itself * _is_valid(names.itself)
    return np.append(odds, 0.0)


def _is_named(names: Names) -> Bools:
    """Texts that hold any name of the event."""
    return _is_valid(names.alone) | _is_valid(names.ambiguous) | _is_valid(names.itself)


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


def _reasons(read: Read, is_before: Bools, place: Places, teacher: str) -> pa.StringArray:
    """A phrase for each post; the probability stands beside it as the mark's score."""
    text, names = read.of_post, read.names
    by_text = pc.coalesce(
        _between("alias '", names.alone, f"' unambiguous + {teacher}"),
        _between("ambiguous alias '", names.ambiguous, f"' + {teacher}"),
        pa.scalar(f"{teacher}, no alias"),
    )
    assert isinstance(by_text, pa.StringArray)
    row = pa.array(text, pa.int64(), mask=text >= len(names.alone))
    phrase = pc.coalesce(pc.take(by_text, row), pa.scalar("no text"))
    assert isinstance(phrase, pa.StringArray)
    phrase = _instead(phrase, "links to the event's own post", place.is_link)
    phrase = _instead(phrase, "under the event's own post", place.is_under_own)
    return _instead(phrase, "before publication", is_before)


def _instead(phrases: pa.StringArray, phrase: str, where: Bools) -> pa.StringArray:
    """The phrases, with another one where that decided."""
    replaced = pc.if_else(pa.array(where), phrase, phrases)
    assert isinstance(replaced, pa.StringArray)
    return replaced


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


def _own_place(ids: pa.ChunkedArray[pa.StringScalar]) -> pa.Table:
    """A mark for each post under the event's own whose time may be before it."""
    n = len(ids)
    kind, value = pa.repeat("own_place", n), pa.repeat("yes", n)
    columns = [
        ids.combine_chunks(),
        kind,
        value,
        pa.nulls(n, pa.float64()),
        pa.nulls(n, pa.string()),
    ]
    return pa.table(dict(zip(MARKS.names, columns, strict=True)), schema=MARKS)


def _times(posts: pa.Table) -> tuple[Int64s, Bools]:
    """When each post was posted, microseconds, and whether that is known (0 where it is not)."""
    posted = posts["posted_at"].combine_chunks()
    is_timed = posted.is_valid().to_numpy(zero_copy_only=False)
    return posted.fill_null(0).to_numpy(), is_timed


def _strings(table: pa.Table, name: str) -> pa.StringArray:
    """A column of strings as one array."""
    column = table[name].combine_chunks()
    assert isinstance(column, pa.StringArray)
    return column


def _index(
    sorted_ids: pa.ChunkedArray[pa.Int64Scalar], ids: pa.ChunkedArray[pa.Int64Scalar]
) -> Int64s:
    """Each id's place among the sorted ones; their number where it is null or unknown."""
    known = pc.index_in(ids.combine_chunks(), value_set=sorted_ids.combine_chunks())
    return np.asarray(known.fill_null(len(sorted_ids)).to_numpy(), dtype=np.int64)


SELECTOR = Selector("relevance", VERSION, select)
