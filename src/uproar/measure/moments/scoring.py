"""Which line each text points to, from seconds, words and meaning together."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import scipy.sparse as ss

from uproar.arrays import Bools, Float64s, Int8s, Int64s
from uproar.measure.moments import text_match, timecodes
from uproar.measure.moments.config import CONFIG, ScoreConfig
from uproar.measure.stats.grouping import compact, sums
from uproar.model import Cue


@dataclass(frozen=True, slots=True)
class Scored:
    """Per text the line (its place in the reference track, -1 for none) and how sure, 0-1."""

    line: Int64s
    sure: Float64s


@dataclass(frozen=True, slots=True)
class Script:
    """The footage as matched against: the reference track and every track's lines."""

    track: str
    cues: tuple[Cue, ...]
    index: text_match.LineIndex
    same: Int64s  # per line of any track: its place in the reference track, or -1


class LineVectors(NamedTuple):
    """Embeddings of every track's lines, and each line's place in the reference track, or -1.

    Shape: (n lines, VECTOR_SIZE) and (n lines,).
    """

    int8: Int8s
    places: Int64s


def script(tracks: Mapping[str, tuple[Cue, ...]]) -> Script | None:
    """The footage's lines, ready to be matched. None: no captions."""
    ordered = dict(sorted(tracks.items()))
    chosen = timecodes.reference_track(ordered)
    if chosen is None:
        return None
    cues = ordered[chosen]
    place = {cue.number: i for i, cue in enumerate(cues)}
    same = timecodes.same_line(ordered, chosen)
    lines = [(lang, cue) for lang, track in ordered.items() for cue in track]
    index = text_match.LineIndex([plain(cue.text) for _, cue in lines])
    places = [place.get(same.get((lang, cue.number), -1), -1) for lang, cue in lines]
    return Script(chosen, cues, index, np.array(places, np.int64))


def plain(text: str) -> str:
    """A line as posts' matching form has it, near enough for runs of three characters.

    >>> plain("Noooo,  NO!")
    'no, no!'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"(.)\1{2,}", r"\1", folded).split())


def score(
    script: Script,
    norms: Sequence[str],
    seconds: Int64s,
    vectors: Int8s,
    lines: LineVectors,
    config: ScoreConfig = CONFIG.score,
) -> Scored:
    """The line of each text. `seconds`: the first named second, -1 for none.

    Ties go to the line that others name surely, then to the earlier one.
    """
    norms = [html.unescape(norm) for norm in norms]
    repeated = script.index.repeated(norms)
    is_marked = np.array([bool(text_match.quotations(norm)) for norm in norms], bool)
    may = np.flatnonzero((seconds >= 0) | (repeated.getnnz(axis=1) > 0) | is_marked)
    line, sure = np.full(len(norms), -1, np.int64), np.zeros(len(norms))
    if len(may):
        near = _nearest(script, repeated[may], is_marked[may], seconds[may], config)
        some = [norms[i] for i in may]
        meant, cosine = _meant(some, near.line, vectors[may], lines)
        taken = (near.line < 0) & (cosine >= config.meant) & (meant >= 0)
        line[may] = np.where(taken, meant, near.line)
        sure[may] = np.round(np.where(taken, cosine, near.sure), 6)
    return Scored(line, sure)


def _nearest(
    script: Script,
    repeated: ss.csr_matrix,
    is_marked: Bools,
    seconds: Int64s,
    config: ScoreConfig,
) -> Scored:
    """By seconds and words alone."""
    worded = _worded(script, repeated, is_marked, config)
    timed = _timed(script, seconds, config)
    both = worded + np.where(timed > 0, timed, 0)
    reached: Bools = np.any(timed > 0, axis=1, keepdims=True)
    usable = np.where(reached, np.where(timed > 0, both, 0), worded)
    sure = usable.max(axis=1) >= config.at_start - 2 * config.per_second
    named = np.bincount(usable.argmax(axis=1)[sure], minlength=len(script.cues))
    weighed = np.where(usable > 0, usable + config.prior * np.log1p(named), 0)
    line = np.where(weighed.max(axis=1) > 0, weighed.argmax(axis=1), -1)
    certainty = np.minimum(usable[np.arange(len(line)), np.maximum(line, 0)], 1.0)
    return Scored(line, np.where(line < 0, 0, certainty))


def _worded(
    script: Script, repeated: ss.csr_matrix, is_marked: Bools, config: ScoreConfig
) -> Float64s:
    """How much of each line of the reference track is in each text, in any track's words."""
    dense = np.zeros((repeated.shape[0], len(script.cues)))
    cells = repeated.tocoo()
    is_enough = is_marked[cells.row] | (cells.data >= config.unmarked)
    counts = (script.same[cells.col] >= 0) & is_enough
    rows, cols = cells.row[counts], script.same[cells.col[counts]]
    np.maximum.at(dense, (rows, cols), cells.data[counts])
    return dense


def _timed(script: Script, seconds: Int64s, config: ScoreConfig) -> Float64s:
    """How surely each text's second points to each line of the reference track."""
    distance = timecodes.distances(seconds, script.cues)
    is_timed = seconds[:, None] >= 0
    is_near = np.isfinite(distance) & is_timed
    sure: Float64s = np.where(is_near, config.at_start - config.per_second * distance, 0).clip(0)
    return sure


def _meant(
    norms: Sequence[str], line: Int64s, vectors: Int8s, lines: LineVectors
) -> tuple[Int64s, Float64s]:
    """For texts without a line that hold a quotation: the line it means, by its posts' mean.

    Posts that quote the same words are read together, so that what surrounds them cancels out.
    """
    meant = np.full(len(norms), -1, np.int64)
    said: dict[int, str] = {}
    for i in np.flatnonzero(line < 0).tolist():
        if quoted := text_match.quotations(norms[i]):
            said[i] = max(quoted, key=len)
    if not said or not len(lines.int8) or not vectors.shape[1]:
        return meant, np.zeros(len(norms))
    rows = np.array(sorted(said), np.int64)
    groups = compact([plain(said[int(i)]).strip(" .!?…") for i in rows])
    together = np.asarray(sums(groups, vectors[rows].astype(np.float64)))
    best, cosine = text_match.by_meaning(together, lines.int8)
    sure = np.zeros(len(norms))
    meant[rows], sure[rows] = lines.places[best[groups]], cosine[groups]
    return meant, sure
