"""Reads marks, and the words that join clauses or lead into what is said."""

from __future__ import annotations

from uproar.tell.rewording.clauses import Verb
from uproar.tell.rewording.cursor import BREAKS, COLON, COMMAS, ENDS, NOMINAL, Cursor
from uproar.tell.rewording.parts import Mode, OpenClause, Sort
from uproar.tell.rewording.phrases import PhraseReader, is_bracketed
from uproar.tell.rewording.units import Kind, Unit, Unreadable


class JoinReader:
    """Each method reads the unit at the cursor, and moves on or ends the clause.

    Raises Unreadable.
    """

    def __init__(self, cursor: Cursor, phrases: PhraseReader) -> None:
        self.cursor = cursor
        self.phrases = phrases

    def mark(self, unit: Unit, opened: OpenClause) -> None:
        cursor = self.cursor
        last = opened.parts[-1] if opened.parts else None
        if last is not None and last.sort is Sort.NOUN and last.is_open and is_bracketed(cursor):
            last.settle()
            last.words.extend(["(", cursor.units[cursor.place + 1].key, ")"])
            last.ends_in_noun = True
            cursor.place += 3
            return
        if last is not None:
            last.is_open = False
            last.is_before_mark = cursor.place != cursor.verb_end
        if unit.key in ENDS and not cursor.is_only_comma(cursor.place):
            opened.is_over = True
        elif unit.key not in COLON or self._is_before_speech(opened):
            cursor.place += 1
        elif cursor.has_verb(cursor.place + 1, ENDS):
            if opened.mode is not Mode.MAIN:
                raise Unreadable("a colon that cannot be read")
            opened.is_over = True
        else:
            if opened.verb is None and opened.parts:
                opened.verb, opened.is_equation = Verb("be", "present"), True
                opened.is_by_colon = True
            cursor.place += 1

    def _is_before_speech(self, opened: OpenClause) -> bool:
        """Whether a colon only leads to what is said, or follows it at the start."""
        cursor = self.cursor
        if len(opened.parts) == 1 and opened.parts[0].sort is Sort.SPEECH and opened.verb is None:
            return True
        if not cursor.is_kind(cursor.place + 1, Kind.SPEECH):
            return False
        following = cursor.unit(cursor.place + 2)
        is_end = following is None or following.is_capital
        return opened.verb is None or is_end or not cursor.has_verb(cursor.place + 2, ENDS)

    def conjunction(self, unit: Unit, opened: OpenClause) -> None:
        cursor = self.cursor
        is_behind_comma = cursor.is_mark(cursor.place - 1, COMMAS - frozenset("()"))
        if cursor.next is None or cursor.is_kind(cursor.place + 1, Kind.MARK, Kind.AND):
            raise Unreadable("an 'and' before nothing")
        if cursor.is_verb_next(cursor.place + 1):
            if opened.mode is not Mode.MAIN:
                raise Unreadable("an 'and' that cannot be read")
            opened.is_over = True
            return
        if is_behind_comma and opened.verb is None:
            raise Unreadable("a list that cannot be read")
        goes_on = cursor.has_verb(cursor.place + 1, ENDS | COLON, stops_at_and=True)
        last = opened.last
        if opened.verb is not None and last is not None and last.opening:
            goes_on = goes_on or self._is_gapped()
        if is_behind_comma or (opened.verb is not None and goes_on):
            opened.is_over = True
            return
        if last is None or not last.words or not cursor.is_kind(cursor.place + 1, *NOMINAL):
            raise Unreadable("an 'and' that cannot be read")
        last.settle()
        last.words.append("and")
        last.ends_in_noun, last.wants_noun = False, True
        cursor.place += 1

    def adverb(self, unit: Unit, opened: OpenClause) -> None:
        cursor = self.cursor
        is_consequence = cursor.is_listed(cursor.place, "consequence")
        if is_consequence and opened.verb is not None and cursor.has_verb(cursor.place, ENDS):
            if opened.mode is not Mode.MAIN:
                raise Unreadable(f"{unit.key!r} that cannot be read")
            opened.is_over = True
            return
        self.phrases.adverb(unit, opened)

    def _is_gapped(self) -> bool:
        """ "Came back in ten posts and the other in nine": the verb is not said again."""
        index = self.cursor.place + 1
        while self.cursor.unit(index) is not None and not self.cursor.is_mark(index, BREAKS):
            is_of = self.cursor.is_listed(index, "genitive")
            if self.cursor.is_kind(index, Kind.PREPOSITION) and not is_of:
                return True
            index += 1
        return False

    def as_said(self, unit: Unit, opened: OpenClause) -> None:
        """ "As Ann wrote: …" is "Ann wrote: …"."""
        cursor, index = self.cursor, self.cursor.place + 1
        opens = not opened.parts or cursor.is_mark(cursor.place - 1, COMMAS)
        opens = opens and cursor.is_kind(cursor.place + 1, *NOMINAL)
        while cursor.unit(index) is not None and not cursor.is_mark(
            index, BREAKS - frozenset("()")
        ):
            is_said = cursor.words.sense(cursor.units[index].key) in cursor.words.of_speech
            if opens and is_said and any(u.kind is Kind.SPEECH for u in cursor.units):
                cursor.place += 1
                return
            index += 1
        raise Unreadable("an 'as' that cannot be read")
