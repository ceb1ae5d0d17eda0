"""Trains the emotion reader: gold labels, and a committee's chances for texts without any."""

from __future__ import annotations

import csv
import io
import logging
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
import zstandard

from training import distil
from training.corpus import Row
from training.emotionnet import EmotionNet, Inputs, Plan, fit, logits
from training.kote_labels import FROM_KOTE
from training.shipping import put
from uproar.annotate import embed
from uproar.annotate.emotion import emotion
from uproar.annotate.emotion.config import CONFIG
from uproar.annotate.emotion.labels import LABELS

log = logging.getLogger(__name__)
Array = np.ndarray[Any, Any]

# KOTE's raters gave a text eight labels on average where GoEmotions' gave one: its yes counts
# for this chance, blended half and half with the committee's.
KOTE_YES = 0.5
KOTE_WEIGHT = 0.7
# A soft target's weight against a gold one's 1.
SOFT_WEIGHT = 0.5
# Of a labelled text's target, what the committee that had not seen it says.
COMMITTEE_SHARE = 0.4
TEACHERS, STUDENT = Plan(), Plan(epochs=3, dropout=0.3)


class Soft(NamedTuple):
    """Chances by the committee: of labelled texts by members that had not seen them."""

    labelled: Array
    unlabelled: Array


def table(path: Path) -> list[dict[str, str]]:
    content = path.read_bytes()
    if path.suffix == ".zst":
        content = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(content)).read()
    return list(csv.DictReader(io.StringIO(content.decode()), delimiter="\t"))


def goemotions(path: Path) -> tuple[list[str], Array]:
    """Texts and gold labels as 0 and 1. Shape: (n, 28)."""
    rows = table(path)
    gold = np.array([[x in r["labels"].split(",") for x in LABELS] for r in rows], np.float32)
    return [r["text"] for r in rows], gold


def kote(path: Path) -> tuple[list[str], Array]:
    """Texts and their labels in our 28, as 0 and 1."""
    rows = table(path)
    gold = np.zeros((len(rows), len(LABELS)), np.float32)
    for at, row in enumerate(rows):
        for number in map(int, row["label_ids"].split(",")):
            for label in FROM_KOTE.get(number, "").split():
                gold[at, LABELS.index(label)] = 1
    return [r["text"] for r in rows], gold


def by_vectors(vectors: Array, gold: Array, others: list[Array], seed: int = 0) -> list[Array]:
    """Logits for other texts, from a small net over the teacher's vectors: the cross-lingual part."""
    torch.manual_seed(seed)
    prior = np.clip(gold.mean(0), 1e-3, 0.99)
    net = torch.nn.Sequential(
        torch.nn.Linear(vectors.shape[1], 512),
        torch.nn.ReLU(),
        torch.nn.Dropout(0.4),
        torch.nn.Linear(512, gold.shape[1]),
    )
    net[3].bias.data = torch.tensor(np.log(prior / (1 - prior)), dtype=torch.float32)
    optimiser = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=1e-2)
    x, y = torch.from_numpy(vectors) * 8, torch.from_numpy(gold)
    order = torch.Generator().manual_seed(seed)
    steps = 6 * -(-len(x) // 256)
    decay = torch.optim.lr_scheduler.LinearLR(optimiser, 1, 0.02, steps)
    for _ in range(6):
        for some in torch.randperm(len(x), generator=order).split(256):
            optimiser.zero_grad()
            loss = torch.nn.functional.binary_cross_entropy_with_logits(net(x[some]), y[some])
            (loss * 10).backward()
            optimiser.step()
            decay.step()
    net.eval()
    with torch.inference_mode():
        return [net(torch.from_numpy(o) * 8).numpy() for o in others]


def committee(
    texts: list[str],
    gold: Array,
    vectors: Array,
    unlabelled: list[Row],
    meanings: Array,
    place: dict[str, int],
    n_nets: int,
    nets_share: float,
) -> Soft:
    """What several nets over the text and one over the teacher's vector think together.

    The nets read English: of a text in another language they read its translation, and where
    there is none the net over vectors speaks alone.
    """
    fold = np.random.default_rng(1).integers(0, 3, len(gold))
    labelled = np.zeros_like(gold)
    ones = np.ones(len(gold), np.float32)
    for k in range(3):
        fitted, held = np.flatnonzero(fold != k), np.flatnonzero(fold == k)
        plan = TEACHERS._replace(seed=k)
        net = fit(Inputs([texts[i] for i in fitted]), gold[fitted], ones[fitted], plan)
        by_text = logits(net, Inputs([texts[i] for i in held]))
        by_vector = by_vectors(vectors[fitted], gold[fitted], [vectors[held]], k)[0]
        labelled[held] = nets_share * by_text + (1 - nets_share) * by_vector
    aims = meanings[[place[r.meaning] for r in unlabelled]].astype(np.float32)
    by_vector = by_vectors(vectors, gold, [aims])[0]
    readable = np.array([r.lang == "en" or r.text != r.meaning for r in unlabelled])
    english = Inputs([r.meaning for r in unlabelled if r.lang == "en" or r.text != r.meaning])
    every = Inputs(texts)
    nets = [fit(every, gold, ones, TEACHERS._replace(seed=k)) for k in range(n_nets)]
    by_text = np.mean([logits(net, english) for net in nets], 0)
    chances = sigmoid(by_vector)
    chances[readable] = sigmoid(nets_share * by_text + (1 - nets_share) * by_vector[readable])
    return Soft(sigmoid(labelled), chances)


def ship(net: EmotionNet, dev_texts: list[str], dev_gold: Array) -> None:
    """Write the net in integers, then calibrate it on what the reader answers."""
    place, _ = embed._table()
    calibrated(exported(net, Inputs(dev_texts), place), dev_texts, dev_gold)


def calibrated(arrays: dict[str, Array], dev_texts: list[str], dev_gold: Array) -> None:
    """Write the arrays with chances made true and thresholds set on the development split."""
    n = dev_gold.shape[1]
    arrays |= {"slope": np.ones(n, np.float32), "offset": np.zeros(n, np.float32)}
    put(emotion.MODEL, arrays | {"threshold": np.zeros(n, np.float32)})
    emotion._net.cache_clear()
    raw = emotion.chances(dev_texts, embed.vectors(dev_texts)).astype(np.float64)
    scores = np.log(raw / (1 - raw))
    slope, offset = calibration(scores, dev_gold)
    straight = scores * slope + offset
    lowest = thresholds(sigmoid(straight), dev_gold)
    heat = temperature(straight, dev_gold)
    arrays |= {"slope": np.float32(slope * heat), "offset": np.float32(offset * heat)}
    arrays["threshold"] = sigmoid(heat * np.log(lowest / (1 - lowest)))
    put(emotion.MODEL, arrays)
    emotion._net.cache_clear()


def temperature(scores: Array, gold: Array) -> float:
    """The factor on the scores with which the likeliest label is right as often as it says."""
    best = scores.argmax(1)
    right = gold[np.arange(len(gold)), best]
    tried = [
        (_gap(sigmoid(scores.max(1) * heat), right), heat) for heat in np.arange(0.6, 1.5, 0.02)
    ]
    return float(min(tried)[1])


def _gap(confidence: Array, right: Array) -> float:
    place = np.minimum((confidence * 15).astype(int), 14)
    sums = np.bincount(place, confidence, 15) - np.bincount(place, right, 15)
    return float(np.abs(sums).sum() / len(right))


def thresholds(chances: Array, gold: Array) -> Array:
    """Per label the chance from which on to give it: a little under half the F1 it can reach.

    Half is the best where chances are true; the F1 itself is an estimate that flatters, and rare
    labels' own best thresholds are too noisy to keep (halves of the development split: macro-F1
    .459 with those, .469 with half, .474 with nine tenths of it).
    Source: Lipton, Elkan, Naryanaswamy 2014, doi:10.1007/978-3-662-44851-9_15.
    """
    chosen = np.zeros(gold.shape[1], np.float32)
    for label in range(gold.shape[1]):
        order = np.argsort(-chances[:, label], kind="stable")
        hits = np.cumsum(gold[order, label])
        f1 = 2 * hits / (np.arange(1, len(order) + 1) + gold[:, label].sum())
        if gold[:, label].sum() > 20:
            smooth = np.convolve(f1, np.ones(5) / 5, "same")
            f1 = f1[[int(smooth.argmax())]]
        chosen[label] = 0.9 * f1.max() / 2
    return np.clip(chosen, 0.02, 0.9)


def sigmoid(x: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-x)), np.float32)


def calibration(scores: Array, gold: Array) -> tuple[Array, Array]:
    """Slope and offset per label that make chances of logits true (Platt), slopes shared a little."""
    slope, offset = np.ones(scores.shape[1]), np.zeros(scores.shape[1])
    for label in range(scores.shape[1]):
        x, y = scores[:, label].astype(np.float64), gold[:, label].astype(np.float64)
        a, b = 1.0, 0.0
        for _ in range(50):
            p = 1 / (1 + np.exp(-(a * x + b)))
            w = p * (1 - p) + 1e-9
            # a weak pull of the slope to 1 keeps rare labels sane
            g = np.array([((p - y) * x).sum() + 5 * (a - 1), (p - y).sum()])
            h = np.array([[(w * x * x).sum() + 5, (w * x).sum()], [(w * x).sum(), w.sum()]])
            a, b = np.array([a, b]) - np.linalg.solve(h, g)
        slope[label], offset[label] = a, b
    return slope, offset


def exported(net: EmotionNet, inputs: Inputs, place: Array) -> dict[str, Array]:
    """The net's arrays in the integers that the reader wants; steps are set on `inputs`."""
    state = {k: v.numpy().astype(np.float32) for k, v in net.state_dict().items()}
    arrays: dict[str, Array] = {"place": place.astype(np.int32)}
    for name, rows in (("own", net.own.rows), ("runs", net.runs.rows)):
        arrays[name], arrays[f"{name}_exponent"] = distil.quantised(rows.numpy())
    arrays |= {"gain": state["norm.weight"], "shift": state["norm.bias"]}
    for name, key, step in (
        ("hidden", "hidden.weight", CONFIG.input_steps),
        ("direct", "direct.weight", CONFIG.input_steps),
        ("out", "out.weight", 1.0),
    ):
        weight = state[key].T
        scale = np.maximum(np.abs(weight).max(0), 1e-9) / 127
        arrays[name] = np.rint(weight / scale).astype(np.int8)
        arrays[f"{name}_scale"] = scale / step
    arrays |= {"hidden_bias": state["hidden.bias"], "out_bias": state["out.bias"]}
    largest = _active(net, inputs)
    arrays["hidden_step"] = np.maximum(largest, 1e-6) / 127
    arrays["out_scale"] = arrays["out_scale"].astype(np.float32)
    arrays["out"] = _folded(state["out.weight"].T, arrays["hidden_step"], arrays)
    return arrays


def _folded(weight: Array, step: Array, arrays: dict[str, Array]) -> Array:
    """Output weights with the hidden steps multiplied in, so that the sum is of integers."""
    scaled = weight * step[:, None]
    scale = np.maximum(np.abs(scaled).max(0), 1e-9) / 127
    arrays["out_scale"] = scale.astype(np.float32)
    return np.rint(scaled / scale).astype(np.int8)


@torch.inference_mode()
def _active(net: EmotionNet, inputs: Inputs) -> Array:
    """Per hidden unit, a value that it hardly ever exceeds."""
    some = np.arange(min(inputs.n, 8192))
    parts = [
        inputs.vectors[torch.from_numpy(some)],
        net._mean(net.own, inputs.own, some),
        net._mean(net.runs, inputs.runs, some),
    ]
    active = torch.relu(net.hidden(net.norm(torch.cat(parts, 1)))).numpy()
    return np.asarray(np.quantile(active, 0.9995, axis=0), np.float32)
