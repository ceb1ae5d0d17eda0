"""Precedents: the same person, on an earlier occasion, with the pattern of a theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from uproar.model import Article, Event, Passage
from uproar.recall.echoes import Speech, echo, is_repeated, phrases, speech_of
from uproar.recall.index import ArchiveIndex
from uproar.recall.mentions import mentions, names_of
from uproar.recall.theme_digest import ThemeDigest
from uproar.recall.tokens import tokens

EARLIER = timedelta(days=90)  # another occasion, whatever it names
OTHER_WORK = timedelta(days=21)  # enough where a work other than the event's is named
ECHO = 2.0  # a quoted phrase with the theme's own turn of speech
STANDOUT = 3.0  # standard deviations above all sentences of the archive
FEWEST = 30  # sentences that make a distribution
Sentence = tuple[Article, int, str]


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Of every candidate: shared words, and how far above the archive's sentences it lies."""

    shared: list[frozenset[str]]
    z: npt.NDArray[np.float64]


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
    its words and meaning stand out from all sentences of the archive by STANDOUT.
    Ties: the order of the themes, then article id and sentence.
    """
    earlier = [s for s in sentences if _is_other_occasion(s[0], event, ours)]
    if not earlier or not themes:
        return ()
    names = frozenset(w for e in event.entities for n in names_of(e) for w in tokens(n))
    places = [index.place(a.id, n) for a, n, _ in earlier]
    found: list[tuple[float, int, Passage]] = []
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
            found.append((-best.score, order, best))
    return tuple(p for _, _, p in sorted(found, key=lambda f: f[:2]))


def speakers(theme: ThemeDigest, event: Event) -> frozenset[str]:
    """The entities who speak the lines that a theme quotes."""
    said = set(theme.cues)
    labels = {
        (cue.speaker or "").casefold()
        for track in event.footage.tracks.values()
        for cue in track
        if cue.text in said
    }
    return frozenset(e.id for e in event.entities if labels & {n.casefold() for n in names_of(e)})


def _is_other_occasion(article: Article, event: Event, ours: Mapping[str, frozenset[str]]) -> bool:
    age = event.published_at - article.published_at
    if age < OTHER_WORK:
        return False
    works = {e.id for e in event.entities if e.kind in ("show", "work")}
    here = set(mentions(event, event.title))
    named = ours.get(article.id, frozenset()) & works
    return age >= EARLIER or bool(named - here and not named & here)


def _likeness(
    places: Sequence[int], index: ArchiveIndex, theme: ThemeDigest, names: frozenset[str]
) -> _Likeness:
    said = [*theme.cues, *theme.quotes] or [" ".join(theme.terms)]
    mine = frozenset(tokens(" ".join((*theme.terms, *said)))) - names
    shared = [words & mine for words in index.words]
    lexical = np.array(
        [
            round(sum(index.rarity(w) for w in sorted(s)) / (len(a) + 1) ** 0.5, 6)
            for s, a in zip(shared, index.words, strict=True)
        ]
    )
    z = np.zeros(len(shared))
    for values in (lexical, index.cosines(said)):
        null = values[index.bodies]
        z += (values - null.mean()) / max(float(null.std()), 1e-6)
    at = list(places)
    return _Likeness(
        [shared[i] for i in at], np.round(z[at] / 2, 4) * (len(index.bodies) >= FEWEST)
    )


def _judged(
    sentence: Sentence,
    at: int,
    like: _Likeness,
    speech: Speech,
    theme: ThemeDigest,
    event: Event,
    voices: frozenset[str],
) -> Passage | None:
    article, number, text = sentence
    strength, words, phrase = echo(phrases(text), speech)
    repeats = is_repeated(text) and speech.is_repeated
    z = float(like.z[at])
    if strength >= ECHO and repeats:
        why = f"both repeat a phrase: “{phrase}” turns like the theme ({', '.join(sorted(words))})"
    elif z >= STANDOUT and len(like.shared[at]) > 1:
        words = like.shared[at]
        why = f"both speak of {', '.join(sorted(words))}; {z:.1f} deviations above the archive"
    else:
        return None
    is_named = bool(set(mentions(event, text)) & voices) if voices else bool(mentions(event, text))
    score = strength * repeats + max(0.0, min(z, 6.0)) / 3 + 0.5 * is_named + 0.5 * bool(voices)
    who = "same person" if voices else "same people"
    return Passage(
        article.id,
        number,
        f"{who}, earlier; {why}",
        round(score, 4),
        theme=theme.id,
        terms=tuple(sorted(words)),
    )
