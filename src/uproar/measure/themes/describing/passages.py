"""The texts of posts that may be quoted: what is compared and checked of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from uproar.measure.themes.config import QuotesConfig
from uproar.measure.themes.themed_posts import ThemedPosts
from uproar.model import Corpus, Event
from uproar.text.lexicons import is_coarse
from uproar.text.ngrams import grams

PASSAGES = "select id, text, norm from originals where id in (select unnest($ids)) order by id"
# Not prose: mark-up, formulas, code.
_NOT_PROSE = re.compile(r"[<>{}\\|=`^\x00]|^[^;\n]*;[^\n]*--", re.M)


@dataclass(frozen=True, slots=True)
class Passage:
    """A post's text in matching form, its runs of characters, and whether it is coarse."""

    post: str
    norm: str
    grams: frozenset[str]
    is_coarse: bool


def passages(
    corpus: Corpus,
    posts: ThemedPosts,
    rows: Sequence[int],
    captions: frozenset[str],
    config: QuotesConfig,
) -> dict[int, Passage]:
    """Those of these posts that read as prose and repeat no caption, by their position.

    `captions`: the lines of the footage, as `spoken_captions` gives them.
    """
    order = sorted(set(rows))
    if not order:
        return {}
    ids = posts.ids.take(pa.array(order)).to_pylist()
    texts = corpus.query(PASSAGES, {"ids": ids}).to_pylist()
    return {
        row: Passage(
            text["id"], text["norm"], frozenset(grams(text["norm"])), is_coarse(text["text"])
        )
        for row, text in zip(order, texts, strict=True)
        if _is_prose(text["text"], config) and _spoken(text["text"]) not in captions
    }


def spoken_captions(event: Event) -> frozenset[str]:
    """The lines of the footage by their letters and figures alone."""
    return frozenset(_spoken(cue.text) for track in event.footage.tracks.values() for cue in track)


def _is_prose(text: str, config: QuotesConfig) -> bool:
    """Whether a text is words rather than code or signs: half of the shortest quote is letters."""
    n_letters = sum(c.isalpha() for c in text)
    return not _NOT_PROSE.search(text) and n_letters >= config.min_chars // 2


def _spoken(text: str) -> str:
    """A text's letters and figures alone."""
    return "".join(c for c in text.casefold() if c.isalnum())
