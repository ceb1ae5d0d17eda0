"""Gives each phrase of a clause that was read its role."""

from __future__ import annotations

from dataclasses import replace

from uproar.tell.rewording.clauses import Clause, Phrase, Role, Side, Verb, Word
from uproar.tell.rewording.order import check_order
from uproar.tell.rewording.parts import OF, Mode, OpenClause, Part, Sort

GAP = "(what is described)"
NOBODY = "(nobody named)"
_BY, _IN = "by", "in"


def closed(opened: OpenClause) -> Clause:
    """The clause with every phrase in its role. Raises Unreadable."""
    for part in opened.parts:
        part.settle()
    check_order(opened)
    _join_leading_of(opened)
    if opened.may_be_passive and not opened.is_passive:
        opened.is_passive = _reads_as_passive(opened)
    roles = _roles(opened)
    phrases = [_phrase(part, opened, roles) for part in opened.parts]
    if opened.is_passive:
        phrases = _with_agent(phrases)
        if not any(p.role is Role.SUBJECT for p in phrases):
            phrases.insert(0, Phrase(Role.SUBJECT, (NOBODY,)))
    if opened.subject:
        role = Role.OBJECT if opened.is_passive else Role.SUBJECT
        phrases.insert(0, Phrase(Role.EQUAL if opened.is_equation else role, opened.subject))
    elif opened.mode is Mode.DESCRIBING:
        phrases.append(Phrase(Role.OBJECT, (GAP,)))
    verb = opened.verb and replace(opened.verb, sense=opened.vocabulary.sense(opened.verb.sense))
    if opened.exists and verb is not None:
        verb, phrases = _owned(verb, phrases)
    return Clause(verb, tuple(phrases), opened.join)


def _join_leading_of(opened: OpenClause) -> None:
    """ "Of the posts, a third …" is "a third of the posts …"."""
    if not opened.parts or opened.parts[0].opening != OF:
        return
    leading, *others = opened.parts
    nouns = [p for p in others if p.sort is Sort.NOUN]
    figures = [p for p in nouns if str(p.words[0]).startswith("[[finding:")]
    if nouns:
        (figures or nouns)[0].words.extend(leading.whole())
        opened.parts = others


def _reads_as_passive(opened: OpenClause) -> bool:
    nouns = opened.nouns()
    before = [p for p in nouns if not p.is_after_verb]
    if not before and not opened.subject:
        return True
    has_agent = any(p.opening == _BY and p.is_after_verb for p in opened.parts)
    return has_agent and len(before) == len(nouns)


def _roles(opened: OpenClause) -> dict[int, Role]:
    nouns = opened.nouns()
    if opened.verb is None:
        return {id(p): Role.FRAGMENT for p in nouns}
    if opened.is_equation:
        return {id(p): Role.EQUAL for p in nouns}
    if opened.is_passive or opened.subject:
        return {id(p): Role.OBJECT for p in nouns}
    before = [p for p in nouns if not p.is_after_verb]
    subject = before[-1] if before else nouns[0] if len(nouns) == 1 else None
    return {id(p): Role.SUBJECT if p is subject else Role.OBJECT for p in nouns}


def _phrase(part: Part, opened: OpenClause, roles: dict[int, Role]) -> Phrase:
    if part.sort is Sort.SPEECH:
        return Phrase(Role.SPEECH, part.whole())
    index = opened.parts.index(part)
    is_last = part is opened.parts[-1]
    if part.sort is Sort.AROUND:
        side, follows = _before(part, index, opened)
        places = opened.vocabulary.joining["of_place"]
        in_row = side is Side.AROUND and {part.opening, str(follows[0])} <= places
        describes = part.opening in opened.vocabulary.joining["of_kind"]
        return Phrase(Role.AROUND, part.whole(), side, follows, is_last, in_row, describes)
    if id(part) in roles:
        return Phrase(roles[id(part)], part.whole())
    follows = tuple(opened.parts[index - 1].words)
    return Phrase(Role.ASIDE, part.whole(), follows=follows, is_last=is_last)


def _before(part: Part, index: int, opened: OpenClause) -> tuple[Side, tuple[Word, ...]]:
    """What a phrase of place or time may belong to: what it follows with no comma between.

    A comma does not part a measure ("0:12 into the teaser") from its noun, nor what follows each
    noun of a list.
    """
    before = opened.parts[index - 1] if index else None
    if before is None or before.is_after_verb != part.is_after_verb or before.sort is Sort.SPEECH:
        return Side.NOTHING, ()
    if part.is_after_comma or part.is_after_colon:
        belongs = bool(part.measure) or (before.is_after_colon and opened.lacks_subject())
        return (Side.SUBJECT, tuple(before.words)) if belongs else (Side.NOTHING, ())
    if before.opening == OF:
        return Side.SUBJECT, tuple(before.words)
    if before.sort is Sort.AROUND:
        return (Side.AROUND, before.whole()) if before.opening else (Side.NOTHING, ())
    is_subject = opened.verb is None or not before.is_after_verb
    return (Side.SUBJECT if is_subject else Side.OBJECT), tuple(before.words)


def _with_agent(phrases: list[Phrase]) -> list[Phrase]:
    """ "Taken up by viewers": the viewers do it."""
    for index, phrase in enumerate(phrases):
        if phrase.role is Role.AROUND and phrase.words[0] == _BY:
            agent = Phrase(Role.SUBJECT, phrase.words[1:])
            return [*phrases[:index], agent, *phrases[index + 1 :]]
    return phrases


def _owned(verb: Verb, phrases: list[Phrase]) -> tuple[Verb, list[Phrase]]:
    """ "There is a line in the archive" is "the archive has a line"."""
    objects = [replace(p, role=Role.OBJECT) if p.role is Role.EQUAL else p for p in phrases]
    for index, phrase in enumerate(objects):
        if phrase.role is Role.AROUND and phrase.words[0] == _IN:
            place = Phrase(Role.SUBJECT, phrase.words[1:])
            return replace(verb, sense="have"), [*objects[:index], place, *objects[index + 1 :]]
    return replace(verb, sense="exist"), objects
