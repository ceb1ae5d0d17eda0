"""One run of themes after another: the same model while it fits, the same ids when refitted."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linear_sum_assignment

from uproar.arrays import Int64s
from uproar.measure.themes.config import ThemesConfig
from uproar.measure.themes.fitting import Assigned, MeaningModel, Model, Run, Texts, fit, load


def run(
    texts: Texts, memory: bytes | None, epoch: int, config: ThemesConfig
) -> tuple[Run, Assigned]:
    """The themes of the texts, and which text has which.

    With a parent run of the same epoch and a corpus not much larger, its model is used as it is,
    so that every text keeps its theme. After an erasure, or when the corpus has grown, themes are
    fitted afresh and keep the ids of those they continue.
    """
    parent = load(memory)
    growth = config.continuity.max_growth
    if parent and parent.epoch == epoch and len(texts) <= growth * max(parent.n_texts, 1):
        return parent, _assigned(parent.model, texts)
    model = fit(texts, config.fitting)
    assigned = _assigned(model, texts)
    size = np.bincount(assigned.themes[assigned.themes >= 0], minlength=model.n_themes)
    order = np.lexsort((np.arange(len(size)), -size))
    ids = [""] * model.n_themes
    next_id = 1
    if parent:
        next_id = parent.next_id
        before = parent.model.assign(texts).themes
        for new, old in _continued(
            assigned.themes,
            before,
            (len(ids), len(parent.ids)),
            min_overlap=config.continuity.min_overlap,
        ):
            ids[new] = parent.ids[old]
    for new in order.tolist():
        if not ids[new]:
            ids[new], next_id = f"t{next_id}", next_id + 1
    name = parent.name if parent else ""
    return Run(model, tuple(ids), len(texts), epoch, next_id, name), assigned


def _assigned(model: Model | MeaningModel, texts: Texts) -> Assigned:
    """The theme of each text and, where the model can tell, how well the text stands for it."""
    assigned = model.assign(texts)
    return model.with_standing(texts, assigned) if isinstance(model, MeaningModel) else assigned


def _continued(
    now: Int64s, before: Int64s, n_themes: tuple[int, int], *, min_overlap: float
) -> list[tuple[int, int]]:
    """Pairs of a theme and the one it continues, at most one each, by the texts they share.

    `n_themes`: how many there are now and were before. Source: Kuhn 1955,
    doi:10.1002/nav.3800020109, on the Jaccard index of their texts.
    """
    both = np.zeros(n_themes)
    has_both = (now >= 0) & (before >= 0)
    np.add.at(both, (now[has_both], before[has_both]), 1)
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    overlap = both / np.maximum(either, 1)
    rows, columns = linear_sum_assignment(-overlap)
    return [
        (int(r), int(c)) for r, c in zip(rows, columns, strict=True) if overlap[r, c] >= min_overlap
    ]
