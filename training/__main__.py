"""`python -m training`: the shipped weights again, from the sources that training/README.md lists.

The slowest step, the teacher's vectors, keeps what it made in the cache folder.
"""

from __future__ import annotations

import argparse
import logging
import sys
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training import corpus, distil, emotion, emotionnet, gate, sources, twenty
from training.emotionnet import Inputs
from training.shipping import put
from training.teacher import Teacher, encoded, resources
from uproar.annotate import embed, subwords
from uproar.annotate.emotion import emotion as reader
from uproar.annotate.emotion.labels import LABELS
from uproar.errors import UproarError
from uproar.models import letters, load
from uproar.text.scripts import SHARED

log = logging.getLogger("training")
Array = np.ndarray[Any, Any]

SIZES = {"naver": 45_000, "machado": 45_000, "tatoeba-spa": 160_000}
# Texts without labels that the emotion reader learns from, per language.
UNLABELLED = {
    "en": 35_000, "ko": 35_000, "ja": 12_000, "es": 14_000, "fr": 10_000, "pt": 12_000,
    "th": 10_000, "id": 15_000, "it": 3_000, "de": 2_000,
}  # fmt: skip
# In the committee: nets over the text, and the net over the teacher's vector.
NETS, NETS_SHARE = 3, 0.6


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sources", type=Path, default=Path(".models-cache/sources"))
    parser.add_argument("--cache", type=Path, default=Path(".models-cache"))
    parser.add_argument(
        "--other-data", action="store_true", help="train on sources that are not the listed ones"
    )
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        _train(asked)
    except UproarError as error:
        print(error, file=sys.stderr)
        return 3
    return 0


def _train(asked: argparse.Namespace) -> None:
    for line in sources.check(asked.shared, asked.sources, other_data=asked.other_data):
        log.warning("other data: %s", line)
    shipped = dict(load.digests())
    torch.manual_seed(0)
    torch.set_num_threads(1)  # sums in one order
    asked.cache.mkdir(parents=True, exist_ok=True)
    put(subwords.MODEL, resources() / "sp.model")
    put(subwords.PARTS, twenty.parts_of([]))
    put(letters.FILE, letters.prepared(frozenset(chain.from_iterable(SHARED.values()))))
    rows = corpus.rows(asked.shared, asked.sources, SIZES)
    teacher = Teacher()
    meanings = sorted({row.meaning for row in rows})
    vectors = encoded(teacher.encode, meanings, asked.cache / "vectors")
    place = {meaning: at for at, meaning in enumerate(meanings)}
    put("embedder.npz", _embedder(rows, vectors, place, teacher))
    _emotion(asked.shared, rows, vectors, place, teacher)
    twenty.ship(asked.shared, asked.sources, asked.cache)
    gate.ship(asked.shared)
    for name in (
        subwords.MODEL,
        subwords.PARTS,
        letters.FILE,
        embed.MODEL,
        reader.MODEL,
        gate.MODEL,
    ):
        found = load.digests()[name]
        log.info(
            "%s: SHA-256 %s, %s", name, found, "as before" if found == shipped.get(name) else "new"
        )


def _embedder(
    rows: list[corpus.Row], vectors: Array, place: dict[str, int], teacher: Teacher
) -> dict[str, Array]:
    """The linear table. A quarter of the texts are there in lower case too, as posts are."""
    lower = [r for i, r in enumerate(rows) if i % 4 == 0 and r.text.lower() != r.text]
    texts = [r.text for r in rows] + [r.text.lower() for r in lower]
    of = np.array([place[r.meaning] for r in (*rows, *lower)])
    bag = subwords.bag(texts)
    axes = distil.axes(vectors)
    model = teacher.pieces
    n = model.get_piece_size()
    counts = np.bincount(bag.ids, minlength=n)
    rare = distil.rare_salads(counts[:n], model)
    edges = (model.bos_id(), model.eos_id())
    salad_vectors = teacher.encode_ids([[edges[0], *s, edges[1]] for s in rare.tolist()])
    single = teacher.encode_ids([[edges[0], p, edges[1]] for p in range(n)])
    scores = np.array([model.get_score(i) for i in range(n)])
    start, places = distil.start(single @ axes, counts[:n], scores, distil.PLAN)
    ends = np.r_[bag.ends, bag.ends[-1] + 4 * np.arange(1, len(rare) + 1)]
    every = distil.rows_of(subwords.Bag(np.r_[bag.ids, rare.reshape(-1)], ends), places)
    aims = np.concatenate([vectors.astype(np.float32) @ axes, salad_vectors @ axes])
    of = np.r_[of, len(vectors) + np.arange(len(rare))]
    table = distil.train(start, every, aims.astype(np.float16), of, distil.PLAN)
    quantised, exponent = distil.quantised(table)
    return {"rows": quantised, "exponent": exponent, "place": places.astype(np.int32)}


def _emotion(
    shared: Path,
    rows: list[corpus.Row],
    vectors: Array,
    place: dict[str, int],
    teacher: Teacher,
) -> None:
    """Committee, student, export, calibration on the development split."""
    texts, gold = emotion.goemotions(shared / "goemotions/train.tsv.zst")
    dev_texts, dev_gold = emotion.goemotions(shared / "goemotions/dev.tsv")
    korean, korean_gold = emotion.kote(shared / "kote/val.tsv.zst")
    own = teacher.encode([corpus.clean(t) or t for t in texts])
    unlabelled = _unlabelled(rows)
    soft = emotion.committee(texts, gold, own, unlabelled, vectors, place, NETS, NETS_SHARE)
    known = teacher.encode([corpus.clean(t) or t for t in korean])
    korean_soft = emotion.sigmoid(emotion.by_vectors(own, gold, [known])[0])
    targets = np.concatenate(
        [
            (1 - emotion.COMMITTEE_SHARE) * gold + emotion.COMMITTEE_SHARE * soft.labelled,
            0.5 * korean_gold * emotion.KOTE_YES + 0.5 * korean_soft,
            soft.unlabelled,
        ]
    ).astype(np.float32)
    weights = np.repeat(
        np.array([1.0, emotion.KOTE_WEIGHT, emotion.SOFT_WEIGHT], np.float32),
        [len(texts), len(korean), len(unlabelled)],
    )
    inputs = Inputs([*texts, *korean, *(r.text for r in unlabelled)])
    net = emotionnet.fit(inputs, targets, weights, emotion.STUDENT)
    emotion.ship(net, dev_texts, dev_gold)
    log.info("emotion: %d labels, %d texts", len(LABELS), len(targets))


def _unlabelled(rows: list[corpus.Row]) -> list[corpus.Row]:
    """The first rows of each language, English only where it is nobody's translation."""
    left = dict(UNLABELLED)
    chosen = []
    for row in rows:
        if left.get(row.lang, 0) > 0 and len(row.text) > 5:
            chosen.append(row)
            left[row.lang] -= 1
    return chosen


if __name__ == "__main__":
    raise SystemExit(main())
