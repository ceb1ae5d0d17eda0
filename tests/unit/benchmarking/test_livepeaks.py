"""Two channels of one made show: their clocks are laid over each other, their swells compared."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from benchmarks import livepeaks

SCENES_S = (5_000, 14_000, 23_000)  # each fills half an hour; the chat is all but silent between
START = 1_700_000_000


def channel(path: Path, seed: int, late_s: float) -> None:
    chance = np.random.default_rng(seed)
    quiet = chance.uniform(0, 27_000, 300)
    scenes = [s + chance.uniform(0, 1_800, 1_000) for s in SCENES_S]
    shouts = [
        s + at + chance.exponential(10, 150) for s in SCENES_S for at in range(150, 1_800, 360)
    ]
    times = np.sort(np.concatenate([quiet, *scenes, *shouts])) + START + late_s
    lines = (json.dumps({"created_at": datetime.fromtimestamp(t, UTC).isoformat()}) for t in times)
    path.write_text("\n".join(lines), encoding="utf-8")


def test_two_channels_of_a_show_swell_together(tmp_path: Path) -> None:
    channel(tmp_path / "show_one.jsonl", 1, 0.0)
    channel(tmp_path / "show_other.jsonl", 2, 7_200.0)
    result = livepeaks.run(tmp_path)
    assert abs(result["shows"]["show"]["clock_offset_s"] - 7_200) <= 20
    assert result["peaks"] == 2 * livepeaks.LEADING
    assert result["agreement"] > 0.9
    assert result["baseline"]["agreement"] < 0.5


def test_a_folder_without_pairs_has_no_agreement(tmp_path: Path) -> None:
    result = livepeaks.run(tmp_path)
    assert (result["n"], result["peaks"], result["agreement"]) == (0, 0, None)
