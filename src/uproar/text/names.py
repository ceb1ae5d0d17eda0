"""Finding names in many texts at once, as their scripts write them: one pass for all names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

# Scripts that put no space or letter boundary around a name.
_JOINED = re.compile(r"[^\W\d_A-Za-zÀ-ɏͰ-ϿЀ-ӿ]")
# Letters of the shortest name that is sought inside tags, handles and longer words.
# chosen on: judgement: at five letters few other words begin with a name; not swept
MIN_JOINED = 5


def has_joined_script(name: str) -> bool:
    """Whether a name is written in a script that joins it to other words.

    >>> has_joined_script("아나"), has_joined_script("ana")
    (True, False)
    """
    return bool(_JOINED.search(name))


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
    if has_joined_script(name):
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
        if (squeezed := name.replace(" ", "")).isascii() and len(squeezed) >= MIN_JOINED
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
