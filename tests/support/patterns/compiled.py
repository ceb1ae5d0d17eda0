"""Every pattern that uproar's packages compile, with the line that compiles it.

`compiled_patterns()` asks a fresh interpreter, in which `re` and `regex` note who calls them while
all modules are imported and what compiles later is called once.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import regex

import uproar

ROOT = Path(uproar.__file__).parent
PACKAGES = ("annotate", "measure", "models", "recall", "select", "sources", "text")
_CALLS = frozenset(
    ["compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"]
)
_ENGINES = {"re": re, "regex": regex}


class Compiled(NamedTuple):
    """A pattern, its engine's name and flags, and the place that compiles it."""

    place: str
    engine: str
    pattern: str
    flags: int


@cache
def compiled_patterns() -> tuple[Compiled, ...]:
    """The patterns of PACKAGES, by place."""
    command = [sys.executable, "-m", "tests.support.patterns.compiled"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return tuple(sorted({Compiled(*row) for row in json.loads(answer.stdout)}))


@cache
def methods() -> dict[str, frozenset[str]]:
    """Which methods are called of the pattern that is compiled in a place, as far as is known.

    A place that is left out compiles in a function, or gives the pattern to others.
    """
    names: dict[str, str] = {}
    calls: dict[str, set[str]] = {}
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {n.value for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                calls.setdefault(node.value.id, set()).add(node.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                calls.setdefault(node.id, set()).update(() if node in called else {"given away"})
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                place = f"{path.relative_to(ROOT)}:{node.value.lineno}"
                names[place] = getattr(node.targets[0], "id", "")
    return {
        place: frozenset(calls[name])
        for place, name in names.items()
        if name in calls and calls[name] <= _CALLS
    }


def call_sites() -> set[str]:
    """Every line of PACKAGES on which a function of `re` or `regex` takes a pattern."""
    return {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _takes_pattern(node.func)
    }


def _takes_pattern(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr in _CALLS
        and isinstance(called.value, ast.Name)
        and called.value.id in _ENGINES
    )


def _listen(heard: list[Compiled]) -> None:
    """From now on, note each pattern that uproar gives to `re` or `regex`."""
    for name, engine in _ENGINES.items():
        compiler = engine.compile
        for call in _CALLS:
            setattr(engine, call, _noting(getattr(engine, call), name, compiler, heard))


def _noting(
    call: Callable[..., Any], engine: str, compiler: Callable[..., Any], heard: list[Compiled]
) -> Callable[..., Any]:
    def noted(pattern: Any, *args: Any, **options: Any) -> Any:
        caller = sys._getframe(1)
        path = Path(caller.f_code.co_filename)
        if path.is_relative_to(ROOT) and isinstance(pattern, str | bytes):
            # of all the functions only `compile` is given flags
            compiled = compiler(pattern, *(args if call is compiler else ()), **options)
            text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
            flags = compiled.flags & ~re.UNICODE if isinstance(pattern, bytes) else compiled.flags
            place = f"{path.relative_to(ROOT)}:{caller.f_lineno}"
            heard.append(Compiled(place, engine, text, int(flags)))
        return call(pattern, *args, **options)

    return noted


def _call_everything_that_compiles_later() -> None:
    from tests.support.archives import article, entity, event

    from uproar.annotate import sensitive, spam
    from uproar.measure.moments import scoring
    from uproar.recall import dates, mentions, tokens
    from uproar.recall.crowd import comparing
    from uproar.recall.timeline import moved
    from uproar.select import ties
    from uproar.sources.articles import web_page
    from uproar.sources.events import captions, event_file
    from uproar.sources.platforms import x_v1
    from uproar.text.lexicons import coarse_words, generic_words, sensitive_terms

    sensitive.patterns()
    spam.patterns()
    scoring.plain("Nooo")
    comparing._pattern()
    moved._pattern()
    coarse_words._inside_words()
    generic_words.generic_text_check(["Ansel"])("最高")
    generic_words._unspaced_words()
    sensitive_terms.terms_by_subject()
    for lang in ("cs", "de", "fr", "id", "it", "pt", "th", "tl", "zh"):
        dates.find_dates("1", date(2025, 5, 18), lang)
    for words in ("el lunes que viene", "la semana que viene"):
        dates.find_dates(words, date(2025, 5, 18), "es")
    tokens.tokens("한글")
    happening = event(
        "Ansel", "2025-05-18", entity("Ansel", "person", ko="안셀"), entity("Oslo", "place")
    )
    ties.own_ids(happening)
    story = article("a", "2025-05-17", "en", "Dr Ansel 안셀", "The singer Ansel of Oslo sang.")
    mentions.about([story], happening)
    mentions.about_places([story], happening)
    captions.parse_captions("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>hi\n", ".vtt", "c")
    event_file._refusal("Expected `str` - at `$.event.id`", {"event": {"id": 1}}, Path("e"))
    web_page._lang_of_page("<html>")
    x_v1.SOURCE.detect(b'{"nav_index": 1}', "posts")


def main() -> None:
    """Write the patterns as JSON."""
    heard: list[Compiled] = []
    _listen(heard)
    for package in PACKAGES:
        folder = importlib.import_module(f"uproar.{package}").__path__
        for module in pkgutil.walk_packages(folder, f"uproar.{package}."):
            importlib.import_module(module.name)
    _call_everything_that_compiles_later()
    sys.stdout.write(json.dumps(heard))


if __name__ == "__main__":
    main()
