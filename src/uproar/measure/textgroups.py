"""Groups of similar texts whose accounts posted together, with all that is known of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import regex

from uproar.measure.crowdclock import together
from uproar.measure.disguise import share_disguised
from uproar.measure.joined import join
from uproar.measure.minhash import near_pairs
from uproar.model import Corpus

Ints = np.ndarray[Any, np.dtype[np.int64]]

MIN_ACCOUNTS = 8
JACCARD = 0.5  # a frame of words with names filled in
BANDS = 24
MIN_BYTES = 24  # shorter texts are common property
FRESH_US = 30 * 86_400_000_000
TIGHT_US = 600_000_000
OWN_TAG_SHARE = 0.8  # of a hashtag's posts that are the group's
OWN_TAG_USE = 0.2  # of the group's posts that carry it
SAME_MEANING = 0.6  # cosine between groups' mean embeddings
OVERLAP = 0.5  # of the shorter window, for two groups to be one
_CROWD_SAMPLE = 2000
_NOT_WORDS = regex.compile(r"[^\p{L}\p{M}]+")

_TEXTS = """
select norm_id, min(norm) as norm from scope
where kind <> 'repost' and norm is not null and "only" is null and posted_at is not null
group by norm_id having min(octet_length(encode(norm))) >= $least order by norm_id
"""
_POSTS = """
select s.id, s.norm, s.norm_id, s.text_id, s.text, s.author, s.platform, s.lang, s.tags,
       s.posted_at, s.posted_at - s.author_created_at as age_us, m.post_id is not null as is_spam
from scope s left join (select distinct post_id from marks where kind = 'spam') m
  on m.post_id = s.id
semi join (select unnest($wanted::bigint[]) as norm_id) w on (w.norm_id = s.norm_id)
where s.kind <> 'repost' and s.posted_at is not null
order by s.posted_at, s.id
"""
_SIZES = """
select norm_id, count(*) as n from scope
where kind <> 'repost' and norm is not null and "only" is null and posted_at is not null
group by norm_id having min(octet_length(encode(norm))) >= $least order by norm_id
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
_TAG_USE = """
select tag, count(*) as n from (select unnest(tags) as tag from scope where kind <> 'repost')
group by tag order by tag
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
    langs: tuple[str, ...]
    platforms: tuple[str, ...]
    disguised: float
    disguised_crowd: float
    fresh: float | None
    fresh_crowd: float | None
    spam: float
    tight: float
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    rows: tuple[dict[str, Any], ...]
    p: float
    lift: float
    similarity: float


def find_groups(corpus: Corpus) -> list[Group]:
    """Groups of at least MIN_ACCOUNTS accounts, the largest first.

    Texts are joined by their words, not by time; then each group's times are held against the
    crowd's. Groups that overlap in time and say the same in other words or languages are one.
    """
    crowd = corpus.query(_TIMES)["posted_at"].to_numpy()
    texts = corpus.query(_TEXTS, {"least": MIN_BYTES})
    label, similarity = _joined(texts)
    parts: list[_Part] = []
    for rows, alike in _candidates(corpus, texts, label, similarity):
        part = _came_together(rows, crowd, alike)
        if part is not None:
            parts.append(part)
    merged = _merged(corpus, parts)
    groups = [_described(corpus, part) for part in merged]
    groups.sort(key=lambda g: (-g.n_accounts, g.posts[0]))
    return [replace(g, id=f"g{i}") for i, g in enumerate(groups, 1)]


def _joined(texts: pa.Table) -> tuple[Ints, dict[int, float]]:
    """The group of each text, and each group's mean index over the pairs that joined it."""
    words = [_words(norm) for norm in texts["norm"].to_pylist()]
    kept = sorted(set(words))
    place = {text: i for i, text in enumerate(kept)}
    back = np.array([place[text] for text in words], np.int64)
    pairs = near_pairs(kept, jaccard=JACCARD, bands=BANDS)
    label = join(len(kept), pairs.a, pairs.b)
    total = np.bincount(label[pairs.a], pairs.jaccard, minlength=len(kept))
    count = np.bincount(label[pairs.a], minlength=len(kept))
    mean = {int(i): round(float(total[i] / count[i]), 6) for i in np.flatnonzero(count)}
    return label[back], mean


def _words(norm: str) -> str:
    return " ".join(_NOT_WORDS.split(norm)).strip()


def _candidates(
    corpus: Corpus, texts: pa.Table, label: Ints, similarity: dict[int, float]
) -> list[tuple[list[dict[str, Any]], float]]:
    """Posts of the groups that are large enough to matter."""
    of_text = dict(zip(texts["norm_id"].to_pylist(), label.tolist(), strict=True))
    by_group: dict[int, list[dict[str, Any]]] = {}
    sizes = corpus.query(_SIZES, {"least": MIN_BYTES})
    n_posts: dict[int, int] = {}
    for norm_id, n in zip(sizes["norm_id"].to_pylist(), sizes["n"].to_pylist(), strict=True):
        n_posts[of_text[norm_id]] = n_posts.get(of_text[norm_id], 0) + n
    wanted = sorted(i for i, group in of_text.items() if n_posts[group] >= MIN_ACCOUNTS)
    for row in corpus.query(_POSTS, {"wanted": wanted}).to_pylist():
        by_group.setdefault(of_text[row["norm_id"]], []).append(row)
    return [(by_group[g], similarity.get(g, 1.0)) for g in sorted(by_group)]


def _came_together(rows: Sequence[dict[str, Any]], crowd: Ints, similarity: float) -> _Part | None:
    """The posts of one group that came together; an account's first post speaks for it."""
    first: dict[str, int] = {}
    for row in rows:
        first.setdefault(row["author"] or row["id"], row["posted_at"])
    if len(first) < MIN_ACCOUNTS:
        return None
    accounts = list(first)
    found = together(np.array([first[a] for a in accounts], np.int64), crowd)
    if found is None or len(found.members) < MIN_ACCOUNTS:
        return None
    who = {accounts[i] for i in found.members}
    start = min(first[a] for a in who)
    end = max(first[a] for a in who)
    kept = tuple(
        r for r in rows if (r["author"] or r["id"]) in who and start <= r["posted_at"] <= end
    )
    return _Part(kept, found.p, found.lift, similarity)


def _merged(corpus: Corpus, parts: list[_Part]) -> list[_Part]:
    vectors = corpus.vectors()
    means = [_mean(vectors, part) for part in parts]
    pairs = [
        (i, j)
        for i in range(len(parts))
        for j in range(i + 1, len(parts))
        if _overlap(parts[i], parts[j]) >= OVERLAP and _is_kin(parts, means, i, j)
    ]
    a = np.array([i for i, _ in pairs], np.int64)
    b = np.array([j for _, j in pairs], np.int64)
    label = join(len(parts), a, b)
    out = []
    for group in np.unique(label):
        own = [parts[i] for i in np.flatnonzero(label == group)]
        rows = sorted(
            {r["id"]: r for part in own for r in part.rows}.values(),
            key=lambda r: (r["posted_at"], r["id"]),
        )
        out.append(
            _Part(
                tuple(rows),
                min(p.p for p in own),
                max(p.lift for p in own),
                round(sum(p.similarity for p in own) / len(own), 6),
            )
        )
    return out


def _overlap(a: _Part, b: _Part) -> float:
    (a0, a1), (b0, b1) = _span(a), _span(b)
    return max(0, min(a1, b1) - max(a0, b0)) / max(1, min(a1 - a0, b1 - b0))


def _span(part: _Part) -> tuple[int, int]:
    return part.rows[0]["posted_at"], part.rows[-1]["posted_at"]


def _is_kin(parts: list[_Part], means: list[Any], i: int, j: int) -> bool:
    """The same meaning, a shared hashtag, or the same disguise."""
    if means[i] is not None and means[j] is not None:
        close = float(np.dot(means[i], means[j]))
        if round(close, 4) >= SAME_MEANING:
            return True
    tags_i, tags_j = _common_tags(parts[i].rows), _common_tags(parts[j].rows)
    if set(tags_i) & set(tags_j):
        return True
    both = (share_disguised(r["text"] for r in parts[k].rows) for k in (i, j))
    return min(both) >= 0.2


def _mean(vectors: Any, part: _Part) -> Any:
    ids = np.unique([r["text_id"] for r in part.rows])
    if not len(vectors.text_ids):
        return None
    at = np.searchsorted(vectors.text_ids, ids)
    at = at[at < len(vectors.text_ids)]
    at = at[np.isin(vectors.text_ids[at], ids)]
    if not len(at):
        return None
    mean = vectors.int8[at].astype(np.float64).mean(axis=0)
    size = float(np.linalg.norm(mean))
    return mean / size if size else None


def _common_tags(rows: Sequence[dict[str, Any]]) -> list[str]:
    uses: dict[str, int] = {}
    for row in rows:
        for tag in set(row["tags"] or ()):
            uses[tag] = uses.get(tag, 0) + 1
    return sorted(tag for tag, n in uses.items() if n >= OWN_TAG_USE * len(rows))


def _described(corpus: Corpus, part: _Part) -> Group:
    rows = part.rows
    fresh_crowd = corpus.one(_CROWD_FRESH, {"fresh": FRESH_US})
    ages = [r["age_us"] for r in rows if r["age_us"] is not None]
    tag_use = corpus.query(_TAG_USE)
    use = dict(zip(tag_use["tag"].to_pylist(), tag_use["n"].to_pylist(), strict=True))
    tags = []
    for tag in _common_tags(rows):
        own = sum(tag in (r["tags"] or ()) for r in rows)
        if own >= OWN_TAG_SHARE * use[tag]:
            tags.append(tag)
    langs: dict[str, int] = {}
    for row in rows:
        langs[row["lang"] or "und"] = langs.get(row["lang"] or "und", 0) + 1
    times = np.array([r["posted_at"] for r in rows], np.int64)
    within = np.searchsorted(times, times + TIGHT_US, side="right") - np.arange(len(times))
    crowd_texts = corpus.query(_CROWD_TEXTS, {"n": _CROWD_SAMPLE})["text"].to_pylist()
    return Group(
        id="",
        posts=tuple(r["id"] for r in rows),
        n_accounts=len({r["author"] or r["id"] for r in rows}),
        n_texts=len({r["text_id"] for r in rows}),
        n_wordings=len({_words(r["norm"]) for r in rows}),
        start=int(times[0]),
        end=int(times[-1]),
        similarity=part.similarity,
        p=part.p,
        lift=part.lift,
        langs=tuple(sorted(k for k, n in langs.items() if n >= 0.1 * len(rows) and k != "und")),
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
        tags=tuple(tags),
    )
