"""Which lines of the footage people point to: by the second, by its words, by its meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar import intervals
from uproar.arrays import Float64s, Int64s, positions
from uproar.clock import SECOND_US
from uproar.measure.moments import scoring, timecodes
from uproar.measure.moments.config import CONFIG
from uproar.measure.moments.scoring import LineVectors, Script
from uproar.measure.parameters import parameters_of
from uproar.model import (
    MARKS,
    VECTOR_SIZE,
    Corpus,
    Cue,
    Event,
    Finding,
    Measure,
    Measured,
)
from uproar.model.rows import MomentRow, StretchRow

VERSION = "2"
TEXTS = """
select text_id, min(norm) as norm, min(coalesce(timecodes[1].start_s, -1)) as second
from about where text_id is not null group by text_id order by text_id
"""
LINES = "select lang, number, vector from cue_vectors order by lang, number"
# A bare repost points where its original points.
POSTS = """
select p.id, p.platform, p.posted_at, p.precision_s, coalesce(p.text_id, o.text_id) as text_id
from about p left join about o on p.text is null and p.repost_of = o.id order by p.id
"""
ORIGINAL_IDS = "select id from originals order by id"
QUOTING = """
select m.post_id as id from marks m semi join originals o on m.post_id = o.id
where m.kind = 'cue' and m.value = '{cue}' order by m.score desc, m.post_id
"""


def moments(corpus: Corpus, event: Event) -> Measured:
    """Rank the lines of the footage by the originals that point to them.

    Unit: lines; n counts original posts that point to any. No captions: no finding. Ties: lines
    whose 95 % intervals overlap the one above share its rank. Evidence: the marks of kind `cue`.
    """
    script = scoring.script(event.footage.tracks)
    if script is None:
        return Measured()
    texts = corpus.query(TEXTS)
    text_ids = texts["text_id"].to_numpy()
    scored = scoring.score(
        script,
        [str(norm) for norm in texts["norm"].to_pylist()],
        texts["second"].to_numpy().astype(np.int64),
        corpus.vectors().of_texts(text_ids),
        _line_vectors(corpus, script, event),
    )
    posts = corpus.query(POSTS)
    pointing = _per_post(posts, text_ids, scored)
    pointing, lag = _with_live(event, script, posts, pointing)
    marks = _marks(script, posts, pointing)
    return Measured(_findings(corpus, script, posts, pointing.line, lag), marks)


class Pointing(NamedTuple):
    """The line that each post points to (its place, -1 for none), and how surely.

    Shape: (n posts,) each.
    """

    line: Int64s
    sure: Float64s


def _line_vectors(corpus: Corpus, script: Script, event: Event) -> LineVectors:
    """The lines' embeddings, and each one's place in the reference track. No captions: none."""
    lines = corpus.query(LINES)
    place = {cue.number: i for i, cue in enumerate(script.cues)}
    same = timecodes.same_line(event.footage.tracks, script.track)
    keys = ((row["lang"], row["number"]) for row in lines.select(["lang", "number"]).to_pylist())
    places = np.array([place.get(same.get(key, -1), -1) for key in keys], np.int64)
    if not len(places):
        return LineVectors(np.zeros((0, VECTOR_SIZE), np.int8), places)
    flat = pc.list_flatten(lines["vector"].combine_chunks()).to_numpy(zero_copy_only=False)
    return LineVectors(flat.reshape(len(places), -1).astype(np.int8), places)


def _per_post(posts: pa.Table, text_ids: Int64s, scored: scoring.Scored) -> Pointing:
    """The line of each post's text."""
    text = positions(text_ids, _or_zero(posts, "text_id"))
    is_known = text >= 0
    line = np.full(len(text), -1, np.int64)
    sure = np.zeros(len(text))
    line[is_known], sure[is_known] = scored.line[text[is_known]], scored.sure[text[is_known]]
    return Pointing(line, sure)


def _or_zero(posts: pa.Table, column: str) -> Int64s:
    """A column of whole numbers, 0 where it is not known."""
    values: Int64s = posts[column].fill_null(pa.scalar(0, pa.int64())).to_numpy()
    return values


def _with_live(
    event: Event, script: Script, posts: pa.Table, pointing: Pointing
) -> tuple[Pointing, int | None]:
    """Posts written while the footage ran point to the line shown `lag` seconds before.

    Only where posts that quote a line agree on the delay; other posts get no line from the clock.
    """
    since = _or_zero(posts, "posted_at") // SECOND_US - int(event.published_at.timestamp())
    during = (since >= 0) & (since <= script.cues[-1].end_s + CONFIG.timecodes.lag_max_s)
    during &= posts["precision_s"].to_numpy() <= CONFIG.timecodes.lag_bin_s
    starts = np.array([cue.start_s for cue in script.cues])
    is_quoting = during & (pointing.line >= 0)
    delays = since[is_quoting] - starts[pointing.line[is_quoting]]
    lag = timecodes.lag(delays.astype(np.int64))
    if lag is None:
        return pointing, None
    unplaced = np.flatnonzero(during & (pointing.line < 0))
    distance = timecodes.distances(since[unplaced] - lag, script.cues)
    is_reached = np.isfinite(distance).any(axis=1)
    rows = unplaced[is_reached]
    line, sure = pointing.line.copy(), pointing.sure.copy()
    line[rows], sure[rows] = distance[is_reached].argmin(axis=1), CONFIG.score.live
    return Pointing(line, sure), lag


def _marks(script: Script, posts: pa.Table, pointing: Pointing) -> pa.Table:
    rows = np.flatnonzero(pointing.line >= 0)
    columns = (
        posts["id"].take(rows),
        pa.array(["cue"] * len(rows), pa.string()),
        pa.array([str(script.cues[i].number) for i in pointing.line[rows].tolist()], pa.string()),
        pa.array(pointing.sure[rows], pa.float64()),
        pa.nulls(len(rows), pa.string()),
    )
    return pa.table(list(columns), names=MARKS.names).cast(MARKS)


def _findings(
    corpus: Corpus, script: Script, posts: pa.Table, line: Int64s, lag: int | None
) -> tuple[Finding, ...]:
    originals = corpus.query(ORIGINAL_IDS)["id"].combine_chunks()
    is_original = pc.is_in(posts["id"], originals).to_numpy()
    spoken = np.where(is_original, line, -1)
    n = np.bincount(spoken[spoken >= 0], minlength=len(script.cues))
    total = int(n.sum())
    order = sorted(np.flatnonzero(n), key=lambda i: (-int(n[i]), int(i)))
    ids = posts["id"].to_numpy(zero_copy_only=False)
    counts = [(int(n[i]), *intervals.count(int(n[i]))) for i in order]
    samples = [tuple(str(post) for post in ids[spoken == i][: CONFIG.shown_posts]) for i in order]
    ranks = shared_ranks(counts)
    rows = tuple(
        _row(script.cues[i], counted, sample, rank, is_tied=ranks.count(rank) > 1)
        for i, counted, sample, rank in zip(order, counts, samples, ranks, strict=True)
    )
    whole = Finding(
        "moments",
        len(rows),
        "lines",
        n=total,
        n_of="original posts that point to a line",
        method="cue match: seconds, words, meaning",
        parameters={"track": script.track, "lag_s": lag, **parameters_of(CONFIG)},
        rows=rows,
    )
    bins = _histogram(script, n)
    shape = replace(whole, id="moments.histogram", value=len(bins), unit="bins", rows=bins)
    ranked = (
        replace(
            whole,
            id=f"moments.rank{place}",
            value=row.n,
            unit="posts",
            low=row.low,
            high=row.high,
            rows=(row,),
            evidence_sql=QUOTING.format(cue=row.cue),
        )
        for place, row in enumerate(rows[: CONFIG.ranked], 1)
    )
    return (whole, shape, *ranked)


def _row(
    cue: Cue, counted: tuple[int, float, float], posts: tuple[str, ...], rank: int, *, is_tied: bool
) -> MomentRow:
    n, low, high = counted
    return MomentRow(
        cue=cue.number,
        n=n,
        low=low,
        high=high,
        start_s=cue.start_s,
        end_s=cue.end_s,
        speaker=cue.speaker,
        text=cue.text,
        posts=posts,
        rank=rank,
        is_tied=is_tied,
    )


def shared_ranks(counts: list[tuple[int, float, float]]) -> list[int]:
    """The rank of each count, most first, with its interval.

    One that the first of a rank does not surely beat shares that rank.

    >>> shared_ranks([(90, 72.0, 111.0), (80, 63.0, 100.0), (20, 12.0, 31.0)])
    [1, 1, 3]
    """
    ranks: list[int] = []
    first_low = 0.0
    for place, (_, low, high) in enumerate(counts, 1):
        leads = not ranks or high < first_low
        if leads:
            first_low = low
        ranks.append(place if leads else ranks[-1])
    return ranks


def _histogram(script: Script, n: Int64s) -> tuple[StretchRow, ...]:
    width = CONFIG.stretch_s
    starts = np.array([int(cue.start_s) // width for cue in script.cues])
    per_bin = np.bincount(starts, weights=n)
    return tuple(StretchRow(b * width, (b + 1) * width, int(k)) for b, k in enumerate(per_bin))


MEASURE = Measure(
    "moments",
    VERSION,
    moments,
    needs=("copy", "coordinated", "spam"),
    gives=("moments", "cue"),
)
