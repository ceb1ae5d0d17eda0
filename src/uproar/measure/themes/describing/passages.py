"""The texts of posts that may be quoted: what is compared and checked of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from uproar.measure.themes.config import QuotesConfig
from uproar.measure.themes.themed_posts import ThemedPosts
from uproar.model import Corpus, Event
from uproar.text.lexicons import is_coarse, is_function_word, is_generic_word
from uproar.text.ngrams import grams
from uproar.text.tokens import READ_WORD

PASSAGES = "select id, text, norm from originals where id in (select unnest($ids)) order by id"
# Not prose: mark-up, formulas, code.
_NOT_PROSE = re.compile(r"[<>{}\\|=`^\x00]|^[^;\n]*;[^\n]*--", re.M)

# A repost by hand; entities of HTML; the replacement character, C1 controls; UTF-8 read as Latin,
# of which a capital with a mark and a sign in a row, or one hung on an underscore, is left where a
# file lost what it could not show.
_DAMAGED = re.compile(
    r"^\s*RT\b|&\w{2,6};|[\x80-\x9f\ufffd]|[\xc2\xc3\xe2][\x80-\xbf]|\xe2\u20ac"
    r"|_[\xa1-\xff]|[\xc0-\xdf][\xa1-\xaa\xac-\xba\xbc-\xbe\xd7\xf7]"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A post's text in matching form, its runs of characters, and how it reads.

    `has_link`: a link ends it; `n_specific`: its different words that are not said of anything.
    """

    post: str
    norm: str
    grams: frozenset[str]
    is_coarse: bool
    has_link: bool
    n_specific: int


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
            text["id"],
            text["norm"],
            frozenset(grams(text["norm"])),
            is_coarse(text["text"]),
            "://" in text["text"],
            _n_specific(text["norm"]),
        )
        for row, text in zip(order, texts, strict=True)
        if _is_prose(text["text"], config) and _spoken(text["text"]) not in captions
    }


def spoken_captions(event: Event) -> frozenset[str]:
    """The lines of the footage by their letters and figures alone."""
    return frozenset(_spoken(cue.text) for track in event.footage.tracks.values() for cue in track)


def _is_prose(text: str, config: QuotesConfig) -> bool:
    """Whether a text is words, half of the shortest quote letters, and no sign of it is lost."""
    n_letters = sum(c.isalpha() for c in text)
    is_whole = not _DAMAGED.search(text) and not _is_cut(text)
    is_prose = is_whole and not _NOT_PROSE.search(text)
    return is_prose and n_letters >= config.min_chars // 2


def _is_cut(text: str) -> bool:
    """Whether a platform cut the text off: its last word that is no link ends in an ellipsis."""
    words = [word for word in text.split() if not word.startswith(("http://", "https://"))]
    return bool(words) and words[-1].endswith("…")


def _n_specific(norm: str) -> int:
    """How many different words a text has that people do not say of anything."""
    words = set(READ_WORD.findall(norm))
    return sum(not is_generic_word(word) and not is_function_word(word) for word in words)


def _spoken(text: str) -> str:
    """A text's letters and figures alone."""
    return "".join(c for c in text.casefold() if c.isalnum())
