"""Things said: posts that say much the same, within themes and across them.

A theme takes in whatever is nearest to it; a statement only what plainly says the same, so that its
posts can be told by one of them. Each is counted on the texts that were read closely.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import xxhash

from uproar.arrays import Bools, Float64s
from uproar.measure.themes import columns
from uproar.measure.themes.assignment import themed_posts
from uproar.measure.themes.config import FittingConfig, ThemesConfig
from uproar.measure.themes.describing import theme_rows
from uproar.measure.themes.fitting import Assigned, MeaningModel, Run, Texts
from uproar.measure.themes.themed_posts import ThemedPosts
from uproar.model import MARKS, Corpus, Event
from uproar.model.rows import ThemeRow

# Letters of a statement's id: enough for all of an event, too few to tell the text by.
ID_DIGITS = 6  # chosen on: arithmetic: 24 bits, two of 24 statements meet once in 60,000 events


class Statements(NamedTuple):
    """The statements, largest first, and of how many originals they are counted on; the marks."""

    rows: list[ThemeRow]
    n: int
    marks: pa.Table


def statements(
    corpus: Corpus,
    event: Event,
    run: Run,
    texts: Texts,
    posts: ThemedPosts,
    norms: Sequence[str],
    config: ThemesConfig,
) -> Statements:
    """What posts say in much the same way, each shown by posts that may be quoted.

    `posts`: with their themes, which `run` names; `norms`: the texts' forms. None of three voices
    and more: no rows. Raises TypeError for a run of themes by words.
    """
    if not isinstance(run.model, MeaningModel):
        raise TypeError(f"statements are of themes by meaning, not by {run.model.KIND}")
    alike = run.model.alike(texts)
    ids = _ids(texts, alike)
    said = themed_posts(corpus, texts, alike, config)
    is_counted = _is_counted(said, texts)
    counted = _taken(said, is_counted)
    rows = theme_rows(corpus, event, counted, alike, ids, [[] for _ in ids], norms, config)
    themes = _themes_of(said, posts, run.ids, ids)
    news = {ids[n] for n in _news(said, run.model.passing_on(texts), len(ids), config.fitting)}
    shown = [
        replace(row, of_theme=themes[row.id], is_news=row.id in news, cues=())
        for row in rows
        if row.statement
    ]
    return Statements(shown, counted.n_originals, _marks(said, ids, {row.id for row in shown}))


def _ids(texts: Texts, alike: Assigned) -> list[str]:
    """Of each statement its id, from the text that it is about: it stays while that one leads."""
    ids = []
    for number in range(int(alike.themes.max(initial=-1)) + 1):
        members = np.flatnonzero(alike.themes == number)
        centre = members[alike.similarity[members].argmax()]
        digest = xxhash.xxh3_64_hexdigest(int(texts.ids[centre]).to_bytes(8, "big", signed=True))
        ids.append(f"s{digest[:ID_DIGITS]}")
    return ids


def _is_counted(posts: ThemedPosts, texts: Texts) -> Bools:
    """Which posts the shares are of: all but those whose text says something and was not read."""
    assert texts.close is not None, "statements are of texts that were read"
    is_read = np.asarray(texts.close.any(axis=1))
    if texts.is_generic is not None:
        is_read |= texts.is_generic
    is_counted: Bools = (posts.text < 0) | is_read[np.maximum(posts.text, 0)]
    return is_counted


def _taken(posts: ThemedPosts, is_taken: Bools) -> ThemedPosts:
    """Only these posts, in their order."""
    rows = np.flatnonzero(is_taken)
    return ThemedPosts(
        posts.table.take(rows),
        posts.text[rows],
        posts.theme[rows],
        posts.reason[rows],
        posts.reasons,
    )


def _themes_of(
    said: ThemedPosts, posts: ThemedPosts, theme_ids: Sequence[str], ids: Sequence[str]
) -> dict[str, str]:
    """Of each statement the theme that most of its originals have; ties: the lower number."""
    themes = {}
    for number, name in enumerate(ids):
        counts = Counter(posts.theme[said.of_theme(number) & (posts.theme >= 0)].tolist())
        commonest = min(counts, key=lambda t: (-counts[t], t), default=None)
        themes[name] = theme_ids[commonest] if commonest is not None else ""
    return themes


def _news(
    said: ThemedPosts, passing_on: Float64s, n_statements: int, config: FittingConfig
) -> list[int]:
    """The statements whose posts mostly pass on news: by their links, or by what they do."""
    has_link = columns.flags(said.table, "has_link")
    usual = float(passing_on.mean()) if len(passing_on) else 0.0
    news = []
    for number in range(n_statements):
        rows = np.flatnonzero(said.of_theme(number))
        if not len(rows):
            continue
        does = float(passing_on[said.text[rows]].mean())
        if has_link[rows].mean() >= config.news_links or does >= config.news_lift * usual:
            news.append(number)
    return news


def _marks(said: ThemedPosts, ids: list[str], shown: set[str]) -> pa.Table:
    """A mark of kind `statement` for every post of a statement that can be told."""
    names = np.array([*ids, ""])
    values = names[np.where(said.theme >= 0, said.theme, len(ids))]
    rows = np.flatnonzero(np.isin(values, sorted(shown)))
    n = len(rows)
    return pa.table(
        [
            said.ids.take(rows),
            pa.repeat("statement", n),
            pa.array(values[rows].tolist(), pa.string()),
            pa.nulls(n, pa.float64()),
            pa.nulls(n, pa.string()),
        ],
        schema=MARKS,
    )
