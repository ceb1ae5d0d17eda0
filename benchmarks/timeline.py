"""Timelines of a news topic: dates ranked by mentions, a day told by its most central sentences.

Metrics as in news-tls (benchmarks/_timeline_scores.py): date_f1 over the reference's number of
dates, ar1 and ar2 by alignment. Two layouts: timeline17's, and ml-crisis-tls's with one reference.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import zstandard

from benchmarks._timeline_scores import Score, Timeline, aligned_rouge, dates, f1
from uproar.recall.dates import find_dates
from uproar.recall.timeline import day_weights
from uproar.recall.tokens import tokens
from uproar.sources.articles.sentences import sentences


class Topic(NamedTuple):
    """A topic's articles and what journalists made of it."""

    name: str
    lang: str
    articles: list[dict[str, Any]]
    references: list[Timeline]
    keywords: set[str]


def _articles(path: Path) -> list[dict[str, Any]]:
    raw = path.read_bytes()
    if path.suffix == ".zst":
        raw = zstandard.ZstdDecompressor().stream_reader(raw).read()
    return [json.loads(line) for line in raw.decode().splitlines() if line.strip()]


def _days(topic: Topic) -> tuple[dict[date, float], dict[date, list[tuple[float, str]]]]:
    told: dict[date, list[tuple[float, str]]] = defaultdict(list)
    dated: list[tuple[date, list[date]]] = []
    for article in topic.articles:
        on = date.fromisoformat(article["published"][:10])
        named: list[date] = []
        for i, sentence in enumerate(article["sentences"]):
            words = tokens(sentence)
            about = 1.0 if topic.keywords & set(words) or not topic.keywords else 0.5
            for found in find_dates(sentence, on, topic.lang):
                if found.first and found.first == found.last:
                    named.append(found.first)
                    told[found.first].append((2.0 * about, sentence))
            if i < 5:
                told[on].append((about / (i + 1), sentence))
        dated.append((on, named))
    return day_weights(dated), told


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


def _scores(
    build: Callable[[date, date, int, int], Timeline], topic: Topic
) -> dict[str, list[Score]]:
    """Of every reference timeline: a timeline of its span, its number of dates and sentences a day."""
    rows: dict[str, list[Score]] = {"date_f1": [], "ar1": [], "ar2": []}
    for reference in topic.references:
        days = [d for d, _ in reference]
        per_day = max(1, round(sum(len(s) for _, s in reference) / len(reference)))
        made = build(min(days), max(days), len(reference), per_day)
        rows["date_f1"].append(dates(made, reference))
        rows["ar1"].append(aligned_rouge(made, reference, 1, topic.lang))
        rows["ar2"].append(aligned_rouge(made, reference, 2, topic.lang))
    return rows


def _measured(topic: Topic) -> tuple[dict[str, list[Score]], dict[str, list[Score]]]:
    """Scores of ours and of the trivial timeline: the busiest days with their leads."""
    score, told = _days(topic)
    counts = Counter(date.fromisoformat(a["published"][:10]) for a in topic.articles)
    leads: dict[date, list[str]] = defaultdict(list)
    for a in topic.articles:
        leads[date.fromisoformat(a["published"][:10])] += a["sentences"][:1]

    def ours(first: date, last: date, n: int, k: int) -> Timeline:
        days = sorted(
            (d for d in score if first <= d <= last and told[d]), key=lambda d: (-score[d], d)
        )[:n]
        return [(d, _summary(told[d], k)) for d in sorted(days)]

    def trivial(first: date, last: date, n: int, k: int) -> Timeline:
        days = sorted((d for d in counts if first <= d <= last), key=lambda d: (-counts[d], d))[:n]
        return [(d, leads[d][:k]) for d in sorted(days)]

    return _scores(ours, topic), _scores(trivial, topic)


def _topics(data: Path) -> list[Topic]:
    found = []
    for source in sorted(data.glob("*.articles.jsonl*")):
        name = source.name.split(".")[0]
        articles = _articles(source)
        if (data / f"{name}.timelines.jsonl").exists():
            lines = (data / f"{name}.timelines.jsonl").read_text().splitlines()
            references = [
                [(date.fromisoformat(d[:10]), s) for d, s in json.loads(line)] for line in lines
            ]
            words = json.loads((data / f"{name}.keywords.json").read_text())
            keywords = {t for w in words for t in tokens(w)}
            found.append(Topic(name, "en", articles, references, keywords))
            continue
        for reference in sorted(data.glob(f"{name}.reference.*.txt")):
            topic = reference.name.split(".")[2]
            own = [
                {**a, "sentences": sentences(a["text"])} for a in articles if a["topic"] == topic
            ]
            found.append(Topic(f"{name}.{topic}", name, own, [_reference(reference)], set()))
    return found


def _reference(path: Path) -> Timeline:
    """Blocks of a date and its sentences, a line of dashes between them."""
    made: dict[date, list[str]] = defaultdict(list)
    for block in re.split(r"^-{5,}$", path.read_text(encoding="utf-8"), flags=re.M):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if lines:
            made[date.fromisoformat(lines[0])] += lines[1:]
    return sorted((d, s) for d, s in made.items() if s)


def run(data: Path, train: Path | None = None) -> dict[str, Any]:
    """date_f1, ar1, ar2 over timelines and per topic, beside busiest-days-with-leads."""
    topics: dict[str, Any] = {}
    ours: dict[str, list[Score]] = defaultdict(list)
    trivial: dict[str, list[Score]] = defaultdict(list)
    for topic in _topics(data):
        mine, plain = _measured(topic)
        topics[topic.name] = {
            "n": len(topic.articles),
            "timelines": len(topic.references),
            **{k: f1(v) for k, v in mine.items()},
            "baseline": {k: f1(v) for k, v in plain.items()},
        }
        for total, part in ((ours, mine), (trivial, plain)):
            for k, v in part.items():
                total[k] += v
    return {
        "benchmark": "timeline",
        "data": data.name,
        "n": sum(t["n"] for t in topics.values()),
        **{k: f1(v) for k, v in ours.items()},
        "baseline": {k: f1(v) for k, v in trivial.items()},
        "published": {
            "name": "DATEWISE, all T17 topics",
            "date_f1": 0.544,
            "ar1": 0.120,
            "ar2": 0.035,
        },
        "topics": topics,
    }
