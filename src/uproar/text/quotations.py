"""What a text says in its writer's words: the text without its quotations."""

from __future__ import annotations

import re

_PAIRS = {"“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "‘": "’", "‹": "›"}
_CLOSING = frozenset("”»」』›’")
MARKS = r"[\"“”„«»「」『』‘’‹›]"
_MARK = re.compile(MARKS)


def outside(text: str) -> str:
    """The text with a space for each closed quotation; nested ones go with the outermost.

    A straight mark opens before a word and closes after one; between two letters it closes what
    is open. A mark without a partner, and an apostrophe, quote nothing.

    >>> outside('he said "play "ferry" again" and left').split()
    ['he', 'said', 'and', 'left']
    >>> outside('it’s 7" wide')
    'it’s 7" wide'
    """
    if '"' not in text and (text.isascii() or not _MARK.search(text)):
        return text
    unquoted: list[str] = []
    after, opened_at = 0, 0
    closers: list[str] = []
    for match in _MARK.finditer(text):
        mark, place = match[0], match.start()
        if closers and _closes(text, place, closers[-1]):
            closers.pop()
            if not closers:
                unquoted += (text[after:opened_at], " ")
                after = place + 1
        elif _opens(text, place):
            opened_at = opened_at if closers else place
            closers.append('"' if mark == '"' else _PAIRS[mark])
    unquoted.append(text[after:])
    return "".join(unquoted)


def _closes(text: str, place: int, closer: str) -> bool:
    mark = text[place]
    if mark != closer:
        return False
    if mark == '"':
        return not (_is_space(text, place - 1) and not _is_space(text, place + 1))
    return mark != "’" or not _is_letter(text, place + 1)


def _opens(text: str, place: int) -> bool:
    mark = text[place]
    if mark == '"':
        return not _is_space(text, place + 1) and not text[place - 1 : place].isdigit()
    return mark not in _CLOSING and not (mark == "‘" and _is_letter(text, place - 1))


def _is_space(text: str, place: int) -> bool:
    return not 0 <= place < len(text) or text[place].isspace()


def _is_letter(text: str, place: int) -> bool:
    return 0 <= place < len(text) and text[place].isalpha()
