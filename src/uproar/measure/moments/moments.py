"""Which lines of the footage people point to: by the second, by its words, by its meaning."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.measure.moments import scoring, timecodes
from uproar.measure.moments.scoring import Script
from uproar.measure.stats import intervals
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
select p.id, p.platform, p.posted_at, coalesce(p.text_id, o.text_id) as text_id
from about p left join about o on p.text is null and p.repost_of = o.id order by p.id
"""
ORIGINAL_IDS = "select id from originals order by id"
QUOTING = """
select m.post_id as id from marks m semi join originals o on m.post_id = o.id
where m.kind = 'cue' and m.value = '{cue}' order by m.score desc, m.post_id
"""
RANKED = 10
SAMPLED = 5
BIN_S = 10
# A post without words that point, in the middle of a live chat whose delay is known.
LIVE = 0.5

Table = Any


def moments(corpus: Corpus, event: Event) -> Measured:
    """Rank the lines of the footage by the originals that point to them.

    Unit: lines; n counts original posts that point to any. No captions: no finding. Ties: lines
    whose 95 % intervals overlap the one above share its rank. Evidence: the marks of kind `cue`.
    """
    script = scoring.script(event.footage.tracks)
    if script is None:
        return Measured()
    texts = corpus.query(TEXTS)
    vectors = corpus.vectors().of_texts(texts["text_id"].to_numpy())
    lines, line_at = _lines(corpus, script, event)
    scored = scoring.score(
        script,
        texts["norm"].to_pylist(),
        texts["second"].to_numpy().astype(np.int64),
        vectors,
        lines,
        line_at,
    )
    posts = corpus.query(POSTS)
    line, sure = _per_post(posts, texts["text_id"].to_numpy(), scored)
    line, sure, lag = _live(event, script, posts, line, sure)
    marks = _marks(script, posts, line, sure)
    return Measured(_findings(corpus, script, posts, line, lag), marks)


def _lines(corpus: Corpus, script: Script, event: Event) -> tuple[Any, Any]:
    """The lines' embeddings, and each one's place in the reference track."""
    told = corpus.query(LINES)
    place = {cue.number: i for i, cue in enumerate(script.cues)}
    same = timecodes.same_line(dict(event.footage.tracks), script.track)
    keys = zip(told["lang"].to_pylist(), told["number"].to_pylist(), strict=True)
    at = np.array([place.get(same.get(key, -1), -1) for key in keys], np.int64)
    if not len(at):
        return np.zeros((0, VECTOR_SIZE), np.int8), at
    flat = told["vector"].combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return flat.reshape(len(at), -1).astype(np.int8), at


def _per_post(posts: Table, text_ids: Any, scored: scoring.Scored) -> tuple[Any, Any]:
    ids = posts["text_id"].fill_null(0).to_numpy()
    if not len(text_ids):
        return np.full(len(ids), -1, np.int64), np.zeros(len(ids))
    at = np.searchsorted(text_ids, ids).clip(0, len(text_ids) - 1)
    hit = text_ids[at] == ids
    return np.where(hit, scored.line[at], -1), np.where(hit, scored.sure[at], 0.0)


def _live(
    event: Event, script: Script, posts: Table, line: Any, sure: Any
) -> tuple[Any, Any, int | None]:
    """Posts written while the footage ran point to the line shown `lag` seconds before.

    Only where posts that quote a line agree on the delay; other posts get no line from the clock.
    """
    started = int(event.published_at.timestamp())
    at = posts["posted_at"].fill_null(0).to_numpy() // 1_000_000 - started
    ends = script.cues[-1].end_s + timecodes.LAG_MOST_S
    during = (at >= 0) & (at <= ends)
    starts = np.array([cue.start_s for cue in script.cues])
    quoting = during & (line >= 0)
    lag = timecodes.lag((at[quoting] - starts[line[quoting]]).astype(np.int64))
    if lag is None:
        return line, sure, None
    open_posts = np.flatnonzero(during & (line < 0))
    cost = timecodes.costs(at[open_posts] - lag, script.cues)
    reached = np.isfinite(cost).any(axis=1)
    rows = open_posts[reached]
    line, sure = line.copy(), sure.copy()
    line[rows], sure[rows] = cost[reached].argmin(axis=1), LIVE
    return line, sure, lag


def _marks(script: Script, posts: Table, line: Any, sure: Any) -> Table:
    rows = np.flatnonzero(line >= 0)
    numbers = np.array([str(cue.number) for cue in script.cues], object)
    columns = {
        "post_id": posts["id"].take(pa.array(rows)),
        "kind": pa.array(["cue"] * len(rows), pa.string()),
        "value": pa.array(numbers[line[rows]], pa.string()),
        "score": pa.array(sure[rows], pa.float64()),
        "reason": pa.nulls(len(rows), pa.string()),
    }
    return pa.table(columns, schema=MARKS)


def _findings(
    corpus: Corpus, script: Script, posts: Table, line: Any, lag: int | None
) -> tuple[Finding, ...]:
    own = pc.is_in(posts["id"], corpus.query(ORIGINAL_IDS)["id"].combine_chunks())
    own = own.to_numpy(zero_copy_only=False)
    spoken = np.where(own, line, -1)
    n = np.bincount(spoken[spoken >= 0], minlength=len(script.cues))
    total = int(n.sum())
    order = sorted(np.flatnonzero(n), key=lambda i: (-int(n[i]), int(i)))
    ids = posts["id"].to_numpy(zero_copy_only=False)
    counts = [(int(n[i]), *intervals.count(int(n[i]))) for i in order]
    samples = [tuple(str(post) for post in ids[spoken == i][:SAMPLED]) for i in order]
    ranks = shared_ranks(counts)
    rows = tuple(
        _row(script.cues[i], counted, sample, rank, is_tied=ranks.count(rank) > 1)
        for i, counted, sample, rank in zip(order, counts, samples, ranks, strict=True)
    )
    told = {"track": script.track, "lag_s": lag, "unmarked": scoring.UNMARKED}
    common: dict[str, Any] = {
        "n_of": "original posts that point to a line",
        "method": "cue match: seconds, words, meaning",
        "parameters": told,
    }
    whole = Finding("moments", len(rows), "lines", n=total, rows=rows, **common)
    bins = _histogram(script, n)
    shape = Finding("moments.histogram", len(bins), "bins", n=total, rows=bins, **common)
    ranked = (
        Finding(
            f"moments.rank{place}",
            row.n,
            "posts",
            n=total,
            low=row.low,
            high=row.high,
            rows=(row,),
            evidence_sql=QUOTING.format(cue=row.cue),
            **common,
        )
        for place, row in enumerate(rows[:RANKED], 1)
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


def _histogram(script: Script, n: Any) -> tuple[StretchRow, ...]:
    starts = np.array([int(cue.start_s) // BIN_S for cue in script.cues])
    per_bin = np.bincount(starts, weights=n)
    return tuple(StretchRow(b * BIN_S, (b + 1) * BIN_S, int(k)) for b, k in enumerate(per_bin))


MEASURE = Measure(
    "moments",
    VERSION,
    moments,
    needs=("copy", "coordinated", "spam"),
    gives=("moments", "cue"),
)
