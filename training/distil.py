"""Teaches the linear table: a text's pieces, summed, should point where the teacher points."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn.functional import embedding_bag, normalize

from uproar.annotate.subwords import Bag

log = logging.getLogger(__name__)

SIZE = 256
Array = np.ndarray[Any, Any]


class Plan(NamedTuple):
    """How long and how hard."""

    n_pieces: int = 90_000
    epochs: int = 5
    batch: int = 2048
    rate: float = 3e-3
    similarity_weight: float = 2.0
    seed: int = 0


PLAN = Plan()


class LazyTable:
    """Rows with Adam state, of which a step touches only those that its batch uses."""

    def __init__(self, rows: torch.Tensor) -> None:
        self.rows, self.mean = rows, torch.zeros_like(rows)
        self.variance, self.steps = torch.zeros(len(rows)), 0

    def gather(self, wanted: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        self.used, places = torch.unique(wanted, return_inverse=True)
        self.leaf = self.rows[self.used].requires_grad_(True)
        return self.leaf, places

    def step(self, rate: float, b1: float = 0.9, b2: float = 0.99) -> None:
        gradient, used = self.leaf.grad, self.used
        assert gradient is not None
        self.steps += 1
        mean = self.mean[used].mul_(b1).add_(gradient, alpha=1 - b1)
        variance = self.variance[used].mul_(b2).add_(gradient.pow(2).mean(1), alpha=1 - b2)
        self.mean[used], self.variance[used] = mean, variance
        scale = (variance / (1 - b2 ** min(self.steps, 500))).sqrt()[:, None] + 1e-8
        self.rows[used] = self.leaf.detach() - rate * mean / scale


def kept_pieces(counts: Array, scores: Array, n: int) -> Array:
    """Numbers of the pieces to keep, most frequent first: counted, then by the model's prior."""
    prior = np.exp(scores.astype(np.float64))
    frequency = counts + prior / prior.sum() * counts.sum() * 0.5
    return np.argsort(-frequency, kind="stable")[:n]


def axes(vectors: Array) -> Array:
    """The teacher's SIZE directions of most spread. Shape: (512, SIZE)."""
    some = vectors[::4].astype(np.float32)
    return np.ascontiguousarray(np.linalg.eigh(some.T @ some)[1][:, ::-1][:, :SIZE])


def rare_salads(counts: Array, model: Any, repeats: int = 3) -> Array:
    """Groups of four pieces that the corpus hardly holds, so that they are trained in company.

    Alone, a piece has no context and its vector misleads.
    """
    names = [model.id_to_piece(i) for i in range(len(counts))]
    rare = [
        i
        for i, name in enumerate(names)
        if i > 3
        and counts[i] < 3
        and (len(name) > 2 if name.startswith("▁") else ord(name[0]) > 0x0E00)
    ]
    random = np.random.default_rng(0)
    n = len(rare) // 4 * 4
    return np.concatenate([random.permutation(rare)[:n].reshape(-1, 4) for _ in range(repeats)])


def start(single: Array, counts: Array, scores: Array, plan: Plan) -> tuple[Array, Array]:
    """The table before training, and each piece's row in it (row 0: pieces that are not kept).

    A piece starts where the teacher puts it alone, the rarer the longer.
    Source: Arora et al. 2017 (smooth inverse frequency), a = 0.001.
    """
    keep = kept_pieces(counts, scores, plan.n_pieces)
    place = np.zeros(len(counts), np.int64)
    place[keep] = np.arange(1, plan.n_pieces + 1)
    prior = np.exp(scores)
    frequency = counts + prior / prior.sum() * counts.sum() * 0.5
    weight = 1e-3 / (1e-3 + frequency / frequency.sum())
    table = np.zeros((plan.n_pieces + 1, SIZE), np.float32)
    table[1:] = single[keep] * weight[keep][:, None]
    return table, place


def rows_of(pieces: Bag, place: Array) -> Bag:
    """The bag with piece numbers replaced by table rows (0 = a piece that was not kept)."""
    return Bag(place[pieces.ids], pieces.ends)


def train(start: Array, bag: Bag, targets: Array, of: Array, plan: Plan) -> Array:
    """The table after training. `targets[of[i]]` is where text i should point."""
    torch.manual_seed(plan.seed)
    table = LazyTable(torch.from_numpy(start.copy()))
    aims = torch.from_numpy(targets)
    n, done = len(bag.ends) - 1, 0
    total = plan.epochs * (n // plan.batch)
    random = np.random.default_rng(plan.seed)
    for epoch in range(plan.epochs):
        order, loss_sum = random.permutation(n), 0.0
        for some in _batches(order, plan.batch):
            rows, offsets, lengths = _take(bag, some)
            leaf, places = table.gather(rows)
            bags = embedding_bag(places, leaf, offsets, mode="sum")
            given = normalize(bags / lengths.clamp_min(1).sqrt()[:, None], dim=1, eps=1e-6)
            wanted = normalize(aims[of[some]].float(), dim=1, eps=1e-6)
            loss = _loss(given, wanted, plan)
            loss.backward()  # type: ignore[no-untyped-call]  # torch has no types here
            table.step(plan.rate * (1 - done / total))
            done += 1
            loss_sum += float(loss.detach())
        log.info("epoch %d/%d: loss %.4f", epoch + 1, plan.epochs, loss_sum / (n // plan.batch))
    return table.rows.numpy()


def _loss(given: torch.Tensor, wanted: torch.Tensor, plan: Plan) -> torch.Tensor:
    half = len(given) // 2
    apart = given[:half] @ given[half:].T - wanted[:half] @ wanted[half:].T
    return (1 - (given * wanted).sum(1)).mean() + plan.similarity_weight * apart.square().mean()


def _batches(order: Array, size: int) -> Iterator[Array]:
    for i in range(0, len(order) - size + 1, size):
        yield order[i : i + size]


def _take(bag: Bag, some: Array) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    lengths = (bag.ends[1:] - bag.ends[:-1])[some]
    offsets = np.r_[0, lengths.cumsum()][:-1]
    places = np.repeat(bag.ends[:-1][some] - offsets, lengths) + np.arange(lengths.sum())
    return (
        torch.from_numpy(bag.ids[places]),
        torch.from_numpy(offsets),
        torch.from_numpy(lengths.astype(np.float32)),
    )


def quantised(table: Array) -> tuple[Array, Array]:
    """int8 rows and the exponent of the power of two that each is a multiple of.

    Powers of two keep sums of rows exact in single precision, whatever their order.
    """
    largest = np.abs(table).max(1)
    exponent = np.ceil(np.log2(np.maximum(largest, 2.0**-20) / 127)).astype(np.int8)
    rows = np.round(table / np.exp2(exponent.astype(np.float32))[:, None])
    return rows.clip(-127, 127).astype(np.int8), exponent
