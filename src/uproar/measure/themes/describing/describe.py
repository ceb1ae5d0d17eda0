"""What is told of each theme: its name, share, quotes, lines, mood, days and finer themes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.clock import to_us
from uproar.measure.stats import intervals
from uproar.measure.themes import assignment
from uproar.measure.themes.assignment import Posts
from uproar.measure.themes.describing import keywords, quotes, stance, trend
from uproar.measure.themes.fitting.persistence import Run
from uproar.measure.themes.fitting.theme_model import Assigned
from uproar.model import Corpus, Event
from uproar.model.rows import SubthemeRow, ThemeRow

CUED = """
select post_id, cast(value as integer) as cue from marks where kind = 'cue' order by post_id
"""
SHOWN = """
select id, norm from originals where id in (select unnest($ids)) order by id
"""
# Texts that name the event by chance: what is usual in them tells nothing of it.
UNRELATED = """
select distinct norm_id, norm from scope
where norm <> '' and id not in (select id from about) order by norm_id limit 20000
"""
SUBJECTS = "select id, sensitive from about where array_length(sensitive) > 0 order by id"
# A theme is sensitive when this part of its posts is on one subject.
SUBJECT_SHARE = 0.3
# Finer themes, lines and posts told of each theme.
MOST_CHILDREN = 8
SMALLEST_CHILD = 0.03
MOST_CUES = 3


class Themed(NamedTuple):
    """The posts with their themes, the texts' places, and the run they come from."""

    posts: Posts
    assigned: Assigned
    run: Run


def rows(corpus: Corpus, event: Event, themed: Themed, norms: Any) -> list[ThemeRow]:
    """One row per theme that has posts, largest first; `norms`: the distinct texts."""
    posts, _, run = themed
    n_themes = len(run.ids)
    has_subjects = stance.has_column(corpus, "sensitive")
    mood = stance.moods(corpus, posts.theme[posts.is_original], n_themes)
    shelf = quotes.shelf(
        corpus,
        posts,
        themed.assigned,
        stances=[m.stance for m in mood],
        has_subjects=has_subjects,
        captions=[cue.text for track in event.footage.tracks.values() for cue in track],
    )
    shown = quotes.choose(corpus, shelf, n_themes)
    cues = [_cues(corpus, posts, theme) for theme in range(n_themes)]
    usual = keywords.usual_words(corpus.query(UNRELATED)["norm"].to_pylist())
    readings = keywords.read(norms.to_pylist())
    names = keywords.name_terms(
        readings,
        _text_themes(posts, len(norms)),
        n_themes,
        usual=usual,
        shown=_met(corpus, event, shown, cues),
    )
    subjects = _subjects(corpus, posts, n_themes) if has_subjects else [[]] * n_themes
    timed = posts.is_original & _is_timed(posts, event)
    at = posts.table["posted_at"].fill_null(0).to_numpy()[timed]
    peak_hours = trend.peaks(at)
    total = int(posts.is_original.sum())
    told = []
    for theme in range(n_themes):
        n = int(posts.of(theme).sum())
        if n == 0:
            continue
        is_theme = posts.theme[timed] == theme
        share, low, high = intervals.share(n, total)
        told.append(
            ThemeRow(
                id=run.ids[theme],
                name_terms=tuple(names[theme]),
                n=n,
                share=share,
                low=low,
                high=high,
                quotes=tuple(shown[theme]),
                cues=tuple(cues[theme]),
                stance=mood[theme].stance,
                humour=mood[theme].humour,
                by_day=trend.by_day(at, is_theme),
                rise=trend.rise(at, is_theme, peak_hours),
                sensitive=tuple(subjects[theme]),
                children=_children(corpus, themed, shelf, theme, readings, usual),
            )
        )
    return sorted(told, key=lambda row: (-row.n, row.id))


def _met(corpus: Corpus, event: Event, shown: Any, cues: Any) -> list[str]:
    """Per theme the words a reader meets: those of its quotes and of the lines it points to."""
    lines: dict[int, list[str]] = {}
    for track in event.footage.tracks.values():
        for cue in track:
            lines.setdefault(cue.number, []).append(cue.text.casefold())
    met = []
    for quoted, pointed in zip(shown, cues, strict=True):
        words = corpus.query(SHOWN, {"ids": list(quoted)})["norm"].to_pylist() if quoted else []
        met.append("\n".join([*words, *(text for cue in pointed for text in lines.get(cue, ()))]))
    return met


def _is_timed(posts: Posts, event: Event) -> Any:
    at = posts.table["posted_at"]
    published = to_us(event.published_at)
    told = at.is_valid().to_numpy(zero_copy_only=False)
    return told & trend.near(at.fill_null(0).to_numpy(), published)


def _text_themes(posts: Posts, n_texts: int) -> Any:
    """The theme of each distinct text, as its originals have it."""
    own = np.full(n_texts, -1, np.int64)
    rows = np.flatnonzero(posts.is_original & (posts.text >= 0))
    own[posts.text[rows]] = posts.theme[rows]
    return own


def _cues(corpus: Corpus, posts: Posts, theme: int) -> list[int]:
    """The lines that a theme's originals point to most, by at least three voices."""
    cued = corpus.query(CUED)
    own = posts.table["id"].filter(pa.array(posts.of(theme))).combine_chunks()
    at = pc.index_in(cued["post_id"], own)
    inside = at.is_valid().to_numpy(zero_copy_only=False)
    pointed = cued["cue"].to_numpy()[inside]
    voices = posts.voices()[posts.of(theme)][at.drop_null().to_numpy()]
    numbers, n = np.unique(pointed, return_counts=True)
    order = np.lexsort((numbers, -n))[:MOST_CUES]
    return [
        int(numbers[i])
        for i in order
        if assignment.n_voices(voices[pointed == numbers[i]]) >= assignment.FEWEST_AUTHORS
    ]


def _subjects(corpus: Corpus, posts: Posts, n_themes: int) -> list[list[str]]:
    """Per theme the subjects that a large part of its originals is on."""
    place = {str(post): i for i, post in enumerate(posts.ids)}
    n: dict[tuple[int, str], int] = {}
    for row in corpus.query(SUBJECTS).to_pylist():
        i = place[row["id"]]
        if posts.is_original[i] and posts.theme[i] >= 0:
            for subject in row["sensitive"]:
                key = (int(posts.theme[i]), subject)
                n[key] = n.get(key, 0) + 1
    return [
        sorted(
            s for (t, s), k in n.items() if t == theme and k >= SUBJECT_SHARE * posts.of(t).sum()
        )
        for theme in range(n_themes)
    ]


def _children(
    corpus: Corpus,
    themed: Themed,
    shelf: quotes.Shelf,
    theme: int,
    readings: keywords.Readings,
    usual: frozenset[str],
) -> tuple[SubthemeRow, ...]:
    """The finer themes within one, for an analyst: at most `MOST_CHILDREN`, largest first.

    Shares are of all originals, as those of the themes are.
    """
    posts, assigned, run = themed
    rows = np.flatnonzero(posts.of(theme) & (posts.text >= 0))
    aspect = run.model.aspects[assigned.groups[posts.text[rows]]]
    numbers, n = np.unique(aspect, return_counts=True)
    voices = posts.voices()[rows]
    kept = [
        i
        for i in np.lexsort((numbers, -n))
        if n[i] >= SMALLEST_CHILD * len(rows)
        and assignment.n_voices(voices[aspect == numbers[i]]) >= assignment.FEWEST_AUTHORS
    ][:MOST_CHILDREN]
    members = [rows[aspect == numbers[i]] for i in kept]
    labels = np.full(assigned.groups.shape, -1, np.int64)
    for place, own in enumerate(members):
        labels[posts.text[own]] = place
    names = keywords.name_terms(readings, labels, len(kept), usual=usual)
    shown = quotes.central(corpus, shelf, members)
    total = int(posts.is_original.sum())
    children = []
    for place, i in enumerate(kept):
        share, low, high = intervals.share(int(n[i]), total)
        children.append(
            SubthemeRow(
                id=f"{run.ids[theme]}.{numbers[i]}",
                name_terms=tuple(names[place]),
                n=int(n[i]),
                share=share,
                low=low,
                high=high,
                quotes=tuple(shown[place]),
            )
        )
    return tuple(children)
