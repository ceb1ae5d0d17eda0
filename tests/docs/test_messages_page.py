"""docs/messages.md shows every sentence of a story as the message files have it."""

from __future__ import annotations

import re

import pytest
from tools import message_pages

MESSAGES = [
    (match[1], match[2])
    for _, source in message_pages.files()
    for line in source.splitlines()
    if (match := re.match(r"([a-z][\w-]*) = (.*)$", line))
]


def test_the_page_is_generated_from_the_message_files() -> None:
    assert message_pages.PAGE.read_text(encoding="utf-8") == message_pages.page()


def test_every_message_is_on_the_page() -> None:
    page = message_pages.page()
    assert len(MESSAGES) > 300
    assert [name for name, _ in MESSAGES if f"- `{name}` " not in page] == []


@pytest.mark.parametrize(("name", "text"), MESSAGES)
def test_the_examples_of_a_message_are_two_where_it_has_slots(name: str, text: str) -> None:
    shown = message_pages.examples(name, text)
    assert len(shown) == (2 if "{ $" in text else 1)
    assert not any("{" in example or "  " in example for example in shown)
