"""What emoji and typed laughter or tears say about a feeling, in any language.

A small table written by hand, by what people use a sign for and not by its Unicode name; the
reader's own log-odds are added to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from uproar.annotate.emotion.config import CONFIG
from uproar.annotate.emotion.labels import LABELS, NEUTRAL
from uproar.arrays import Float64s
from uproar.text.normalise import CRY, LAUGH

# Signs → labels that they speak for, each with a weight of 1 or as given.
_SIGNS: tuple[tuple[str, dict[str, float]], ...] = (
    ("😂 🤣 😹 😆 😝 😜 🤪 😛", {"amusement": 1}),
    ("💀 ☠", {"amusement": 0.7}),
    ("😅", {"amusement": 0.6, "nervousness": 0.3}),
    ("😭", {"sadness": 0.7, "amusement": 0.4}),
    ("😢 😥 😿 ☹ 🙁 😞 😔 😟 😩 😫", {"sadness": 1}),
    ("💔", {"sadness": 1, "grief": 0.3}),
    ("🥹 🥲", {"sadness": 0.7, "joy": 0.3, "love": 0.3}),
    ("🥺", {"sadness": 0.5, "love": 0.4, "caring": 0.3}),
    ("❤ 🧡 💛 💚 💙 💜 🤍 🤎 🖤 🩷 🩵 🩶 💕 💖 💗 💓 💞 💘 💝 💟 ♥ ❣ 😍 🥰 😘 😻 🫶 😗 😚 😙",
     {"love": 1}),
    ("🤗", {"caring": 0.6, "love": 0.5}),
    ("😡 🤬 😠 👿", {"anger": 1, "annoyance": 0.4}),
    ("😤", {"anger": 0.5, "annoyance": 0.5}),
    ("🙄 😒 😑 🤦", {"annoyance": 1}),
    ("🤮 🤢", {"disgust": 1}),
    ("👎", {"disapproval": 1}),
    ("👏 🙌 👑 🐐 💯 🔥 🤩", {"admiration": 0.8}),
    ("👍 👌 ✅", {"approval": 0.8}),
    ("🙏", {"gratitude": 0.8}),
    ("🎉 🥳 🎊", {"excitement": 0.8, "joy": 0.8}),
    ("😀 😃 😄 😁 😊 ☺ 🙂 😺 😸 😌", {"joy": 0.8}),
    ("😎", {"pride": 0.4, "approval": 0.4}),
    ("😱 😮 😲 😯 😳 🤯 🙀 😧 😦", {"surprise": 1}),
    ("😨 😰", {"fear": 0.8, "nervousness": 0.4}),
    ("😬", {"nervousness": 0.6, "embarrassment": 0.4}),
    ("🤔 🧐", {"curiosity": 0.6, "confusion": 0.6}),
    ("😕 🤨 😵", {"confusion": 0.8}),
    (LAUGH, {"amusement": 1}),
    (CRY, {"sadness": 1}),
)  # fmt: skip
# Beside any of these, tears are tears of laughter.
_LAUGHING = frozenset(("😂", "🤣", "😹", "😆", "💀", LAUGH))
_TEARS = frozenset(("😭", CRY))


def _row(weights: dict[str, float]) -> Float64s:
    row = np.zeros(len(LABELS))
    for label, weight in weights.items():
        row[LABELS.index(label)] = weight
    return row


_NUMBERS = {sign: i for i, (signs, _) in enumerate(_SIGNS) for sign in signs.split()}
_ROWS = np.array([_row(weights) for _, weights in _SIGNS] + [_row({"amusement": 1})])
_TEARS_OF_LAUGHTER = len(_SIGNS)


def hints(norms: Sequence[str], emoji: Sequence[Sequence[str]]) -> Float64s:
    """Log-odds to add to each label's. Shape: (n, 28); zero where no sign is known.

    Repeats say nothing new: of each label the strongest sign counts.

    >>> added = hints(["haha", "two hours long"], [["😭"], []])
    >>> LABELS[int(added[0].argmax())], bool(added[1].any())
    ('amusement', False)
    """
    added = np.zeros((len(norms), len(LABELS)))
    for row, (norm, signs) in enumerate(zip(norms, emoji, strict=True)):
        if signs or LAUGH in norm or CRY in norm:
            added[row] = _strongest(_numbers(norm, signs))
    strongest = added.max(1, initial=0)
    added *= CONFIG.sign_log_odds
    added[:, LABELS.index(NEUTRAL)] = -CONFIG.neutral_log_odds * strongest
    return added


@lru_cache(maxsize=4096)
def _strongest(numbers: tuple[int, ...]) -> Float64s:
    return np.asarray(_ROWS[list(numbers)].max(0, initial=0.0))


def _numbers(norm: str, signs: Sequence[str]) -> tuple[int, ...]:
    """The rows of the signs, rising, tears read by their company."""
    present = {sign[0] for sign in signs}
    present.update(word for word in (LAUGH, CRY) if word in norm.split())
    if present & _LAUGHING and present & _TEARS:
        numbers = {_NUMBERS[s] for s in present - _TEARS if s in _NUMBERS}
        return tuple(sorted(numbers | {_TEARS_OF_LAUGHTER}))
    return tuple(sorted({_NUMBERS[s] for s in present if s in _NUMBERS}))
