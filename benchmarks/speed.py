"""How fast: invented posts through the whole flow, and how cost grows from N/10 to N.

Each size runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

WORDS = {
    "en": "the one take scene river light song who approved this cold night again love it cannot "
    "stop laughing best part duet made me cry lanterns all came back wow",
    "ko": "진짜 대박 한번에 찍었다고 강물 추웠겠다 노래 최고 눈물 났어 다시 본다 등불 예쁘다 웃겨 감독 누구",
    "ja": "本当に 最高 一発撮り 川 寒そう 歌 泣いた もう一回 見る 灯り きれい 笑った 監督 誰",
    "es": "una sola toma el rio la luz la cancion quien aprobo este frio otra vez lo amo no puedo "
    "parar de reir la mejor parte el dueto me hizo llorar",
    "id": "sekali ambil sungai lampion lagu siapa yang setuju dingin sekali lagi suka banget ngakak "
    "bagian terbaik duet bikin nangis",
    "pt": "uma tomada so o rio a luz a musica quem aprovou esse frio de novo amo demais nao paro de "
    "rir melhor parte o dueto me fez chorar",
}
EVENT = """[event]
id = "speed"
title = "Ansel posts the making-of of 'Glass Harbour'"
kind = "behind-the-scenes"
published_at = "2025-05-18T11:00:00Z"
publisher = "Ansel"
[[entity]]
id = "ansel"
name = "Ansel Moreau"
kind = "person"
ambiguous = ["Ansel"]
[entity.aliases]
en = ["Ansel", "Ansel Moreau"]
[[entity]]
id = "glass-harbour"
name = "Glass Harbour"
kind = "work"
[entity.aliases]
en = ["Glass Harbour"]
[baseline]
start = "2025-05-09T00:00:00Z"
[window]
end = "2025-05-23T00:00:00Z"
[[source]]
platform = "x"
path = "posts.jsonl"
format = "x-api-v2-flat"
"""
PUBLISHED = datetime(2025, 5, 18, 11, tzinfo=UTC)
SHARE_REPOSTS = 0.2


def run(
    data: Path | None = None, train: Path | None = None, posts: int = 200_000
) -> dict[str, Any]:
    """CPU seconds per stage at `posts`, posts per CPU-second, peak memory, growth exponent."""
    small, large = (_measured(n) for n in (max(posts // 10, 1), posts))
    totals = [sum(r["stages"].values()) for r in (small, large)]
    return {
        "benchmark": "speed",
        "data": "generated",
        "n": posts,
        "cpu_s": round(totals[1], 2),
        "stages": large["stages"],
        "posts_per_cpu_s": round(posts / totals[1]),
        "posts_per_cpu_s_gather": round(posts / large["stages"]["gather"]),
        "peak_rss_mb": large["peak_rss_mb"],
        "distinct_texts": large["distinct_texts"],
        "cpu_s_small": round(totals[0], 2),
        "growth_factor": round(totals[1] / totals[0], 2),
        "growth_exponent": round(math.log10(totals[1] / totals[0]), 3),
    }


def _measured(n: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.speed", str(n)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def make(folder: Path, n: int) -> None:
    """An event of n posts: a flat baseline, a burst, reposts, six languages, seeded."""
    (folder / "event.toml").write_text(EVENT, encoding="utf-8")
    chance = random.Random(7)
    kept: list[tuple[int, str]] = []
    with (folder / "posts.jsonl").open("w", encoding="utf-8") as out:
        for i in range(n):
            author = int(chance.paretovariate(1.1)) % max(n // 3, 1)
            before = chance.random() < 0.1
            offset = -chance.random() * 9 * 86400 if before else chance.expovariate(1 / 30000)
            at = PUBLISHED + timedelta(seconds=min(offset, 4 * 86400))
            record: dict[str, Any] = {
                "id": str(10**18 + i),
                "created_at": at.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "author_id": str(author),
                "conversation_id": str(10**18 + i),
                "public_metrics": {"retweet_count": 0, "reply_count": 0, "like_count": i % 9, "quote_count": 0},
                "author": {"id": str(author), "username": f"u{author}"},
            }  # fmt: skip
            if kept and chance.random() < SHARE_REPOSTS:
                of, text = kept[chance.randrange(len(kept))]
                record["text"] = f"RT @u: {text}"[:140]
                record["referenced_tweets"] = [{"type": "retweeted", "id": str(of)}]
            else:
                lang = chance.choice(sorted(WORDS))
                words = chance.choices(WORDS[lang].split(), k=chance.randint(4, 14))
                name = chance.choice(["Ansel", "Ansel Moreau", "Glass Harbour", "#GlassHarbour"])
                record["text"] = f"{' '.join(words)} {name} {i % 977}"
                record["lang"] = lang
                kept.append((10**18 + i, record["text"]))
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def _run_one(n: int) -> dict[str, Any]:
    from uproar import pipeline
    from uproar.config import resolve
    from uproar.store import Desk

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "event"
        folder.mkdir()
        make(folder, n)
        stages: dict[str, float] = {}
        last = time.process_time()

        def lap(name: str) -> None:
            nonlocal last
            stages[name] = round(time.process_time() - last, 3)
            last = time.process_time()

        with Desk.create(Path(scratch) / "desk") as desk:
            settings = resolve(desk.path)
            event = pipeline.add_event(desk, folder)
            lap("start")
            pipeline.gather(desk, event, folder, settings)
            lap("gather")
            corpus = pipeline.corpus_of(desk, event, settings)
            texts = corpus.counts("select count(distinct text_id) as n from scope")["n"]
            del corpus
            lap("annotate")
            pipeline.measure(desk, event, settings, measured_at=PUBLISHED)
            lap("measure")
            pipeline.tell(desk, event, settings)
            lap("tell")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"stages": stages, "peak_rss_mb": peak, "distinct_texts": texts}


if __name__ == "__main__":
    print(json.dumps(_run_one(int(sys.argv[1]))))
