"""Which articles of the archive posts bring up, by the rare words, names and years they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import NamedTuple

import regex

from uproar.model import Article, Event
from uproar.recall.config import BroughtUpConfig
from uproar.recall.crowd.comparing import is_comparing, years
from uproar.recall.crowd.sounds import sound
from uproar.recall.mentions import names_of, text_of
from uproar.recall.tokens import tokens
from uproar.text.lexicons import is_function_word, is_generic_word

CONFIG = BroughtUpConfig()
_WORD = regex.compile(r"[\p{L}\p{M}]+")
_LATIN = regex.compile(r"\p{Latin}")
_GRAMMAR = regex.compile(r"\p{Hiragana}+")  # pairs of endings and particles: they name nothing
# a capital inside a sentence: behind a word, a comma or an opening quotation mark
_PROPER = regex.compile(r"(?<=[\p{L}\p{N},] ?[«“‘\"'»]?|[«“‘\"'»])\p{Lu}[\p{L}\p{M}'’-]+")


class Voice(NamedTuple):
    """A post as recall reads it; `author` counts once, however often they write."""

    id: str
    text: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class BroughtUp:
    """That posts bring up an article.

    score: the weight of what they share, summed over their authors. posts: their ids, the clearest
    first. words: the article's words that they share, the most frequent first; a year in digits.
    """

    score: float
    posts: tuple[str, ...]
    words: tuple[str, ...]


class _Link(NamedTuple):
    weight: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Archive:
    """The articles' rare words, names by their sound, and years."""

    by_word: Mapping[str, tuple[str, ...]]
    by_sound: Mapping[str, Mapping[str, str]]  # how a name sounds → article id → its word there
    proper: frozenset[str]
    year_of: Mapping[str, int]
    n: int

    def weight(self, word: str) -> float:
        rarity = log(1 + self.n / len(self.by_word[word]))
        return rarity * (CONFIG.proper_weight if word in self.proper else 1.0)


def brought_up(
    voices: Sequence[Voice],
    articles: Sequence[Article],
    theirs: Collection[str],
    event: Event,
    lines: Iterable[str] = (),
) -> dict[str, BroughtUp]:
    """Article id → which posts bring it up, for the articles of `theirs`.

    A post brings up what it shares rare words, a name (by its sound in another script) or a year
    with, if it compares, or names at least two such words. The event's own words count for nothing:
    those of its title, summary and names, of the `lines` of its footage, and what a large part of
    the posts says. What chance gives is read off the articles that are about others: an article
    counts only where posts share more with it than with any of those.
    Empty: no posts, no articles. Ties: by post id, then word.
    """
    if not voices or not theirs:
        return {}
    event_words = _own_words(voices, event, lines)
    archive = _archive(articles, event_words)
    links: dict[str, dict[str, _Link]] = defaultdict(dict)
    for voice in sorted(voices):
        for article_id, link in _links(voice.text, archive, event, event_words).items():
            links[article_id][voice.id] = link
    author_of = {voice.id: voice.author or voice.id for voice in voices}
    scores = {a: _score(by_post, author_of) for a, by_post in links.items()}
    chance = max((s for a, s in scores.items() if a not in theirs), default=0.0)
    return {
        a: BroughtUp(
            scores[a],
            tuple(sorted(links[a], key=lambda v: (-links[a][v].weight, v))),
            _words(links[a].values()),
        )
        for a in sorted(scores)
        if a in theirs and scores[a] > chance and scores[a] >= CONFIG.min_score
    }


def _own_words(voices: Sequence[Voice], event: Event, lines: Iterable[str]) -> frozenset[str]:
    names = [name for entity in event.entities for name in names_of(entity)]
    event_words = set(tokens("\n".join((event.title, event.summary, *names, *lines))))
    spread = Counter(word for voice in voices for word in set(tokens(voice.text)))
    most = max(CONFIG.min_common, CONFIG.max_common * len(voices))
    event_words.update(word for word, n in spread.items() if n > most)
    return frozenset(event_words)


def _archive(articles: Sequence[Article], event_words: frozenset[str]) -> _Archive:
    by_word: dict[str, set[str]] = defaultdict(set)
    by_sound: dict[str, dict[str, str]] = defaultdict(dict)
    proper: set[str] = set()
    for article in articles:
        text = text_of(article)
        for word in set(tokens(text)) - event_words:
            if _is_telling(word):
                by_word[word].add(article.id)
        proper.update(w for name in _PROPER.findall(text) for w in tokens(name))
        for key, word in _sounds(text):
            by_sound[key].setdefault(article.id, word)
    most = max(CONFIG.min_articles, CONFIG.max_articles * len(articles))
    return _Archive(
        {w: tuple(sorted(ids)) for w, ids in by_word.items() if len(ids) <= most},
        {k: words for k, words in by_sound.items() if len(words) <= most},
        frozenset(proper),
        {a.id: a.published_at.year for a in articles},
        len(articles),
    )


def _is_telling(word: str) -> bool:
    return not (
        len(word) == 1
        or word.isdigit()
        or is_function_word(word)
        or is_generic_word(word)
        or _GRAMMAR.fullmatch(word)
    )


def _sounds(text: str) -> list[tuple[str, str]]:
    """How words in other than Latin letters sound, with every shorter beginning: endings vary."""
    keys = []
    for word in sorted(set(_WORD.findall(text))):
        if not _LATIN.search(word):
            key = sound(word)
            keys += [(key[:n], word) for n in range(CONFIG.min_sounds, len(key) + 1)]
    return keys


def _links(
    text: str, archive: _Archive, event: Event, event_words: frozenset[str]
) -> dict[str, _Link]:
    """Article id → what a post shares with it."""
    shared: dict[str, dict[str, float]] = defaultdict(dict)
    for word in set(tokens(text)) - event_words:
        for article_id in archive.by_word.get(word, ()):
            shared[article_id][word] = archive.weight(word)
    for key in _names(text, event_words):
        carriers = archive.by_sound.get(key, {})
        for article_id, word in carriers.items():
            rarity = log(1 + archive.n / len(carriers))
            shared[article_id][word] = CONFIG.proper_weight * rarity
    compares = is_comparing(text)
    named_years = years(text, before=event.published_at.year)
    links = {}
    for article_id, words in shared.items():
        if archive.year_of[article_id] in named_years:
            words[str(archive.year_of[article_id])] = CONFIG.year_weight
        n_proper = sum(word in archive.proper for word in words)
        if compares or named_years or n_proper >= CONFIG.min_unasked:
            ordered = tuple(sorted(words, key=lambda w: (-words[w], w)))
            links[article_id] = _Link(min(sum(words.values()), CONFIG.max_weight), ordered)
    return links


def _names(text: str, event_words: frozenset[str]) -> list[str]:
    """How the capitalised Latin words of a post sound, the event's event_words left out."""
    words = {w for w in _WORD.findall(text) if w[0].isupper() and w.casefold() not in event_words}
    return sorted({key for w in words if len(key := sound(w)) >= CONFIG.min_sounds})


def _score(by_post: Mapping[str, _Link], author_of: Mapping[str, str]) -> float:
    best: dict[str, float] = {}
    for post, link in by_post.items():
        author = author_of[post]
        best[author] = max(best.get(author, 0.0), link.weight)
    return round(sum(best.values()), 6)


def _words(links: Iterable[_Link]) -> tuple[str, ...]:
    counts = Counter(word for link in links for word in link.words)
    return tuple(sorted(counts, key=lambda w: (-counts[w], w)))[: CONFIG.max_words]
