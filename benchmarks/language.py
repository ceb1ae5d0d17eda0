"""Whether the language of a post is read right: clean sentences, and short noisy posts."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import scores
from benchmarks._event_posts import labels
from benchmarks.labelled_sets import pairs
from benchmarks.resources import cpu_s
from uproar import pipeline
from uproar.annotate.language import language
from uproar.config import resolve
from uproar.store import Desk
from uproar.text import normalise

Array = np.ndarray[Any, Any]

# ISO 639-3, as the folder names its files → ISO 639-1, as posts carry it.
CODES = {
    "ara": "ar", "cmn": "zh", "deu": "de", "eng": "en", "fra": "fr", "hin": "hi", "ind": "id",
    "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl", "pol": "pl", "por": "pt", "rus": "ru",
    "spa": "es", "tgl": "tl", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi",
}  # fmt: skip
SHORT_CHARS = 20
MIN_TEXTS = 50
_NOISE = ("😂", "😭😭", "🔥", "❤️", "!!!", "...", "@someone", "#concert", "#MV", "ㅋㅋ", "haha")


def run(data: Path, train: Path | None = None, **options: Any) -> dict[str, Any]:
    """Accuracy, mean over languages: whole texts, and short noisy ones made from them.

    `data` holds sentence pairs, whose other side is English, or is an event's folder: then its
    labelled posts are read, each text once, without the language that the platform declares.
    Languages with fewer than MIN_TEXTS are left out of an event's means.
    Baseline: the script alone, with English for everything in Latin letters.
    """
    sets = _of_event(data) if (data / "truth.json").exists() else _of_pairs(data)
    started = cpu_s()
    clean = {lang: _right(lang, texts) for lang, texts in sorted(sets.items())}
    spent = cpu_s() - started
    noisy = {lang: _right(lang, noised(texts)) for lang, texts in sorted(sets.items())}
    scripts = [_by_script(texts, lang) for lang, texts in sorted(sets.items())]
    n = sum(map(len, sets.values()))
    return {
        "benchmark": "language",
        "data": data.name,
        "n": n,
        "accuracy": _mean(clean),
        "interval": scores.interval_of_mean(list(clean.values())),
        "per_language": _shares(clean),
        "accuracy_short_noisy": _mean(noisy),
        "interval_short_noisy": scores.interval_of_mean(list(noisy.values())),
        "per_language_short_noisy": _shares(noisy),
        "n_per_language": {lang: len(texts) for lang, texts in sorted(sets.items())},
        "baseline": "script alone",
        "baseline_accuracy": round(float(np.mean(scripts)), 4),
        "posts_per_cpu_s": round(n / spent),
    }


def _of_pairs(data: Path) -> dict[str, list[str]]:
    sets: dict[str, list[str]] = {}
    for iso, left, right in pairs(data):
        sets.setdefault(CODES.get(iso, iso), []).extend(left)
        sets.setdefault("en", []).extend(right)
    return sets


def _of_event(data: Path) -> dict[str, list[str]]:
    """Texts of the event's posts and of chatter, by their labelled language."""
    truth = json.loads((data / "truth.json").read_text(encoding="utf-8"))
    label = labels(truth)
    with tempfile.TemporaryDirectory() as scratch, Desk.create(Path(scratch) / "desk") as desk:
        settings = resolve(desk.path)
        event = pipeline.add_event(desk, data)
        pipeline.gather(desk, event, data, settings)
        corpus = pipeline.corpus_of(desk, event, settings)
        rows = corpus.query("select id, text from scope where text <> '' order by id").to_pylist()
    sets: dict[str, dict[str, None]] = {}
    for row in rows:
        of = label.get(row["id"])
        if of and of["kind"] in ("event", "chatter") and of["lang"] != "mix":
            sets.setdefault(of["lang"], {})[row["text"]] = None
    return {lang: list(texts) for lang, texts in sets.items() if len(texts) >= MIN_TEXTS}


def noised(texts: Sequence[str]) -> list[str]:
    """The first characters of each text, with what posts add: marks, names, long letters.

    >>> noised(["one take and home for dinner"]) == noised(["one take and home for dinner"])
    True
    """
    chance = random.Random(0)
    return [_noised(text, chance) for text in texts]


def _noised(text: str, chance: random.Random) -> str:
    short = text[:SHORT_CHARS]
    if chance.random() < 0.5:
        short = short.lower()
    if chance.random() < 0.3 and len(short) > 3:
        at = chance.randrange(1, len(short))
        short = short[:at] + short[at - 1] * 4 + short[at:] if short[at - 1].isalpha() else short
    for _ in range(chance.randrange(3)):
        noise = chance.choice(_NOISE)
        short = f"{noise} {short}" if chance.random() < 0.5 else f"{short} {noise}"
    return short


def _right(lang: str, texts: Sequence[str]) -> Array:
    norms, _, tags, *_ = zip(*normalise.readings(texts), strict=True)
    found = language.readings(norms, tags, [""] * len(texts))
    return np.array([reading.lang == lang for reading in found], float)


def _by_script(texts: Sequence[str], lang: str) -> float:
    ranges = {"ko": ("가", "힣"), "ja": ("ぁ", "ヿ"), "th": ("ก", "๛"), "ru": ("а", "я"),
              "ar": ("ا", "ي"), "zh": ("一", "鿿")}  # fmt: skip
    right = 0
    for text in texts:
        found = next((k for k, (a, b) in ranges.items() if any(a <= c <= b for c in text)), "en")
        right += found == lang
    return right / len(texts)


def _shares(right: dict[str, Array]) -> dict[str, float]:
    return {lang: round(float(hits.mean()), 4) for lang, hits in right.items()}


def _mean(right: dict[str, Array]) -> float:
    return round(float(np.mean([hits.mean() for hits in right.values()])), 4)
