"""Reads the lexicon files of this folder."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of one language.

    `sections`: section → list name → words, in the order of the file. `sources`: section → where
    its words come from. `stands_inside`: whether words are looked for inside other words.
    """

    language: str
    stands_inside: bool
    sections: Mapping[str, Mapping[str, tuple[str, ...]]]
    sources: Mapping[str, str]


@cache
def lexicons() -> Mapping[str, Lexicon]:
    """Every language's lexicon, by language code, in the order of the alphabet.

    >>> lexicons()["en"].sections["numbers"]["cardinals"][:3]
    ('zero', 'one', 'two')
    """
    folder = files("uproar.text.lexicons")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return MappingProxyType(
        {
            name.removesuffix(".toml"): parse_lexicon(
                name.removesuffix(".toml"), folder.joinpath(name).read_text(encoding="utf-8")
            )
            for name in names
        }
    )


def parse_lexicon(language: str, text: str) -> Lexicon:
    """The lexicon that the text of a TOML file holds.

    >>> text = 'stands_inside = false\\n[generic]\\nsource = "by hand"\\nwords = ["wow"]'
    >>> parse_lexicon("xx", text).sources
    {'generic': 'by hand'}
    """
    stored = tomllib.loads(text)
    stands_inside = bool(stored.pop("stands_inside"))
    sources = {section: str(table.pop("source")) for section, table in stored.items()}
    sections = {
        section: {name: tuple(words) for name, words in table.items()}
        for section, table in stored.items()
    }
    return Lexicon(language, stands_inside, sections, sources)


def entries(section: str, name: str = "words") -> dict[str, tuple[str, ...]]:
    """One list of every language that has it: language → words.

    >>> "the" in entries("function")["en"], "en" in entries("identify", "romanised")
    (True, False)
    """
    return {
        language: lexicon.sections[section][name]
        for language, lexicon in lexicons().items()
        if name in lexicon.sections.get(section, {})
    }
