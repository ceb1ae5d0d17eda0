"""KOTE's 44 labels in the 28 of the emotion reader."""

from __future__ import annotations

# KOTE's labels (by number) in ours; 9 (scorn), 11 (resolve), 26 (bother) have none.
FROM_KOTE = {
    0: "annoyance", 1: "approval", 2: "admiration", 3: "annoyance", 4: "gratitude", 5: "sadness",
    6: "anger", 7: "admiration", 8: "optimism", 10: "disappointment", 12: "disapproval",
    13: "pride", 14: "relief", 15: "curiosity", 16: "caring", 17: "embarrassment", 18: "fear",
    19: "sadness", 20: "disapproval", 21: "disgust", 22: "annoyance", 23: "disapproval",
    24: "neutral", 25: "sadness", 27: "sadness", 28: "joy excitement", 29: "realization",
    30: "remorse", 31: "anger disgust", 32: "joy", 33: "confusion", 34: "surprise",
    35: "nervousness", 36: "sadness grief", 37: "disappointment", 38: "caring", 39: "surprise",
    40: "joy", 41: "nervousness", 42: "joy", 43: "relief",
}  # fmt: skip


def from_kote(number: int) -> list[str]:
    """Our labels for one of KOTE's; none where it has no counterpart."""
    return FROM_KOTE.get(number, "").split()
