"""What the corpus says of each relevant post: the one query behind everything told of themes."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from uproar.measure.authorship import voice
from uproar.measure.themes.config import QuotesConfig
from uproar.model import Corpus
from uproar.model.emotions import APPROVING, LET_DOWN, LONGING, OBJECTING

# `cues`: the lines of the footage that a post points to; `sensitive`: the subjects it is on;
# `is_quotable`: whether it may stand in a story, as far as its columns show.
POSTS = """
with flagged as (
  select post_id,
         max(case when kind = 'copy' then value end) as copy_of,
         bool_or(kind = 'spam') as is_spam,
         bool_or(kind = 'coordinated') as is_coordinated,
         bool_or(kind = 'no_quote') as is_banned
  from marks where kind in ('copy', 'spam', 'coordinated', 'no_quote') group by post_id
), cued as (
  select post_id, list_sort(list(cast(value as integer))) as cues
  from marks where kind = 'cue' group by post_id
)
select a.id, a.norm_id, a.text is null as has_no_text, a."only" as only_holds, a.repost_of,
       f.copy_of, f.is_spam, f.is_coordinated, o.original_id is not null as is_original,
       cast(length(a.norm) as bigint) as length, contains(a.text, '://') as has_link,
       a.posted_at, a.author is not null as is_signed, a.lang, {voice} as voice, c.cues,
       {sensitive} as sensitive, {quotable} and not coalesce(f.is_banned, false) as is_quotable,
       {positive} as is_positive, {critical} as is_critical, {amused} as is_amused
from about a
left join flagged f on f.post_id = a.id
left join cued c on c.post_id = a.id
{side}
left join (select id as original_id from originals) o on o.original_id = a.id
order by a.id
"""
# A text less the hashtags and links at its end: what a story would print of it.
STEM = r"trim(regexp_replace(text, '(\s+(#\S+|https?://\S+))+\s*$', ''))"
QUOTABLE = """
(reuse is null and "only" is null and length({stem}) between {shortest} and {longest}
 and len(coalesce(mentions, [])) = 0 and not contains({stem}, '://')
 and length({stem}) - length(replace({stem}, '#', '')) <= {tags}
 and not coalesce(f.is_banned, false) {not_sensitive} {without_doubt})
"""
NOT_SENSITIVE = "and len(coalesce(sensitive, [])) = 0"
WITHOUT_DOUBT = "and len(coalesce(unquotable, [])) = 0"
# What people laugh with, beside the laughter that the matching form writes as one word.
LAUGHING = ("😂", "🤣", "😆", "😹", "💀")


def _quoted(labels: Iterable[str]) -> str:
    """Labels as SQL writes them in a list."""
    return ", ".join(f"'{label}'" for label in labels)


POSITIVE = f"list_has_any(emotions, [{_quoted(APPROVING)}])"
CRITICAL = f"""
(list_has_any(emotions, [{_quoted(OBJECTING)}])
 or (list_contains(emotions, '{LET_DOWN}') and not list_has_any(emotions, [{_quoted(LONGING)}])))
"""
AMUSED = f"""
(list_contains(emotions, 'amusement') or contains(norm, 'haha')
 or list_has_any(emoji, [{_quoted(LAUGHING)}]))
"""


# Where readers' codes of the stance are spread to all posts, theirs is the side that counts.
CODED_SIDE = """
left join (select post_id, value as side from marks where kind = 'coded_stance') s
       on s.post_id = a.id
"""
HAS_CODED_SIDE = """
select count(*) as n from marks where kind = 'coded_stance' and reason = 'spread'
"""
CODED = {"positive": "s.side = 'praise'", "critical": "s.side = 'criticism'"}


def post_columns(corpus: Corpus, config: QuotesConfig) -> pa.Table:
    """One row per relevant post, in the order of ids, with the columns of `POSTS`.

    Where no annotator has read for sensitive subjects, no post is on one; where none has read
    emotions, the three columns that rest on them are null. The two sides are the readers' where
    their codes of the stance are spread.
    """
    has_subjects, has_emotions = corpus.has("sensitive"), corpus.has("emotions")
    quotable = QUOTABLE.format(
        shortest=config.min_chars,
        longest=config.max_chars,
        tags=config.max_tags,
        stem=STEM,
        not_sensitive=NOT_SENSITIVE if has_subjects else "",
        without_doubt=WITHOUT_DOUBT if corpus.has("unquotable") else "",
    )
    moods = {"positive": POSITIVE, "critical": CRITICAL, "amused": AMUSED}
    if not has_emotions:
        moods = dict.fromkeys(moods, "cast(null as boolean)")
    has_side = corpus.counts(HAS_CODED_SIDE)["n"] > 0
    moods |= CODED if has_side else {}
    return corpus.query(
        POSTS.format(
            voice=voice("a", text="norm_id"),
            sensitive="a.sensitive" if has_subjects else "cast([] as varchar[])",
            quotable=quotable,
            side=CODED_SIDE if has_side else "",
            **moods,
        )
    )
