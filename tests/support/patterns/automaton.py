"""A pattern as a position automaton: which atom may be read after which, and under what condition.

Source: Glushkov 1961, doi:10.1070/RM1961v016n05ABEH004112, with conditions on the gaps between
characters for what has no width. Each atom of the pattern is a position. Repeats of up to MAX_COPIES
are written out, larger ones count as endless. Groups that look ahead for more than a character are
branches that end nowhere: the engine reads them, and nothing follows. What looks behind for more
than a character may hold or not.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import chain, product
from re import _constants as ops  # type: ignore[attr-defined]  # private, the same from 3.11 to 3.14
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import regex

MAX_COPIES = 40  # of a repeat that is written out
MAX_FINITE = 500  # a repeat of more counts as endless; one of less costs a text that many times
ENGINES: dict[str, Any] = {"re": re, "regex": regex}
_PLACEHOLDER = 0xF0000  # a private plane: no pattern has its letters
_CLASS = re.compile(r"\\[wWdDsShH]|\\[pP](?:\{[^}]*\}|.)")


class Condition(NamedTuple):
    """What must hold between the letter read last and the next; None: the text begins or ends.

    `is_certain`: it is known to hold where `holds` says so; otherwise it only may. `comes_about`:
    it is sure to hold in the end, as where a repeat goes on as long as it can.
    """

    holds: Callable[[str | None, str | None], bool]
    is_certain: bool = True
    comes_about: bool = False


Gap = tuple[Condition, ...]


class Piece(NamedTuple):
    """A part of a pattern: the positions it may begin and end with, and the gaps it may be empty by."""

    first: list[tuple[int, Gap]]
    last: list[tuple[int, Gap]]
    empty: list[Gap]


class Automaton(NamedTuple):
    """Positions of a pattern. `reads`: the letters that each may read, of `letters` at hand.

    `follows`: after each position, which may come, with the gap between. `begins`: the positions
    that a match may begin with. `ends`: those that it may end with. `endless`: those that stand in
    a repeat of more than MAX_FINITE. `told_apart`: sets of letters that conditions look at.
    """

    letters: tuple[str, ...]
    reads: tuple[frozenset[str], ...]
    follows: tuple[tuple[tuple[int, Gap], ...], ...]
    begins: tuple[tuple[int, Gap], ...]
    ends: tuple[tuple[int, Gap], ...]
    endless: frozenset[int]
    told_apart: tuple[frozenset[str], ...]


def automaton(pattern: str, flags: int, engine: str) -> Automaton:
    """The automaton of a pattern of `re` or `regex`."""
    return _Builder(pattern, flags, engine).build()


def has_loop(pattern: str, flags: int, engine: str) -> bool:
    """Whether a pattern repeats anything more than MAX_COPIES times; otherwise it has a width."""
    tree = _Builder(pattern, flags, engine).tree
    return any(_is_endless(op, value) for op, value in _all_nodes(tree))


def gives_groups_back(pattern: str, flags: int, engine: str) -> bool:
    """Whether a group repeats without end and gives back what it read, turn by turn.

    `regex` notes each place where that was tried, in a list that it searches: quadratic, however
    few paths there are.
    """
    tree = _Builder(pattern, flags, engine).tree
    return any(
        _is_endless(op, value) and op is not ops.POSSESSIVE_REPEAT and not _is_narrow(value[2])
        for op, value in _all_nodes(tree)
    )


def _is_narrow(tree: Any) -> bool:
    return len(tree) == 1 and tree[0][0] in (*_ATOMS, ops.GROUPREF)


def _is_endless(op: Any, value: Any) -> bool:
    return op in _REPEATS and (value[1] is ops.MAXREPEAT or value[1] > MAX_COPIES)


_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


def _all_nodes(tree: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    for op, value in tree:
        yield op, value
        for part in _parts(op, value):
            yield from _all_nodes(part)


def _parts(op: Any, value: Any) -> list[Any]:
    if op in _REPEATS:
        return [value[2]]
    if op is ops.SUBPATTERN:
        return [value[3]]
    if op is ops.BRANCH:
        return list(value[1])
    if op is ops.ATOMIC_GROUP:
        return [value]
    return [value[1]] if op in (ops.ASSERT, ops.ASSERT_NOT) else []


@cache
def sample() -> tuple[str, ...]:
    """Letters of every category and every block of 128 code points, one each, ASCII in full.

    Beyond the alphabets every sixteenth is looked at.
    """
    seen: dict[tuple[str, int], str] = {}
    for code in (*range(0x3000), *range(0x3000, sys.maxunicode, 16)):
        category = unicodedata.category(chr(code))
        if category not in ("Cn", "Co", "Cs"):
            seen.setdefault((category, code if code < 128 else 128 + (code >> 7)), chr(code))
    return tuple(seen.values())


def one_of_each(letters: Iterable[str], sets: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """The first of all letters that the same of these sets hold, in the order of the letters."""
    kinds: dict[str, list[int]] = {letter: [] for letter in letters}
    for number, members in enumerate(set(sets)):
        for letter in members:
            if letter in kinds:
                kinds[letter].append(number)
    alike: dict[tuple[int, ...], str] = {}
    for letter, kind in kinds.items():
        alike.setdefault(tuple(kind), letter)
    return tuple(alike.values())


@cache
def _members(source: str, flags: int, engine: str, letters: tuple[str, ...]) -> frozenset[str]:
    """The letters that a class of the pattern reads."""
    flags &= ~re.VERBOSE
    matches = ENGINES[engine].compile(source, flags).fullmatch
    return frozenset(letter for letter in letters if matches(letter))


class _Builder:
    """Reads one pattern. `tree` is what `re` parses, each class a letter of a private plane."""

    def __init__(self, pattern: str, flags: int, engine: str) -> None:
        self.flags, self.engine = flags, engine
        self._classes: list[str] = []
        self.tree = _parser.parse(self._without_classes(pattern), flags & _PARSED_FLAGS)
        self._groups: dict[int, frozenset[str]] = {}
        self._reads: list[frozenset[str]] = []
        self._follows: list[list[tuple[int, Gap]]] = []
        self._endless: set[int] = set()
        self._told_apart: list[frozenset[str]] = []

    def build(self) -> Automaton:
        literals = {
            spelled
            for op, value in _all_nodes(self.tree)
            for letter in _literals(op, value)
            for spelled in (letter, letter.upper(), letter.lower())
            if len(spelled) == 1
        }
        self._letters = self._distinct(sorted({*sample(), *literals}))
        whole = self._sequence(self.tree)
        follows = tuple(tuple(after) for after in self._follows)
        return Automaton(
            self._letters,
            tuple(self._reads),
            follows,
            tuple(whole.first),
            tuple(whole.last),
            frozenset(self._endless),
            tuple(self._told_apart),
        )

    def _distinct(self, letters: Sequence[str]) -> tuple[str, ...]:
        """One letter for all that every atom of the pattern treats alike."""
        self._letters = tuple(letters)
        atoms = [self._atom(op, value) for op, value in _all_nodes(self.tree) if op in _ATOMS]
        words = _members(r"\w", self.flags, self.engine, self._letters)
        return one_of_each(letters, [*atoms, words, frozenset("\n")])

    def _without_classes(self, pattern: str) -> str:
        """The pattern with a private letter for each class, whose source is noted."""
        parts, place = [], 0
        while place < len(pattern):
            end = place + (2 if pattern[place] == "\\" else 1)
            if pattern[place] == "[":
                end = _end_of_class(pattern, place)
            elif match := _CLASS.match(pattern, place):
                end = match.end()
            if end - place > 2 or _CLASS.fullmatch(pattern, place, end):
                self._classes.append(pattern[place:end])
                parts.append(chr(_PLACEHOLDER + len(self._classes) - 1))
            else:
                parts.append(pattern[place:end])
            place = end
        return "".join(parts)

    def _literal(self, code: int) -> frozenset[str]:
        if _PLACEHOLDER <= code < _PLACEHOLDER + len(self._classes):
            source = self._classes[code - _PLACEHOLDER]
            return _members(source, self.flags, self.engine, self._letters)
        letter = chr(code)
        alike = {letter, letter.lower(), letter.upper()} if self.flags & re.I else {letter}
        return frozenset(alike) & frozenset(self._letters)

    def _atom(self, op: Any, value: Any) -> frozenset[str]:
        """The letters that a node of one letter's width reads."""
        if op is ops.LITERAL:
            return self._literal(value)
        if op is ops.NOT_LITERAL:
            return frozenset(self._letters) - self._literal(value)
        if op is ops.ANY:
            every = frozenset(self._letters)
            return every if self.flags & re.DOTALL else every - {"\n"}
        is_negated = bool(value) and value[0][0] is ops.NEGATE
        union: set[str] = set()
        for kind, member in value[is_negated:]:
            assert kind in (ops.LITERAL, ops.RANGE), kind
            if kind is ops.LITERAL:
                union |= self._literal(member)
            else:
                union |= {c for c in self._letters if member[0] <= ord(c) <= member[1]}
        return frozenset(self._letters) - union if is_negated else frozenset(union)

    def _position(self, reads: frozenset[str]) -> Piece:
        self._reads.append(reads)
        self._follows.append([])
        place = [(len(self._reads) - 1, ())]
        return Piece([*place], [*place], [])

    def _link(self, last: list[tuple[int, Gap]], first: list[tuple[int, Gap]]) -> None:
        for (before, left), (after, right) in product(last, first):
            self._follows[before].append((after, (*left, *right)))

    def _sequence(self, tree: Iterable[tuple[Any, Any]]) -> Piece:
        whole = Piece([], [], [()])
        for op, value in tree:
            whole = self._joined(whole, self._piece(op, value))
        return whole

    def _joined(self, left: Piece, right: Piece) -> Piece:
        self._link(left.last, right.first)
        return Piece(
            left.first + [(p, (*e, *gap)) for e in left.empty for p, gap in right.first],
            right.last + [(p, (*gap, *e)) for e in right.empty for p, gap in left.last],
            [(*a, *b) for a in left.empty for b in right.empty],
        )

    def _piece(self, op: Any, value: Any) -> Piece:
        if op in _ATOMS:
            return self._position(self._atom(op, value))
        if op is ops.SUBPATTERN:
            number, added, removed, tree = value
            assert not (added or removed)
            if number is not None and len(tree) == 1 and tree[0][0] in _ATOMS:
                self._groups[number] = self._atom(*tree[0])
            return self._sequence(tree)
        if op is ops.ATOMIC_GROUP:
            return self._sequence(value)
        if op is ops.GROUPREF:
            return self._position(self._groups[value])
        if op is ops.BRANCH:
            pieces = [self._sequence(tree) for tree in value[1]]
            return Piece(*(list(chain.from_iterable(parts)) for parts in zip(*pieces, strict=True)))
        if op in _REPEATS:
            return self._repeat(*value, is_possessive=op is ops.POSSESSIVE_REPEAT)
        if op is ops.AT:
            return Piece([], [], [(self._anchor(value),)])
        assert op in (ops.ASSERT, ops.ASSERT_NOT), op
        return self._looking(*value, is_wanted=op is ops.ASSERT)

    def _repeat(self, least: int, most: Any, tree: Any, *, is_possessive: bool) -> Piece:
        is_endless = most is ops.MAXREPEAT or most > MAX_COPIES
        least = min(least, MAX_COPIES)
        whole, first_position = Piece([], [], [()]), len(self._reads)
        for _ in range(max(least, 1) if is_endless else least):
            copy = self._sequence(tree)
            whole = self._joined(whole, copy)
        if is_endless:
            self._link(copy.last, copy.first)
            if most is ops.MAXREPEAT or most > MAX_FINITE:
                self._endless.update(range(first_position, len(self._reads)))
            if least == 0:
                whole = whole._replace(empty=[(), *whole.empty])
        elif most > least:
            rest = Piece([], [], [()])
            for _ in range(most - least):
                rest = self._joined(self._sequence(tree), rest)
                rest = rest._replace(empty=[()])
            whole = self._joined(whole, rest)
        if is_possessive and is_endless and self._is_whole_after_first(copy):
            whole = self._left_only_at_the_end(whole, copy)
        return whole

    def _is_whole_after_first(self, copy: Piece) -> bool:
        """Whether a repeat has matched as soon as its first letter is read."""
        ending = {place for place, gap in copy.last if not gap}
        return all(place in ending and not gap for place, gap in copy.first)

    def _left_only_at_the_end(self, whole: Piece, copy: Piece) -> Piece:
        """A repeat that gives nothing back: it is left where its first letter cannot come."""
        again = frozenset().union(*(self._reads[place] for place, _ in copy.first))
        self._told_apart.append(again)
        gap: Gap = (Condition(lambda _, coming: coming not in again, comes_about=True),)
        return Piece(
            whole.first,
            [(place, (*before, *gap)) for place, before in whole.last],
            [(*before, *gap) for before in whole.empty],
        )

    def _looking(self, direction: int, tree: Any, *, is_wanted: bool) -> Piece:
        if len(tree) == 1 and tree[0][0] in _ATOMS:
            reads = self._atom(*tree[0])
            self._told_apart.append(reads)

            def holds(last: str | None, coming: str | None) -> bool:
                letter = last if direction < 0 else coming
                return (letter is not None and letter in reads) == is_wanted

            return Piece([], [], [(Condition(holds),)])
        if not len(tree):
            return Piece([], [], [()] if is_wanted else [])
        if direction < 0:
            endless = any(_is_endless(op, value) for op, value in _all_nodes(tree))
            assert not endless, "looks behind without end"
            return Piece([], [], [(_PERHAPS,)])
        return Piece(self._sequence(tree).first, [], [(_PERHAPS,)])

    def _anchor(self, value: Any) -> Condition:
        words = _members(r"\w", self.flags, self.engine, self._letters)
        self._told_apart += [words, frozenset("\n")]
        is_multiline = bool(self.flags & re.M)
        if value in (ops.AT_BEGINNING, ops.AT_BEGINNING_STRING):
            return Condition(lambda last, _: last is None or (is_multiline and last == "\n"))
        if value in (ops.AT_END, ops.AT_END_STRING):
            return Condition(lambda _, coming: coming is None or (is_multiline and coming == "\n"))
        assert value in (ops.AT_BOUNDARY, ops.AT_NON_BOUNDARY), value
        is_boundary = value is ops.AT_BOUNDARY
        return Condition(lambda last, coming: ((last in words) != (coming in words)) == is_boundary)


# What is not looked into.
_PERHAPS = Condition(lambda last, coming: True, is_certain=False)
_ATOMS = (ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.IN)
_PARSED_FLAGS = re.I | re.M | re.S | re.X | re.U


def _literals(op: Any, value: Any) -> list[str]:
    if op in (ops.LITERAL, ops.NOT_LITERAL):
        return [chr(value)] if value < _PLACEHOLDER else []
    if op is ops.IN:
        return [chr(v) for kind, v in value if kind is ops.LITERAL and v < _PLACEHOLDER]
    return []


def _end_of_class(pattern: str, start: int) -> int:
    """The place behind a class that begins here; classes may hold classes."""
    place = start + 1 + (pattern[start + 1] == "^")
    place += pattern[place] == "]"
    depth = 1
    while depth:
        letter = pattern[place]
        depth += (letter == "[" and pattern[place + 1] != ":") - (letter == "]")
        place += 2 if letter == "\\" else 1
    return place
