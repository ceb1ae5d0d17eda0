"""Letters of other alphabets that are drawn like a Latin letter.

Source: Unicode, UTS #39 confusables; models/lookalikes.txt says of which version, and
training/lookalikes.py which alphabets are in it and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from uproar.models import load


@cache
def look_alikes() -> Mapping[int, str]:
    """Each such letter's code point and the Latin letter that it passes for, in lower case.

    >>> look_alikes()[ord("\u0430")], ord("z") in look_alikes()
    ('a', False)
    """
    rows = (load.FOLDER / "lookalikes.txt").read_text(encoding="utf-8").splitlines()
    listed = (row.split() for row in rows if not row.startswith("#"))
    table = {int(code, 16): latin for latin, *codes in listed for code in codes}
    return MappingProxyType(table)


def letters() -> str:
    """All such letters, in the order of their code points, as they stand in a character class."""
    return "".join(map(chr, sorted(look_alikes())))
