"""Words that a pattern can read along two paths, again and again: the cause of all slow searches.

A backtracking engine tries path by path. The paths through an automaton are bounded by a polynomial
in the length of the text exactly where no such word exists for one state twice (exponential) or for
two states in a row (polynomial), and the search for the beginning of a match is itself a state that
reads anything: that "a+b" is searched in quadratic time in a row of a's follows from it.
Source: Weber & Seidl 1991, doi:10.1016/0304-3975(91)90381-B, criteria EDA and IDA; Weideman et al.
2016, doi:10.1007/978-3-319-40946-7_27, who apply them to engines that backtrack.

Where a match may end for certain, nothing is tried again: the search goes on behind that place.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from tests.support.patterns.automaton import Automaton, Gap, one_of_each

SEARCH = -1  # the state of looking for a beginning


class Use(NamedTuple):
    """How a pattern meets a text: looked for anywhere in it, or held against all of it."""

    is_searched: bool
    is_whole: bool


SEARCHED, MATCHED, WHOLE = Use(True, False), Use(False, False), Use(False, True)


def slow_word(states: Automaton, use: Use = SEARCHED) -> str | None:
    """A word whose repetition makes a match slower than linear in its length; None: there is none."""
    return _Paths(states, use).slow_word()


def attacks(states: Automaton) -> Iterator[tuple[str, str]]:
    """A beginning and a word to repeat after it, for each loop of the pattern.

    A pattern without loops: the beginning of what it matches, again and again.
    """
    loops = _loops(states)
    for number in sorted(set(loops.values())):
        place = min(p for p in loops if loops[p] == number)
        yield _shortest(states, SEARCH, place) or "", _shortest(states, place, place) or ""
    if not loops and states.ends:
        yield "", (_shortest(states, SEARCH, states.ends[0][0]) or "")[:-1]


def _after(states: Automaton, place: int) -> tuple[tuple[int, Gap], ...]:
    return states.begins if place == SEARCH else states.follows[place]


def _loops(states: Automaton) -> dict[int, int]:
    """The number of the loop that a position is in; positions in no loop are left out."""
    n = len(states.reads)
    edges = [(p, q) for p, after in enumerate(states.follows) for q, _ in after]
    rows, columns = zip(*edges, strict=True) if edges else ((), ())
    graph = csr_matrix((np.ones(len(edges), np.int8), (rows, columns)), shape=(n, n))
    numbers = connected_components(graph, connection="strong")[1].tolist()
    sizes = Counter(numbers)
    to_itself = {p for p, q in edges if p == q}
    return {p: k for p, k in enumerate(numbers) if sizes[k] > 1 or p in to_itself}


class _Paths:
    """Looks for the words that two paths read. A path: the position after each letter."""

    def __init__(self, states: Automaton, use: Use) -> None:
        self._states, self._use = states, use
        self._loops = _loops(states)
        self._ways: list[dict[str, list[tuple[int, Gap]]]] = [
            _by_letter(states, place) for place in range(len(states.reads))
        ]
        self._ways.append(_by_letter(states, SEARCH))  # as [SEARCH], the last
        self._ends: dict[int, list[Gap]] = {}
        for place, gap in () if use.is_whole else states.ends:
            if all(condition.is_certain for condition in gap):
                doubtful = tuple(condition for condition in gap if not condition.comes_about)
                self._ends.setdefault(place, []).append(doubtful)

    def slow_word(self) -> str | None:
        for later in sorted(self._states.endless & set(self._loops)):
            before = self._before(later)
            letters = self._letters_of(later, before)
            earlier = [SEARCH] if self._use.is_searched else []
            earlier += sorted(p for p in self._loops if p in before and p != later)
            for state in earlier:
                if word := self._word_of_both(state, later, before, letters):
                    return word
        return next((word for p in self._loops if (word := self._word_twice(p))), None)

    def _before(self, place: int) -> set[int]:
        """The positions that lead to this one, and the search."""
        backwards: dict[int, list[int]] = {}
        for p, after in enumerate(self._states.follows):
            for q, _ in after:
                backwards.setdefault(q, []).append(p)
        waiting, seen = [place], {SEARCH, place}
        while waiting:
            for p in backwards.get(waiting.pop(), ()):
                if p not in seen:
                    seen.add(p)
                    waiting.append(p)
        return seen

    def _steps(self, place: int, last: str, letter: str) -> list[int]:
        """Where reading a letter leads, once for each way; from SEARCH also to itself."""
        return [SEARCH] * (place == SEARCH) + [
            after
            for after, gap in self._ways[place].get(letter, ())
            if all(condition.holds(last, letter) for condition in gap)
        ]

    def _inside(self, place: int, last: str, letter: str) -> list[int]:
        """Where a letter leads within the same loop, from where no match may end instead."""
        if place == SEARCH:
            return [SEARCH]
        steps = self._steps(place, last, letter)
        ends_here = (all(c.holds(last, letter) for c in gap) for gap in self._ends.get(place, ()))
        if any(ends_here) or any(() in self._ends.get(p, ()) for p in steps):
            return []
        loop = self._loops[place]
        return [p for p in steps if self._loops.get(p) == loop]

    def _letters_of(self, place: int, before: set[int]) -> tuple[str, ...]:
        """The letters of a loop, one of those that everything on the way to it treats alike."""
        loop = self._loops[place]
        loop_reads = [self._states.reads[p] for p in self._loops if self._loops[p] == loop]
        sets = [self._states.reads[p] for p in before if p != SEARCH]
        every = sorted(frozenset().union(*loop_reads))
        return one_of_each(every, [*sets, *self._states.told_apart])

    def _word_of_both(
        self, earlier: int, later: int, before: set[int], letters: tuple[str, ...]
    ) -> str | None:
        """A word that leads from `earlier` to itself and to `later`, and from this to itself."""
        for start in (c for c in letters if c in self._states.reads[later]):
            if earlier != SEARCH and start not in self._states.reads[earlier]:
                continue
            waiting = deque([((earlier, earlier, later), start, "")])
            seen = {((earlier, earlier, later), start)}
            while waiting:
                (stays, moves, loops), last, word = waiting.popleft()
                for letter in letters:
                    if not (again := self._inside(loops, last, letter)):
                        continue
                    on = [p for p in self._steps(moves, last, letter) if p in before]
                    for triple in product(self._inside(stays, last, letter), on, again):
                        if triple == (earlier, later, later) and letter == start:
                            return word + letter
                        if (triple, letter) not in seen:
                            seen.add((triple, letter))
                            waiting.append((triple, letter, word + letter))
        return None

    def _word_twice(self, place: int) -> str | None:
        """A word that leads from a position to itself along two ways."""
        letters = self._letters_of(place, self._before(place))
        for start in (c for c in letters if c in self._states.reads[place]):
            waiting = deque([((place, place, False), start, "")])
            seen = {((place, place, False), start)}
            while waiting:
                (left, right, is_apart), last, word = waiting.popleft()
                for letter in letters:
                    ways = enumerate(self._inside(left, last, letter))
                    others = list(enumerate(self._inside(right, last, letter)))
                    for (i, a), (j, b) in product(ways, others):
                        pair = (a, b, is_apart or a != b or (left == right and i != j))
                        if pair == (place, place, True) and letter == start:
                            return word + letter
                        if (pair, letter) not in seen:
                            seen.add((pair, letter))
                            waiting.append((pair, letter, word + letter))
        return None


def _by_letter(states: Automaton, place: int) -> dict[str, list[tuple[int, Gap]]]:
    ways: dict[str, list[tuple[int, Gap]]] = {}
    for after, gap in _after(states, place):
        for letter in states.reads[after]:
            ways.setdefault(letter, []).append((after, gap))
    return ways


def _shortest(states: Automaton, start: int, end: int) -> str | None:
    """The shortest word that leads from one place to another, gaps left out of account."""
    waiting, seen = deque([(start, "")]), {start}
    while waiting:
        place, word = waiting.popleft()
        for after, _ in _after(states, place):
            letters = sorted(states.reads[after])
            if letters and after == end:
                return word + letters[0]
            if letters and after not in seen:
                seen.add(after)
                waiting.append((after, word + letters[0]))
    return None
