"""What is told of each theme: its name, share, quotes, lines, mood, days and subthemes.

Two queries read texts (those that may be quoted, and unrelated ones); all else is counted on the
table of themed posts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from uproar import intervals
from uproar.arrays import Bools, Int64s
from uproar.clock import DAY_US, HOUR_US, SECOND_US, to_us
from uproar.measure.themes import columns
from uproar.measure.themes.config import ThemesConfig
from uproar.measure.themes.describing import keywords, lines, quotes, stance, trend
from uproar.measure.themes.describing.passages import Passage, passages, spoken_captions
from uproar.measure.themes.describing.subthemes import Subtheme, text_subthemes
from uproar.measure.themes.fitting import Assigned
from uproar.measure.themes.themed_posts import ThemedPosts
from uproar.model import Corpus, Event
from uproar.model.rows import DayRow, SubthemeRow, ThemeRow

# Texts that name the event by chance: what is usual in them tells nothing of it.
UNRELATED = """
select distinct norm_id, norm from scope
where norm <> '' and id not in (select id from about) order by norm_id limit {most}
"""


class _Quoted(NamedTuple):
    """The quotes of every theme and subtheme, and the words of each theme that a reader meets."""

    of_themes: list[tuple[str, ...]]
    of_subthemes: list[list[tuple[str, ...]]]
    shown: list[str]


class _Days(NamedTuple):
    """Per theme its days and the peak with which it rose."""

    by_day: list[tuple[DayRow, ...]]
    rise: list[int | None]


def theme_rows(
    corpus: Corpus,
    event: Event,
    posts: ThemedPosts,
    assigned: Assigned,
    ids: Sequence[str],
    finer: list[list[Subtheme]],
    norms: Sequence[str],
    config: ThemesConfig,
) -> list[ThemeRow]:
    """One row per theme that has posts, largest first; `norms`: the distinct texts' forms.

    `ids` and `finer`: per theme its id and its subthemes.
    """
    n_themes, n_texts = len(ids), len(norms)
    moods = stance.moods(posts, n_themes, config.stance)
    pointed = lines.pointed_lines(posts, n_themes, config)
    subjects = lines.sensitive_subjects(posts, n_themes, config)
    quotable = quotes.Quotable(
        posts,
        assigned,
        [m.stance for m in moods],
        config.quotes,
        concentration=config.fitting.concentration,
    )
    quoted = _quoted(corpus, event, quotable, finer, pointed, config)
    readings = keywords.read(norms, config.keywords)
    usual = _usual_words(corpus, config)
    names = keywords.name_terms(
        readings,
        posts.text_themes(n_texts),
        n_themes,
        config.keywords,
        usual=usual,
        shown=quoted.shown,
    )
    days = _days(posts, event, n_themes, config)
    rows = []
    for theme, n in enumerate(int(posts.of_theme(t).sum()) for t in range(n_themes)):
        if n == 0:
            continue
        share, low, high = intervals.share(n, posts.n_originals)
        labels = text_subthemes(posts, finer[theme], n_texts)
        finer_names = keywords.name_terms(
            readings, labels, len(finer[theme]), config.keywords, usual=usual
        )
        rows.append(
            ThemeRow(
                id=ids[theme],
                name_terms=names[theme],
                n=n,
                share=share,
                low=low,
                high=high,
                quotes=quoted.of_themes[theme],
                cues=tuple(pointed[theme]),
                stance=moods[theme].stance,
                humour=moods[theme].humour,
                by_day=days.by_day[theme],
                rise=days.rise[theme],
                sensitive=tuple(subjects[theme]),
                statement=(said := next(iter(quoted.of_themes[theme]), "")),
                agreement=quotable.agreement(said),
                children=tuple(
                    _subtheme_row(posts, ids[theme], *parts)
                    for parts in zip(
                        finer[theme], finer_names, quoted.of_subthemes[theme], strict=True
                    )
                ),
            )
        )
    return sorted(rows, key=lambda row: (-row.n, row.id))


def _subtheme_row(
    posts: ThemedPosts,
    theme_id: str,
    subtheme: Subtheme,
    names: tuple[str, ...],
    quoted: tuple[str, ...],
) -> SubthemeRow:
    """A subtheme's row. Its share is of all originals, as that of a theme is."""
    n = len(subtheme.rows)
    share, low, high = intervals.share(n, posts.n_originals)
    return SubthemeRow(
        id=f"{theme_id}.{subtheme.number}",
        name_terms=names,
        n=n,
        share=share,
        low=low,
        high=high,
        quotes=quoted,
    )


def _quoted(
    corpus: Corpus,
    event: Event,
    quotable: quotes.Quotable,
    finer: list[list[Subtheme]],
    pointed: list[list[int]],
    config: ThemesConfig,
) -> _Quoted:
    """Choose the quotes of all themes and subthemes, their texts read at once."""
    settings = config.quotes
    of_themes = [quotable.of_theme(theme) for theme in range(len(finer))]
    of_finer = [[quotable.of_group(s.rows) for s in group] for group in finer]
    rows = {row for read in (*of_themes, *(r for group in of_finer for r in group)) for row in read}
    read = passages(corpus, quotable.posts, sorted(rows), spoken_captions(event), settings)
    chosen = [
        quotes.diverse(
            quotable.candidates(theme_rows, read),
            settings.max_quotes,
            settings,
            needed=(
                (quotable.commonest_language(theme), settings.min_common),
                ("en", settings.min_english),
            ),
        )
        for theme, theme_rows in enumerate(of_themes)
    ]
    finer_chosen = [
        [
            quotes.diverse(
                quotable.candidates(group_rows, read), settings.max_subtheme_quotes, settings
            )
            for group_rows in group
        ]
        for group in of_finer
    ]
    return _Quoted(chosen, finer_chosen, _shown(event, read, chosen, pointed))


def _shown(
    event: Event,
    read: dict[int, Passage],
    chosen: list[tuple[str, ...]],
    pointed: list[list[int]],
) -> list[str]:
    """Per theme the words that a reader meets: those of its quotes and of the lines it names."""
    norms = {passage.post: passage.norm for passage in read.values()}
    captions: dict[int, list[str]] = {}
    for track in event.footage.tracks.values():
        for cue in track:
            captions.setdefault(cue.number, []).append(cue.text.casefold())
    return [
        "\n".join(
            [
                *(norms[post] for post in sorted(ids)),
                *(text for cue in cues for text in captions.get(cue, ())),
            ]
        )
        for ids, cues in zip(chosen, pointed, strict=True)
    ]


def _usual_words(corpus: Corpus, config: ThemesConfig) -> frozenset[str]:
    """The words of texts that are not about the event."""
    rows = corpus.query(UNRELATED.format(most=config.keywords.max_texts))
    return keywords.usual_words([str(norm) for norm in rows["norm"].to_pylist()], config.keywords)


def _days(posts: ThemedPosts, event: Event, n_themes: int, config: ThemesConfig) -> _Days:
    """When each theme was told, by the originals whose time can be true and is exact enough."""
    times: Int64s = columns.integers(posts.table, "posted_at", missing=0)
    is_day, is_hour = (_is_timed(posts, event, config, us) for us in (DAY_US, HOUR_US))
    peak_hours = trend.peaks(times[is_hour], config.trend)
    themes = range(n_themes)
    return _Days(
        [trend.by_day(times[is_day], posts.theme[is_day] == theme) for theme in themes],
        [
            trend.rise(times[is_hour], posts.theme[is_hour] == theme, peak_hours, config.trend)
            for theme in themes
        ],
    )


def _is_timed(posts: ThemedPosts, event: Event, config: ThemesConfig, exact_us: int) -> Bools:
    """Which posts are originals with a time near the publication, exact to so much."""
    times: Int64s = columns.integers(posts.table, "posted_at", missing=0)
    precision_s: Int64s = columns.integers(posts.table, "precision_s", missing=0)
    is_near = trend.near(times, to_us(event.published_at), config.trend)
    is_exact = precision_s <= exact_us // SECOND_US
    is_known = columns.has_value(posts.table, "posted_at") & is_exact
    return posts.is_original & is_known & np.asarray(is_near)
