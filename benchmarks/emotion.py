"""Emotions: our own labels where the set has them, a head over the shipped features elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks import head, scores
from benchmarks.labelled_sets import MEASURED, Table, split, table, tables
from benchmarks.resources import cpu_s
from uproar.annotate.emotion.emotion import read
from uproar.annotate.emotion.labels import LABELS

Array = np.ndarray[Any, Any]
_TEXT = ("text", "tweet")
_LABEL = ("label", "emotion")


def run(data: Path, train: Path | None = None, **options: Any) -> dict[str, Any]:
    """Macro-F1, micro-F1 and calibration error of the likeliest label.

    GoEmotions is read by the shipped reader as it is. Other sets get a head: trained on `train`,
    on the folder's own training split, or by five fixed folds. Baseline: each set's majority.
    """
    started = cpu_s()
    parts = {prefix: _rows(data, prefix) for prefix in _prefixes(data)}
    found = {prefix: _one(data, train, prefix, rows) for prefix, rows in parts.items()}
    n = sum(map(len, parts.values()))
    names = ("macro_f1", "micro_f1", "ece", "baseline_macro_f1")
    means = {k: round(float(np.mean([f[k] for f in found.values()])), 4) for k in names}
    return {
        "benchmark": "emotion",
        "data": data.name,
        "n": n,
        **means,
        "per_set": {prefix.rstrip(".") or data.name: f for prefix, f in found.items()},
        "baseline": "majority label",
        "posts_per_cpu_s_with_fitting": round(n / (cpu_s() - started)),
    }


def _prefixes(data: Path) -> list[str]:
    names = [n for n in tables(data) if n.rsplit(".", 1)[-1] in (*MEASURED, "train")]
    found = sorted({n.rsplit(".", 1)[0] + "." if "." in n else "" for n in names})
    return ["emotion."] if "emotion." in found else found


def _rows(data: Path, prefix: str) -> Table:
    path = split(data, (*MEASURED, "train"), prefix)
    assert path is not None, f"no table of {prefix!r} in {data}"
    return table(path)


def _one(data: Path, train: Path | None, prefix: str, rows: Table) -> dict[str, Any]:
    if "labels" in rows[0] and all(set(r["labels"].split(",")) <= set(LABELS) for r in rows):
        return _shipped(rows)
    path = split(train or data, ("train", "val"), prefix)
    same = path is None or table(path) == rows
    training = None if same or path is None else table(path)
    if "label_ids" in rows[0]:
        return _many(rows, training)
    return _single(rows, training)


def _shipped(rows: Table) -> dict[str, Any]:
    """The reader's own labels against the gold labels."""
    columns = head.annotated([r["text"] for r in rows])
    true = np.array([[x in r["labels"].split(",") for x in LABELS] for r in rows])
    given = np.array([[x in e for x in LABELS] for e in columns["emotions"].to_pylist()])
    p = read(columns) / 255
    best = p.argmax(1)
    every = np.arange(len(rows))
    unsure = np.array(columns["emotion_unsure"].to_pylist())
    scored = _scored(given, true, p[every, best], true[every, best])
    per_label = scores.f1_per_label(given, true)
    return scored | {
        "unsure_share": round(float(unsure.mean()), 4),
        "ece_all_labels": round(scores.ece(p.ravel(), true.ravel()), 4),
        "per_label": {x: round(float(v), 3) for x, v in zip(LABELS, per_label, strict=True)},
    }


def _many(rows: Table, training: Table | None) -> dict[str, Any]:
    """Several labels a text; thresholds are tuned on training rows that the head left out."""
    texts = head.read([_cell(r, _TEXT) for r in rows], with_emotions=False)
    n = 1 + max(int(i) for r in (*rows, *(training or ())) for i in r["label_ids"].split(","))
    true = _many_hot(rows, n)
    p, given = np.zeros(true.shape), np.zeros(true.shape, bool)
    if training is None:
        for fit, rest in head.folds(len(rows)):
            p[rest], given[rest] = _fitted(texts.take(fit), true[fit], texts.take(rest))
    else:
        known = head.read([_cell(r, _TEXT) for r in training], with_emotions=False)
        p, given = _fitted(known, _many_hot(training, n), texts)
    every, best = np.arange(len(rows)), p.argmax(1)
    return _scored(given, true, p[every, best], true[every, best])


def _fitted(train: head.Read, true: Array, rest: head.Read) -> tuple[Array, Array]:
    """Chances, by a logistic curve per label, and labels: given from half the F1 in reach on."""
    unseen, scored = head.predicted_many(train, true, rest)
    known, p = np.zeros(unseen.shape), np.zeros(scored.shape)
    for label in range(true.shape[1]):
        if not true[:, label].any():
            continue
        curve = LogisticRegression(C=160).fit(unseen[:, [label]], true[:, label])
        known[:, label] = curve.predict_proba(unseen[:, [label]])[:, 1]
        p[:, label] = curve.predict_proba(scored[:, [label]])[:, 1]
    in_reach = scores.f1_per_label(known >= scores.thresholds(known, true), true)
    return p, p >= np.maximum(in_reach / 2, 0.01)


def _single(rows: Table, training: Table | None) -> dict[str, Any]:
    """One label a text."""
    names = sorted({_cell(r, _LABEL) for r in (*rows, *(training or ()))})
    texts = head.read([_cell(r, _TEXT) for r in rows])
    classes = np.array([names.index(_cell(r, _LABEL)) for r in rows])
    p = np.zeros((len(rows), len(names)))
    if training is None:
        for fit, rest in head.folds(len(rows)):
            p[rest] = head.predicted(texts.take(fit), classes[fit], texts.take(rest), len(names))
    else:
        known = head.read([_cell(r, _TEXT) for r in training])
        taught = np.array([names.index(_cell(r, _LABEL)) for r in training])
        p = head.predicted(known, taught, texts, len(names))
    best = p.argmax(1)
    true = scores.one_hot(classes, len(names))
    return _scored(scores.one_hot(best, len(names)), true, p.max(1), best == classes)


def _scored(given: Array, true: Array, confidence: Array, right: Array) -> dict[str, Any]:
    usual = np.zeros(true.shape, bool)
    usual[:, true.sum(0).argmax()] = True
    return {
        "n": len(true),
        "macro_f1": round(scores.macro_f1(given, true), 4),
        "interval": scores.interval(scores.macro_f1, given, true),
        "micro_f1": round(scores.micro_f1(given, true), 4),
        "ece": round(scores.ece(confidence, right), 4),
        "baseline_macro_f1": round(scores.macro_f1(usual, true), 4),
    }


def _many_hot(rows: Table, n: int) -> Array:
    hot = np.zeros((len(rows), n), bool)
    for at, row in enumerate(rows):
        hot[at, [int(i) for i in row["label_ids"].split(",")]] = True
    return hot


def _cell(row: dict[str, str], names: tuple[str, ...]) -> str:
    return next(row[name] or "" for name in names if name in row)
