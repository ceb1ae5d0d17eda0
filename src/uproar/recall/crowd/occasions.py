"""Earlier occasions that posts bring up, as passages that a story may cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from uproar.arrays import Float64s, Int8s
from uproar.model import Article, Event, MeaningReader, Passage
from uproar.recall.config import BroughtUpConfig
from uproar.recall.credibility import doubts_of
from uproar.recall.crowd.brought_up import BroughtUp, Voice, brought_up
from uproar.recall.desk_policy import DeskPolicy
from uproar.recall.gate import read_texts
from uproar.recall.mentions import naming
from uproar.recall.precedents import is_other_occasion
from uproar.recall.theme_digest import ThemeDigest
from uproar.recall.tokens import tokens

CONFIG = BroughtUpConfig()


class Occasions(NamedTuple):
    """What may be told of the occasions, best first, and what may not, with its reason."""

    told: tuple[Passage, ...] = ()
    withheld: tuple[Passage, ...] = ()


def occasions(
    articles: Sequence[Article],
    event: Event,
    themes: Sequence[ThemeDigest],
    voices: Sequence[Voice],
    refused: Mapping[str, Mapping[int, str]],
    reader: MeaningReader | None,
    policy: DeskPolicy,
) -> Occasions:
    """The occasions that posts bring up, of the event's own people and works.

    `voices` are the posts that are read, or where there are none the quotes of the themes, whose
    ids recall does not know: then a passage has no `posts`. `refused`: article id → sentence (0:
    all) → why it is not told already. Of articles that are brought up about as much, the one whose
    meaning is nearest those posts comes first, where there is a reader. Ties: by article id.
    """
    quotes = [
        Voice(f"{theme.id}/{n}", text) for theme in themes for n, text in enumerate(theme.quotes)
    ]
    named = naming(articles, event)
    earlier = {a.id: a for a in articles if a.id in named and is_other_occasion(a, event, named)}
    lines = [cue.text for _, track in sorted(event.footage.tracks.items()) for cue in track]
    asked = voices or quotes
    brought = brought_up(asked, articles, earlier.keys(), event, lines)
    if not brought:
        return Occasions()
    best = max(found.score for found in brought.values())
    near = [a for a in sorted(brought) if brought[a].score >= CONFIG.near_best * best]
    texts = {voice.id: voice.text for voice in asked}
    likeness = {
        a: _likeness([texts[v] for v in brought[a].posts], earlier[a], reader) for a in near
    }
    ranked = sorted(
        brought, key=lambda a: (a not in likeness, -likeness.get(a, 0.0), -brought[a].score, a)
    )
    theme_of = {text: theme.id for theme in reversed(themes) for text in theme.quotes}
    told: list[Passage] = []
    withheld: list[Passage] = []
    for article_id in ranked[: CONFIG.max_told]:
        article = earlier[article_id]
        parts = dict.fromkeys((article.headline, *article.sentences))
        reading = read_texts(list(parts), reader) if reader else None
        found = {**doubts_of(article, reading), **refused.get(article_id, {})}
        doubts = policy.doubts(article, event, found)
        withheld += [Passage(article_id, n, why) for n, why in sorted(doubts.items())]
        if 0 in doubts:
            continue
        passage = _passage(article, doubts, brought[article_id], len(asked))
        bringing = [texts[v] for v in brought[article_id].posts]
        theme_id = next((theme_of[text] for text in bringing if text in theme_of), None)
        told.append(replace(passage, theme=theme_id, posts=passage.posts if voices else ()))
    return Occasions(tuple(told), tuple(withheld))


def _likeness(posts: Sequence[str], article: Article, reader: MeaningReader | None) -> float:
    """How near an article comes to the posts that bring it up: the mean of best cosines."""
    if reader is None:
        return 0.0
    bringing, parts = (
        _unit(reader.read(texts)) for texts in (list(posts), [article.headline, *article.sentences])
    )
    return round(float((bringing @ parts.T).max(axis=1).mean()), 4)


def _unit(rows: Int8s) -> Float64s:
    exact = rows.astype(np.float64)
    unit: Float64s = exact / np.maximum(np.linalg.norm(exact, axis=1, keepdims=True), 1.0)
    return unit


def _passage(article: Article, doubts: Mapping[int, str], found: BroughtUp, n_read: int) -> Passage:
    words = set(found.words)
    free = [n for n in range(1, len(article.sentences) + 1) if n not in doubts]
    shared = {n: len(words & set(tokens(article.sentences[n - 1]))) for n in free}
    sentence = min(free, key=lambda n: (-shared[n], n), default=0)
    n_posts = len(found.posts)
    why = (
        f"{n_posts} of {n_read} posts {'brings' if n_posts == 1 else 'bring'} it up:"
        f" {', '.join(found.words)}"
    )
    return Passage(
        article.id,
        sentence,
        why,
        found.score,
        terms=found.words,
        posts=found.posts,
    )
