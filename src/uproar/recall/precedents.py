"""Precedents: the same person, on an earlier occasion, with the pattern of a theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from uproar.arrays import Float64s
from uproar.model import Article, Event, Passage
from uproar.recall.config import PrecedentsConfig
from uproar.recall.echoes import Speech, echo, is_repeated, phrases, speech_of
from uproar.recall.index import ArchiveIndex
from uproar.recall.mentions import mentions, names_of
from uproar.recall.theme_digest import ThemeDigest
from uproar.recall.tokens import tokens
from uproar.text.lexicons import is_function_word

CONFIG = PrecedentsConfig()
Sentence = tuple[Article, int, str]


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Of every candidate: the words it shares with the theme, and how far it stands out.

    z: standard deviations above the archive's sentences, the mean of words and meaning.
    """

    shared: list[frozenset[str]]
    z: Float64s


def precedents(
    sentences: Sequence[Sentence],
    index: ArchiveIndex,
    ours: Mapping[str, frozenset[str]],
    event: Event,
    themes: Sequence[ThemeDigest],
) -> tuple[Passage, ...]:
    """The best earlier passage of each theme, strongest first.

    A passage counts if its article is about a speaker of the theme's lines (any of the event's
    people where no line is quoted) and a phrase quoted in it turns like one of the theme, or if
    its words and meaning stand out from all sentences of the archive.
    Ties: the order of the themes, then article id and sentence.
    """
    earlier = [s for s in sentences if is_other_occasion(s[0], event, ours)]
    if not earlier or not themes:
        return ()
    names = frozenset(w for e in event.entities for n in names_of(e) for w in tokens(n))
    places = [index.place(a.id, n) for a, n, _ in earlier]
    best_of_each: list[tuple[float, int, Passage]] = []
    for order, theme in enumerate(themes):
        voices = speakers(theme, event)
        about = [i for i, s in enumerate(earlier) if not voices or voices & ours[s[0].id]]
        speech = speech_of(theme, names)
        like = _likeness(places, index, theme, names)
        scored = [
            p for i in about if (p := _judged(earlier[i], i, like, speech, theme, event, voices))
        ]
        if scored:
            best = min(scored, key=lambda p: (-p.score, p.article_id, p.sentence))
            best_of_each.append((-best.score, order, best))
    return tuple(p for _, _, p in sorted(best_of_each, key=lambda row: row[:2]))


def speakers(theme: ThemeDigest, event: Event) -> frozenset[str]:
    """The entities who speak the lines that a theme quotes."""
    lines = set(theme.cues)
    labels = {
        (cue.speaker or "").casefold()
        for track in event.footage.tracks.values()
        for cue in track
        if cue.text in lines
    }
    return frozenset(e.id for e in event.entities if labels & {n.casefold() for n in names_of(e)})


def is_other_occasion(article: Article, event: Event, ours: Mapping[str, frozenset[str]]) -> bool:
    """Whether an article is of an occasion before the event's: long before, or of another work."""
    age = event.published_at - article.published_at
    if age < CONFIG.other_work:
        return False
    works = {e.id for e in event.entities if e.kind in ("show", "work")}
    here = set(mentions(event, event.title))
    named = ours.get(article.id, frozenset()) & works
    return age >= CONFIG.other_occasion or bool(named - here and not named & here)


def _likeness(
    places: Sequence[int], index: ArchiveIndex, theme: ThemeDigest, names: frozenset[str]
) -> _Likeness:
    lines = [*theme.cues, *theme.quotes] or [" ".join(theme.terms)]
    theme_words = frozenset(
        word
        for word in tokens(" ".join((*theme.terms, *lines)))
        if word not in names and not is_function_word(word)
    )
    shared = [words & theme_words for words in index.words]
    lexical = np.array(
        [
            round(sum(index.rarity(w) for w in sorted(s)) / (len(a) + 1) ** 0.5, 6)
            for s, a in zip(shared, index.words, strict=True)
        ]
    )
    z = np.zeros(len(shared))
    for values in (lexical, index.cosines(lines)):
        null = values[index.bodies]
        z += (values - null.mean()) / max(float(null.std()), 1e-6)
    is_enough = len(index.bodies) >= CONFIG.min_sentences
    return _Likeness([shared[i] for i in places], (z[list(places)] / 2).round(4) * is_enough)


def _judged(
    sentence: Sentence,
    row: int,
    like: _Likeness,
    speech: Speech,
    theme: ThemeDigest,
    event: Event,
    voices: frozenset[str],
) -> Passage | None:
    article, number, text = sentence
    strength, words, phrase = echo(phrases(text), speech)
    repeats = is_repeated(text) and speech.is_repeated
    z = float(like.z[row])
    if strength >= CONFIG.min_echo and repeats:
        why = f"both repeat a phrase: “{phrase}” turns like the theme ({', '.join(sorted(words))})"
    elif z >= CONFIG.min_deviations and len(like.shared[row]) > 1:
        words = like.shared[row]
        why = f"both speak of {', '.join(sorted(words))}; {z:.1f} deviations above the archive"
    else:
        return None
    is_named = bool(set(mentions(event, text)) & voices) if voices else bool(mentions(event, text))
    likeness = max(0.0, min(z, CONFIG.max_deviations)) / CONFIG.min_deviations
    named = CONFIG.named_weight * is_named + CONFIG.named_weight * bool(voices)
    score = strength * repeats + likeness + named
    who = "same person" if voices else "same people"
    return Passage(
        article.id,
        number,
        f"{who}, earlier; {why}",
        round(score, 4),
        theme=theme.id,
        terms=tuple(sorted(words)),
    )
