"""The 28 labels of the emotion reader, and the few moods that a story speaks of."""

from __future__ import annotations

from collections.abc import Iterable

# The order of `emotion_p`: that of the GoEmotions label file.
LABELS = (
    "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion",
    "curiosity", "desire", "disappointment", "disapproval", "disgust", "embarrassment",
    "excitement", "fear", "gratitude", "grief", "joy", "love", "nervousness", "optimism", "pride",
    "realization", "relief", "remorse", "sadness", "surprise", "neutral",
)  # fmt: skip
NEUTRAL = "neutral"

MOODS = {
    "delight": ("joy", "excitement"),
    "admiration": ("admiration", "approval"),
    "amusement": ("amusement",),
    "affection": ("love", "gratitude"),
    "pride": ("pride",),
    "hope": ("optimism", "desire", "relief"),
    "worry": ("caring", "fear", "nervousness"),
    "sadness": ("sadness", "grief", "remorse"),
    "anger": ("anger", "annoyance", "disgust"),
    "disappointment": ("disappointment", "disapproval", "embarrassment"),
    "surprise": ("surprise", "realization"),
    "curiosity": ("curiosity", "confusion"),
    "neutral": ("neutral",),
}
_MOOD_OF = {label: mood for mood, labels in MOODS.items() for label in labels}

_PLEASANT = frozenset(("delight", "admiration", "amusement", "affection", "pride", "hope"))
_CRITICAL = frozenset(("anger", "disappointment"))


def mood(label: str) -> str:
    """The mood a label belongs to.

    >>> mood("joy"), mood("caring")
    ('delight', 'worry')
    """
    return _MOOD_OF[label]


def moods(labels: Iterable[str]) -> list[str]:
    """The moods of a post's labels, each once, in the order of MOODS.

    >>> moods(["love", "joy", "gratitude"])
    ['delight', 'affection']
    """
    found = {_MOOD_OF[label] for label in labels}
    return [name for name in MOODS if name in found]


def stance(labels: Iterable[str]) -> str | None:
    """Which way the moods point: "positive", "critical", or "mixed".

    None when nothing points anywhere (worry and sadness are no stance: fans worry about those
    they love).

    >>> stance(["joy"]), stance(["joy", "anger"]), stance(["sadness"])
    ('positive', 'mixed', None)
    """
    found = set(moods(labels))
    pleasant, critical = bool(found & _PLEASANT), bool(found & _CRITICAL)
    if pleasant and critical:
        return "mixed"
    if pleasant:
        return "positive"
    return "critical" if critical else None
