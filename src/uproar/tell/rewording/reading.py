"""Reads a sentence's units into clauses, by what its few joining words say.

It knows no grammar beyond that of plain news prose: the subject before the verb, or behind it where
there is only one noun; a preposition before what it governs; a clause after "that" and "which".
What it cannot read it refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from uproar.tell.rewording.clauses import Clause, Role, Word
from uproar.tell.rewording.cursor import BREAKS, COMMAS, Cursor
from uproar.tell.rewording.describing import becomes_aside, described, with_gap_filled
from uproar.tell.rewording.joins import JoinReader
from uproar.tell.rewording.parts import THE, Mode, OpenClause, Part, Sort
from uproar.tell.rewording.phrases import PhraseReader
from uproar.tell.rewording.roles import GAP, closed
from uproar.tell.rewording.units import Kind, Unit, Unreadable, units_of
from uproar.tell.rewording.verbs import read_verb
from uproar.tell.rewording.vocabulary import Vocabulary

Step = Callable[[Unit, OpenClause], None]


def read(text: str, words: Vocabulary) -> tuple[Clause, ...]:
    """The clauses of a sentence; those that describe a single named thing are clauses of their own.

    Raises Unreadable.
    """
    return tuple(_Reader(units_of(text, words), words).sentence())


class _Reader:
    def __init__(self, units: Sequence[Unit], words: Vocabulary) -> None:
        self.cursor = Cursor(units, words)
        self.words = words
        self.phrases = PhraseReader(self.cursor)
        self.joins = JoinReader(self.cursor, self.phrases)
        self.clauses: list[Clause] = []
        self.noun: Part | None = None  # the last one without a preposition, in the clause before
        self.subject: tuple[Word, ...] = ()  # of the clause before
        self.steps = self._steps()

    def _steps(self) -> Mapping[Kind, Step]:
        phrases, joins = self.phrases, self.joins
        return {
            Kind.NOUN: phrases.noun,
            Kind.SLOT: phrases.noun,
            Kind.SPEECH: phrases.speech,
            Kind.DEFINITE: phrases.determiner,
            Kind.INDEFINITE: phrases.determiner,
            Kind.POSSESSIVE: phrases.determiner,
            Kind.POINTING: phrases.pointing,
            Kind.PRONOUN: phrases.pronoun,
            Kind.OF_IT: phrases.of_it,
            Kind.GLUE: phrases.glue,
            Kind.ADVERB: joins.adverb,
            Kind.PREPOSITION: phrases.preposition,
            Kind.MARK: joins.mark,
            Kind.AND: joins.conjunction,
            Kind.NOT: self._not,
            Kind.AS_SAID: joins.as_said,
            Kind.EXISTENTIAL: self._existential,
            Kind.RELATIVE: self._relative,
            Kind.FREE_RELATIVE: self._free,
            Kind.SUBORDINATE: self._dependent,
        }

    def sentence(self) -> list[Clause]:
        """Every clause of the text, in order."""
        cursor = self.cursor
        elided: tuple[Word, ...] = ()
        while cursor.here is not None:
            if cursor.is_mark(cursor.place, BREAKS):
                cursor.place += 1
                continue
            if cursor.place == 0 and cursor.is_kind(0, Kind.AND):
                cursor.place += 1
            before = cursor.place
            opened = OpenClause(self.words, subject=elided)
            if cursor.is_listed(cursor.place, "consequence"):
                opened.join = cursor.units[cursor.place].key
                cursor.place += 1
            self._fill(opened)
            self._finish(opened)
            elided = ()
            if cursor.is_kind(cursor.place, Kind.AND):
                cursor.place += 1
                elided = self.subject if cursor.is_verb_next(cursor.place) else ()
            elif cursor.place == before:
                raise Unreadable("an order of words that cannot be read")
        if cursor.negation:
            raise Unreadable("a negation of nothing")
        return self.clauses

    def _finish(self, opened: OpenClause) -> None:
        nouns = opened.nouns()
        for part in opened.parts:
            self._resolve(part)
        clause = closed(opened)
        self.clauses.extend([clause, *opened.later])
        self.noun = nouns[-1] if nouns else None
        last = self.clauses[-1]
        subjects = last.having(Role.SUBJECT) or last.having(Role.EQUAL) or last.having(Role.OBJECT)
        self.subject = subjects[0].words if subjects else ()

    def _resolve(self, part: Part) -> None:
        """ "It" and "they" in the words of what they stand for, where that is sure."""
        if self.noun is None or len(part.words) != 1:
            return
        stands_for_one = part.words[0] == "it" and self.noun.is_single_thing
        plural = self.words.joining["plural_pronouns"]
        stands_for_some = part.words[0] in plural and not self.noun.is_single_thing
        if stands_for_one or stands_for_some:
            part.words = list(self.noun.words)

    def _fill(self, opened: OpenClause) -> None:
        """Read on to where the clause ends."""
        cursor = self.cursor
        while (unit := cursor.here) is not None and not opened.is_over:
            is_inner = opened.mode is not Mode.MAIN and opened.verb is not None
            if cursor.is_verb(cursor.place):
                if is_inner and not self._is_of_time(opened):
                    return
                self._verb(opened)
            elif is_inner and self._ends_inner(opened):
                return
            else:
                self.steps.get(unit.kind, self.phrases.noun)(unit, opened)

    def _ends_inner(self, opened: OpenClause) -> bool:
        cursor = self.cursor
        if cursor.is_mark(cursor.place, BREAKS):
            return True
        is_list = cursor.is_kind(cursor.place + 1, Kind.NOUN) and opened.last is not None
        return cursor.is_kind(cursor.place, Kind.AND) and not is_list

    # --- verbs

    def _not(self, unit: Unit, opened: OpenClause) -> None:
        if self.cursor.is_verb_next(self.cursor.place + 1):
            opens = not opened.parts and opened.verb is None and opened.mode is Mode.MAIN
            if not opens or not self.cursor.is_kind(self.cursor.place + 1, Kind.VERB):
                raise Unreadable("a negation that cannot be read")
            self._verb(opened)
            return
        self.cursor.negation.append(unit.key)
        self.cursor.place += 1

    def _is_of_time(self, opened: OpenClause) -> bool:
        """Whether the verb here belongs to "before the teaser …"."""
        last = opened.last
        names = self.words.joining["of_time"]
        return last is not None and last.opening in names and bool(last.words)

    def _verb(self, opened: OpenClause) -> None:
        cursor, last = self.cursor, opened.last
        unit = cursor.units[cursor.place]
        if last is not None and self._is_of_time(opened):
            read_here = read_verb(cursor)
            verb = read_here.verb
            last.settle()
            last.words.extend((verb.sense, verb.tense, *verb.around, *read_here.adverbs))
            last.words.extend(["(passive)"] if read_here.is_passive else [])
            last.is_open = False
            return
        if opened.verb is not None:
            raise Unreadable("two verbs in one clause")
        is_reduced = "participle" in unit.forms and cursor.is_listed(cursor.place + 1, "agent")
        if is_reduced and last is not None and cursor.has_verb(cursor.place + 1, BREAKS):
            self._describe(opened, last, is_reduced=True)
            return
        if cursor.negation:
            raise Unreadable("a negation that cannot be read")
        self._check_comma(opened)
        verb_read = read_verb(cursor)
        for adverb in verb_read.adverbs:
            self.phrases.lone(adverb, opened)
        if opened.last is not None:
            opened.last.is_open = False
        cursor.verb_end = cursor.place
        opened.verb, opened.is_passive = verb_read.verb, verb_read.is_passive
        opened.may_be_passive = verb_read.may_be_passive
        opened.is_participle = verb_read.is_participle
        opened.is_of_speech = self.words.sense(verb_read.verb.sense) in self.words.of_speech
        opened.is_equation = verb_read.is_equation or opened.exists

    def _check_comma(self, opened: OpenClause) -> None:
        """Between a noun and its verb stands no comma, or two."""
        last = opened.parts[-1] if opened.parts else None
        is_cut_off = self.cursor.is_mark(self.cursor.place - 1, frozenset(","))
        if is_cut_off and last is not None and last.sort is Sort.NOUN and not last.is_after_comma:
            raise Unreadable("a comma between a noun and its verb")

    # --- clauses in clauses

    def _existential(self, unit: Unit, opened: OpenClause) -> None:
        if not self.cursor.is_kind(self.cursor.place + 1, Kind.BE):
            raise Unreadable("a 'there' that cannot be read")
        if any(p.sort is Sort.NOUN for p in opened.parts) or opened.verb is not None:
            raise Unreadable("a 'there' behind a noun")
        opened.exists = True
        self.cursor.place += 1

    def _free(self, unit: Unit, opened: OpenClause) -> None:
        last = opened.last
        is_governed = last is not None and (not last.words or last.words[-1] == "and")
        part = last if last is not None and is_governed else self.phrases.new(opened)
        self.cursor.place += 1
        inner = OpenClause(self.words, Mode.FREE)
        self._fill(inner)
        if inner.verb is None:
            raise Unreadable("'what' without a verb")
        part.words.extend([replace(closed(inner), join=unit.key), *inner.later])
        part.ends_in_noun, part.wants_noun = True, False

    def _dependent(self, unit: Unit, opened: OpenClause) -> None:
        part = self.phrases.new(opened, Sort.AROUND)
        self.cursor.place += 1
        inner = OpenClause(self.words, Mode.DEPENDENT, unit.key)
        self._fill(inner)
        if inner.verb is None:
            raise Unreadable(f"{unit.key!r} without a verb")
        part.words.extend([closed(inner), *inner.later])
        part.is_open = False

    def _relative(self, unit: Unit, opened: OpenClause) -> None:
        cursor = self.cursor
        last = opened.parts[-1] if opened.parts else None
        is_noun_open = last is not None and bool(last.words) and last.is_open
        is_behind_comma = cursor.is_mark(cursor.place - 1, COMMAS)
        if unit.key == "that" and (not is_noun_open or is_behind_comma):
            self.phrases.pointing(unit, opened)
            return
        is_of_person = unit.key not in ("that", "which")
        is_thing = last is not None and last.is_single_thing
        if (
            last is None
            or not last.words
            or last.sort is Sort.SPEECH
            or (is_thing and is_of_person)
        ):
            raise Unreadable(f"{unit.key!r} behind nothing")
        cursor.place += 1
        if not self._undoes_cleft(opened, last, is_that=unit.key == "that"):
            self._describe(opened, last, is_aside=is_behind_comma)

    def _undoes_cleft(self, opened: OpenClause, last: Part, *, is_that: bool) -> bool:
        """ "It is Ann who says" is "Ann says"."""
        dummy = next(
            (p for p in opened.parts if p.whole() == ("it",) and not p.is_after_verb), None
        )
        if not opened.is_equation or opened.verb is None or dummy is None or not last.is_after_verb:
            return False
        opened.parts.remove(dummy)
        opened.tense_of_cleft = opened.verb.tense
        if opened.verb.around or (last.opening and not is_that):
            raise Unreadable("'it is' with more than that")
        opened.verb, opened.is_equation = None, False
        for part in opened.parts:
            part.is_after_verb = part.is_right_after_verb = False
        last.is_open = False
        return True

    def _describe(
        self, opened: OpenClause, noun: Part, *, is_reduced: bool = False, is_aside: bool = False
    ) -> None:
        """A clause that describes the noun before it."""
        noun.settle()
        inner = OpenClause(self.words, Mode.DESCRIBING)
        self._fill(inner)
        if inner.verb is None:
            raise Unreadable("a describing clause without a verb")
        is_loose = noun.is_single_thing and not is_reduced
        named = described(opened, noun) if is_aside else noun
        name = tuple(named.words) if is_aside or is_loose else (GAP,)
        clause = with_gap_filled(inner, name, is_reduced=is_reduced)
        if is_loose:
            self.clauses.extend([replace(clause, is_loose=True), *inner.later])
        elif is_aside and (inner.later or not becomes_aside(opened, inner)):
            opened.later.extend([clause, *inner.later])
        elif not is_aside:
            if noun.words[0] == THE:  # "the posts that …" are "posts that …"
                del noun.words[0]
            noun.words.extend([clause, *inner.later])
            noun.ends_in_noun = True
