"""Themes that readers coded, in place of those that the machine would find.

Where codes of the theme are spread to all posts, each post's theme is its code; shares are those
that `code/` corrected by the sample, and the statement is the editor's. A post is quoted for a
theme the sooner for being one that a person read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from uproar.arrays import Bools, Float64s, Int64s
from uproar.measure.themes.assignment import (
    GENERIC,
    HAS_THEME,
    OTHER_SUBJECT,
    SPAM,
    UNCLEAR,
    UNKNOWN,
    completed,
    text_places,
    without_text,
)
from uproar.measure.themes.config import ThemesConfig
from uproar.measure.themes.describing import Subtheme, theme_rows
from uproar.measure.themes.fitting import Assigned
from uproar.measure.themes.post_columns import post_columns
from uproar.measure.themes.themed_posts import ThemedPosts
from uproar.model import Corpus, Event, Finding, Saying
from uproar.model.coding import NO_THEME
from uproar.model.rows import ThemeRow

SHARES = """
select value, n_coded, n_sample, share, low, high from coded_shares
where field = 'theme' order by value
"""
BOOK = 'select id, statement, "by", is_pinned from codebook order by id'
CODED = """
select post_id, value, reason = 'a reader''s code' as is_read from marks
where kind = 'coded_theme' order by post_id
"""
TEXTS = """
select norm_id, min(norm) as norm, min(text_id) as text_id from originals
where norm_id is not null and norm <> '' group by norm_id order by norm_id
"""
REASONS = dict(zip(NO_THEME, (GENERIC, OTHER_SUBJECT, SPAM, UNCLEAR), strict=True))


@dataclass(frozen=True, slots=True)
class CodedThemes:
    """The posts with the themes that readers gave, the themes' rows, and the sample's size."""

    posts: ThemedPosts
    ids: tuple[str, ...]
    rows: list[ThemeRow]
    n_sample: int


def coded_themes(corpus: Corpus, event: Event, config: ThemesConfig) -> CodedThemes | None:
    """The themes by the codes; None where codes of the theme are not spread.

    A theme of fewer than `min_voices` voices is none, as ever.
    """
    shares = {str(row["value"]): row for row in corpus.query(SHARES).to_pylist()}
    ids = tuple(value for value in shares if value not in NO_THEME)
    if not ids:
        return None
    texts = corpus.query(TEXTS)
    text_ids = texts["norm_id"].to_numpy().astype(np.int64)
    norms = [str(norm) for norm in texts["norm"].to_pylist()]
    coded = corpus.query(CODED)
    posts = _posts(post_columns(corpus, config.quotes), text_ids, coded, ids, config)
    vectors = corpus.vectors().of_texts(texts["text_id"].to_numpy().astype(np.int64))
    is_read = np.isin(
        posts.ids.to_numpy(zero_copy_only=False),
        coded.filter(coded["is_read"])["post_id"].to_numpy(zero_copy_only=False),
    )
    assigned = _assigned(posts, vectors.astype(np.float64), is_read, len(ids))
    finer: list[list[Subtheme]] = [[] for _ in ids]
    rows = theme_rows(corpus, event, posts, assigned, ids, finer, norms, config)
    book = {str(row["id"]): row for row in corpus.query(BOOK).to_pylist()}
    shared = [_with_share(row, shares[row.id], book.get(row.id, {})) for row in rows]
    n_sample = max(int(row["n_sample"]) for row in shares.values())
    return CodedThemes(posts, ids, sorted(shared, key=lambda r: (-r.share, r.id)), n_sample)


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """Who named the themes, where they are coded: people, or a model beside them."""
    coding, found = findings.get("coding"), findings.get("themes")
    if coding is None or found is None or "coded_sample" not in found.parameters:
        return
    has_model = bool(coding.parameters.get("by_model"))
    message = "coded-by-people-and-model" if has_model else "coded-by-people"
    slots = {"n": "[[finding:coding, form=count]]"}
    yield Saying("method", message, slots, 0.9, ("finding:coding",))


def _posts(
    table: pa.Table, text_ids: Int64s, coded: pa.Table, ids: Sequence[str], config: ThemesConfig
) -> ThemedPosts:
    """Every relevant post with the theme of its code, or the reason for none that it stands for."""
    reason, reasons = without_text(table)
    value_of = dict(zip(coded["post_id"].to_pylist(), coded["value"].to_pylist(), strict=True))
    values = [str(value_of.get(post_id, "")) for post_id in table["id"].to_pylist()]
    number = {theme: place for place, theme in enumerate(ids)}
    theme = np.array([number.get(value, -1) for value in values], np.int64)
    why = np.array([REASONS.get(value, UNKNOWN) for value in values], np.int64)
    is_open = (reason == HAS_THEME) & (theme < 0)
    reason[is_open] = why[is_open]
    reason[theme >= 0] = HAS_THEME
    posts = ThemedPosts(table, text_places(table, text_ids), theme, reason, reasons)
    return completed(posts, config.min_voices)


def _assigned(posts: ThemedPosts, vectors: Float64s, is_read: Bools, n_themes: int) -> Assigned:
    """Each text's theme, and how well it stands for it: half for being like the others, half for
    having been read by a person.
    """
    n_texts = len(vectors)
    themes = posts.text_themes(n_texts)
    sizes = np.linalg.norm(vectors, axis=1, keepdims=True)
    units = vectors / np.where(sizes == 0, 1.0, sizes)
    likeness = np.zeros(n_texts)
    for theme in range(n_themes):
        members = np.flatnonzero(themes == theme)
        if len(members):
            centre = units[members].mean(axis=0)
            size = float(np.linalg.norm(centre)) or 1.0
            likeness[members] = np.clip(units[members] @ centre / size, 0.0, 1.0)
    read_text = np.zeros(n_texts)
    rows = np.flatnonzero(is_read & (posts.text >= 0) & (posts.theme >= 0))
    read_text[posts.text[rows]] = 1.0
    nothing = np.zeros(n_texts)
    standing = np.round((likeness + read_text) / 2, 6)
    return Assigned(themes, nothing, np.zeros(n_texts, np.int64), nothing, standing)


def _with_share(row: ThemeRow, share: dict[str, object], theme: dict[str, object]) -> ThemeRow:
    return replace(
        row,
        share=float(str(share["share"])),
        low=float(str(share["low"])),
        high=float(str(share["high"])),
        n_coded=int(str(share["n_coded"])),
        wording=str(theme.get("statement", "")),
        worded_by=str(theme.get("by", "")),
        is_pinned=bool(theme.get("is_pinned", False)),
    )
