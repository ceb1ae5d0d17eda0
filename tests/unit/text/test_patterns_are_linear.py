"""Every pattern that reads posts or articles takes time linear in the text, whatever it holds.

Two proofs, because engines have costs of their own: no pattern has a word that two paths through
it can read (`tests/support/patterns`), and texts made from each pattern's own repeats are searched
by its engine within a bound that a quadratic search exceeds a hundred times.
"""

from __future__ import annotations

import re

import pytest
import regex
from tests.support.bounded import answer_of
from tests.support.patterns.ambiguity import MATCHED, SEARCHED, WHOLE, Use, slow_word
from tests.support.patterns.automaton import automaton, gives_groups_back, has_loop
from tests.support.patterns.compiled import Compiled, call_sites, compiled_patterns, methods

ATTACK_CHARS = "200000"  # at least what a post may hold


def uses(compiled: Compiled) -> tuple[Use, ...]:
    """How a pattern is used; where that is not known, in every way."""
    called = methods().get(compiled.place)
    if called is None:
        return (SEARCHED, WHOLE)
    return tuple(
        use
        for use, names in (
            (SEARCHED, called - {"match", "fullmatch"}),
            (MATCHED, called & {"match"}),
            (WHOLE, called & {"fullmatch"}),
        )
        if names
    )


def test_every_place_that_compiles_a_pattern_is_seen() -> None:
    seen = {compiled.place for compiled in compiled_patterns()}
    assert sorted(call_sites() - seen) == []


def test_no_pattern_reads_a_word_along_two_paths() -> None:
    slow = []
    for compiled in compiled_patterns():
        engine, pattern, flags = compiled.engine, compiled.pattern, compiled.flags
        if not has_loop(pattern, flags, engine):
            continue  # no match is longer than the pattern says
        states = automaton(pattern, flags, engine)
        words = [word for use in uses(compiled) if (word := slow_word(states, use))]
        slow += [f"{compiled.place}: {words[0]!r} repeated, in {pattern[:200]}"] if words else []
    assert slow == []


@pytest.mark.slow
def test_no_engine_is_held_up_by_a_text_made_for_a_pattern() -> None:
    assert answer_of("tests.support.patterns.attacked", ATTACK_CHARS) == ""


def test_groups_that_regex_repeats_give_nothing_back() -> None:
    of_regex = [c for c in compiled_patterns() if c.engine == "regex"]
    assert [c for c in of_regex if gives_groups_back(c.pattern, c.flags, c.engine)] == []


@pytest.mark.parametrize(
    ("pattern", "use"),
    [
        ("a+b", SEARCHED),
        (r"\w+ed\b", SEARCHED),
        (r"5{3,}(?=\s{0,2}\p{Thai})", SEARCHED),
        ("(?:el |la )*x", SEARCHED),
        ("a+(b[ab]*c)?", SEARCHED),
        ("^(a+)+$", WHOLE),
        ("^(a|b|ab)*$", WHOLE),
        ("a*a*", WHOLE),
        (r"x(?:a?b?)*y", MATCHED),
        (r"[^<>]{0,1000}x", SEARCHED),
    ],
)
def test_the_proof_finds_what_is_slow(pattern: str, use: Use) -> None:
    assert slow_word(automaton(pattern, regex.compile(pattern).flags, "regex"), use)


@pytest.mark.parametrize(
    ("pattern", "use"),
    [
        ("a+b", MATCHED),
        ("(?<!a)a+b", SEARCHED),
        (r"\b\w+ed\b", SEARCHED),
        (r"(?:\p{L}\p{M}*+)++", SEARCHED),
        ("a*a*", SEARCHED),
        ("^a+b", SEARCHED),
        ("<[^<>]*+>", SEARCHED),
        (r"\d[\d,]*\d|\d", SEARCHED),
        ("(?:ab)*", WHOLE),
        (r"(?i)\s{0,3}[a-z]{2,40}\.", SEARCHED),
    ],
)
def test_the_proof_lets_pass_what_is_linear(pattern: str, use: Use) -> None:
    assert slow_word(automaton(pattern, regex.compile(pattern).flags, "regex"), use) is None


def test_a_class_is_read_as_its_engine_reads_it() -> None:
    flags = int(regex.compile("x", regex.V1).flags)
    assert "0" not in automaton(r"[\p{Nd}--0-9]+x", flags, "regex").reads[0]
    assert "0" in automaton(r"\d+x", int(re.compile("x").flags), "re").reads[0]
