"""The emotion net in torch, shaped like the numpy reader in uproar.annotate.emotion."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, embedding_bag

from training.distil import LazyTable
from uproar.annotate import embed, subwords
from uproar.annotate.emotion import emotion

Array = np.ndarray[Any, Any]

N_RUNS = 1 << 17
RUN_SIZE, N_HIDDEN = 64, 384


class Plan(NamedTuple):
    """How long and how hard."""

    epochs: int = 4
    batch: int = 256
    rate: float = 8e-4
    dropout: float = 0.4
    seed: int = 0


class Inputs:
    """What the net reads of some texts."""

    def __init__(self, texts: list[str]) -> None:
        bag = subwords.bag(texts)
        place, _ = embed._table()
        self.n = len(texts)
        self.vectors = torch.from_numpy(embed.pointed(embed.sums(bag)).astype(np.float32)) * (
            8 / 254
        )
        first = subwords.in_first(bag)
        self.own = subwords.Bag(place[first.ids], first.ends)
        self.runs = emotion.run_hashes(first, N_RUNS)


class EmotionNet(torch.nn.Module):
    """Vector, own table and runs → one hidden layer, with a direct path → labels."""

    def __init__(self, prior: Array, plan: Plan) -> None:
        super().__init__()
        torch.manual_seed(plan.seed)
        _, table = embed._table()
        start = table.rows * np.exp2(table.exponent.astype(np.float32))[:, None]
        self.own = LazyTable(torch.from_numpy(start.astype(np.float32)))
        self.runs = LazyTable(torch.randn(N_RUNS, RUN_SIZE) * 0.02)
        width = 2 * start.shape[1] + RUN_SIZE
        self.norm = torch.nn.LayerNorm(width)
        self.hidden = torch.nn.Linear(width, N_HIDDEN)
        self.out = torch.nn.Linear(N_HIDDEN, len(prior))
        self.direct = torch.nn.Linear(width, len(prior), bias=False)
        self.drop = torch.nn.Dropout(plan.dropout)
        torch.nn.init.zeros_(self.direct.weight)
        self.out.bias.data = torch.tensor(np.log(prior / (1 - prior)), dtype=torch.float32)

    def forward(self, inputs: Inputs, some: Array) -> torch.Tensor:
        parts = [
            inputs.vectors[torch.from_numpy(some)],
            self._mean(self.own, inputs.own, some),
            self._mean(self.runs, inputs.runs, some),
        ]
        normal = self.drop(self.norm(torch.cat(parts, 1)))
        active = self.drop(torch.relu(self.hidden(normal)))
        given: torch.Tensor = self.out(active) + self.direct(normal)
        return given

    def _mean(self, table: LazyTable, bag: subwords.Bag, some: Array) -> torch.Tensor:
        n = (bag.ends[1:] - bag.ends[:-1])[some]
        offsets = np.r_[0, n.cumsum()][:-1]
        where = np.repeat(bag.ends[:-1][some] - offsets, n) + np.arange(n.sum())
        ids = torch.from_numpy(bag.ids[where].astype(np.int64))
        leaf, ids = table.gather(ids) if self.training else (table.rows, ids)
        total = embedding_bag(ids, leaf, torch.from_numpy(offsets), mode="sum")
        return total / torch.from_numpy(np.maximum(n, 1).astype(np.float32)).sqrt()[:, None]


def fit(inputs: Inputs, targets: Array, weights: Array, plan: Plan) -> EmotionNet:
    """A net that gives each text its target chances."""
    prior = np.clip((targets * weights[:, None]).sum(0) / weights.sum(), 1e-3, 0.99)
    net = EmotionNet(prior, plan)
    optimiser = torch.optim.AdamW(net.parameters(), lr=plan.rate, weight_decay=1e-2)
    aims, heft = torch.from_numpy(targets), torch.from_numpy(weights)
    random = np.random.default_rng(plan.seed)
    total, done = plan.epochs * -(-inputs.n // plan.batch), 0
    net.train()
    for _ in range(plan.epochs):
        order = random.permutation(inputs.n)
        for start in range(0, inputs.n, plan.batch):
            some = order[start : start + plan.batch]
            rate = plan.rate * min(1.0, (done + 1) / 50) * (1 - done / total)
            for group in optimiser.param_groups:
                group["lr"] = rate
            optimiser.zero_grad()
            losses = binary_cross_entropy_with_logits(
                net(inputs, some), aims[some], reduction="none"
            )
            (losses.mean(1) * heft[some]).mean().mul(10).backward()
            optimiser.step()
            for table in (net.own, net.runs):
                table.step(rate)
            done += 1
    return net.eval()


@torch.inference_mode()
def logits(net: EmotionNet, inputs: Inputs) -> Array:
    """Shape: (n, n_labels)."""
    rows = [np.arange(i, min(inputs.n, i + 2048)) for i in range(0, inputs.n, 2048)]
    return np.asarray(torch.cat([net(inputs, some) for some in rows]).numpy())
