"""Which letters of other alphabets are drawn like a Latin one, out of Unicode's confusables.txt.

`make confusables CONFUSABLES=…/confusables.txt` writes src/uproar/models/lookalikes.txt; the same
file gives the same bytes. Unicode publishes it under https://www.unicode.org/Public/security/.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import regex

TABLE = Path(__file__).parents[1] / "src" / "uproar" / "models" / "lookalikes.txt"
# Alphabets that people write beside Latin letters, within a word even, with no thought of disguise.
# Source: UTS #39, section 5.2, moderately restrictive: one recommended script of UAX #31, table 5,
# may stand beside Latin, Cyrillic and Greek may not. Armenian is left out of the list: its letters
# have stood for Latin ones in posts that we read, and no spelling mixes the two within a word.
BESIDE_LATIN = (
    "Arabic", "Bengali", "Bopomofo", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi",
    "Hangul", "Han", "Hebrew", "Hiragana", "Kannada", "Katakana", "Khmer", "Lao", "Malayalam",
    "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thaana", "Thai", "Tibetan",
    "Common", "Inherited",
)  # fmt: skip
_BESIDE = regex.compile("[" + "".join(rf"\p{{{script}}}" for script in BESIDE_LATIN) + "]")
_LETTER = regex.compile(r"\p{L}")
_LATIN = regex.compile(r"\p{Latin}")
# Of the Latin letters beyond ASCII only the small capitals of phonetic notation: the others are
# letters of some language's alphabet.
_PHONETIC = range(0x1D00, 0x1D80)
_VERSION = re.compile(r"^# Version: (\S+)", re.MULTILINE)
_DATE = re.compile(r"^# Date: ([\d-]+)", re.MULTILINE)


def classes(confusables: str) -> Iterator[frozenset[str]]:
    """The characters that look alike, class by class: a prototype and all that is drawn like it."""
    members: dict[str, set[str]] = defaultdict(set)
    for line in confusables.removeprefix("\ufeff").splitlines():
        fields = line.partition("#")[0].split(";")
        if len(fields) < 3:
            continue
        source, prototype = ("".join(chr(int(c, 16)) for c in f.split()) for f in fields[:2])
        members[prototype] |= {source, prototype}
    for prototype in sorted(members):
        yield frozenset(members[prototype])


def look_alikes(confusables: str) -> dict[str, str]:
    """Each letter of another alphabet that is drawn like a Latin one → that one, in lower case.

    Ties: a small letter before a capital, then by the alphabet.
    """
    table: dict[str, str] = {}
    for members in classes(confusables):
        latin = [c for c in members if len(c) == 1 and c.isascii() and c.isalpha()]
        if latin:
            meant = min(latin, key=lambda c: (not c.islower(), c)).lower()
            table |= {c: meant for c in members if len(c) == 1 and is_foreign(c)}
    return table


def is_foreign(letter: str) -> bool:
    """Whether a letter is of an alphabet that has no place in a Latin word."""
    if letter.isascii() or not _LETTER.match(letter) or _BESIDE.match(letter):
        return False
    return not _LATIN.match(letter) or ord(letter) in _PHONETIC


def written(confusables: str) -> str:
    """The table's text: a line for each Latin letter, with its look-alikes by code point.

    Raises ValueError for a text that does not say its version.
    """
    version, date = _VERSION.search(confusables), _DATE.search(confusables)
    if version is None or date is None:
        raise ValueError("the file does not say its version and date; is it confusables.txt?")
    lines = [
        "# Letters of other alphabets that are drawn like a Latin letter; see text/lookalikes.py.",
        f"# Made by `make confusables` from confusables.txt of Unicode {version[1]}, {date[1]}.",
        "# © Unicode, Inc. Unicode License v3, see lookalikes.LICENSE.",
    ]
    return "\n".join([*lines, *_rows(look_alikes(confusables)), ""])


def _rows(table: Mapping[str, str]) -> Iterable[str]:
    for latin in sorted(set(table.values())):
        yield f"{latin} {' '.join(f'{ord(c):04X}' for c in sorted(table) if table[c] == latin)}"


def main(path: str) -> None:
    """Write the table; say how many letters it holds and whether it is the one that was there."""
    text = written(Path(path).read_text(encoding="utf-8"))
    was_there = TABLE.is_file() and TABLE.read_text(encoding="utf-8") == text
    TABLE.write_text(text, encoding="utf-8")
    n = sum(len(line.split()) - 1 for line in text.splitlines() if not line.startswith("#"))
    print(
        f"{TABLE.name}: {n} letters; {'the same file' if was_there else 'another file'} as before"
    )


if __name__ == "__main__":
    main(sys.argv[1])
