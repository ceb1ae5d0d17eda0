"""Characters that steer a screen instead of standing on it, and what is shown in their place.

Posts, articles, file names and names of people are other people's text. On a terminal a control
character of theirs moves the cursor, sets the title or rewrites what was shown; in any text a
direction mark turns what stands around it.
"""

from __future__ import annotations

import re

# The C0 and C1 control characters and DEL.
# Source: ECMA-48, 5th edition, sections 5.2 and 5.3.
_STEERING = "\x00-\x1f\x7f-\x9f"
# Embeddings, overrides and isolates. The marks U+061C, U+200E and U+200F stay: Arabic and Hebrew
# are written with them, and they turn nothing but themselves.
# Source: Unicode Standard Annex 9, section 2; CVE-2021-42574.
_TURNING = "\u202a-\u202e\u2066-\u2069"
# Separators that some programs take for the end of a line, and halves of characters, which no
# encoding can write.
_BREAKING = "\u2028\u2029\ud800-\udfff"

_ANY = re.compile(f"[{_STEERING}{_TURNING}{_BREAKING}]")
_LINE_END = re.compile("\r\n|[\t\n\v\f\r\x85\u2028\u2029]")
_BUT_LINE_END = re.compile(f"(?!\n)[{_STEERING}{_TURNING}{_BREAKING}]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def one_line(text: str) -> str:
    r"""A text as one line: ends of lines and tabs are spaces, other controls U+FFFD.

    >>> one_line("a\r\nb\x1b[2J")
    'a b\ufffd[2J'
    """
    return _ANY.sub(REPLACEMENT, _LINE_END.sub(" ", text))


def printable(text: str) -> str:
    r"""A text of several lines, ended by line feeds alone; controls are U+FFFD, tabs spaces.

    >>> printable("a\r\nb\tc\x07")
    'a\nb c\ufffd'
    """
    text = text.replace("\r\n", "\n").replace("\t", " ")
    return _BUT_LINE_END.sub(REPLACEMENT, text)


def escaped(document: str) -> str:
    r"""A JSON document with its controls as escapes: what it says stays, byte for byte.

    >>> escaped('["\x7f"]')
    '["\\u007f"]'
    """
    return _BUT_LINE_END.sub(lambda match: f"\\u{ord(match[0]):04x}", document)


def has_controls(text: str) -> bool:
    """Whether a text holds a control character or a separator, ends of lines included."""
    return _ANY.search(text) is not None
