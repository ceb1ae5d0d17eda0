"""Whether a text compares with something earlier: "again", "like in", "remember", "때처럼"."""

from __future__ import annotations

import re
from functools import cache

from uproar.text.lexicons import lexicons
from uproar.text.normalise import fold
from uproar.text.sensitive import unaccented

SECTION = "recalling"
MAX_CHARS = 2000  # of a post that are read; chosen on: judgement, for a bounded time
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@cache
def _pattern() -> re.Pattern[str]:
    inside: set[str] = set()
    alone: set[str] = set()
    for lexicon in lexicons().values():
        words = lexicon.sections.get(SECTION, {}).get("words", ())
        (inside if lexicon.stands_inside else alone).update(unaccented(w) for w in words)
    parts = ["|".join(re.escape(w) for w in sorted(inside))]
    parts.append(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in sorted(alone)) + r")(?!\w)")
    return re.compile("|".join(parts))


def is_comparing(text: str) -> bool:
    """Whether a text has a word by which people bring up what was before.

    >>> is_comparing("This is the ferry night all over again"), is_comparing("What a night")
    (True, False)
    """
    return bool(_pattern().search(unaccented(fold(text[:MAX_CHARS]))))


def years(text: str, *, before: int) -> frozenset[int]:
    """The years that a text names, earlier than one.

    >>> sorted(years("like in 2019, not 2031", before=2031))
    [2019]
    """
    return frozenset(y for m in _YEAR.finditer(text[:MAX_CHARS]) if (y := int(m[0])) < before)
