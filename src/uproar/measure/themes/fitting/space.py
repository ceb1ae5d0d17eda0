"""Where a text stands among others by what it says: its meaning, what it does, and its words.

Three parts side by side, each a quantised unit vector times its weight. The meaning comes from the
closer reading, less the mean of the text's language, so that no language is a place of its own. A
text that was not read closely has the meaning that the static table predicts. What it does (wish,
thank, object, pass on news …) is read off the meaning by the shipped frames
(docs/models/frames.md). The words are those that tell something, that
some texts share and most do not: names, above all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from uproar.arrays import AnyArray, Float32s, Float64s, Int8s
from uproar.measure.stats import frames
from uproar.measure.themes.config import FittingConfig

# Unit vectors are integers of this length. source: annotate/embed.py, arithmetic: no product of
# two places reaches 2^24, so that single precision holds every one exactly
LENGTH = 254.0


@dataclass(frozen=True, slots=True)
class Space:
    """What a place is measured from. Arrays only.

    Shape: means (n languages, width), the last of any language that is not listed; languages: their
    names; prediction (static width, width), 16 bits; usual (n frames), the mean root of a frame.
    """

    languages: tuple[str, ...]
    means: Float32s
    prediction: Float32s
    usual: Float32s

    def meanings(self, close: Int8s, static: Int8s, languages: tuple[str, ...]) -> Int8s:
        """Each text's meaning less that of its language; zeros where nothing is known.

        `close` is zero where a text was not read; `languages`: one per text.
        """
        meanings = close.astype(np.float64)
        unread = ~close.any(axis=1) & static.any(axis=1)
        meanings[unread] = _predicted(static[unread], self.prediction)
        known = meanings.any(axis=1, keepdims=True)
        means = self.means[_places(languages, self.languages)]
        return quantised((meanings - means) * known, LENGTH)

    def arrays(self) -> dict[str, AnyArray]:
        """What is saved of it."""
        languages = json.dumps(self.languages).encode()
        return {
            "languages": np.frombuffer(languages, np.uint8),
            "means": self.means,
            "prediction": self.prediction.astype(np.int8),
            "usual": self.usual.astype(np.float16),
        }

    @classmethod
    def from_arrays(cls, saved: Mapping[str, AnyArray]) -> Space:
        """The space that these arrays are of."""
        return cls(
            tuple(json.loads(saved["languages"].tobytes())),
            saved["means"],
            saved["prediction"].astype(np.float32),
            saved["usual"].astype(np.float32),
        )

    def place(self, meanings: Int8s, words: Float64s, config: FittingConfig) -> Int8s:
        """The three parts side by side. Shape: (n, width + n frames + n words)."""
        deeds = (_roots(meanings) - self.usual) * meanings.any(axis=1, keepdims=True)
        return np.hstack(
            [
                meanings,
                quantised(deeds, LENGTH * config.frame_weight),
                quantised(words, LENGTH * config.word_weight),
            ]
        )


def fit_space(
    close: Int8s, static: Int8s, languages: tuple[str, ...], config: FittingConfig
) -> Space:
    """The means and the prediction that a sample teaches. All texts of the sample were read."""
    listed, means = _means(close, languages, config)
    space = Space(
        listed,
        means,
        _prediction(close, static, config),
        np.zeros(frames.frames().rows.shape[1], np.float32),
    )
    roots = _roots(space.meanings(close, static, languages))
    usual = roots.mean(axis=0) if len(roots) else space.usual
    rounded = usual.astype(np.float16).astype(np.float32)
    return Space(space.languages, space.means, space.prediction, rounded)


def centred(rows: Int8s, languages: tuple[str, ...], config: FittingConfig) -> Int8s:
    """Rows less the mean of their language, or of all where it has few, scaled to LENGTH."""
    listed, means = _means(rows, languages, config)
    return quantised(rows - means[_places(languages, listed)], LENGTH)


def _means(
    rows: Int8s, languages: tuple[str, ...], config: FittingConfig
) -> tuple[tuple[str, ...], Float32s]:
    """The languages with rows enough and their means, rounded; last the mean of all rows."""
    names, codes = np.unique(np.array(languages, str), return_inverse=True)
    n = np.bincount(codes, minlength=len(names))
    listed = [i for i, k in enumerate(n.tolist()) if k >= config.min_language_texts]
    whole = np.rint(rows.mean(axis=0)) if len(rows) else np.zeros(rows.shape[1])
    means = [np.rint(rows[codes == i].mean(axis=0)) for i in listed]
    return tuple(str(names[i]) for i in listed), np.array([*means, whole], np.float32)


def _places(languages: tuple[str, ...], listed: tuple[str, ...]) -> list[int]:
    """The position of each text's language among those listed; beyond them for another."""
    place = {language: i for i, language in enumerate(listed)}
    return [place.get(language, len(listed)) for language in languages]


def quantised(rows: Float32s | Float64s, length: float) -> Int8s:
    """Rows scaled to this length and rounded; a zero row stays zero."""
    size = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled = rows / np.where(size > 0, size, 1) * length
    rounded: Int8s = np.rint(scaled).clip(-127, 127).astype(np.int8)
    return rounded


def _roots(meanings: Int8s) -> Float32s:
    """The root of each frame's probability: unit rows, whose product is their affinity."""
    roots: Float32s = np.sqrt(frames.chances(meanings)).astype(np.float32)
    return roots


def _prediction(close: Int8s, static: Int8s, config: FittingConfig) -> Float32s:
    """The linear map from static vectors to those of the closer reading, by ridge regression.

    Rounded to 8 bits of its largest entry, so that a product is exact. No texts: zeros.
    """
    x, y = static.astype(np.float64), close.astype(np.float64)
    gram = x.T @ x
    ridge = config.ridge * max(1.0, float(np.trace(gram)) / max(1, len(gram)))
    solved = np.linalg.solve(gram + ridge * np.eye(len(gram)), x.T @ y)
    largest = max(float(np.abs(solved).max(initial=0.0)), 1e-12)
    rounded: Float32s = np.rint(solved / largest * 127).astype(np.float32)
    return rounded


def _predicted(static: Int8s, prediction: Float32s) -> Float64s:
    """The predicted vectors, as long as those that were read."""
    product = (static.astype(np.float32) @ prediction).astype(np.float64)
    size = np.linalg.norm(product, axis=1, keepdims=True)
    return np.asarray(product / np.where(size > 0, size, 1) * LENGTH)
