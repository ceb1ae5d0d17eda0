"""Themes beside BERTopic on the same posts: what each costs, and what each leaves unexplained.

BERTopic runs in an environment of its own (benchmarks/peers/bertopic_themes.py says which), whose
Python `--peer` names. Without it our own cost alone is given.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.labelled_sets import table, tables
from benchmarks.themes import assigned
from uproar import pipeline
from uproar.config import resolve
from uproar.store import Desk

SCRIPT = Path(__file__).parent / "peers" / "bertopic_themes.py"


def run(data: Path, peer: str | None = None, posts: int = 20_000) -> dict[str, Any]:
    """`ratio`: the peer's CPU seconds by ours, from plain text to themes, embeddings included.

    Ours as `uproar measure` finds them, a story's few over some thirty finer ones.
    """
    texts = texts_of(data)[:posts]
    found, without, cost = assigned(texts)
    ours = {
        "benchmark": "cost",
        "data": data.name,
        "n": len(texts),
        "cpu_s": round(cost, 2),
        "themes": len(np.unique(found)),
        "unassigned": without,
    }
    return ours | (_beside(peer, texts, cost) if peer else {})


def texts_of(data: Path) -> list[str]:
    """The texts of an event's posts as gathered, reposts included; or of labelled sets."""
    if not (data / "event.toml").exists():
        return [row["text"] for path in tables(data).values() for row in table(path)]
    with tempfile.TemporaryDirectory() as scratch, Desk.create(Path(scratch) / "desk") as desk:
        event = pipeline.add_event(desk, data)
        pipeline.gather(desk, event, data, resolve(desk.path))
        return [text for text in desk.posts.posts(event.id)["text"].to_pylist() if text]


def _beside(peer: str, texts: list[str], cost: float) -> dict[str, Any]:
    done = subprocess.run(
        [peer, str(SCRIPT)], input=json.dumps(texts), check=True, stdout=subprocess.PIPE, text=True
    )
    theirs = json.loads(done.stdout.splitlines()[-1])
    topics = np.array(theirs["topics"])
    return {
        "peer": "BERTopic, default pipeline, all-MiniLM-L6-v2",
        "peer_cpu_s": round(theirs["cpu_s"], 1),
        "peer_topics": len(np.unique(topics[topics >= 0])),
        "peer_outliers": round(float(np.mean(topics < 0)), 4),
        "peer_peak_rss_mb": round(theirs["peak_rss_mb"]),
        "ratio": round(theirs["cpu_s"] / cost, 1),
    }
