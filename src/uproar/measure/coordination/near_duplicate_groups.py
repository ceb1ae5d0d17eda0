"""Groups of similar texts whose accounts posted together, with all that is known of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import regex

from uproar.arrays import Int64s
from uproar.clock import DAY_US, HOUR_US, MINUTE_US
from uproar.measure.coordination.merging import Part, merged, tags_of
from uproar.measure.stats.components import join
from uproar.measure.stats.scan_statistic import together
from uproar.model import Corpus
from uproar.text.homoglyphs import share_disguised
from uproar.text.minhash import Pairs, near_pairs

MIN_ACCOUNTS = 8
LEVELS = (0.5, 0.75)  # a frame of words with names filled in; the same words
BANDS = 24
MIN_BYTES = 24  # shorter texts are common property
FRESH_US = 30 * DAY_US
TIGHT_US = 10 * MINUTE_US
_CROWD_SAMPLE = 2000
_NOT_WORDS = regex.compile(r"[^\p{L}\p{M}]+")

_OWN = """kind <> 'repost' and norm is not null and "only" is null and posted_at is not null
  and octet_length(encode(norm)) >= $least"""
_TEXTS = f"""
select norm_id, min(norm) as norm from scope where {_OWN} group by norm_id order by norm_id
"""
_POSTED = f"""
select id, norm_id, author, posted_at from scope where {_OWN}
order by posted_at, id
"""
_POSTS = """
select s.id, s.norm, s.text_id, s.text, s.author, s.platform, s.lang,
       s.tags, s.posted_at, s.posted_at - s.author_created_at as age_us,
       m.post_id is not null as is_spam
from scope s left join (select distinct post_id from marks where kind = 'spam') m
  on m.post_id = s.id
semi join (select unnest($wanted::varchar[]) as id) w on (w.id = s.id)
order by s.posted_at, s.id
"""
_TIMES = """
select posted_at from scope where kind <> 'repost' and posted_at is not null order by posted_at
"""
_CROWD_FRESH = """
select count(*) filter (posted_at - author_created_at < $fresh) as n_fresh, count(*) as n
from scope where kind <> 'repost' and posted_at is not null and author_created_at is not null
"""
_CROWD_TEXTS = """
select text from (select text_id, min(text) as text from scope
                  where kind <> 'repost' and text is not null group by text_id)
order by text_id limit $n
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Near-identical posts that came together. Shares are 0-1; None: no platform said."""

    id: str
    posts: tuple[str, ...]  # by time, then id
    n_accounts: int
    n_texts: int
    n_wordings: int  # distinct words, whatever the decoration
    start: int
    end: int
    similarity: float
    p: float
    lift: float
    verbatim: float  # share of posts that hold the commonest wording whole
    in_an_hour: float  # of all accounts with such a text, those within one hour
    langs: tuple[str, ...]  # one for each text that was joined
    platforms: tuple[str, ...]
    disguised: float
    disguised_crowd: float
    fresh: float | None
    fresh_crowd: float | None
    spam: float
    tight: float
    tags: tuple[str, ...]


def find_groups(corpus: Corpus) -> list[Group]:
    """Groups of at least MIN_ACCOUNTS accounts, the largest first.

    Texts are joined by their words, not by time, once closely and once as a frame with names
    filled in; then each group's times are held against the crowd's. A post without an author
    makes no account; where it has a group's text within its time, it is one of its posts. Groups
    that overlap in time and say the same in other words or languages are one.
    """
    crowd = corpus.query(_TIMES)["posted_at"].to_numpy()
    texts = corpus.query(_TEXTS, {"least": MIN_BYTES})
    posted = corpus.query(_POSTED, {"least": MIN_BYTES})
    words = [_words(norm) for norm in texts["norm"].to_pylist()]
    kept = sorted(set(words))
    place = {text: i for i, text in enumerate(kept)}
    word = np.array([place[text] for text in words], np.int64)
    at = np.searchsorted(texts["norm_id"].to_numpy(), posted["norm_id"].to_numpy())
    pairs = near_pairs(kept, jaccard=LEVELS[0], bands=BANDS)
    found: list[Part] = []
    for level in LEVELS:
        close = pairs.jaccard >= level
        near = Pairs(pairs.a[close], pairs.b[close], pairs.jaccard[close])
        label = join(len(kept), near.a, near.b)
        found += _parts(corpus, posted, label[word[at]], crowd, _similarity(label, near))
    groups = [_described(corpus, part) for part in merged(corpus, found)]
    groups.sort(key=lambda g: (-g.n_accounts, g.posts[0]))
    return [replace(g, id=f"g{i}") for i, g in enumerate(groups, 1)]


def _words(norm: str) -> str:
    return " ".join(_NOT_WORDS.split(norm)).strip()


def _similarity(label: Int64s, pairs: Pairs) -> dict[int, float]:
    """Each group's mean index over the pairs that joined it."""
    of = label[pairs.a]
    total = np.bincount(of, pairs.jaccard, minlength=len(label))
    count = np.bincount(of, minlength=len(label))
    return {int(i): round(float(total[i] / count[i]), 6) for i in np.flatnonzero(count)}


def _parts(
    corpus: Corpus, posted: pa.Table, group: Int64s, crowd: Int64s, similarity: dict[int, float]
) -> list[Part]:
    """The part of each group that came together; an account's first post speaks for it."""
    times = posted["posted_at"].to_numpy()
    coded = posted["author"].combine_chunks().dictionary_encode().indices
    author = coded.fill_null(-1).to_numpy()  # -1: not known
    order = np.lexsort((np.arange(len(group)), group))
    bounds = np.flatnonzero(np.diff(group[order], prepend=-1, append=-1))
    parts: list[Part] = []
    for low, high in pairwise(bounds.tolist()):
        rows = order[low:high]
        signed = rows[author[rows] >= 0]
        if len(signed) < MIN_ACCOUNTS:
            continue
        who, first = np.unique(author[signed], return_index=True)
        if len(who) < MIN_ACCOUNTS:
            continue
        found = together(times[signed[first]], crowd)
        if found is None or len(found.members) < MIN_ACCOUNTS:
            continue
        t = np.sort(times[signed[first]])
        hour = np.searchsorted(t, t + HOUR_US, side="right") - np.arange(len(t))
        start, end = _ends(times[signed[first[found.members]]])
        inside = np.isin(author[rows], who[found.members]) | (author[rows] < 0)
        inside &= (times[rows] >= start) & (times[rows] <= end)
        wanted = posted["id"].take(pa.array(rows[inside])).to_pylist()
        own = tuple(corpus.query(_POSTS, {"wanted": wanted}).to_pylist())
        alike = similarity.get(int(group[rows[0]]), 1.0)
        share_hour = round(float(hour.max()) / len(t), 6)
        parts.append(
            Part(own, found.p, found.lift, alike, share_hour, frozenset({_main_lang(own)}))
        )
    return parts


def _ends(times: Int64s) -> tuple[int, int]:
    return int(times.min()), int(times.max())


def _main_lang(rows: Sequence[dict[str, Any]]) -> str:
    langs: dict[str, int] = {}
    for row in rows:
        langs[row["lang"] or "und"] = langs.get(row["lang"] or "und", 0) + 1
    return min(langs, key=lambda lang: (-langs[lang], lang))


def _described(corpus: Corpus, part: Part) -> Group:
    rows = part.rows
    fresh_crowd = corpus.one(_CROWD_FRESH, {"fresh": FRESH_US})
    ages = [r["age_us"] for r in rows if r["age_us"] is not None]
    times = np.array([r["posted_at"] for r in rows], np.int64)
    within = np.searchsorted(times, times + TIGHT_US, side="right") - np.arange(len(times))
    crowd_texts = corpus.query(_CROWD_TEXTS, {"n": _CROWD_SAMPLE})["text"].to_pylist()
    return Group(
        id="",
        posts=tuple(r["id"] for r in rows),
        n_accounts=len({r["author"] for r in rows} - {None}),
        n_texts=len({r["text_id"] for r in rows}),
        n_wordings=len({_words(r["norm"]) for r in rows}),
        start=int(times[0]),
        end=int(times[-1]),
        similarity=part.similarity,
        p=part.p,
        lift=part.lift,
        verbatim=_verbatim([_words(r["norm"]) for r in rows]),
        in_an_hour=part.in_an_hour,
        langs=tuple(sorted(part.langs)),
        platforms=tuple(sorted({r["platform"] for r in rows})),
        disguised=share_disguised(r["text"] for r in rows),
        disguised_crowd=share_disguised(crowd_texts),
        fresh=round(sum(a < FRESH_US for a in ages) / len(ages), 6)
        if len(ages) >= MIN_ACCOUNTS
        else None,
        fresh_crowd=round(fresh_crowd["n_fresh"] / fresh_crowd["n"], 6)
        if fresh_crowd["n"]
        else None,
        spam=round(sum(r["is_spam"] for r in rows) / len(rows), 6),
        tight=round(float(within.max()) / len(times), 6),
        tags=tuple(tags_of(corpus, rows, [part])),
    )


def _verbatim(words: Sequence[str]) -> float:
    uses: dict[str, int] = {}
    for text in words:
        uses[text] = uses.get(text, 0) + 1
    commonest = min(uses, key=lambda text: (-uses[text], len(text), text))
    return round(sum(commonest in text for text in words) / len(words), 6)
