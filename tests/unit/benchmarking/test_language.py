"""The language and cross-lingual benchmarks, on a few invented sentences."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks import crosslingual, language, scores

PAIRS = {
    "spa": [
        ("La lluvia no paró en toda la noche.", "The rain did not stop all night."),
        ("Mi hermana toca el piano muy bien.", "My sister plays the piano very well."),
    ],
    "kor": [
        ("비가 밤새 그치지 않았다.", "The rain did not stop all night."),
        ("우리 누나는 피아노를 아주 잘 친다.", "My sister plays the piano very well."),
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for iso, pairs in PAIRS.items():
        lines = [f"{iso}\teng", *("\t".join(pair) for pair in pairs)]
        (tmp_path / f"{iso}-eng.tsv").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def test_both_sides_of_pairs_are_read(folder: Path) -> None:
    found = language.run(folder)
    assert found["n_per_language"] == {"en": 4, "es": 2, "ko": 2}
    assert found["per_language"] == {"en": 1.0, "es": 1.0, "ko": 1.0}
    assert found["baseline_accuracy"] == pytest.approx(2 / 3, abs=1e-3)
    low, high = found["interval_short_noisy"]
    assert low <= found["accuracy_short_noisy"] <= high


def test_noise_is_the_same_each_time_and_short() -> None:
    texts = [left for pairs in PAIRS.values() for left, _ in pairs] * 20
    noisy = language.noised(texts)
    assert noisy == language.noised(texts)
    assert len(set(noisy)) > len(set(texts))
    longest = max(len(mark) for mark in language._NOISE)
    assert max(map(len, noisy)) <= language.SHORT_CHARS + 4 + 2 * (longest + 1)


def test_a_sentence_finds_its_translation(folder: Path) -> None:
    found = crosslingual.run(folder)
    assert found["per_language"] == {"kor": 1.0, "spa": 1.0}
    assert found["interval"] == [1.0, 1.0]


def test_groups_of_any_size_weigh_the_same() -> None:
    low, high = scores.interval_of_mean([np.ones(1000), np.zeros(2)])
    assert low == high == 0.5
    low, high = scores.interval_of_mean([np.tile([0.0, 1.0], 50)])
    assert 0.3 < low < 0.5 < high < 0.7
