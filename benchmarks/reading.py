"""How many distinct texts a CPU-second reads, and what a fresh process pays for its first post."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
from threadpoolctl import threadpool_limits

from benchmarks.labelled_sets import pairs
from benchmarks.language import noised
from benchmarks.resources import cpu_s
from uproar.annotate import annotate_texts, embed, find, subwords
from uproar.model import TEXTS, text_id

REPEATS = 3
SMALL = 32
_FIRST_POST = """
import json, re, time
from pathlib import Path
import pyarrow as pa
from uproar.annotate import annotate_texts, find
from uproar.model import TEXTS
text = "what a lovely scene at 3:41 😭 sehr schön"
annotate_texts(pa.table({"text_id": [1], "text": [text]}, schema=TEXTS), find())
# not getrusage: a process inherits the peak of the one that starts it
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
print(json.dumps([time.process_time(), int(peak[1]) / 1024]))
"""


def run(data: Path) -> dict[str, Any]:
    """Whole and short noisy sentences of `data`, in sentence pairs: each text once, one thread.

    Each figure is the best of REPEATS. `load_cpu_s` and `load_rss_mb` are those of a process that
    reads one post, interpreter and libraries included.
    """
    sides = [text for _, left, right in pairs(data) for text in (*left, *right)]
    texts = list(dict.fromkeys([*sides, *noised(sides)]))
    table = pa.table({"text_id": [text_id(t) for t in texts], "text": texts}, schema=TEXTS)
    annotators = find()
    annotate_texts(table.slice(0, SMALL), annotators)
    with threadpool_limits(1):
        whole = min(_spent(lambda: annotate_texts(table, annotators)) for _ in range(REPEATS))
        embedded = min(_spent(lambda: embed.vectors(texts)) for _ in range(REPEATS))
        small = min(
            _spent(lambda: annotate_texts(table.slice(0, SMALL), annotators))
            for _ in range(REPEATS)
        )
    loads = [_first_post() for _ in range(REPEATS)]
    return {
        "benchmark": "reading",
        "data": data.name,
        "n": len(texts),
        "texts_per_cpu_s": round(len(texts) / whole),
        "texts_per_cpu_s_embed": round(len(texts) / embedded),
        f"cpu_ms_of_{SMALL}": round(small * 1000, 1),
        "load_cpu_s": round(min(cpu for cpu, _ in loads), 2),
        "load_rss_mb": round(max(rss for _, rss in loads)),
    }


def _spent(work: Any) -> float:
    subwords._bag.cache_clear()  # a second run would find the pieces of the first
    started = cpu_s()
    work()
    return cpu_s() - started


def _first_post() -> tuple[float, float]:
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_POST], check=True, capture_output=True, text=True
    )
    cpu, rss = json.loads(done.stdout)
    return cpu, rss
