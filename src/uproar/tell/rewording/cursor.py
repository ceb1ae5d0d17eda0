"""A place in a row of units, and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from uproar.tell.rewording.clauses import Word
from uproar.tell.rewording.units import Kind, Unit
from uproar.tell.rewording.vocabulary import Vocabulary

DASHES = frozenset("–—")
ENDS = frozenset(".;") | DASHES
COMMAS = frozenset(",()") | DASHES
COLON = frozenset(":")
BREAKS = ENDS | COMMAS | COLON
VERBS = (Kind.VERB, Kind.BE, Kind.HAVE, Kind.DO, Kind.MODAL)
NOMINAL = (
    *(Kind.NOUN, Kind.SLOT, Kind.SPEECH, Kind.DEFINITE, Kind.INDEFINITE, Kind.POSSESSIVE),
    *(Kind.POINTING, Kind.PRONOUN, Kind.FREE_RELATIVE),
)
_BEFORE_NOUN = (Kind.DEFINITE, Kind.INDEFINITE, Kind.POSSESSIVE, Kind.OF_IT, Kind.PREPOSITION)


class Cursor:
    """Where reading is. `negation` waits for the phrase it belongs to."""

    def __init__(self, units: Sequence[Unit], words: Vocabulary) -> None:
        self.units = units
        self.words = words
        self.place = 0
        self.verb_end = 0  # where the last verb ended
        self.negation: list[Word] = []

    @property
    def here(self) -> Unit | None:
        """The unit to be read, None at the end."""
        return self.unit(self.place)

    @property
    def next(self) -> Unit | None:
        """The one behind it."""
        return self.unit(self.place + 1)

    def unit(self, index: int) -> Unit | None:
        """The unit at an index, None outside the sentence."""
        return self.units[index] if 0 <= index < len(self.units) else None

    def is_kind(self, index: int, *kinds: Kind) -> bool:
        """Whether the unit at an index is of one of the kinds."""
        unit = self.unit(index)
        return unit is not None and unit.kind in kinds

    def is_mark(self, index: int, marks: frozenset[str]) -> bool:
        """Whether one of the marks stands at an index."""
        unit = self.unit(index)
        return unit is not None and unit.kind is Kind.MARK and unit.key in marks

    def is_listed(self, index: int, name: str) -> bool:
        """Whether a word of a list stands at an index."""
        unit = self.unit(index)
        return unit is not None and unit.key in self.words.joining[name]

    def is_verb(self, index: int) -> bool:
        """Whether a verb stands there that can make a clause, and no noun of its spelling."""
        unit = self.unit(index)
        if unit is None or unit.kind not in VERBS:
            return False
        if unit.kind is not Kind.VERB:
            return not self.is_listed(index - 1, "infinitive")
        if self.is_kind(index - 1, *_BEFORE_NOUN) or self.is_listed(index - 1, "before_noun"):
            return False
        may_be_noun = unit.forms <= {"base", "with_he"} and unit.slot is None
        has_subject = self.is_kind(index - 1, Kind.NOUN, Kind.SLOT, Kind.PRONOUN)
        is_noun = self.is_listed(index + 1, "genitive") and not has_subject
        return not (may_be_noun and (is_noun or self.is_kind(index + 1, *VERBS)))

    def is_only_comma(self, index: int) -> bool:
        """Whether a dash stands there, and no clause behind it."""
        return self.is_mark(index, DASHES) and not self.has_verb(index + 1, ENDS)

    def is_verb_next(self, index: int) -> bool:
        """Whether a verb comes, be it behind adverbs and "not"."""
        while self.is_kind(index, Kind.ADVERB, Kind.NOT):
            index += 1
        return self.is_verb(index)

    def has_verb(self, index: int, marks: frozenset[str], *, stops_at_and: bool = False) -> bool:
        """Whether a verb comes before the marks, other than in a clause that describes a noun."""
        while index < len(self.units) and not self.is_mark(index, marks):
            if stops_at_and and self.is_kind(index, Kind.AND):
                return False
            if self.is_kind(index, Kind.RELATIVE) and self.is_describing(index):
                index = self._behind_comma(index, marks)
                continue
            if self.is_verb(index):
                return True
            index += 1
        return False

    def is_describing(self, index: int) -> bool:
        """Whether "that", "which" or "who" opens a clause here, and does not point at a noun."""
        unit = self.unit(index)
        if unit is None or unit.key != "that":
            return True
        return self.is_kind(index - 1, Kind.NOUN, Kind.SLOT, Kind.POINTING)

    def _behind_comma(self, index: int, marks: frozenset[str]) -> int:
        while index < len(self.units) and not self.is_mark(index, marks | COMMAS):
            index += 1
        return index + self.is_mark(index, COMMAS)
