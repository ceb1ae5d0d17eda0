"""What a sentence is read as: clauses of a verb, who does it, to whom, and where, when and how.

Two sentences whose clauses are the same say the same, in whatever order their parts stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias


class Role(Enum):
    """What a phrase is to the verb of its clause."""

    SUBJECT = "subject"
    OBJECT = "object"
    EQUAL = "equal"  # either side of "is"
    FRAGMENT = "fragment"  # in a clause without a verb
    ASIDE = "aside"  # between commas, in other words for something
    AROUND = "around"  # where, when, with what: prepositions and adverbs
    SPEECH = "speech"  # what is said


class Side(Enum):
    """What a phrase directly follows, with no comma between: what it may belong to."""

    NOTHING = "nothing"  # the clause's verb, or its start, or a comma
    SUBJECT = "subject"  # a noun before the verb, or in a clause without one
    OBJECT = "object"  # a noun after the verb
    AROUND = "around"  # a noun that a preposition governs


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in its sense and time. `around` holds modals and "not"."""

    sense: str
    tense: str
    around: tuple[str, ...] = ()
    number: str = ""  # "one" or "many", where its form tells


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words and slots that stay together, in order; a clause that describes a noun is one of them.

    `follows`: the words of the phrase before it, where it may belong to that.
    """

    role: Role
    words: tuple[Word, ...]
    side: Side = Side.NOTHING
    follows: tuple[Word, ...] = ()
    is_last: bool = False  # nothing follows it in its clause
    is_free_in_row: bool = False  # a place or time behind another one
    describes_nouns: bool = False  # "with words such as …": narrows a noun right before it


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement. `join`: the word that makes it depend on another, "when"."""

    verb: Verb | None
    phrases: tuple[Phrase, ...]
    join: str = ""
    is_loose: bool = False  # it described a single thing, and could stand anywhere

    def having(self, *roles: Role) -> tuple[Phrase, ...]:
        """The phrases in these roles, in order."""
        return tuple(p for p in self.phrases if p.role in roles)


Word: TypeAlias = "str | Clause"


def same_claims(plain: tuple[Clause, ...], other: tuple[Clause, ...]) -> bool:
    """Whether both say the same: clause by clause, in the same order but for loose ones."""
    left = list(other)
    matched: list[int] = []
    for clause in plain:
        fitting = [i for i, c in enumerate(left) if i not in matched and same_clause(clause, c)]
        if not fitting:
            return False
        matched.append(fitting[0])
    firm = [
        index
        for clause, index in zip(plain, matched, strict=True)
        if not clause.is_loose and not left[index].is_loose
    ]
    return len(matched) == len(left) and firm == sorted(firm)


def same_clause(plain: Clause, other: Clause) -> bool:
    """Whether two clauses have one verb, and the same phrases in the same roles."""
    if plain.join != other.join or not _same_verb(plain.verb, other.verb):
        return False
    for role in (Role.SUBJECT, Role.OBJECT, Role.FRAGMENT):
        if _words(plain.having(role)) != _words(other.having(role)):
            return False
    for role in (Role.EQUAL, Role.SPEECH):
        ours, theirs = _words(plain.having(role)), _words(other.having(role))
        if sorted(map(repr, ours)) != sorted(map(repr, theirs)):
            return False
    return _paired(plain, other, Role.AROUND) and _paired(plain, other, Role.ASIDE)


def _same_verb(plain: Verb | None, other: Verb | None) -> bool:
    """Whether the verb stands; "had reported" may become "reported", not the other way."""
    if plain is None or other is None:
        return plain is other
    is_same_voice = plain.number.rpartition(" ")[0] == other.number.rpartition(" ")[0]
    is_told = bool(plain.number and other.number) and is_same_voice
    if is_told and plain.number != other.number:
        return False
    tenses = {plain.tense, "past"} if plain.tense == "past perfect" else {plain.tense}
    return (plain.sense, plain.around) == (other.sense, other.around) and other.tense in tenses


def _words(phrases: tuple[Phrase, ...]) -> list[tuple[Word, ...]]:
    return [phrase.words for phrase in phrases]


def _paired(plain: Clause, other: Clause, role: Role) -> bool:
    """Whether the phrases of a role pair off, each still belonging where it did."""
    left = list(other.having(role))
    for phrase in plain.having(role):
        fits = _aside_stays if role is Role.ASIDE else _stays
        twin = next(
            (p for p in left if p.words == phrase.words and fits(phrase, p, plain, other)), None
        )
        if twin is None:
            return False
        left.remove(twin)
    return not left


def _stays(phrase: Phrase, moved: Phrase, plain: Clause, other: Clause) -> bool:
    """Whether a phrase of place, time or manner still belongs to what it belonged to.

    What belongs to the whole clause may move, but not behind its subject, where it would describe
    that alone. What follows an object may belong to either, and may come to the front.
    """
    if (phrase.side, phrase.follows) == (moved.side, moved.follows):
        return True
    if phrase.follows and phrase.follows == moved.follows:
        return True
    if phrase.side is Side.NOTHING:
        describes = phrase.describes_nouns and moved.side is not Side.NOTHING
        return moved.side is not Side.SUBJECT and not describes
    if phrase.side is Side.AROUND and phrase.is_free_in_row:
        return moved.side is not Side.SUBJECT
    may_be_told_apart = phrase.side is Side.OBJECT and not phrase.describes_nouns
    return may_be_told_apart and moved.side is Side.NOTHING


def _aside_stays(phrase: Phrase, moved: Phrase, plain: Clause, other: Clause) -> bool:
    """Whether an aside still stands behind its noun, or ends a clause that has only one."""
    if phrase.follows == moved.follows:
        return True
    nouns = other.having(Role.SUBJECT, Role.OBJECT, Role.EQUAL, Role.FRAGMENT)
    is_behind = len(nouns) == 1 and moved.follows == nouns[0].words
    return phrase.is_last and len(nouns) == 1 and (moved.is_last or is_behind)
