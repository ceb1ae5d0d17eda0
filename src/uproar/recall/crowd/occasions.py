"""Earlier occasions that posts bring up, as passages that a story may cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from uproar.model import Article, Event, MeaningReader, Passage
from uproar.recall.config import BroughtUpConfig
from uproar.recall.credibility import doubts_of
from uproar.recall.crowd.brought_up import BroughtUp, Voice, brought_up
from uproar.recall.desk_policy import DeskPolicy
from uproar.recall.gate import read_texts
from uproar.recall.likeness import most_alike, unit_rows
from uproar.recall.mentions import naming
from uproar.recall.precedents import is_other_occasion
from uproar.recall.theme_digest import ThemeDigest
from uproar.recall.tokens import tokens

CONFIG = BroughtUpConfig()


class Occasions(NamedTuple):
    """What may be told of the occasions, best first, and what may not, with its reason."""

    citable: tuple[Passage, ...] = ()
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
    texts = {voice.id: voice.text for voice in asked}
    ranked = _ranked(brought, earlier, texts, reader)
    theme_of = {text: theme.id for theme in reversed(themes) for text in theme.quotes}
    citable: list[Passage] = []
    withheld: list[Passage] = []
    for article_id in ranked[: CONFIG.max_told]:
        article = earlier[article_id]
        doubts = _doubts(article, event, refused, reader, policy)
        withheld += [Passage(article_id, n, why) for n, why in sorted(doubts.items())]
        if 0 in doubts:
            continue
        passage = _passage(article, doubts, brought[article_id], len(asked))
        bringing = [texts[v] for v in brought[article_id].posts]
        theme_id = next((theme_of[text] for text in bringing if text in theme_of), None)
        citable.append(replace(passage, theme=theme_id, posts=passage.posts if voices else ()))
    return Occasions(tuple(citable), tuple(withheld))


def alike(
    articles: Sequence[Article],
    event: Event,
    themes: Sequence[ThemeDigest],
    refused: Mapping[str, Mapping[int, str]],
    reader: MeaningReader,
    policy: DeskPolicy,
) -> Occasions:
    """Of each theme the occasion that is most alike, where one stands out; see `most_alike`.

    What no post brings up is a comparison of the archive's own: a passage has no `posts`.
    """
    named = naming(articles, event)
    earlier = [a for a in articles if a.id in named and is_other_occasion(a, event, named)]
    others = [a for a in articles if a.id not in named]
    citable: dict[str, Passage] = {}
    withheld: dict[tuple[str, int], Passage] = {}
    for theme in themes:
        standing_out = most_alike(earlier, others, event, theme, reader)
        if standing_out is None:
            continue
        article, margin = standing_out
        doubts = _doubts(article, event, refused, reader, policy)
        withheld |= {(article.id, n): Passage(article.id, n, why) for n, why in doubts.items()}
        if 0 not in doubts:
            free = [n for n in range(1, len(article.sentences) + 1) if n not in doubts]
            why = f"alike as a whole: {margin:.1f} deviations above other news of the same people"
            passage = Passage(article.id, min(free, default=0), why, margin, theme=theme.id)
            citable.setdefault(article.id, passage)
    return Occasions(tuple(citable.values()), tuple(withheld[key] for key in sorted(withheld)))


def _doubts(
    article: Article,
    event: Event,
    refused: Mapping[str, Mapping[int, str]],
    reader: MeaningReader | None,
    policy: DeskPolicy,
) -> dict[int, str]:
    parts = dict.fromkeys((article.headline, *article.sentences))
    reading = read_texts(list(parts), reader) if reader else None
    doubts = {**doubts_of(article, reading), **refused.get(article.id, {})}
    return policy.doubts(article, event, doubts)


def _ranked(
    brought: Mapping[str, BroughtUp],
    earlier: Mapping[str, Article],
    texts: Mapping[str, str],
    reader: MeaningReader | None,
) -> list[str]:
    """Article ids, those brought up most first; among about equals, by likeness.

    Left out is what is brought up much less than the best, or by words that bring up a better one.
    """
    best = max((mention.score for mention in brought.values()), default=0.0)
    near = [a for a in sorted(brought) if brought[a].score >= CONFIG.near_best * best]
    likeness = {
        a: _likeness([texts[v] for v in brought[a].posts], earlier[a], reader) for a in near
    }
    ranked: list[str] = []
    words: set[str] = set()
    for a in sorted(
        (a for a in brought if brought[a].score >= CONFIG.least_of_best * best),
        key=lambda a: (a not in likeness, -likeness.get(a, 0.0), -brought[a].score, a),
    ):
        if not words.issuperset(brought[a].words):
            ranked.append(a)
            words.update(brought[a].words)
    return ranked


def _likeness(posts: Sequence[str], article: Article, reader: MeaningReader | None) -> float:
    """How near an article comes to the posts that bring it up: the mean of best cosines."""
    if reader is None:
        return 0.0
    bringing, parts = (
        unit_rows(reader.read(texts))
        for texts in (list(posts), [article.headline, *article.sentences])
    )
    return round(float((bringing @ parts.T).max(axis=1).mean()), 4)


def _passage(
    article: Article, doubts: Mapping[int, str], mention: BroughtUp, n_read: int
) -> Passage:
    words = set(mention.words)
    free = [n for n in range(1, len(article.sentences) + 1) if n not in doubts]
    shared = {n: len(words & set(tokens(article.sentences[n - 1]))) for n in free}
    sentence = min(free, key=lambda n: (-shared[n], n), default=0)
    n_posts = len(mention.posts)
    why = (
        f"{n_posts} of {n_read} posts {'brings' if n_posts == 1 else 'bring'} it up:"
        f" {', '.join(mention.words)}"
    )
    return Passage(
        article.id,
        sentence,
        why,
        mention.score,
        terms=mention.words,
        posts=mention.posts,
    )
