"""Whether a sentence that a language model wrote says what the plain sentence says, and no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from uproar.tell.rewording.clauses import Clause, same_claims, same_clause
from uproar.tell.rewording.likeness import Vectors, likeness
from uproar.tell.rewording.reading import read
from uproar.tell.rewording.units import Kind, Unreadable, has_stop, units_of
from uproar.tell.rewording.vocabulary import Vocabulary, vocabulary
from uproar.tell.slots.grammar import slots

# From this likeness of its least like word on, a rewording has no word of its own.
# chosen on: tests' honest.tsv "chosen on" (132) and forged.tsv (215): alone it lets .93 and .53
# through, at .3 .92 and .53, at .1 .97 and .67
MIN_LIKENESS = 0.2
# So much longer than the house's longest wording none is that says the same.
MOST_LONGER = 2  # chosen on: judgement; the longest honest one is 1.13 times as long


def why_refused(
    offered: str, wordings: Sequence[str], language: str, vectors: Vectors
) -> str | None:
    """Why the offered sentence may not stand for the plain one; None when it may.

    `wordings`: the plain sentence first, then others of the house for the same, any of which it
    may follow. Each has to have the same slots to count.

    A rewording may put the parts of a sentence in another order, join or split its clauses, turn
    its verb from active to passive, and use a listed word for its equal. It has every slot of the
    plain sentence once and none besides, and no clause of its own.
    """
    words = vocabulary(language)
    if words is None:
        return f"no words are listed for rewordings in {language!r}"
    plain, *others = wordings
    if len(offered) > MOST_LONGER * max(map(len, wordings)):
        return "far longer than the plain sentence"
    if (reason := _slots_differ(plain, offered)) is not None:
        return reason
    if not _ends_alike(plain, offered):
        return "does not end as the plain sentence does"
    equals = [_house(w, words) for w in (plain, *others) if _slots_differ(plain, w) is None]
    try:
        if (reason := _new_word(equals, offered, words)) is not None:
            return reason
        claims = read(offered, words)
    except Unreadable as error:
        return f"not built as a sentence that can be checked: {error}"
    readable = [house for house in equals if house.clauses]
    if not readable:
        return "the plain sentence cannot be compared"
    followed = [house for house in readable if same_claims(house.clauses, claims)]
    if not followed:
        return _difference(readable[0].clauses, claims)
    alike = max(likeness(house.text, offered, words, vectors) for house in followed)
    if alike < MIN_LIKENESS:
        return f"a word is too far from the plain sentence's: likeness {alike:.2f}"
    return None


@dataclass(frozen=True, slots=True)
class _House:
    """A wording of the house: how often it has each noun, and its clauses, () if unreadable."""

    text: str
    nouns: Mapping[str, int]
    clauses: tuple[Clause, ...]


@lru_cache(maxsize=1024)
def _house(text: str, words: Vocabulary) -> _House:
    try:
        clauses = read(text, words)
    except Unreadable:
        clauses = ()
    try:
        return _House(text, _nouns(text, words), clauses)
    except Unreadable:
        return _House(text, {}, clauses)


def _nouns(text: str, words: Vocabulary) -> Counter[str]:
    return Counter(u.key for u in units_of(text, words) if u.kind is Kind.NOUN)


def _slots_differ(plain: str, offered: str) -> str | None:
    ours = Counter(slot.written() for slot in slots(plain))
    theirs = Counter(slot.written() for slot in slots(offered))
    for written in theirs:
        if written not in ours:
            return f"slot {written} was not offered for this sentence"
        if theirs[written] > ours[written]:
            return f"slot {written} stands twice"
    if not theirs:
        return "cites nothing in its own text"
    absent = next((written for written in ours if theirs[written] < ours[written]), None)
    return f"leaves out slot {absent}" if absent else None


def _ends_alike(plain: str, offered: str) -> bool:
    """As a sentence, if the plain one is one: with a full stop, or a quotation with its own."""
    return _is_ended(plain) == _is_ended(offered)


def _is_ended(text: str) -> bool:
    last = slots(text)[-1:]
    ends_in_slot = text.endswith("]]") and bool(last)
    return has_stop(last[0]) if ends_in_slot else text.endswith(".")


def _new_word(equals: Sequence[_House], offered: str, words: Vocabulary) -> str | None:
    """A noun, or a word on no list, that no plain wording has, or has less often."""
    had: Counter[str] = Counter()
    for house in equals:
        had |= Counter(house.nouns)
    particles = words.joining["particles"]
    brought = _nouns(offered, words) - had
    new = next((word for word in brought if word not in particles), None)
    return f"word {new!r} is not of the plain sentence" if new else None


def _difference(plain: tuple[Clause, ...], offered: tuple[Clause, ...]) -> str:
    """What an editor can go by: the clause that has no equal, in its verb and its size."""
    if len(offered) > len(plain):
        return f"has {len(offered)} clauses, the plain sentence {len(plain)}"
    lone = next((c for c in offered if not any(same_clause(p, c) for p in plain)), None)
    if lone is None:
        return "leaves out a clause, or tells the clauses in another order"
    verb = "" if lone.verb is None else f" of {lone.verb.sense!r}"
    return f"its clause{verb} is not one of the plain sentence's"
