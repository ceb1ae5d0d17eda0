"""Phrases and clauses while they are read, and how a clause that is read in full is put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum

from uproar.tell.rewording.clauses import Clause, Phrase, Role, Side, Verb, Word

GAP = "(what is described)"
_OF, _BY, _IN = "of", "by", "in"


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


@dataclass(slots=True)
class Part:
    """A phrase while it is read. `opening`: its preposition, or "" where it has none."""

    sort: Sort = Sort.NOUN
    opening: str = ""
    words: list[Word] = field(default_factory=list)
    owner: list[Word] = field(default_factory=list)  # before "’s", until the noun is read
    measure: str = ""  # a slot before a preposition: "five weeks" before
    is_open: bool = True
    wants_noun: bool = False  # behind "the" or "further"
    ends_in_noun: bool = False  # where a slot begins a phrase of its own
    is_after_verb: bool = False
    is_after_comma: bool = False
    is_after_colon: bool = False
    is_before_comma: bool = False

    def settle(self) -> None:
        """Write "Ann’s line" as "line of Ann"."""
        if self.owner:
            owner, self.owner = self.owner, []
            self.words.extend([_OF, *owner] if self.ends_in_noun else [*owner, "’s"])

    @property
    def is_single_thing(self) -> bool:
        """Whether it names what the event published: there is only one of it."""
        return any(
            isinstance(w, str) and w.startswith(("[[title:", "[[event:kind")) for w in self.words
        )

    def whole(self) -> tuple[Word, ...]:
        return (*(word for word in (self.measure, self.opening) if word), *self.words)


@dataclass(slots=True)
class OpenClause:
    """A clause while it is read."""

    sense_of: Callable[[str], str]  # a verb → the verb that stands for its equals
    mode: Mode = Mode.MAIN
    join: str = ""
    verb: Verb | None = None
    is_passive: bool = False
    may_be_passive: bool = False  # "found", "quoted": with nothing before it to tell
    is_equation: bool = False
    exists: bool = False  # "there is"
    parts: list[Part] = field(default_factory=list)
    subject: tuple[Word, ...] = ()  # said before, or described by this clause
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
        if part.sort is not Sort.NOUN or part is self.parts[0]:
            return False
        if part.is_after_colon:
            return not (self.is_equation or self._lacks_subject())
        is_end = part is self.parts[-1] and (self.verb is None or part.is_after_verb)
        return part.is_after_comma and (part.is_before_comma or is_end)

    def _lacks_subject(self) -> bool:
        before = [p for p in self.parts if p.sort is Sort.NOUN and not p.is_after_verb]
        return self.may_be_passive and not before

    def closed(self) -> Clause:
        """The clause with every phrase in its role."""
        for part in self.parts:
            part.settle()
        self._join_leading_of()
        if self.may_be_passive:
            self.is_passive = self._reads_as_passive()
        roles = self._roles()
        phrases = [self._phrase(part, roles) for part in self.parts]
        if self.is_passive:
            phrases = _with_agent(phrases)
        if self.subject:
            role = Role.OBJECT if self.is_passive else Role.SUBJECT
            role = Role.EQUAL if self.is_equation else role
            phrases.insert(0, Phrase(role, self.subject))
        elif self.mode is Mode.DESCRIBING:
            phrases.append(Phrase(Role.OBJECT, (GAP,)))
        verb = self.verb and replace(self.verb, sense=self.sense_of(self.verb.sense))
        if self.exists:
            return Clause(*_owned(verb, phrases), self.join)
        return Clause(verb, tuple(phrases), self.join)

    def _join_leading_of(self) -> None:
        """ "Of the posts, a third …" is "a third of the posts …"."""
        if not self.parts or self.parts[0].opening != _OF:
            return
        leading, *others = self.parts
        first = next((p for p in others if p.sort is Sort.NOUN), None)
        if first is not None:
            first.words.extend(leading.whole())
            self.parts = others

    def _reads_as_passive(self) -> bool:
        nouns = self.nouns()
        before = [p for p in nouns if not p.is_after_verb]
        if not before and not self.subject:
            return True
        has_agent = any(p.opening == _BY and p.is_after_verb for p in self.parts)
        return has_agent and len(before) == len(nouns)

    def _roles(self) -> dict[int, Role]:
        nouns = self.nouns()
        if self.verb is None:
            return {id(p): Role.FRAGMENT for p in nouns}
        if self.is_equation:
            return {id(p): Role.EQUAL for p in nouns}
        if self.is_passive:
            return {id(p): Role.OBJECT for p in nouns}
        if self.subject:
            return {id(p): Role.OBJECT for p in nouns}
        before = [p for p in nouns if not p.is_after_verb]
        subject = before[-1] if before else nouns[0] if len(nouns) == 1 else None
        return {id(p): Role.SUBJECT if p is subject else Role.OBJECT for p in nouns}

    def _phrase(self, part: Part, roles: dict[int, Role]) -> Phrase:
        if part.sort is Sort.SPEECH:
            return Phrase(Role.SPEECH, part.whole())
        side, follows = self._before(part)
        is_last = part is self.parts[-1]
        if part.sort is Sort.AROUND:
            return Phrase(Role.AROUND, part.whole(), side, follows, is_last)
        if id(part) in roles:
            return Phrase(roles[id(part)], part.whole())
        index = self.parts.index(part)
        return Phrase(Role.ASIDE, part.whole(), follows=tuple(self.parts[index - 1].words), is_last=is_last)

    def _before(self, part: Part) -> tuple[Side, tuple[Word, ...]]:
        index = next(i for i, p in enumerate(self.parts) if p is part)
        if index == 0 or part.is_after_comma or part.is_after_colon:
            return Side.NOTHING, ()
        before = self.parts[index - 1]
        if before.is_after_verb != part.is_after_verb or before.sort is Sort.SPEECH:
            return Side.NOTHING, ()
        if before.sort is Sort.AROUND:
            return (Side.AROUND, tuple(before.words)) if before.opening else (Side.NOTHING, ())
        is_subject = self.verb is None or not before.is_after_verb
        return (Side.SUBJECT if is_subject else Side.OBJECT), tuple(before.words)


def _with_agent(phrases: list[Phrase]) -> list[Phrase]:
    """ "Taken up by viewers": the viewers do it."""
    for index, phrase in enumerate(phrases):
        if phrase.role is Role.AROUND and phrase.words[0] == _BY and len(phrase.words) > 1:
            agent = Phrase(Role.SUBJECT, phrase.words[1:])
            return [*phrases[:index], agent, *phrases[index + 1 :]]
    return phrases


def _owned(verb: Verb | None, phrases: list[Phrase]) -> tuple[Verb | None, tuple[Phrase, ...]]:
    """ "There is a line in the archive" is "the archive has a line"."""
    subjects = [replace(p, role=Role.OBJECT) if p.role is Role.EQUAL else p for p in phrases]
    tense = verb.tense if verb else ""
    around = verb.around if verb else ()
    for index, phrase in enumerate(subjects):
        if phrase.role is Role.AROUND and phrase.words[0] == _IN:
            place = Phrase(Role.SUBJECT, phrase.words[1:])
            return Verb("have", tense, around), (*subjects[:index], place, *subjects[index + 1 :])
    return Verb("exist", tense, around), tuple(subjects)
