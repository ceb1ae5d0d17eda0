"""Whether the language of a post is read right: clean sentences, and short noisy posts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.readers import pairs
from benchmarks.resources import cpu_s
from uproar.annotate import language, normal

# ISO 639-3, as the folder names its files → ISO 639-1, as posts carry it.
CODES = {
    "ara": "ar", "cmn": "zh", "deu": "de", "eng": "en", "fra": "fr", "hin": "hi", "ind": "id",
    "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl", "pol": "pl", "por": "pt", "rus": "ru",
    "spa": "es", "tgl": "tl", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi",
}  # fmt: skip
SHORT_CHARS = 20
_NOISE = ("😂", "😭😭", "🔥", "❤️", "!!!", "...", "@someone", "#lantern", "#MV", "ㅋㅋ", "haha")


def run(data: Path, train: Path | None = None, **options: Any) -> dict[str, Any]:
    """Accuracy, mean over languages; English is the other side of the pairs.

    Baseline: the script alone, with English for everything in Latin letters.
    """
    sets: dict[str, list[str]] = {}
    for iso, left, right in pairs(data):
        sets.setdefault(CODES.get(iso, iso), []).extend(left)
        sets.setdefault("en", []).extend(right)
    started = cpu_s()
    per_language = {lang: _share(lang, texts) for lang, texts in sorted(sets.items())}
    spent = cpu_s() - started
    noisy = {lang: _share(lang, noised(texts)) for lang, texts in sorted(sets.items())}
    scripts = [_by_script(texts, lang) for lang, texts in sorted(sets.items())]
    n = sum(map(len, sets.values()))
    return {
        "benchmark": "language",
        "data": data.name,
        "n": n,
        "accuracy": _mean(per_language),
        "per_language": per_language,
        "accuracy_short_noisy": _mean(noisy),
        "per_language_short_noisy": noisy,
        "baseline": "script alone",
        "baseline_accuracy": round(float(np.mean(scripts)), 4),
        "posts_per_cpu_s": round(n / spent),
    }


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


def _share(lang: str, texts: Sequence[str]) -> float:
    found = [language.read(r.norm, r.tags).lang for r in map(normal.read, texts)]
    return round(found.count(lang) / len(found), 4)


def _by_script(texts: Sequence[str], lang: str) -> float:
    ranges = {"ko": ("가", "힣"), "ja": ("ぁ", "ヿ"), "th": ("ก", "๛"), "ru": ("а", "я"),
              "ar": ("ا", "ي"), "zh": ("一", "鿿")}  # fmt: skip
    right = 0
    for text in texts:
        found = next((k for k, (a, b) in ranges.items() if any(a <= c <= b for c in text)), "en")
        right += found == lang
    return right / len(texts)


def _mean(values: dict[str, float]) -> float:
    return round(float(np.mean(list(values.values()))), 4)
