"""The event's names in posts: those that mean it alone, those that mean others too.

A name stands in the words, in a hashtag or a handle ("@goldenglobes"), or with letters joined to it
where punctuation was lost ("Anas song", "anaOUT").
"""

from __future__ import annotations

import re
from typing import NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Bools, Int64s
from uproar.model import Event
from uproar.select.config import NamesConfig
from uproar.text.names import MIN_JOINED, first_name, has_joined_script, joined_name, matching

CONFIG = NamesConfig()
_TAG = r"[#＃][\p{L}\p{N}_]+"
# What people react to by its own name: an entity of these kinds is the event, or a part of it.
_ITSELF = frozenset({"show", "work"})


class Names(NamedTuple):
    """The event's names in texts, null where there is none. Shape: every field (n_texts,)."""

    alone: pa.StringArray  # a name that means the event's people and works alone
    ambiguous: pa.StringArray  # a name that means others too; sought only where no other stands
    itself: pa.StringArray  # a name of what is reacted to, or a hashtag it was gathered by


def names(norms: pa.StringArray, texts: pa.StringArray, event: Event) -> Names:
    """The names of the event in each text. `norms`: the normal forms of `texts`.

    An ambiguous name is sought only where no other stands.
    """
    unambiguous, shared = aliases(event)
    alone = _first(norms, texts, unambiguous)
    without = pc.if_else(alone.is_valid(), "", norms)
    assert isinstance(without, pa.StringArray)
    itself = _first(norms, texts, own_names(event))
    return Names(alone, first_name(without, shared), itself)


def new_names(read: Names, n_posts_early: Int64s, n_posts_late: Int64s) -> list[str]:
    """Those of the event's own names that came up with it.

    A hashtag of the gathering, or an earlier work, may be talked about all the time: a name that
    was in use before the event's eve is not the event's. `n_posts_early`, `n_posts_late`: how many
    posts of each text stand before the eve, and from then on. Shape: (n_texts,).
    """
    coded = read.itself.dictionary_encode()
    code = coded.indices.fill_null(len(coded.dictionary)).to_numpy()
    early, late = (
        np.bincount(code, n, len(coded.dictionary) + 1) for n in (n_posts_early, n_posts_late)
    )
    is_new = early <= CONFIG.max_early_share * (early + late)
    names_in_texts = cast("list[str]", coded.dictionary.to_pylist())
    return [name for name, new in zip(names_in_texts, is_new, strict=False) if new]


def renamed(read: Names, norms: pa.StringArray, texts: pa.StringArray, new: list[str]) -> Names:
    """The same, with these names alone for what is reacted to itself."""
    return read._replace(itself=_first(norms, texts, new))


def in_words(texts: pa.StringArray, event: Event) -> Bools:
    """Whether each text names the event beside its hashtags. Shape: (n_texts,)."""
    beside = pc.utf8_lower(pc.replace_substring_regex(texts, pattern=_TAG, replacement=" "))
    assert isinstance(beside, pa.StringArray)
    unambiguous, shared = aliases(event)
    return _is_valid(first_name(beside, [*unambiguous, *shared]))


def aliases(event: Event) -> tuple[list[str], list[str]]:
    """Names that mean the event's people and works alone, and names that mean others too."""
    ambiguous = {matching(a) for e in event.entities for a in e.ambiguous}
    every = {matching(a) for e in event.entities for names in e.aliases.values() for a in names}
    every |= {matching(e.name) for e in event.entities}
    every |= {matching(tag) for tag in event.hashtags}
    return sorted(every - ambiguous - {""}), sorted(ambiguous - {""})


def own_names(event: Event) -> list[str]:
    """Unambiguous names of what is reacted to itself: shows, works, hashtags of the gathering."""
    ambiguous = {matching(a) for e in event.entities for a in e.ambiguous}
    every = {matching(tag) for tag in event.hashtags}
    for entity in event.entities:
        if entity.kind in _ITSELF:
            listed = [a for names in entity.aliases.values() for a in names]
            every |= {matching(name) for name in (entity.name, *listed)}
    return sorted(every - ambiguous - {""})


def without_names(norms: pa.StringArray, event: Event) -> pa.StringArray:
    """The normal forms with the event's names taken out: what is said beside them."""
    unambiguous, shared = aliases(event)
    written = sorted({*unambiguous, *shared}, key=lambda n: (-len(n), n))
    pattern = "|".join(_anywhere(name) for name in written)
    if not pattern:
        return norms
    taken_out = pc.replace_substring_regex(norms, pattern=pattern, replacement=" ")
    assert isinstance(taken_out, pa.StringArray)
    return taken_out


def _first(norms: pa.StringArray, texts: pa.StringArray, wanted: list[str]) -> pa.StringArray:
    """The first of the names in the words; else in a tag, a handle or a word joined to it."""
    standing = first_name(norms, wanted)
    rest = pc.if_else(standing.is_valid(), "", texts)
    assert isinstance(rest, pa.StringArray)
    first = pc.coalesce(standing, joined_name(rest, wanted))
    assert isinstance(first, pa.StringArray)
    return first


def _anywhere(name: str) -> str:
    """A name wherever its script lets it stand; a long one also before letters joined to it."""
    escaped = re.escape(name).replace("\\ ", " ")
    if has_joined_script(name):
        return escaped
    return rf"\b{escaped}" if len(name) >= MIN_JOINED else rf"\b{escaped}\b"


def _is_valid(column: pa.StringArray) -> Bools:
    return column.is_valid().to_numpy(zero_copy_only=False)
