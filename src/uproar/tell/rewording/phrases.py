"""Reads nouns, prepositions, adverbs and what is said into the phrases of a clause."""

from __future__ import annotations

from dataclasses import replace

from uproar.tell.rewording.cursor import BREAKS, COLON, COMMAS, NOMINAL, Cursor
from uproar.tell.rewording.parts import OF, THE, OpenClause, Part, Sort
from uproar.tell.rewording.units import Kind, Unit, Unreadable

_AND = "and"


class PhraseReader:
    """Each method reads the unit at the cursor into the clause, and moves on. Raises Unreadable."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor

    def new(self, opened: OpenClause, sort: Sort = Sort.NOUN, opening: str = "") -> Part:
        """A phrase that begins here."""
        cursor = self.cursor
        if opened.parts:
            opened.parts[-1].is_open = False
        part = Part(sort, opening, is_after_verb=opened.verb is not None)
        part.is_right_after_verb = part.is_after_verb and cursor.verb_end == cursor.place
        is_parted = part.is_after_verb and cursor.is_mark(cursor.place - 1, frozenset(","))
        part.is_behind_verb_and_comma = is_parted and cursor.verb_end == cursor.place - 1
        part.words.extend(cursor.negation)
        cursor.negation = []
        if opened.parts or opened.verb is not None:
            is_behind_speech = bool(opened.parts) and opened.parts[-1].sort is Sort.SPEECH
            before = cursor.place - 1 - cursor.is_listed(cursor.place - 1, "in_other_words")
            part.is_after_comma = cursor.is_mark(before, COMMAS)
            part.is_after_colon = not is_behind_speech and cursor.is_mark(before, COLON)
        opened.parts.append(part)
        return part

    def _current(self, opened: OpenClause, *, begins: bool = False) -> Part:
        """The phrase that takes a noun: the one being read, or a new one where that is full."""
        last = opened.last
        if last is None or last.is_after_verb != (opened.verb is not None):
            return self.new(opened)
        return self.new(opened) if begins and last.words and not last.wants_noun else last

    def noun(self, unit: Unit, opened: OpenClause) -> None:
        if self._takes_particle(unit, opened):
            return
        is_slot = unit.kind is Kind.SLOT
        last = opened.last
        is_behind_noun = is_slot and last is not None and last.ends_in_noun
        part = self._current(opened, begins=is_measure(unit) or is_behind_noun)
        part.words.append(unit.spelled or unit.key)
        part.n_owned += 1
        is_before_noun = unit.key in self.cursor.words.joining["before_noun"]
        part.ends_in_noun = not is_before_noun and (not is_slot or bool(part.owner))
        part.wants_noun = is_before_noun
        self.cursor.place += 1

    def _takes_particle(self, unit: Unit, opened: OpenClause) -> bool:
        """ "Took the line up": the verb was "take up"."""
        words, verb = self.cursor.words, opened.verb
        whole = f"{verb.sense} {unit.key}" if verb is not None else ""
        if verb is None or whole not in words.with_particle:
            return False
        if self.cursor.is_mark(self.cursor.place - 1, BREAKS):
            raise Unreadable(f"{unit.key!r} cut off from its verb")
        opened.verb = replace(verb, sense=whole)
        if opened.last is not None:
            opened.last.is_open = False
        self.cursor.place += 1
        self.cursor.verb_end = self.cursor.place
        return True

    def determiner(self, unit: Unit, opened: OpenClause) -> None:
        """ "The", "a", "our", and "that" before a noun, which is no more than "the"."""
        cursor = self.cursor
        part = self._current(opened, begins=True)
        before = part.words[-1] if part.words else ""
        if before in (THE, "a") or before in cursor.words.joining["behind_article"]:
            raise Unreadable(f"{unit.key!r} behind {before!r}")
        names = {Kind.INDEFINITE: "a", Kind.POSSESSIVE: unit.key}
        part.words.append(names.get(unit.kind, THE))
        part.wants_noun, part.ends_in_noun = True, False
        cursor.place += 1
        if not cursor.is_kind(cursor.place, Kind.NOUN, Kind.SLOT, Kind.VERB, Kind.ADVERB):
            raise Unreadable(f"{unit.key!r} before nothing")

    def pointing(self, unit: Unit, opened: OpenClause) -> None:
        """ "That line", or "this" alone."""
        following = self.cursor.next
        if self.cursor.is_kind(self.cursor.place + 1, Kind.NOUN, Kind.SLOT) and not is_measure(
            following
        ):
            self.determiner(unit, opened)
            return
        self.pronoun(unit, opened)
        opened.parts[-1].is_open = opened.parts[-1].ends_in_noun = True  # "those who"

    def pronoun(self, unit: Unit, opened: OpenClause) -> None:
        last = opened.last
        is_governed = last is not None and (not last.words or last.words[-1] in (_AND, OF))
        part = last if last is not None and is_governed else self.new(opened)
        part.words.append(unit.key)
        part.is_open = False
        self.cursor.place += 1

    def of_it(self, unit: Unit, opened: OpenClause) -> None:
        """ "’s": what stands before it owns what comes."""
        last = opened.last
        if last is None or not last.words:
            raise Unreadable("'’s' behind nothing")
        last.settle()
        start = max((i + 1 for i, word in enumerate(last.words) if word in (OF, _AND)), default=0)
        last.owner, last.words[start:] = last.words[start:], []
        last.wants_noun, last.ends_in_noun, last.n_owned = True, False, 0
        self.cursor.place += 1

    def glue(self, unit: Unit, opened: OpenClause) -> None:
        last = opened.last
        if last is None or not last.words:
            raise Unreadable(f"{unit.key!r} behind nothing")
        last.settle()
        last.words.append(unit.key)
        last.ends_in_noun, last.wants_noun = False, True
        self.cursor.place += 1

    def speech(self, unit: Unit, opened: OpenClause) -> None:
        last = opened.last
        if last is not None and last.opening and not last.words:
            last.words.append(unit.key)
            last.is_open = False
        else:
            self.lone(unit.key, opened, Sort.SPEECH)
        self.cursor.place += 1
        opened.is_over = self.cursor.here is not None and self.cursor.here.is_capital

    def lone(self, key: str, opened: OpenClause, sort: Sort = Sort.AROUND) -> Part:
        """A phrase of one word or slot."""
        part = self.new(opened, sort)
        part.words.append(key)
        part.is_open = False
        return part

    def adverb(self, unit: Unit, opened: OpenClause) -> None:
        cursor, last = self.cursor, opened.last
        if self._says_again(unit):
            cursor.place += 1
            self.noun(cursor.units[cursor.place], opened)
            opened.parts[-1].is_restated = True
            return
        describes = unit.key in cursor.words.joining["before_noun"]
        if (
            describes
            and last is not None
            and last.wants_noun
            and cursor.is_kind(cursor.place + 1, *NOMINAL)
        ):
            self.noun(unit, opened)
            return
        if last is not None and self._is_measured(last):  # "five weeks" earlier
            last.sort = Sort.AROUND
            last.words.append(unit.key)
            last.is_open = False
        else:
            self.lone(unit.key, opened).is_set_off = unit.is_set_off
        cursor.place += 1

    def _says_again(self, unit: Unit) -> bool:
        """ "The largest theme, or 30 percent of it": a figure, for the noun before."""
        cursor, following = self.cursor, self.cursor.next
        slot = following.slot if following is not None else None
        is_figure = slot is not None and slot.kind == "finding"
        is_behind_comma = cursor.is_mark(cursor.place - 1, COMMAS)
        return unit.key in cursor.words.joining["in_other_words"] and is_figure and is_behind_comma

    def _is_measured(self, part: Part) -> bool:
        """Whether the phrase is only a measure, just read: what comes is so far before or into."""
        before = self.cursor.unit(self.cursor.place - 1)
        return not part.opening and len(part.words) == 1 and is_measure(before)

    def preposition(self, unit: Unit, opened: OpenClause) -> None:
        last, cursor = opened.last, self.cursor
        if cursor.is_listed(cursor.place, "infinitive") and self._infinitive(opened):
            return
        if self._takes_particle(unit, opened):
            return
        if unit.key == OF and last is not None and last.words:
            last.settle()
            last.words.append(unit.key)
            last.ends_in_noun, last.wants_noun = False, True
        elif last is not None and self._is_measured(last):
            last.sort, last.opening, last.measure = Sort.AROUND, unit.key, str(last.words.pop())
            last.wants_noun = True
        else:
            self.new(opened, Sort.AROUND, unit.key).wants_noun = True
        cursor.place += 1

    def _infinitive(self, opened: OpenClause) -> bool:
        """ "To tell", "to be quoted": words of the phrase before, as they stand."""
        cursor = self.cursor
        index, verb_words = cursor.place + 1, ["to"]
        while cursor.is_kind(index, Kind.BE, Kind.VERB):
            unit = cursor.units[index]
            is_fit = unit.key == "be" or "base" in unit.forms or verb_words[-1] == "be"
            if not is_fit:
                break
            verb_words.append(unit.key)
            index += 1
            if unit.kind is Kind.VERB:
                break
        if len(verb_words) == 1:
            return False
        part = opened.last or self._adverb_before(opened)
        if part is None:
            raise Unreadable("'to' behind nothing")
        part.settle()
        part.words.extend(verb_words)
        part.ends_in_noun, part.wants_noun = True, False
        cursor.place = index
        return True

    def _adverb_before(self, opened: OpenClause) -> Part | None:
        """ "Still" to come."""
        is_right_before = self.cursor.is_kind(self.cursor.place - 1, Kind.ADVERB)
        return opened.parts[-1] if opened.parts and is_right_before else None


def is_bracketed(cursor: Cursor) -> bool:
    """Whether a figure in brackets stands here: it belongs to the noun before it."""
    return (
        cursor.is_mark(cursor.place, frozenset("("))
        and cursor.is_kind(cursor.place + 1, Kind.SLOT)
        and cursor.is_mark(cursor.place + 2, frozenset(")"))
    )


def is_measure(unit: Unit | None) -> bool:
    """ "Five weeks", "0:12": how long before, or how far into, what comes."""
    slot = unit.slot if unit is not None else None
    return slot is not None and (slot.kind, slot.form) in (("article", "before"), ("cue", "time"))
