"""The event's names in posts: those that mean it alone, those that mean others too.

A name stands in the words, in a hashtag or a handle ("@goldenglobes"), or with letters joined to it
where punctuation was lost ("Anas song", "anaOUT").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Bools, Int64s
from uproar.model import Event
from uproar.select.config import NamesConfig

CONFIG = NamesConfig()
# Scripts that put no space or letter boundary around a name.
_JOINED = re.compile(r"[^\W\d_A-Za-zÀ-ɏͰ-ϿЀ-ӿ]")
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


def matching(text: str) -> str:
    """A name as the annotators' normal form would write it.

    >>> matching("Ｖ  Kim")
    'v kim'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def first_name(norms: pa.Array[pa.StringScalar], names: Iterable[str]) -> pa.StringArray:
    """The first of the names that each text holds; null where there is none.

    A name in an alphabet with word spaces must stand alone (a particle of another script may
    follow it); in other scripts it may be part of a longer run. Ties: where several names begin at
    one place, the longest, then by alphabet. Empty: no names, or no texts, give nulls.
    """
    pattern = "|".join(_name_pattern(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    if not pattern or not len(norms):
        return pa.nulls(len(norms), pa.string())
    matches = pc.extract_regex(norms, f"(?:{pattern})")
    null = pa.scalar(None, pa.string())
    fields = [matches.field(i) for i in range(matches.type.num_fields)]
    first = pc.coalesce(*[pc.if_else(pc.equal(f, pa.scalar("")), null, f) for f in fields])
    assert isinstance(first, pa.StringArray)
    return first


def _name_pattern(name: str) -> str:
    """A name as a pattern of RE2, in a group of its own."""
    escaped = re.escape(name).replace("\\ ", " ")
    group = f"(?P<n{name.encode('utf-32-be').hex()}>{escaped})"
    if _JOINED.search(name):
        return group
    edge = r"[^\p{Latin}\p{Greek}\p{Cyrillic}\p{N}]"
    return f"(?:^|{edge}){group}(?:$|{edge})"


def joined_name(texts: pa.StringArray, names: Iterable[str]) -> pa.StringArray:
    """The first of the long Latin names that begins a tag, is a handle, or has letters joined.

    Joined: a plural or lost possessive ("anas"), or capitals after the name ("anaOUT"). A short
    name is not sought, because too many words begin so. Empty: as `first_name`.
    """
    long = [
        squeezed
        for name in names
        if (squeezed := name.replace(" ", "")).isascii() and len(squeezed) >= CONFIG.min_joined
    ]
    if not long or not len(texts):
        return pa.nulls(len(texts), pa.string())
    ordered = sorted(set(long), key=lambda n: (-len(n), n))
    pattern = "|".join(_joined_pattern(name) for name in ordered)
    matches = pc.extract_regex(texts, f"(?:{pattern})")
    null = pa.scalar(None, pa.string())
    fields = [matches.field(i) for i in range(matches.type.num_fields)]
    first = pc.coalesce(*[pc.if_else(pc.equal(f, pa.scalar("")), null, f) for f in fields])
    lowered = pc.utf8_lower(first)
    assert isinstance(lowered, pa.StringArray)
    return lowered


def _joined_pattern(name: str) -> str:
    """A squeezed name that begins a tag, is a handle, or has letters joined to it, for RE2."""
    code = name.encode("utf-32-be").hex()
    start, last = re.escape(name[:-1]), re.escape(name[-1])
    tagged = f"[#＃](?P<t{code}>(?i:{start}{last}))"
    account = f"[@＠](?P<h{code}>(?i:{start}{last}))(?:$|[^\\p{{L}}\\p{{N}}_])"
    plural = f"(?P<s{code}>(?i:{start}{last}))[sS](?:$|[^\\p{{L}}])"
    capital = f"(?P<c{code}>(?i:{start}){last})[A-Z]"
    return rf"{tagged}|{account}|(?:^|[^\p{{L}}\p{{N}}])(?:{plural}|{capital})"


def _anywhere(name: str) -> str:
    """A name wherever its script lets it stand; a long one also before letters joined to it."""
    escaped = re.escape(name).replace("\\ ", " ")
    if _JOINED.search(name):
        return escaped
    return rf"\b{escaped}" if len(name) >= CONFIG.min_joined else rf"\b{escaped}\b"


def _is_valid(column: pa.StringArray) -> Bools:
    return column.is_valid().to_numpy(zero_copy_only=False)
