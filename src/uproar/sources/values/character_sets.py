"""Names of character sets, as files and people state them."""

from __future__ import annotations

import codecs
import io

# source: Python, "Python Specific Encodings": ways to write something else, and slow to read
_NO_CHARACTER_SETS = frozenset(
    ["idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"]
)


def character_set(stated: str) -> str | None:
    """Python's name of a character set; None where that is no name of one.

    >>> character_set("EUC-KR"), character_set("hex"), character_set("none")
    ('euc_kr', None, None)
    """
    try:
        name = codecs.lookup(stated).name
        io.TextIOWrapper(io.BytesIO(), name)  # refuses what makes bytes of bytes: hex, zlib
    except (LookupError, ValueError):
        return None
    return None if name in _NO_CHARACTER_SETS else name
