"""Timelines of a news topic: dates ranked by mentions, a day told by its most central sentences.

Metrics as in news-tls: date_f1 over the reference's number of dates; ar1, ar2 are ROUGE F1 with
each date aligned to the reference date that gives most, discounted by 1 / (days apart + 1).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import zstandard

from uproar.recall.dates import find_dates
from uproar.recall.tokens import tokens

Timeline = list[tuple[date, list[str]]]


def _articles(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    if path.suffix == ".zst":
        raw = zstandard.ZstdDecompressor().stream_reader(raw).read()
    return [json.loads(line) for line in raw.decode().splitlines() if line.strip()]


def _days(
    articles: list[dict[str, Any]], keywords: set[str]
) -> tuple[dict[date, float], dict[date, list[tuple[float, str]]]]:
    score: dict[date, float] = defaultdict(float)
    told: dict[date, list[tuple[float, str]]] = defaultdict(list)
    published: Counter[date] = Counter()
    for article in articles:
        on = date.fromisoformat(article["published"][:10])
        published[on] += 1
        for i, sentence in enumerate(article["sentences"]):
            words = tokens(sentence)
            about = 1.0 if keywords & set(words) else 0.5
            for found in find_dates(sentence, on, "en"):
                if found.first and found.first == found.last and abs((found.first - on).days) < 900:
                    score[found.first] += about
                    told[found.first].append((2.0 * about, sentence))
            if i < 5:
                told[on].append((about / (i + 1), sentence))
    for on, n in published.items():
        score[on] += 0.5 * n
    return score, told


def _summary(candidates: list[tuple[float, str]], n: int) -> list[str]:
    seen = {s: w for w, s in sorted(candidates)}
    texts = sorted(s for s in seen if 6 <= len(s.split()) <= 60)
    bags = [set(tokens(s)) for s in texts]
    spread = Counter(w for bag in bags for w in bag)
    central = {
        s: seen[s] + sum(np.log1p(spread[w]) for w in b) / (len(b) + 3)
        for s, b in zip(texts, bags, strict=True)
    }
    chosen: list[str] = []
    for s in sorted(texts, key=lambda s: (-central[s], s)):
        mine = set(tokens(s))
        if len(chosen) < n and all(
            len(mine & set(tokens(c))) < 0.5 * len(mine | set(tokens(c))) for c in chosen
        ):
            chosen.append(s)
    return chosen


def _ngrams(sentences: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    grams: Counter[tuple[str, ...]] = Counter()
    for s in sentences:
        words = [w.lower() for w in s.split() if any(c.isalnum() for c in w)]
        grams.update(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
    return grams


def _aligned(system: Timeline, reference: Timeline, n: int) -> float:
    """Alignment-based ROUGE-n F1, many to one, by date distance and n-gram overlap."""
    sys = [(d, _ngrams(s, n)) for d, s in system]
    ref = [(d, _ngrams(s, n)) for d, s in reference]

    def side(
        these: list[tuple[date, Counter[tuple[str, ...]]]],
        those: list[tuple[date, Counter[tuple[str, ...]]]],
    ) -> float:
        hit = 0.0
        for d, grams in these:
            hit += max(
                (sum((grams & g).values()) / (abs((d - o).days) + 1) for o, g in those), default=0.0
            )
        return hit / max(1, sum(sum(g.values()) for _, g in these))

    precision, recall = side(sys, ref), side(ref, sys)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _scores(build: Callable[[int, int], Timeline], references: list[Timeline]) -> dict[str, float]:
    rows = []
    for reference in references:
        per_day = max(1, round(sum(len(s) for _, s in reference) / len(reference)))
        made = build(len(reference), per_day)
        hit = len({d for d, _ in made} & {d for d, _ in reference})
        rows.append(
            (
                2 * hit / (len(made) + len(reference)),
                _aligned(made, reference, 1),
                _aligned(made, reference, 2),
            )
        )
    return dict(
        zip(("date_f1", "ar1", "ar2"), (float(x) for x in np.mean(rows, axis=0)), strict=True)
    )


def _topic(folder: Path, topic: str, source: Path) -> dict[str, Any]:
    articles = _articles(source)
    keywords = {
        t for w in json.loads((folder / f"{topic}.keywords.json").read_text()) for t in tokens(w)
    }
    references = [
        [(date.fromisoformat(d[:10]), s) for d, s in json.loads(line)]
        for line in (folder / f"{topic}.timelines.jsonl").read_text().splitlines()
    ]
    first = min(d for r in references for d, _ in r)
    last = max(d for r in references for d, _ in r)
    score, told = _days(articles, keywords)
    counts = Counter(date.fromisoformat(a["published"][:10]) for a in articles)
    leads: dict[date, list[str]] = defaultdict(list)
    for a in articles:
        leads[date.fromisoformat(a["published"][:10])] += a["sentences"][:1]

    def ours(n: int, k: int) -> Timeline:
        days = sorted(
            (d for d in score if first <= d <= last and told[d]), key=lambda d: (-score[d], d)
        )[:n]
        return [(d, _summary(told[d], k)) for d in sorted(days)]

    def trivial(n: int, k: int) -> Timeline:
        days = sorted((d for d in counts if first <= d <= last), key=lambda d: (-counts[d], d))[:n]
        return [(d, leads[d][:k]) for d in sorted(days)]

    return {
        "n": len(articles),
        "timelines": len(references),
        **_scores(ours, references),
        "baseline": _scores(trivial, references),
    }


def run(data: Path, train: Path | None = None) -> dict[str, Any]:
    """date_f1, ar1, ar2 per topic and as the mean over timelines, beside busiest-days-with-leads."""
    sources = sorted(data.glob("*.articles.jsonl*"))
    topics = {s.name.split(".")[0]: _topic(data, s.name.split(".")[0], s) for s in sources}
    weights = [t["timelines"] for t in topics.values()]
    keys = ("date_f1", "ar1", "ar2")
    return {
        "benchmark": "timeline",
        "data": data.name,
        "n": sum(t["n"] for t in topics.values()),
        **{k: float(np.average([t[k] for t in topics.values()], weights=weights)) for k in keys},
        "baseline": {
            k: float(np.average([t["baseline"][k] for t in topics.values()], weights=weights))
            for k in keys
        },
        "published": {
            "name": "DATEWISE, all T17 topics",
            "date_f1": 0.544,
            "ar1": 0.120,
            "ar2": 0.035,
        },
        "topics": topics,
    }
