"""A warning of irony, rare and mostly right."""

import pytest

from uproar.annotate.emotion.irony import is_ironic
from uproar.text import normalise


def warned(text: str) -> bool:
    reading = normalise.read(text)
    return is_ironic(reading.norm, reading.tags, reading.emoji)


@pytest.mark.parametrize(
    "text",
    [
        "Oh great, another delay",
        "love it #sarcasm",
        "what a genius plan 🙄",
        "nice one /s",
        "참 잘하는 짓이다",
        "I just love it when my train is delayed again, ad after ad. I love being stuck here",
        "yay, homework",
    ],
)
def test_warns(text: str) -> None:
    assert warned(text)


@pytest.mark.parametrize(
    "text",
    [
        "a great trailer",
        "",
        "I love this 😭",
        "that's not it",
        "정말 최고예요",
        "so excited for the show",
        "the show was cancelled, I am crying",
    ],
)
def test_does_not_warn(text: str) -> None:
    assert not warned(text)
