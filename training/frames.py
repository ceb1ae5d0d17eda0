"""What a text does, whatever it is about: readers of frames for vectors of the closer reading.

`python -m training.frames` writes src/uproar/models/frames.npz from training/frames.txt, our own
sentences; docs/models/frames.md is its card.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from training.shipping import put
from uproar.annotate import closer
from uproar.model import FEELINGS, SIDES

LIST = Path(__file__).parent / "frames.txt"
# A frame's name, the side that it takes, the feeling that it shows most, and its sentences.
LINE = re.compile(r"\[([\w-]+) (\w+) (\w+)\] (.+)")
# Length of the vectors that the weights are fitted on, and the inverse of the penalty.
# chosen on: ditto, golden-globes, lesserafim; theme ARI .20 (3: .20; 0.3: .20)
LENGTH, INVERSE_PENALTY = 3.0, 1.0

Array = np.ndarray[Any, Any]


def sentences(path: Path = LIST) -> list[tuple[str, str]]:
    """Every sentence of the list with its frame, in the order of the list."""
    read = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if match := LINE.fullmatch(line.strip()):
            read += [(match[1], text.strip()) for text in match[4].split(" | ")]
    return read


def meant(path: Path = LIST) -> dict[str, tuple[str, str]]:
    """The side and the feeling of each frame."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = (LINE.fullmatch(line.strip()) for line in lines)
    return {match[1]: (match[2], match[3]) for match in found if match}


def fit() -> dict[str, Array]:
    """The weights: rows in 8 bits, what a unit of them is worth, shifts, and the frames' names."""
    frames = [frame for frame, _ in sentences()]
    vectors = closer.CLOSER.read([text for _, text in sentences()]).astype(np.float64)
    centred = vectors - vectors.mean(axis=0)
    unit = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    fitted = LogisticRegression(C=INVERSE_PENALTY, max_iter=1000).fit(unit * LENGTH, frames)
    largest = float(np.abs(fitted.coef_).max())
    worth = LENGTH * largest / 127 / 254
    sides, feelings = zip(*(meant()[name] for name in fitted.classes_), strict=True)
    return {
        "rows": np.rint(fitted.coef_.T / largest * 127).astype(np.int8),
        "scale": np.full(len(fitted.classes_), worth, np.float32),
        "shift": fitted.intercept_.astype(np.float32),
        "sides": np.array([SIDES.index(side) for side in sides], np.int8),
        "feelings": np.array([FEELINGS.index(feeling) for feeling in feelings], np.int8),
        "names": np.frombuffer("\n".join(fitted.classes_).encode(), np.uint8),
    }


if __name__ == "__main__":
    put("frames.npz", fit())
