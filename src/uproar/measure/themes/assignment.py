"""From texts to posts: each relevant post has a theme, or a reason why not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Bools, Int64s, positions
from uproar.measure.themes import columns
from uproar.measure.themes.config import ThemesConfig
from uproar.measure.themes.fitting import Assigned, Texts
from uproar.measure.themes.post_columns import post_columns
from uproar.measure.themes.themed_posts import ThemedPosts
from uproar.model import Corpus

# Why a post has no theme. The first stands for posts that have one.
REASONS = (
    "",
    "spam",
    "coordinated",
    "no text",
    "no word that others use",
    "nothing in particular",
    "fewer than three people",
    "fewer than three voices, authors not known",
    "repost of a post outside",
    "about something else, by the readers",
    "nobody can tell what it says, by the readers",
)
(
    HAS_THEME, SPAM, COORDINATED, NO_TEXT, UNKNOWN, GENERIC, FEW, FEW_UNSIGNED, ELSEWHERE,
    OTHER_SUBJECT, UNCLEAR,
) = range(len(REASONS))  # fmt: skip


def themed_posts(
    corpus: Corpus, texts: Texts, assigned: Assigned, config: ThemesConfig
) -> ThemedPosts:
    """Give every post its text's theme; reposts and copies have that of their original.

    A theme of fewer than `min_voices` voices is none. Empty: no posts.
    """
    table = post_columns(corpus, config.quotes)
    text = text_places(table, texts.ids)
    posts = _by_text(table, text, assigned)
    return completed(posts, config.min_voices)


def completed(posts: ThemedPosts, min_voices: int) -> ThemedPosts:
    """The posts with the themes of what follows another, campaigns and few voices without one."""
    return _without_few(_without_campaigns(_followed(posts)), min_voices)


def text_places(table: pa.Table, text_ids: Int64s) -> Int64s:
    """The position of each post's text among the distinct texts, -1 for none."""
    text = positions(text_ids, columns.integers(table, "norm_id", missing=0))
    text[~columns.has_value(table, "norm_id")] = -1
    return text


def without_text(table: pa.Table) -> tuple[Int64s, tuple[str, ...]]:
    """Why a post can have no theme of its own, by its text; HAS_THEME where it can.

    With the names of all reasons.
    """
    only, names = columns.codes(table, "only_holds")
    reason = np.where(only >= 0, only + len(REASONS), HAS_THEME).astype(np.int64)
    if "empty" in names:
        reason[only == names.index("empty")] = NO_TEXT
    reason[columns.flags(table, "has_no_text")] = NO_TEXT
    return reason, (*REASONS, *(f"only {name}" for name in names))


def _by_text(table: pa.Table, text: Int64s, assigned: Assigned) -> ThemedPosts:
    """The theme that each post's own text has, or why it has none."""
    has_text = text >= 0
    theme, is_known = np.full(len(text), -1, np.int64), np.zeros(len(text), bool)
    theme[has_text] = assigned.themes[text[has_text]]
    is_known[has_text] = assigned.margin[text[has_text]] > 0
    reason = np.where(is_known & (theme < 0), GENERIC, HAS_THEME)
    reason[~is_known] = UNKNOWN
    by_itself, reasons = without_text(table)
    reason[by_itself != HAS_THEME] = by_itself[by_itself != HAS_THEME]
    theme[reason != HAS_THEME] = -1
    return ThemedPosts(table, text, theme, reason.astype(np.int64), reasons)


def _followed(posts: ThemedPosts) -> ThemedPosts:
    """Copies and bare reposts take the theme of their original, or its reason for none.

    A bare repost of a post that is not here has none.
    """
    table = posts.table
    is_bare = columns.flags(table, "has_no_text") & columns.has_value(table, "repost_of")
    follows = pc.coalesce(table["copy_of"], pc.if_else(pa.array(is_bare), table["repost_of"], None))
    original = np.asarray(
        pc.index_in(follows, value_set=posts.ids.combine_chunks()).fill_null(-1), np.int64
    )
    theme, reason = posts.theme.copy(), posts.reason.copy()
    rows = np.flatnonzero(original >= 0)
    theme[rows], reason[rows] = posts.theme[original[rows]], posts.reason[original[rows]]
    is_lost = is_bare & (original < 0)
    theme[is_lost], reason[is_lost] = -1, ELSEWHERE
    return replace(posts, theme=theme, reason=reason)


def _without_campaigns(posts: ThemedPosts) -> ThemedPosts:
    """Spam and coordinated posts have no theme, whatever they say."""
    theme, reason = posts.theme.copy(), posts.reason.copy()
    for name, why in (("is_coordinated", COORDINATED), ("is_spam", SPAM)):
        is_so: Bools = columns.flags(posts.table, name)
        theme[is_so], reason[is_so] = -1, why
    return replace(posts, theme=theme, reason=reason)


def _without_few(posts: ThemedPosts, min_voices: int) -> ThemedPosts:
    """Themes of fewer voices than this are none."""
    theme, reason = posts.theme.copy(), posts.reason.copy()
    is_signed = columns.flags(posts.table, "is_signed")
    for number in np.unique(theme[theme >= 0]).tolist():
        originals = posts.of_theme(number)
        if posts.n_voices(originals) < min_voices:
            why = FEW if is_signed[originals].all() else FEW_UNSIGNED
            theme[posts.theme == number], reason[posts.theme == number] = -1, why
    return replace(posts, theme=theme, reason=reason)
