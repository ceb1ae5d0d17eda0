"""JSON that any page, script or terminal can hold: nothing in it closes a script element."""

from __future__ import annotations

from typing import Any

import orjson

from uproar.text.controls import escaped

# In JSON these stand in strings alone, and an escape says the same. Without them no text can close
# the script element that a page holds the JSON in, or open a comment there.
# Source: HTML Living Standard, "Restrictions for contents of script elements".
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def json_bytes(content: Any, *, is_sorted: bool = False) -> bytes:
    """One JSON document, indented, with a line end; `is_sorted`: keys in alphabetical order.

    >>> json_bytes({"a": "</script>"})
    b'{\\n  "a": "\\\\u003c/script\\\\u003e"\\n}\\n'
    """
    options = orjson.OPT_INDENT_2 | (orjson.OPT_SORT_KEYS if is_sorted else 0)
    document = orjson.dumps(content, option=options).decode()
    return escaped(document.translate(_IN_SCRIPT)).encode() + b"\n"
