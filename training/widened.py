"""Teaches the table further languages, and leaves what it knows as it was.

The rows that texts of its first languages use stay the same, number by number. All others, those of
new pieces among them, learn to point a sentence where its English points.
"""

from __future__ import annotations

import logging
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn.functional import embedding_bag, normalize

from training.distil import LazyTable, _batches, _loss, _take
from training.distil import Plan as Plan
from uproar.annotate.subwords import Bag

log = logging.getLogger(__name__)
Array = np.ndarray[Any, Any]

# Languages that the table knew first, whose rows stay.
FIRST = ("en", "ko", "ja", "es", "pt", "fr")
# Times that a row is used by texts of these from which on it stays.
STAYS = 3
PLAN = Plan(epochs=5, batch=1024, rate=3e-3)


class Wide(NamedTuple):
    """The table with room for all pieces: rows in single precision, and which of them may move."""

    rows: Array
    place: Array
    moves: Array


def widened(
    stored: dict[str, Array],
    parts: list[tuple[int, ...]],
    single: Array,
    used: Array,
    n_first: Array,
) -> Wide:
    """The shipped table with rows for the pieces of `used` that have none.

    `single`: where the teacher puts an old piece alone, in the table's space; `parts`: the old
    pieces of each new one; `used`, `n_first`: how often all texts and those of the first languages
    use a piece. A new row starts at the sum of its parts' rows, an old piece's where the teacher
    puts it, as long as the rows of rare pieces are.
    """
    old = (
        stored["rows"].astype(np.float32) * np.exp2(stored["exponent"].astype(np.float32))[:, None]
    )
    place = np.r_[stored["place"].astype(np.int64), np.zeros(len(parts), np.int64)]
    wanted = np.flatnonzero((place == 0) & (used > 0))
    n_old = len(stored["place"])
    length = np.median(np.linalg.norm(old[1:], axis=1))
    fresh = []
    for piece in wanted.tolist():
        if piece < n_old:
            row = single[piece] / max(float(np.linalg.norm(single[piece])), 1e-6) * length
        else:
            row = old[place[list(parts[piece - n_old])]].sum(0)
        fresh.append(row)
    rows = np.concatenate([old, np.array(fresh, np.float32)])
    place[wanted] = np.arange(len(old), len(rows))
    moves = np.ones(len(rows), bool)
    moves[place[n_first >= STAYS]] = False
    moves[0] = False
    return Wide(rows, place, moves)


def started(table: Wide, n_old: int, by_name: Array, parts_share: float) -> Wide:
    """The table with the rows of new pieces begun where a teacher puts their names.

    `by_name`: unit vectors of the new pieces; `parts_share`: what is kept of their parts' sum.
    """
    rows = table.rows.copy()
    places = table.place[n_old:]
    has_row = places > 0
    length = np.median(np.linalg.norm(rows[table.place[:n_old][table.place[:n_old] > 0]], axis=1))
    rows[places[has_row]] = by_name[has_row] * length + parts_share * rows[places[has_row]]
    return table._replace(rows=rows)


def train(table: Wide, bag: Bag, targets: Array, of: Array, plan: Plan = PLAN) -> Array:
    """The rows after training. `targets[of[i]]` is where text i should point."""
    torch.manual_seed(plan.seed)
    lazy = LazyTable(torch.from_numpy(table.rows.copy()))
    stays = torch.from_numpy(~table.moves)
    aims = torch.from_numpy(targets)
    n, done = len(bag.ends) - 1, 0
    total = plan.epochs * (n // plan.batch)
    random = np.random.default_rng(plan.seed)
    placed = Bag(table.place[bag.ids], bag.ends)
    for epoch in range(plan.epochs):
        loss_sum = 0.0
        for some in _batches(random.permutation(n), plan.batch):
            rows, offsets, lengths = _take(placed, some)
            leaf, places = lazy.gather(rows)
            bags = embedding_bag(places, leaf, offsets, mode="sum")
            given = normalize(bags / lengths.clamp_min(1).sqrt()[:, None], dim=1, eps=1e-6)
            wanted = normalize(aims[of[some]].float(), dim=1, eps=1e-6)
            loss = _loss(given, wanted, plan)
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types here
            before = lazy.leaf.detach()
            lazy.step(plan.rate * (1 - done / total))
            fixed = stays[lazy.used]
            lazy.rows[lazy.used[fixed]] = before[fixed]
            done += 1
            loss_sum += float(loss.detach())
        log.info("epoch %d/%d: loss %.4f", epoch + 1, plan.epochs, loss_sum / (n // plan.batch))
    return lazy.rows.numpy()
