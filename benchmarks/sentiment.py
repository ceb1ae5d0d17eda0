"""Sentiment of other people's sets by a head over the shipped features."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import head, scores
from benchmarks.labelled_sets import MEASURED, Table, split, table, tables
from benchmarks.resources import cpu_s

Array = np.ndarray[Any, Any]
_TEXT = ("text", "texts", "tweet")
_LABEL = ("label", "category")


def run(data: Path, train: Path | None = None, **options: Any) -> dict[str, Any]:
    """Macro-F1, or macro recall for TweetEval, as the sets' papers have it; mean of languages.

    The head is trained on `train` (or the folder's own training split; without one, by fixed
    folds), all languages together. Baseline: the majority class.
    """
    prefixes = _prefixes(data)
    rows = {p: table(_part(data, p)) for p in prefixes}
    started = cpu_s()
    found = _answers(data, train, rows)
    spent = cpu_s() - started
    per_language = {p.rstrip(".") or data.name: _scored(p, *found[p]) for p in prefixes}
    name = "macro_recall" if prefixes == ["sentiment."] else "macro_f1"
    n = sum(map(len, rows.values()))
    return {
        "benchmark": "sentiment",
        "data": data.name,
        "n": n,
        name: _mean([v[name] for v in per_language.values()]),
        "micro_f1": _mean([v["micro_f1"] for v in per_language.values()]),
        "per_set": per_language,
        "baseline": "majority class",
        f"baseline_{name}": _mean([v[f"baseline_{name}"] for v in per_language.values()]),
        "posts_per_cpu_s_with_fitting": round(n / spent),
    }


def _prefixes(data: Path) -> list[str]:
    """What the folder's tables are named by before the split: languages, a task, or nothing."""
    ends = {name.rsplit(".", 1)[-1]: name for name in tables(data)}
    assert any(e in MEASURED for e in ends), f"no test or dev split in {data}"
    found = {n.rsplit(".", 1)[0] + "." if "." in n else "" for n in tables(data)}
    return ["sentiment."] if "sentiment." in found else sorted(found)


def _part(data: Path, prefix: str) -> Path:
    path = split(data, MEASURED, prefix)
    assert path is not None, f"no test or dev split of {prefix!r} in {data}"
    return path


def _answers(
    data: Path, train: Path | None, rows: dict[str, Table]
) -> dict[str, tuple[Array, Array, int]]:
    """Per prefix: given classes, true classes, number of classes."""
    sources = {p: split(train or data, ("train",), p) for p in rows}
    every = [r for p in rows for r in rows[p]]
    names = sorted({_cell(r, _LABEL) for r in every})
    if any(path is None for path in sources.values()):
        return {p: _by_folds(rows[p], names) for p in rows}
    training = [r for path in sources.values() if path is not None for r in table(path)]
    names = sorted({_cell(r, _LABEL) for r in training} | set(names))
    taught = _classes(training, names)
    p = head.predicted(_read(training), taught, _read(every), len(names))
    given, at, found = p.argmax(1), 0, {}
    for prefix, part in rows.items():
        found[prefix] = (given[at : at + len(part)], _classes(part, names), len(names))
        at += len(part)
    return found


def _by_folds(part: Table, names: list[str]) -> tuple[Array, Array, int]:
    texts, classes = _read(part), _classes(part, names)
    given = np.zeros(len(part), int)
    for fit, rest in head.folds(len(part)):
        p = head.predicted(texts.take(fit), classes[fit], texts.take(rest), len(names))
        given[rest] = p.argmax(1)
    return given, classes, len(names)


def _read(rows: Table) -> head.Read:
    return head.read([_cell(r, _TEXT) for r in rows])


def _classes(rows: Table, names: list[str]) -> Array:
    return np.array([names.index(_cell(r, _LABEL)) for r in rows])


def _cell(row: dict[str, str], names: tuple[str, ...]) -> str:
    return next(row[name] or "" for name in names if name in row)


def _scored(prefix: str, given: Array, true: Array, n: int) -> dict[str, Any]:
    a, b = scores.one_hot(given, n), scores.one_hot(true, n)
    usual = scores.one_hot(np.full(len(true), np.bincount(true).argmax()), n)
    figure, name = (
        (scores.macro_recall, "macro_recall")
        if prefix == "sentiment."
        else (scores.macro_f1, "macro_f1")
    )
    return {
        "n": len(true),
        name: round(figure(a, b), 4),
        "interval": scores.interval(figure, a, b),
        "micro_f1": round(scores.micro_f1(a, b), 4),
        f"baseline_{name}": round(figure(usual, b), 4),
    }


def _mean(values: list[float]) -> float:
    return round(float(np.mean(values)), 4)
