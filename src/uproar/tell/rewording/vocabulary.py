"""The words of a language as far as a rewording may change them, out of words.<language>.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

_FOLDER = Path(__file__).parent
_DESCRIBING = ("before_noun", "behind_article")  # these words say something themselves
_FORMS = ("base", "with_he", "past", "participle", "with_ing")


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Closed lists; what each is for is said in the file. All words in folded case."""

    joining: Mapping[str, frozenset[str]]
    # Words in a row → the kind of the one they are, and the first of its equals.
    expressions: Mapping[tuple[str, ...], tuple[str, str]]
    # An inflected verb → its base form and the forms that it may be in.
    verbs: Mapping[str, tuple[str, frozenset[str]]]
    # A base form, with its particle if it has one → the first verb of the same sense.
    senses: Mapping[str, str]
    with_particle: frozenset[str]
    of_speech: frozenset[str]
    joining_words: frozenset[str]  # of all kinds, prepositions too

    def sense(self, verb: str) -> str:
        """The verb that stands for all of one sense."""
        return self.senses.get(verb, verb)


@lru_cache(maxsize=8)
def vocabulary(language: str) -> Vocabulary | None:
    """The lists of a language; None where it has none, and nothing can be reworded.

    >>> vocabulary("en").verbs["written"]
    ('write', frozenset({'participle'}))
    >>> vocabulary("xx") is None
    True
    """
    file = _FOLDER / f"words.{language}.toml"
    if not language.isalnum() or not file.is_file():
        return None
    stored = tomllib.loads(file.read_text(encoding="utf-8"))
    verbs = stored["verbs"]
    auxiliary = {
        name: verbs[name] for name in ("be", "be_past", "have", "have_past", "do", "do_past")
    }
    return Vocabulary(
        joining={
            name: frozenset(words)
            for name, words in chain(
                stored["joining"].items(), auxiliary.items(), [("particles", verbs["particles"])]
            )
        },
        expressions={
            tuple(words.split()): (kind, equals[0])
            for kind, lines in stored["expressions"].items()
            for equals in lines
            for words in equals
        },
        verbs=_inflected(verbs["forms"]),
        senses={verb: equals[0] for equals in verbs["senses"] for verb in equals},
        with_particle=frozenset(verbs["with_particle"]),
        of_speech=frozenset(verbs["of_speech"]),
        joining_words=frozenset(
            word
            for line in (
                *(words for name, words in stored["joining"].items() if name not in _DESCRIBING),
                *auxiliary.values(),
                *stored["expressions"]["preposition"],
            )
            for words in line
            for word in words.split()
        ),
    )


def _inflected(lines: list[str]) -> dict[str, tuple[str, frozenset[str]]]:
    inflected: dict[str, tuple[str, frozenset[str]]] = {}
    for line in lines:
        base, _, words = line.partition(":")
        for form, word in zip(_FORMS, words.split(), strict=True):
            if word == "-":
                continue
            _, before = inflected.get(word, (base, frozenset()))
            inflected[word] = (base, before | {form})
    return inflected
