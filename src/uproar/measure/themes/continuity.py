"""One run of themes after another: the same model while it fits, the same ids when refit."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from uproar.arrays import Int64s
from uproar.measure.themes.fitting import fit
from uproar.measure.themes.fitting.persistence import Run, load
from uproar.measure.themes.fitting.theme_model import Assigned, Texts

# A corpus this much larger than the one its themes were found in is read afresh.
GROWN = 1.5
# Part of their texts together that an old and a new theme share to be one and the same.
SAME = 0.25


def run(texts: Texts, memory: bytes | None, epoch: int) -> tuple[Run, Assigned]:
    """The themes of the texts, and which text has which.

    With a parent run of the same epoch and a corpus not much larger, its model is used as it is,
    so that every text keeps its theme. After an erasure, or when the corpus has grown, themes are
    found afresh and keep the ids of those they continue.
    """
    parent = load(memory)
    if parent and parent.epoch == epoch and len(texts) <= GROWN * max(parent.n_texts, 1):
        return parent, parent.model.assign(texts)
    model = fit.fit(texts)
    assigned = model.assign(texts)
    size = np.bincount(assigned.themes[assigned.themes >= 0], minlength=model.n_themes)
    order = np.lexsort((np.arange(len(size)), -size))
    ids = [""] * model.n_themes
    next_id = 1
    if parent:
        next_id = parent.next_id
        before = parent.model.assign(texts).themes
        for new, old in _continued(assigned.themes, before, len(ids), len(parent.ids)):
            ids[new] = parent.ids[old]
    for new in order.tolist():
        if not ids[new]:
            ids[new], next_id = f"t{next_id}", next_id + 1
    found = Run(model, tuple(ids), len(texts), epoch, next_id, parent.name if parent else "")
    return found, assigned


def _continued(now: Int64s, before: Int64s, n_now: int, n_before: int) -> list[tuple[int, int]]:
    """Pairs of a theme and the one it continues, at most one each, by the texts they share."""
    both = np.zeros((n_now, n_before))
    told = (now >= 0) & (before >= 0)
    np.add.at(both, (now[told], before[told]), 1)
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    shared = both / np.maximum(either, 1)
    rows, cols = linear_sum_assignment(-shared)
    return [(int(r), int(c)) for r, c in zip(rows, cols, strict=True) if shared[r, c] >= SAME]
