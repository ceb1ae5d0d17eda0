"""Phrases and clauses while they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from uproar.tell.rewording.clauses import Clause, Verb, Word
from uproar.tell.rewording.vocabulary import Vocabulary

THE, OF = "the", "of"


class Sort(Enum):
    """What a phrase is before its role is known."""

    NOUN = "noun"
    AROUND = "around"
    SPEECH = "speech"


class Mode(Enum):
    """What kind of clause is read: that decides where it ends."""

    MAIN = "main"
    DESCRIBING = "describing"  # after "that" or "which"
    FREE = "free"  # after "what"
    DEPENDENT = "dependent"  # after "when"


@dataclass(slots=True, eq=False)
class Part:
    """A phrase while it is read. `opening`: its preposition, or "" where it has none."""

    sort: Sort = Sort.NOUN
    opening: str = ""
    measure: str = ""  # a slot before the preposition: "five weeks" before
    words: list[Word] = field(default_factory=list)
    owner: list[Word] = field(default_factory=list)  # before "’s", until the noun is read
    is_open: bool = True
    wants_noun: bool = False  # behind "the", "of" or "further"
    ends_in_noun: bool = False  # where a slot begins a phrase of its own
    is_set_off: bool = False  # has to stand between commas
    is_restated: bool = False  # behind "or": says the noun before in other words
    is_after_verb: bool = False
    is_after_comma: bool = False
    is_after_colon: bool = False
    is_right_after_verb: bool = False
    is_behind_verb_and_comma: bool = False
    is_before_mark: bool = False

    def settle(self) -> None:
        """Write "Ann’s line" as "the line of Ann"."""
        if not self.owner:
            return
        owner, self.owner = self.owner, []
        if self.ends_in_noun:
            start = len(self.words) - self.n_owned
            self.words[start:start] = [THE]
            self.words.extend([OF, *owner])
        else:
            self.words.extend([*owner, "’s"])

    n_owned: int = 0  # words read since "’s"

    @property
    def is_single_thing(self) -> bool:
        """Whether it names what the event published: there is only one of it."""
        return any(
            isinstance(w, str) and w.startswith(("[[title:", "[[event:kind")) for w in self.words
        )

    def whole(self) -> tuple[Word, ...]:
        """Its words in order, the measure and the preposition first."""
        return (*(word for word in (self.measure, self.opening) if word), *self.words)


@dataclass(slots=True, eq=False)
class OpenClause:
    """A clause while it is read."""

    vocabulary: Vocabulary
    mode: Mode = Mode.MAIN
    join: str = ""
    subject: tuple[Word, ...] = ()  # said before, or described by this clause
    verb: Verb | None = None
    is_passive: bool = False
    may_be_passive: bool = False  # "found", "quoted": its nouns tell
    is_participle: bool = False  # "written": makes no clause alone
    is_equation: bool = False
    is_of_speech: bool = False
    is_by_colon: bool = False  # "The basis: three platforms"
    exists: bool = False  # "there is"
    tense_of_cleft: str = ""  # of "it is … who", which is left out
    parts: list[Part] = field(default_factory=list)
    is_over: bool = False
    later: list[Clause] = field(default_factory=list)  # to stand behind this one

    @property
    def last(self) -> Part | None:
        """The phrase that may still go on."""
        return self.parts[-1] if self.parts and self.parts[-1].is_open else None

    def nouns(self) -> list[Part]:
        """The phrases without a preposition, but for those between commas."""
        return [p for p in self.parts if p.sort is Sort.NOUN and not self._is_aside(p)]

    def _is_aside(self, part: Part) -> bool:
        if part is self.parts[0]:
            return False
        if part.is_after_colon:
            return not (self.is_by_colon or self.lacks_subject())
        if self._is_behind_parenthesis(part):
            return False
        is_end = part is self.parts[-1] and (self.verb is None or part.is_after_verb)
        return part.is_after_comma and (part.is_before_mark or is_end)

    def _is_behind_parenthesis(self, part: Part) -> bool:
        """ "Found, at its height, a post": the first noun behind the verb, with commas between."""
        between = [p for p in self.parts[: self.parts.index(part)] if p.is_after_verb]
        is_parted = bool(between) and between[0].is_behind_verb_and_comma
        return is_parted and all(p.sort is Sort.AROUND and p.opening for p in between)

    def lacks_subject(self) -> bool:
        """Whether only a participle has been read: what was "quoted" stands behind a colon."""
        before = [p for p in self.parts if p.sort is Sort.NOUN and not p.is_after_verb]
        return self.may_be_passive and not before
