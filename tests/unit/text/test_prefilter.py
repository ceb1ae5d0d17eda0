"""A sieve lets through whatever its pattern matches."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate import sensitive, spam
from uproar.text.prefilter import FEW, may_match

PATTERNS = [
    *(pattern for table in spam.patterns() for pattern in table.values()),
    *(regex.compile(pattern.pattern) for _, pattern in sensitive.patterns()),
]
OTHERS = [""] * FEW
PIECES = [
    *("free tickets 20% off", "wa", "claim your", "call 0123456789", "t.me/x", "a.example.xyz"),
    *("$abc", "€20/day", "\u0663\u0663% off", "cut\u3000myself", "cut\x1cmyself", "doxxé", "\n"),
    *("is it\u00a0true", "link in bio", "무료 증정", "+1 234 567 8901", "", "\x00", "𐍈.club"),
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text("ab .5\n", max_size=5)), max_size=6))
def test_no_match_is_lost(parts: list[str]) -> None:
    texts = ["".join(parts).lower(), " ".join(parts).lower()]
    for pattern in PATTERNS:
        matching = [row for row, text in enumerate(texts) if pattern.search(text)]
        assert set(matching) <= set(may_match(texts + OTHERS, pattern.pattern))


@pytest.mark.parametrize(
    ("text", "pattern"),
    [("wa\n", r"(?:^|\s)wa(?:\s|$)"), ("ⓐⓑ.xyz", r"\b[\w-]{2,60}\.xyz\b"), ("٣%", r"\d ?%")],
)
def test_classes_are_as_wide_as_in_python(text: str, pattern: str) -> None:
    assert may_match([text, *OTHERS], pattern) == [0]


def test_most_texts_are_kept_back() -> None:
    assert may_match(["a quiet night by the river"] * FEW, r"\bfree (?:gift|coins)\b") == []


def test_few_texts_are_all_let_through() -> None:
    assert may_match(["a quiet night"] * 2, "free") == [0, 1]
