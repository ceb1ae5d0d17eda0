"""A sentence as a row of units: slots, marks, and words sorted by what they do in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from uproar.tell.rewording.vocabulary import Vocabulary
from uproar.tell.slots.grammar import Slot, pieces


class Kind(Enum):
    """What a unit does. The values are the names of the lists it comes from, where there is one."""

    NOUN = "noun"  # or any word that no list knows
    SLOT = "slot"
    SPEECH = "speech"  # a slot that reads as what somebody said or wrote
    VERB = "verb"
    BE = "be"
    HAVE = "have"
    DO = "do"
    MODAL = "modal"
    NOT = "not"
    PREPOSITION = "preposition"
    ADVERB = "adverb"
    GLUE = "glue"
    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    POINTING = "pointing"
    POSSESSIVE = "possessive"
    OF_IT = "’s"
    PRONOUN = "pronouns"
    AND = "and"
    RELATIVE = "relative"
    FREE_RELATIVE = "free_relative"
    EXISTENTIAL = "existential"
    SUBORDINATE = "subordinating"
    AS_SAID = "as_it_was_said"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Unit:
    """`key` is equal for equals. `forms` are those that a verb may be in."""

    kind: Kind
    key: str
    forms: frozenset[str] = frozenset()
    slot: Slot | None = None
    is_capital: bool = False
    spelled: str = ""  # a verb's form as it stands
    is_set_off: bool = False  # stands between commas


class Unreadable(Exception):
    """A sentence that is not built as the reader can read one; says what is wrong with it."""


# Kinds of word by the list they stand on; the first that has a word decides.
_LISTED = (
    *(Kind.DEFINITE, Kind.INDEFINITE, Kind.AND, Kind.NOT, Kind.MODAL, Kind.BE, Kind.HAVE, Kind.DO),
    *(Kind.POSSESSIVE, Kind.PRONOUN, Kind.FREE_RELATIVE, Kind.EXISTENTIAL, Kind.RELATIVE),
    *(Kind.POINTING, Kind.AS_SAID, Kind.SUBORDINATE),
)
_TOKEN = re.compile(
    r"(?P<owner>['’]s(?!\w))|(?P<word>[^\W\d_]+(?:[-’'][^\W\d_]+)*)|(?P<mark>[.,;:()–—])|\s+"
)
# What somebody said, wrote or published, in the words of it.
_SPEECH = {
    "quote": None,  # every form
    "cue": frozenset({"", "quote", "running", "title"}),
    "article": frozenset({"", "quote", "running", "content"}),
}
# "21 times the usual", "about equally"
_ADVERBIAL = frozenset({("finding", "times"), ("finding", "tie")})


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A word in folded case, before it is sorted."""

    word: str
    is_capital: bool


def units_of(text: str, words: Vocabulary) -> tuple[Unit, ...]:
    """The units of a sentence in order.

    Raises Unreadable for a sign that no sentence of ours has, a broken slot included.
    """
    row: list[Unit | _Spelled] = []
    for piece in pieces(text):
        if piece is None:
            raise Unreadable("a slot that cannot be read")
        row.extend([_slot(piece)] if isinstance(piece, Slot) else _tokens(piece))
    _check_spelling(row)
    return tuple(_sorted(row, words))


def _check_spelling(row: Sequence[Unit | _Spelled]) -> None:
    """Raises Unreadable for marks that stand wrong, and capitals that open no sentence."""
    depth = 0
    before: Unit | _Spelled = Unit(Kind.MARK, ".")
    for token in row:
        is_mark = isinstance(token, Unit) and token.kind is Kind.MARK
        after_mark = isinstance(before, Unit) and before.kind is Kind.MARK
        is_closed = isinstance(before, Unit) and before.slot is not None and has_stop(before.slot)
        if is_closed and not (isinstance(token, _Spelled) and token.is_capital):
            raise Unreadable("a sentence that goes on behind a quotation's full stop")
        if isinstance(token, Unit) and is_mark:
            depth += {"(": 1, ")": -1}.get(token.key, 0)
            opens_after_word = token.key == "(" and not after_mark
            follows_bracket = isinstance(before, Unit) and before.key == ")"
            if depth not in (0, 1) or (after_mark and not follows_bracket and not opens_after_word):
                raise Unreadable(f"mark {token.key!r} where none can stand")
        if isinstance(token, _Spelled):
            opens = after_mark and isinstance(before, Unit) and before.key == "."
            is_free = isinstance(before, Unit) and before.kind is Kind.SPEECH
            if token.is_capital != opens and not is_free:
                raise Unreadable(f"word {token.word!r} with its first letter wrong")
        before = token
    if depth or (isinstance(before, Unit) and before.kind is Kind.MARK and before.key not in ".)"):
        raise Unreadable("a sentence without an end")


def has_stop(slot: Slot) -> bool:
    """Whether the slot reads as a quotation with a full stop in it, which ends the sentence."""
    return slot.kind in ("cue", "article") and slot.form in ("", "quote")


def _slot(slot: Slot) -> Unit:
    if (slot.kind, slot.ref) == ("event", "posted"):
        return Unit(Kind.VERB, slot.written(), frozenset({"past"}), slot)
    if (slot.kind, slot.form) in _ADVERBIAL:
        return Unit(Kind.ADVERB, slot.written(), slot=slot, is_set_off=slot.form == "times")
    forms = _SPEECH.get(slot.kind, frozenset())
    is_speech = forms is None or slot.form in forms
    return Unit(Kind.SPEECH if is_speech else Kind.SLOT, slot.written(), slot=slot)


def _tokens(text: str) -> Iterator[Unit | _Spelled]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise Unreadable(f"sign {text[position]!r}")
        position = match.end()
        if match["mark"]:
            yield Unit(Kind.MARK, match["mark"])
        elif match["owner"]:
            yield Unit(Kind.OF_IT, "’s")
        elif match["word"]:
            if match["word"][1:] != match["word"][1:].lower():
                raise Unreadable(f"capitals within {match['word']!r}")
            word = match["word"].casefold().replace("'", "’")
            yield _Spelled(word.removesuffix("’s"), match["word"][0].isupper())
            if word.endswith("’s"):
                yield Unit(Kind.OF_IT, "’s")


def _sorted(row: list[Unit | _Spelled], words: Vocabulary) -> Iterator[Unit]:
    longest = max(map(len, words.expressions))
    index = 0
    while index < len(row):
        token = row[index]
        if isinstance(token, Unit):
            yield token
            index += 1
            continue
        for length in range(longest, 0, -1):
            stretch = tuple(t.word for t in row[index : index + length] if isinstance(t, _Spelled))
            if len(stretch) == length and stretch in words.expressions:
                kind, key = words.expressions[stretch]
                is_set_off = kind == "set_off"
                sort = Kind.ADVERB if is_set_off else Kind(kind)
                yield Unit(sort, key, is_capital=token.is_capital, is_set_off=is_set_off)
                index += length
                break
        else:
            yield replace(_word(token.word, words), is_capital=token.is_capital)
            index += 1


def _word(word: str, words: Vocabulary) -> Unit:
    if word in words.verbs:
        base, forms = words.verbs[word]
        return Unit(Kind.VERB, base, forms, spelled=word)
    kind = next((k for k in _LISTED if word in words.joining[k.value]), Kind.NOUN)
    return Unit(kind, word)
