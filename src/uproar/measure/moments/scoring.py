"""Which line each text points to, from seconds, words and meaning together."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from uproar.arrays import Float64s, Int64s
from uproar.measure.moments import text_match, timecodes
from uproar.measure.stats.grouping import compact, sums
from uproar.model import Cue

# How sure a named second makes a line at its start, and what each second away takes off.
AT_START = 0.95
PER_SECOND = 0.08
# Without a named second and without quotation marks, this much of a line must be there.
UNMARKED = 0.75
# A quotation in a language without captions: the cosine from which its nearest line is taken.
MEANT = 0.4
# Between lines that fit alike, the one that others name surely is likelier.
PRIOR = 0.04


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
    index: text_match.Index
    same: Int64s  # per line of any track: its place in the reference track, or -1


def script(tracks: Mapping[str, tuple[Cue, ...]]) -> Script | None:
    """The footage's lines, ready to be matched. None: no captions."""
    told = dict(sorted(tracks.items()))
    chosen = timecodes.reference(told)
    if chosen is None:
        return None
    cues = told[chosen]
    place = {cue.number: i for i, cue in enumerate(cues)}
    same = timecodes.same_line(told, chosen)
    lines = [(lang, cue) for lang, track in told.items() for cue in track]
    index = text_match.Index([plain(cue.text) for _, cue in lines])
    at = [place.get(same.get((lang, cue.number), -1), -1) for lang, cue in lines]
    return Script(chosen, cues, index, np.array(at, np.int64))


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
    vectors: Any,
    line_vectors: Any,
    line_at: Int64s,
) -> Scored:
    """The line of each text. `seconds`: the first named second, -1 for none.

    Ties go to the line that others name surely, then to the earlier one.
    """
    norms = [html.unescape(norm) for norm in norms]
    found = script.index.found(norms)
    marked = np.array([bool(text_match.quoted(norm)) for norm in norms], bool)
    may = np.flatnonzero((seconds >= 0) | (found.getnnz(axis=1) > 0) | marked)
    line, sure = np.full(len(norms), -1, np.int64), np.zeros(len(norms))
    if len(may):
        near = _nearest(script, found[may], marked[may], seconds[may])
        some = [norms[i] for i in may]
        meant, cosine = _meant(some, near.line, vectors[may], line_vectors, line_at)
        taken = (near.line < 0) & (cosine >= MEANT) & (meant >= 0)
        line[may] = np.where(taken, meant, near.line)
        sure[may] = np.round(np.where(taken, cosine, near.sure), 6)
    return Scored(line, sure)


def _nearest(script: Script, found: Any, marked: Any, seconds: Int64s) -> Scored:
    """By seconds and words alone."""
    worded = _worded(script, found, marked)
    timed = _timed(script, seconds)
    both = worded + np.where(timed > 0, timed, 0)
    reached = (timed > 0).any(axis=1)
    usable = np.where(reached[:, None], np.where(timed > 0, both, 0), worded)
    sure = usable.max(axis=1) >= AT_START - 2 * PER_SECOND
    named = np.bincount(usable.argmax(axis=1)[sure], minlength=len(script.cues))
    weighed = np.where(usable > 0, usable + PRIOR * np.log1p(named), 0)
    line = np.where(weighed.max(axis=1) > 0, weighed.argmax(axis=1), -1)
    certainty = np.minimum(usable[np.arange(len(line)), np.maximum(line, 0)], 1.0)
    return Scored(line, np.where(line < 0, 0, certainty))


def _worded(script: Script, found: Any, marked: Any) -> Any:
    """How much of each line of the reference track is in each text, in any track's words."""
    dense = np.zeros((found.shape[0], len(script.cues)))
    found = found.tocoo()
    kept = (script.same[found.col] >= 0) & (marked[found.row] | (found.data >= UNMARKED))
    rows, cols = found.row[kept], script.same[found.col[kept]]
    np.maximum.at(dense, (rows, cols), found.data[kept])
    return dense


def _timed(script: Script, seconds: Int64s) -> Any:
    cost = timecodes.costs(seconds, script.cues)
    return np.where(
        np.isfinite(cost) & (seconds >= 0)[:, None], AT_START - PER_SECOND * cost, 0
    ).clip(0)


def _meant(
    norms: Sequence[str], line: Int64s, vectors: Any, line_vectors: Any, line_at: Int64s
) -> tuple[Int64s, Float64s]:
    """For texts without a line that hold a quotation: the line it means, by its posts' mean.

    Posts that quote the same words are read together, so that what surrounds them cancels out.
    """
    none = np.full(len(norms), -1, np.int64)
    said: dict[int, str] = {}
    for i in np.flatnonzero(line < 0).tolist():
        if found := text_match.quoted(norms[i]):
            said[i] = max(found, key=len)
    if not said or not len(line_vectors) or not vectors.shape[1]:
        return none, np.zeros(len(norms))
    rows = np.array(sorted(said), np.int64)
    groups = compact([plain(said[int(i)]).strip(" .!?…") for i in rows])
    together = np.asarray(sums(groups, vectors[rows].astype(np.float64)))
    best, cosine = text_match.by_meaning(together, line_vectors)
    out = np.zeros(len(norms))
    none[rows], out[rows] = line_at[best[groups]], cosine[groups]
    return none, out
