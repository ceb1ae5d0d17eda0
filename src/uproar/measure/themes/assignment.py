"""From texts to posts: each relevant post has a theme, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Int64s
from uproar.measure.authorship import voice
from uproar.measure.themes.fitting.theme_model import Assigned, Texts
from uproar.model import MARKS, Corpus

POSTS = f"""
select a.id, a.norm_id, a.text is null as has_no_text, a."only" as only_holds, a.repost_of,
       c.copy_of, coalesce(c.is_spam, false) as is_spam,
       coalesce(c.is_coordinated, false) as is_coordinated,
       o.id is not null as is_original, a.posted_at, a.author, a.lang,
       {voice("a", text="norm_id")} as voice
from about a
left join (
  select post_id,
         max(case when kind = 'copy' then value end) as copy_of,
         bool_or(kind = 'spam') as is_spam,
         bool_or(kind = 'coordinated') as is_coordinated
  from marks where kind in ('copy', 'spam', 'coordinated') group by post_id
) c on c.post_id = a.id
left join originals o on o.id = a.id
order by a.id
"""
# A theme of fewer voices than a plural needs is none.
FEWEST_AUTHORS = 3
# Why a post has no theme.
SPAM, COORDINATED, NO_TEXT, UNKNOWN, IDLE, FEW, FEW_UNSIGNED, ELSEWHERE = (
    "spam",
    "coordinated",
    "no text",
    "no word that others use",
    "nothing in particular",
    "fewer than three people",
    "fewer than three voices, authors not known",
    "repost of a post outside",
)

Table = Any


@dataclass(frozen=True, slots=True)
class Posts:
    """The relevant posts in the order of their ids. `theme` is -1 where `reason` says why."""

    table: Table
    ids: Any
    theme: Int64s
    reason: Any
    text: Int64s  # row among the distinct texts, -1 for none
    is_original: Any

    def of(self, theme: int) -> Any:
        """Which posts are originals of a theme."""
        return self.is_original & (self.theme == theme)

    def voices(self) -> Int64s:
        """Each post's voice as a number (see authorship.py); -1 for none."""
        coded = self.table["voice"].combine_chunks().dictionary_encode().indices
        return np.asarray(coded.fill_null(-1).to_numpy(zero_copy_only=False), np.int64)


def read(corpus: Corpus, texts: Texts, assigned: Assigned) -> Posts:
    """Give every post its text's theme; reposts and copies have that of their original."""
    table = corpus.query(POSTS)
    ids = _array(table["id"])
    text = _lookup(texts.ids, table["norm_id"].fill_null(0).to_numpy())
    text[table["norm_id"].is_null().to_numpy(zero_copy_only=False)] = -1
    theme = np.where(text >= 0, assigned.themes[text] if len(assigned.themes) else -1, -1)
    unknown = (text >= 0) & (assigned.lead[text] <= 0 if len(assigned.lead) else True)
    reason = _reasons(table, text, unknown, (text >= 0) & (theme < 0))
    theme[reason != ""] = -1
    theme, reason = _followed(ids, theme, reason, table)
    found = Posts(table, ids, theme.astype(np.int64), reason, text, _flags(table["is_original"]))
    return _without_few(found)


def _array(column: Any) -> Any:
    return column.combine_chunks().to_numpy(zero_copy_only=False).astype(object)


def _flags(column: Any) -> Any:
    return column.to_numpy(zero_copy_only=False).astype(bool)


def _lookup(names: Any, wanted: Any) -> Int64s:
    """The place of each wanted name among sorted names, -1 where it is not."""
    if not len(names):
        return np.full(len(wanted), -1, np.int64)
    at = np.searchsorted(names, wanted).clip(0, len(names) - 1)
    return np.where(names[at] == wanted, at, -1).astype(np.int64)


def _reasons(table: Table, text: Int64s, unknown: Any, is_idle: Any) -> Any:
    only = _array(table["only_holds"])
    reason = np.full(len(text), "", object)
    reason[is_idle] = IDLE
    reason[unknown] = UNKNOWN
    reason[text < 0] = UNKNOWN
    held = pc.is_valid(table["only_holds"]).to_numpy(zero_copy_only=False)
    reason[held] = [f"only {what}" if what != "empty" else NO_TEXT for what in only[held]]
    reason[_flags(table["has_no_text"])] = NO_TEXT
    return reason


def _followed(ids: Any, theme: Int64s, reason: Any, table: Table) -> tuple[Int64s, Any]:
    """Copies and bare reposts take their original's theme, spam and campaigns have none."""
    copy_of, repost_of = _array(table["copy_of"]), _array(table["repost_of"])
    is_bare = _flags(table["has_no_text"]) & pc.is_valid(table["repost_of"]).to_numpy(
        zero_copy_only=False
    )
    is_copy = pc.is_valid(table["copy_of"]).to_numpy(zero_copy_only=False)
    names = ids.astype(str)
    follows = np.where(is_copy, copy_of, np.where(is_bare, repost_of, None))
    rows = np.flatnonzero(is_copy | is_bare)
    at = _lookup(names, np.array([str(f) for f in follows[rows]], str)) if len(rows) else rows
    theme, reason = theme.copy(), reason.copy()
    hit = at >= 0
    own_theme, own_reason = theme.copy(), reason.copy()
    theme[rows[hit]], reason[rows[hit]] = own_theme[at[hit]], own_reason[at[hit]]
    lost = rows[~hit & is_bare[rows]]
    theme[lost], reason[lost] = -1, ELSEWHERE
    for column, why in (("is_coordinated", COORDINATED), ("is_spam", SPAM)):
        flagged = _flags(table[column])
        theme[flagged], reason[flagged] = -1, why
    return theme, reason


def _without_few(posts: Posts) -> Posts:
    theme, reason = posts.theme.copy(), posts.reason.copy()
    voices = posts.voices()
    is_signed = pc.is_valid(posts.table["author"]).to_numpy(zero_copy_only=False)
    for t in np.unique(theme[theme >= 0]).tolist():
        own = posts.of(t)
        if n_voices(voices[own]) < FEWEST_AUTHORS:
            why = FEW if is_signed[own].all() else FEW_UNSIGNED
            theme[posts.theme == t], reason[posts.theme == t] = -1, why
    return Posts(posts.table, posts.ids, theme, reason, posts.text, posts.is_original)


def n_voices(voices: Int64s) -> int:
    """How many different voices these are."""
    return len(np.unique(voices[voices >= 0]))


def marks(posts: Posts, ids: tuple[str, ...]) -> Table:
    """A mark of kind `theme` for every relevant post."""
    names = np.array([*ids, ""], object)
    columns = {
        "post_id": pa.array(posts.ids, pa.string()),
        "kind": pa.array(["theme"] * len(posts.ids), pa.string()),
        "value": pa.array(names[posts.theme], pa.string()),
        "score": pa.nulls(len(posts.ids), pa.float64()),
        "reason": pa.array([r or None for r in posts.reason], pa.string()),
    }
    return pa.table(columns, schema=MARKS)
