"""Which emotions speak for something and which against it: one grouping for every stage.

The labels are those of the emotion annotator; docs/models/emotion.md lists them.
"""

from __future__ import annotations

from collections.abc import Collection

# The sides that a post may take towards what it is about.
SIDES = ("criticism", "neutral", "praise")
# What a post feels like in one word; longing goes with sadness, excitement with delight.
FEELINGS = (
    "delight", "affection", "amusement", "anger", "sadness", "disappointment", "worry", "pride",
    "surprise", "none",
)  # fmt: skip
# source: GoEmotions' positive group (Demszky et al. 2020, doi:10.18653/v1/2020.acl-main.372), less
# desire, which asks for something.
APPROVING = (
    "admiration", "amusement", "approval", "caring", "excitement", "gratitude", "joy", "love",
    "optimism", "pride", "relief",
)  # fmt: skip
# source: its negative group, less what blames nobody: sorrow, fear, shame.
OBJECTING = ("anger", "annoyance", "disapproval", "disgust")
# Disappointment objects, unless one of LONGING stands beside it: then it is longing or grief.
# chosen on: read by hand on four events, 2026-11 (commit a08b4f9); not swept
LET_DOWN = "disappointment"
LONGING = ("sadness", "grief", "love", "caring", "remorse")


def approves(emotions: Collection[str]) -> bool:
    """Whether a text's emotions speak for something. No emotions: no.

    >>> approves(["joy", "sadness"]), approves(["curiosity"])
    (True, False)
    """
    return not set(APPROVING).isdisjoint(emotions)


def objects(emotions: Collection[str]) -> bool:
    """Whether a text's emotions speak against something. No emotions: no.

    >>> objects(["anger"]), objects(["disappointment"]), objects(["disappointment", "love"])
    (True, True, False)
    """
    if not set(OBJECTING).isdisjoint(emotions):
        return True
    return LET_DOWN in emotions and set(LONGING).isdisjoint(emotions)
