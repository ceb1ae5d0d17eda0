"""Reads a sentence's units into clauses, by what its few joining words say.

It knows no grammar beyond that of plain news prose: the subject before the verb, or behind it where
there is only one noun; a preposition before what it governs; a clause after "that" and "which".
What it cannot read it refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from uproar.tell.rewording.clauses import Clause, Phrase, Role, Verb, Word
from uproar.tell.rewording.parts import GAP, Mode, OpenClause, Part, Sort
from uproar.tell.rewording.units import Kind, Unit, Unreadable, units_of
from uproar.tell.rewording.vocabulary import Vocabulary

_ENDS = frozenset(".;–—")
_COMMAS = frozenset(",()")
_VERBS = (Kind.VERB, Kind.BE, Kind.HAVE, Kind.DO, Kind.MODAL)
_BEFORE_NOUN = (Kind.DEFINITE, Kind.INDEFINITE, Kind.POSSESSIVE, Kind.OF_IT, Kind.PREPOSITION)
_NOMINAL = (Kind.NOUN, Kind.SLOT, Kind.SPEECH, Kind.DEFINITE, Kind.INDEFINITE, Kind.POSSESSIVE,
            Kind.POINTING, Kind.PRONOUN, Kind.FREE_RELATIVE)  # fmt: skip


def read(text: str, words: Vocabulary) -> tuple[Clause, ...]:
    """The clauses of a sentence; those that describe a single named thing are clauses of their own.

    Raises Unreadable.
    """
    return tuple(_Reader(units_of(text, words), words).sentence())


class _Reader:
    def __init__(self, units: Sequence[Unit], words: Vocabulary) -> None:
        self.units = units
        self.words = words
        self.place = 0
        self.clauses: list[Clause] = []
        self.negation: list[Word] = []  # "not", to go with the phrase that comes
        self.noun: Part | None = None  # the last one without a preposition, in the clause before
        self.subject: tuple[Word, ...] = ()  # of the clause before
        self.verb_end = 0  # where the last verb ended

    # --- looking around

    def _at(self, index: int) -> Unit | None:
        return self.units[index] if 0 <= index < len(self.units) else None

    def _is(self, index: int, *kinds: Kind) -> bool:
        unit = self._at(index)
        return unit is not None and unit.kind in kinds

    def _is_mark(self, index: int, marks: frozenset[str]) -> bool:
        unit = self._at(index)
        return unit is not None and unit.kind is Kind.MARK and unit.key in marks

    def _is_listed(self, index: int, name: str) -> bool:
        unit = self._at(index)
        return unit is not None and unit.key in self.words.joining[name]

    def _is_verb(self, index: int) -> bool:
        """Whether a verb in a form that can make a clause stands here, and not a noun."""
        unit = self._at(index)
        if unit is None or unit.kind not in _VERBS:
            return False
        if unit.kind is not Kind.VERB:
            return not (self._is_listed(index - 1, "infinitive"))
        if self._is(index - 1, *_BEFORE_NOUN) or self._is_listed(index - 1, "before_noun"):
            return False
        is_noun_too = unit.forms <= {"base", "with_he"} and unit.slot is None
        is_noun = self._is_listed(index + 1, "genitive") or self._is(index + 1, *_VERBS)
        return not (is_noun_too and is_noun)

    def _verb_until(self, start: int, marks: frozenset[str], *, stops_at_and: bool = False) -> bool:
        index = start
        while index < len(self.units) and not self._is_mark(index, marks):
            if stops_at_and and self._is(index, Kind.AND):
                break
            if self._is_verb(index):
                return True
            index += 1
        return False

    def _verb_is_next(self, index: int) -> bool:
        while self._is(index, Kind.ADVERB, Kind.NOT):
            index += 1
        return self._is_verb(index)

    # --- sentences and clauses

    def sentence(self) -> list[Clause]:
        elided: tuple[Word, ...] = ()
        while self.place < len(self.units):
            if self._is_mark(self.place, _ENDS | _COMMAS | {":"}):
                self.place += 1
                continue
            before = self.place
            opened = OpenClause(sense_of=self.words.sense, subject=elided)
            self._fill(opened)
            self._finish(opened)
            elided = ()
            if self._is(self.place, Kind.AND):
                self.place += 1
                elided = self.subject if self._verb_is_next(self.place) else ()
            elif self.place == before:
                raise Unreadable("an order of words that cannot be read")
        if self.negation:
            raise Unreadable("a negation of nothing")
        return self.clauses

    def _finish(self, opened: OpenClause) -> None:
        nouns = opened.nouns()
        clause = self._resolved(opened)
        self.clauses.append(clause)
        self.clauses.extend(opened.later)
        self.noun = nouns[-1] if nouns else None
        last = opened.later[-1] if opened.later else clause
        subjects = last.of(Role.SUBJECT) or last.of(Role.EQUAL) or last.of(Role.OBJECT)
        self.subject = subjects[0].words if subjects else ()

    def _resolved(self, opened: OpenClause) -> Clause:
        """The clause with "it" and "they" in the words of what they stand for, where that is sure."""
        for part in opened.parts:
            if self.noun is not None and len(part.words) == 1 and part.words[0] in ("it", "they", "them"):
                if (part.words[0] == "it") == self.noun.is_single_thing:
                    part.words = list(self.noun.words)
        return opened.closed()

    def _fill(self, opened: OpenClause) -> None:
        """Read on to where the clause ends."""
        steps = {
            Kind.MARK: self._mark, Kind.AND: self._and, Kind.RELATIVE: self._relative,
            Kind.FREE_RELATIVE: self._free, Kind.SUBORDINATE: self._dependent, Kind.NOT: self._not,
            Kind.PREPOSITION: self._preposition, Kind.ADVERB: self._adverb, Kind.GLUE: self._glue,
            Kind.DEFINITE: self._determiner, Kind.INDEFINITE: self._determiner,
            Kind.POSSESSIVE: self._determiner, Kind.POINTING: self._pointing, Kind.OF_IT: self._of_it,
            Kind.PRONOUN: self._pronoun, Kind.EXISTENTIAL: self._existential, Kind.AS_SAID: self._as,
            Kind.SPEECH: self._speech, Kind.SLOT: self._noun, Kind.NOUN: self._noun,
        }  # fmt: skip
        while (unit := self._at(self.place)) is not None and not opened.is_over:
            if self._is_verb(self.place):
                if opened.mode is not Mode.MAIN and opened.verb is not None and not self._is_of_time(opened):
                    return
                self._verb(opened)
                continue
            if opened.mode is not Mode.MAIN and opened.verb and self._ends_nested(opened):
                return
            step = steps.get(unit.kind, self._noun)
            step(unit, opened)

    def _ends_nested(self, opened: OpenClause) -> bool:
        if self._is_mark(self.place, _ENDS | _COMMAS | {":"}):
            return True
        return self._is(self.place, Kind.AND) and not (
            self._is(self.place + 1, Kind.NOUN) and opened.last is not None
        )

    # --- marks and joins

    def _mark(self, unit: Unit, opened: OpenClause) -> None:
        if unit.key in _ENDS:
            opened.is_over = True
            return
        last = opened.parts[-1] if opened.parts else None
        if last is not None:
            last.is_open = False
            last.is_before_comma = self.place != self.verb_end
        if unit.key == ":":
            is_speech = self._is(self.place + 1, Kind.SPEECH) or (
                last is not None and last.sort is Sort.SPEECH
            )
            if not is_speech or self._is_speech_of_another(opened):
                if self._verb_until(self.place + 1, _ENDS):
                    opened.is_over = opened.mode is Mode.MAIN
                    self.place += not opened.is_over
                    return
                if opened.verb is None and opened.parts:
                    opened.verb, opened.is_equation = Verb("be", "present"), True
        self.place += 1

    def _is_speech_of_another(self, opened: OpenClause) -> bool:
        """ "There is news: …, Ann wrote": what stands behind the colon is said there."""
        following = self._at(self.place + 2)
        is_end = following is None or following.is_capital
        return opened.verb is not None and not is_end and self._verb_until(self.place + 2, _ENDS)

    def _and(self, unit: Unit, opened: OpenClause) -> None:
        is_behind_comma = self._is_mark(self.place - 1, _COMMAS)
        if self._verb_is_next(self.place + 1):
            if opened.mode is not Mode.MAIN:
                raise Unreadable("an 'and' that cannot be read")
            opened.is_over = True
            return
        if is_behind_comma and opened.verb is None:
            raise Unreadable("a list that cannot be read")
        goes_on = self._verb_until(self.place + 1, _ENDS | {":"}, stops_at_and=True)
        if is_behind_comma or (opened.verb is not None and goes_on):
            opened.is_over = True
            return
        last = opened.last
        if last is None or not last.words or not self._is(self.place + 1, *_NOMINAL):
            raise Unreadable("an 'and' that cannot be read")
        last.settle()
        last.words.append("and")
        last.ends_in_noun, last.wants_noun = False, True
        self.place += 1

    def _not(self, unit: Unit, opened: OpenClause) -> None:
        if self._verb_is_next(self.place + 1):
            raise Unreadable("a negation that cannot be read")
        self.negation.append("not")
        self.place += 1

    # --- phrases

    def _new(self, opened: OpenClause, sort: Sort = Sort.NOUN, opening: str = "") -> Part:
        if opened.parts:
            opened.parts[-1].is_open = False
        part = Part(sort, opening, is_after_verb=opened.verb is not None)
        part.words.extend(self.negation)
        self.negation = []
        if opened.parts:
            part.is_after_comma = self._is_mark(self.place - 1, _COMMAS)
            is_behind_speech = opened.parts[-1].sort is Sort.SPEECH
            part.is_after_colon = not is_behind_speech and self._is_mark(self.place - 1, frozenset(":"))
        opened.parts.append(part)
        return part

    def _current(self, opened: OpenClause, *, is_new_noun: bool = False) -> Part:
        """The phrase that takes a noun: the one being read, or a new one."""
        last = opened.last
        if last is None or last.is_after_verb != (opened.verb is not None):
            return self._new(opened)
        if is_new_noun and last.words and not last.wants_noun and last.words[-1] != "of":
            return self._new(opened)
        return last

    def _noun(self, unit: Unit, opened: OpenClause) -> None:
        if self._takes_particle(unit, opened):
            return
        last = opened.last
        is_slot = unit.kind is Kind.SLOT
        part = self._current(opened, is_new_noun=is_slot and last is not None and last.ends_in_noun)
        part.words.append(unit.key)
        is_before_noun = unit.key in self.words.joining["before_noun"]
        part.ends_in_noun = not is_slot and not is_before_noun
        part.wants_noun = is_before_noun
        if is_slot and part.owner:
            part.ends_in_noun = True
        self.place += 1

    def _takes_particle(self, unit: Unit, opened: OpenClause) -> bool:
        """ "Took the line up": the verb was "take up"."""
        verb = opened.verb
        if verb is None or unit.key not in self.words.joining["particles"]:
            return False
        whole = f"{verb.sense} {unit.key}"
        if whole not in self.words.with_particle:
            return False
        opened.verb = replace(verb, sense=whole)
        if opened.last is not None:
            opened.last.is_open = False
        self.place += 1
        self.verb_end = self.place
        return True

    def _determiner(self, unit: Unit, opened: OpenClause) -> None:
        part = self._current(opened, is_new_noun=True)
        if unit.kind is not Kind.DEFINITE:
            part.words.append("a" if unit.kind is Kind.INDEFINITE else unit.key)
        part.wants_noun, part.ends_in_noun = True, False
        self.place += 1
        if not (self._is(self.place, Kind.NOUN, Kind.SLOT, Kind.VERB, Kind.ADVERB)):
            raise Unreadable(f"{unit.key!r} before nothing")

    def _pointing(self, unit: Unit, opened: OpenClause) -> None:
        """ "That line" is "the line"; "this:" stands alone."""
        following = self._at(self.place + 1)
        if self._is(self.place + 1, Kind.NOUN, Kind.SLOT) and not _is_measure(following):
            part = self._current(opened, is_new_noun=True)
            part.wants_noun, part.ends_in_noun = True, False
            self.place += 1
            return
        self._pronoun(unit, opened)
        opened.parts[-1].is_open = opened.parts[-1].ends_in_noun = True  # "those who"

    def _pronoun(self, unit: Unit, opened: OpenClause) -> None:
        last = opened.last
        is_governed = last is not None and (not last.words or last.words[-1] in ("and", "of"))
        part = last if last is not None and is_governed else self._new(opened)
        part.words.append(unit.key)
        part.is_open = False
        self.place += 1

    def _of_it(self, unit: Unit, opened: OpenClause) -> None:
        last = opened.last
        if last is None or not last.words:
            raise Unreadable("'’s' behind nothing")
        last.settle()
        start = max((i + 1 for i, w in enumerate(last.words) if w in ("of", "and")), default=0)
        last.owner, last.words[start:] = last.words[start:], []
        last.wants_noun, last.ends_in_noun = True, False
        self.place += 1

    def _glue(self, unit: Unit, opened: OpenClause) -> None:
        last = opened.last
        if last is None or not last.words:
            raise Unreadable(f"{unit.key!r} behind nothing")
        last.words.append(unit.key)
        last.ends_in_noun, last.wants_noun = False, True
        self.place += 1

    def _speech(self, unit: Unit, opened: OpenClause) -> None:
        last = opened.last
        if last is not None and last.opening and not last.words:
            last.words.append(unit.key)
            last.is_open = False
        else:
            part = self._new(opened, Sort.SPEECH)
            part.words.append(unit.key)
            part.is_open = False
        self.place += 1
        following = self._at(self.place)
        opened.is_over = following is not None and following.is_capital

    def _adverb(self, unit: Unit, opened: OpenClause) -> None:
        last = opened.last
        is_before_noun = unit.key in self.words.joining["before_noun"]
        if is_before_noun and last is not None and last.wants_noun and self._is(self.place + 1, *_NOMINAL):
            self._noun(unit, opened)
            return
        if last is not None and self._is_measured(last):
            last.sort = Sort.AROUND
            last.words.append(unit.key)
            last.is_open = False
        else:
            part = self._new(opened, Sort.AROUND)
            part.words.append(unit.key)
            part.is_open = False
        self.place += 1

    def _is_measured(self, part: Part) -> bool:
        """Whether the phrase is only a measure, just read: what comes is so far before or into."""
        return not part.opening and len(part.words) == 1 and _is_measure(self._at(self.place - 1))

    def _preposition(self, unit: Unit, opened: OpenClause) -> None:
        last = opened.last
        if self._is_listed(self.place, "infinitive") and self._reads_infinitive(opened):
            return
        if self._takes_particle(unit, opened):
            return
        if unit.key in self.words.joining["genitive"] and last is not None and last.words:
            last.settle()
            last.words.append(unit.key)
            last.ends_in_noun, last.wants_noun = False, True
        elif last is not None and self._is_measured(last):
            last.sort, last.opening, last.measure = Sort.AROUND, unit.key, str(last.words.pop())
            last.wants_noun = True
        else:
            self._new(opened, Sort.AROUND, unit.key).wants_noun = True
        self.place += 1

    def _reads_infinitive(self, opened: OpenClause) -> bool:
        """ "To tell", "to be quoted": words of the phrase before, as they stand."""
        index, read_words = self.place + 1, ["to"]
        while self._is(index, Kind.BE, Kind.VERB):
            unit = self.units[index]
            is_fit = unit.kind is Kind.BE or "base" in unit.forms or read_words[-1] == "be"
            if not is_fit:
                break
            read_words.append(unit.key)
            index += 1
            if unit.kind is Kind.VERB:
                break
        if len(read_words) == 1:
            return False
        part = opened.last or self._new(opened)
        part.words.extend(read_words)
        part.ends_in_noun, part.wants_noun = True, False
        self.place = index
        return True

    # --- verbs

    def _is_of_time(self, opened: OpenClause) -> bool:
        last = opened.last
        return (
            last is not None
            and last.opening in self.words.joining["of_time"]
            and bool(last.words)
            and not self._is_mark(self.place - 1, _COMMAS)
        )

    def _verb(self, opened: OpenClause) -> None:
        last = opened.last
        if self._is_of_time(opened) and last is not None:
            verb, *_ = self._verb_group(opened)
            last.words.extend(map(str, (verb.sense, verb.tense, *verb.around)))
            last.is_open = False
            return
        if opened.verb is not None:
            raise Unreadable("two verbs in one clause")
        unit = self.units[self.place]
        is_participle = bool({"past", "participle"} & unit.forms)
        if is_participle and last is not None and self._is_listed(self.place + 1, "agent"):
            if self._verb_until(self.place + 1, _ENDS | _COMMAS | {":"}):
                self._describe(opened, last, is_reduced=True)
                return
        if self.negation:
            raise Unreadable("a negation that cannot be read")
        verb, is_passive, may_be, is_equation = self._verb_group(opened)
        if opened.last is not None:
            opened.last.is_open = False
        self.verb_end = self.place
        opened.verb, opened.is_passive, opened.may_be_passive = verb, is_passive, may_be
        opened.is_equation = is_equation or opened.exists

    def _verb_group(self, opened: OpenClause) -> tuple[Verb, bool, bool, bool]:
        """The verb; whether it is passive, may be so, or says that two things are one."""
        around: list[str] = []
        adverbs: list[Unit] = []
        helpers: list[Unit] = []
        while True:
            unit = self._at(self.place)
            if unit is None:
                break
            if unit.kind in (Kind.BE, Kind.HAVE, Kind.DO):
                helpers.append(unit)
            elif unit.kind in (Kind.MODAL, Kind.NOT):
                around.append(unit.key)
            elif unit.kind is Kind.ADVERB and self._main_follows(helpers):
                adverbs.append(unit)
            else:
                break
            self.place += 1
        main = self._main(helpers)
        for adverb in adverbs:
            part = self._new(opened, Sort.AROUND)
            part.words.append(adverb.key)
            part.is_open = False
        return self._described_verb(main, helpers, around)

    def _main_follows(self, helpers: list[Unit]) -> bool:
        return bool(helpers) and self._is(self.place + 1, Kind.VERB)

    def _main(self, helpers: list[Unit]) -> Unit | None:
        unit = self._at(self.place)
        if unit is None or unit.kind is not Kind.VERB:
            return None
        helper = helpers[-1].kind if helpers else None
        fitting = {
            None: {"base", "with_he", "past", "participle"},
            Kind.BE: {"participle", "past", "with_ing"},
            Kind.HAVE: {"participle", "past"},
            Kind.DO: {"base"},
        }[helper]
        if not unit.forms & fitting:
            return None
        self.place += 1
        return unit

    def _described_verb(
        self, main: Unit | None, helpers: list[Unit], around: list[str]
    ) -> tuple[Verb, bool, bool, bool]:
        if main is None and not helpers:
            raise Unreadable("a verb that cannot be read")
        tense = self._tense(main, helpers)
        if main is None:
            last = helpers[-1]
            sense = {Kind.BE: "be", Kind.HAVE: self.words.sense("have"), Kind.DO: "do"}[last.kind]
            return Verb(sense, tense, tuple(around)), False, False, last.kind is Kind.BE
        sense = main.key
        following = self._at(self.place)
        if following is not None and f"{sense} {following.key}" in self.words.with_particle:
            sense = f"{sense} {following.key}"
            self.place += 1
        is_ing = "with_ing" in main.forms
        is_passive = bool(helpers) and helpers[-1].kind is Kind.BE and not is_ing
        is_finite_too = "base" in main.forms and "past" not in main.forms  # "come"
        may_be = not helpers and not around and "participle" in main.forms and not is_finite_too
        return Verb(sense, tense, tuple(around)), is_passive, may_be, False

    def _tense(self, main: Unit | None, helpers: list[Unit]) -> str:
        names = self.words.joining
        if not helpers:
            assert main is not None
            is_past = main.slot is not None or not main.forms & {"base", "with_he"}
            return "past" if is_past else "present"
        first = helpers[0]
        is_past = first.key in names["be_past"] | names["have_past"] | names["do_past"]
        is_ing = (main is not None and "with_ing" in main.forms) or helpers[-1].key == "being"
        is_perfect = first.kind is Kind.HAVE and (main is not None or len(helpers) > 1)
        if is_ing:
            return "going on, past" if is_past else "going on"
        if is_perfect:
            return "perfect, past" if is_past else "perfect"
        return "past" if is_past else "present"

    # --- clauses in clauses

    def _existential(self, unit: Unit, opened: OpenClause) -> None:
        if not self._is(self.place + 1, Kind.BE):
            self._adverb(unit, opened)
            return
        opened.exists = True
        self.place += 1

    def _as(self, unit: Unit, opened: OpenClause) -> None:
        """ "As Ann wrote: …" is "Ann wrote: …"."""
        index = self.place + 1
        while index < len(self.units) and not self._is_mark(index, _ENDS | {":", ","}):
            found_verb = self.units[index]
            if found_verb.kind is Kind.VERB and self.words.sense(found_verb.key) in self.words.of_speech:
                if any(u.kind is Kind.SPEECH for u in self.units):
                    self.place += 1
                    return
            index += 1
        raise Unreadable("an 'as' that cannot be read")

    def _free(self, unit: Unit, opened: OpenClause) -> None:
        self.place += 1
        inner = OpenClause(self.words.sense, Mode.FREE)
        self._fill(inner)
        last = opened.last
        is_governed = last is not None and (not last.words or last.words[-1] == "and")
        part = last if last is not None and is_governed else self._new(opened)
        part.words.append(replace(inner.closed(), join="what"))
        part.words.extend(inner.later)
        part.ends_in_noun = True
        part.wants_noun = False

    def _dependent(self, unit: Unit, opened: OpenClause) -> None:
        part = self._new(opened, Sort.AROUND)
        part.is_open = False
        self.place += 1
        inner = OpenClause(self.words.sense, Mode.DEPENDENT, unit.key)
        self._fill(inner)
        if inner.verb is None:
            raise Unreadable(f"{unit.key!r} without a verb")
        part.words.append(inner.closed())
        part.words.extend(inner.later)

    def _relative(self, unit: Unit, opened: OpenClause) -> None:
        last = opened.parts[-1] if opened.parts else None
        is_behind_comma = self._is_mark(self.place - 1, _COMMAS)
        if last is None or not last.words or (unit.key == "that" and (is_behind_comma or not last.is_open)):
            if unit.key != "that":
                raise Unreadable(f"{unit.key!r} behind nothing")
            self._pointing(unit, opened)
            return
        if opened.last is not None and last.opening and not last.words:
            self._pointing(unit, opened)
            return
        self.place += 1
        if self._undoes_cleft(opened, last):
            return
        self._describe(opened, last, is_aside=is_behind_comma)

    def _undoes_cleft(self, opened: OpenClause, last: Part) -> bool:
        """ "It is Ann who says" is "Ann says"."""
        dummy = next((p for p in opened.parts if p.words == ["it"] and not p.is_after_verb), None)
        if not opened.is_equation or dummy is None or not last.is_after_verb:
            return False
        opened.parts.remove(dummy)
        opened.verb, opened.is_equation = None, False
        for part in opened.parts:
            part.is_after_verb = False
        last.is_open = False
        return True

    def _describe(
        self, opened: OpenClause, noun: Part, *, is_reduced: bool = False, is_aside: bool = False
    ) -> None:
        """A clause that describes the noun before it."""
        noun.settle()
        described = noun
        if is_aside and not noun.is_single_thing and noun.sort is not Sort.NOUN:
            described = next((p for p in reversed(opened.parts) if p.sort is Sort.NOUN), noun)
        inner = OpenClause(self.words.sense, Mode.DESCRIBING)
        self._fill(inner)
        if inner.verb is None:
            raise Unreadable("a describing clause without a verb")
        name = tuple(described.words) if is_aside or noun.is_single_thing else (GAP,)
        inner_clause = _with_gap(inner, name, is_reduced=is_reduced)
        if noun.is_single_thing and not is_reduced:
            self.clauses.append(replace(inner_clause, is_loose=True))
        elif is_aside:
            self._add_aside(opened, inner, inner_clause)
        else:
            noun.words.append(inner_clause)
            noun.words.extend(inner.later)
            noun.ends_in_noun = True
            return
        self.clauses.extend(inner.later)

    def _add_aside(self, opened: OpenClause, inner: OpenClause, clause: Clause) -> None:
        """ "…, which is a third," is "…, a third,"; what says more is a clause of its own."""
        others = [p for p in inner.parts if p.sort is Sort.NOUN]
        is_plain = inner.is_equation and len(inner.parts) == len(others) == 1
        holds_slot = is_plain and any(str(w).startswith("[[") for w in others[0].words)
        if holds_slot and inner.verb == Verb("be", "present"):
            aside = Part(words=list(others[0].words), is_after_comma=True, is_before_comma=True)
            aside.is_after_verb = opened.verb is not None
            aside.is_open = False
            opened.parts.append(aside)
            return
        opened.later.append(clause)


def _is_measure(unit: Unit | None) -> bool:
    """ "Five weeks", "0:12": how long before, or how far into, what comes."""
    slot = unit.slot if unit is not None else None
    return slot is not None and (slot.kind, slot.form) in (("article", "before"), ("cue", "time"))


def _with_gap(inner: OpenClause, name: tuple[Word, ...], *, is_reduced: bool) -> Clause:
    """The describing clause with what it describes in the place that it leaves empty."""
    has_subject = any(p.sort is Sort.NOUN and not p.is_after_verb for p in inner.parts)
    if not has_subject or is_reduced:
        inner.subject = name
        inner.is_passive = inner.is_passive or is_reduced
        inner.may_be_passive = inner.may_be_passive and not is_reduced and False
    clause = inner.closed()
    if not has_subject or is_reduced:
        return clause
    phrases = tuple(
        Phrase(Role.OBJECT, name) if p.words == (GAP,) and p.role is Role.OBJECT else p
        for p in clause.phrases
    )
    return replace(clause, phrases=phrases)
