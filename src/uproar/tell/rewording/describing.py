"""What a clause that describes a noun becomes: part of it, an aside, or a clause of its own."""

from __future__ import annotations

from dataclasses import replace

from uproar.tell.rewording.clauses import Clause, Phrase, Role, Word
from uproar.tell.rewording.parts import OpenClause, Part, Sort
from uproar.tell.rewording.roles import GAP, closed


def described(opened: OpenClause, noun: Part) -> Part:
    """What "which" behind a comma stands for: the noun just before, of prepositions' not any."""
    if noun.is_single_thing or noun.sort is Sort.NOUN:
        return noun
    return next((p for p in reversed(opened.parts) if p.sort is Sort.NOUN), noun)


def becomes_aside(opened: OpenClause, inner: OpenClause) -> bool:
    """ "…, which is a third of it," is "…, a third of it,"."""
    nouns = [p for p in inner.parts if p.sort is Sort.NOUN]
    is_plain = inner.is_equation and len(inner.parts) == len(nouns) == 1
    holds_slot = is_plain and any(str(word).startswith("[[") for word in nouns[0].words)
    if not holds_slot or inner.verb is None or inner.verb.tense != "present" or inner.verb.around:
        return False
    aside = Part(words=list(nouns[0].words), is_after_comma=True, is_before_mark=True)
    aside.is_after_verb, aside.is_open = opened.verb is not None, False
    opened.parts.append(aside)
    return True


def with_gap_filled(inner: OpenClause, name: tuple[Word, ...], *, is_reduced: bool) -> Clause:
    """The describing clause with what it describes in the place that it leaves empty."""
    has_subject = any(p.sort is Sort.NOUN and not p.is_after_verb for p in inner.parts)
    if is_reduced or not has_subject:
        inner.subject = name
        inner.is_passive = inner.is_passive or is_reduced
        inner.may_be_passive = False
        return closed(inner)
    clause = closed(inner)
    phrases = tuple(
        Phrase(Role.OBJECT, name) if (p.role, p.words) == (Role.OBJECT, (GAP,)) else p
        for p in clause.phrases
    )
    return replace(clause, phrases=phrases)
