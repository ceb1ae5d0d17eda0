"""The sentence that the README opens reads as `uproar why` prints it."""

import re
from pathlib import Path

import pytest

from uproar.cli import main

README = Path(__file__).resolve().parents[2] / "README.md"
OPENED = re.compile(
    r"(    \$ \.venv/bin/uproar why (\d+) --desk demo-desk\n)(.*?)(?=\n\S)", re.DOTALL
)


def excerpt(printed: str) -> str:
    """The sentence, its first figure and the first post behind it; an ellipsis for the rest."""
    lines = printed.splitlines()
    n = next(i for i, line in enumerate(lines) if line.startswith("  n = "))
    posts = next(i for i, line in enumerate(lines) if line.endswith(" posts, the first:"))
    chosen = [*lines[: n + 1], "  …", *lines[posts : posts + 3]]
    return "".join(f"    {line}\n" if line else "\n" for line in chosen)


def test_the_opened_sentence_is_what_why_prints(
    demo_desk: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    page = README.read_text(encoding="utf-8")
    block = OPENED.search(page)
    assert block is not None
    assert main(["why", block[2], "--desk", str(demo_desk)]) == 0
    fresh = excerpt(capsys.readouterr().out)
    if request.config.getoption("--update-golden"):
        README.write_text(page.replace(block[3], fresh), encoding="utf-8")
    else:
        assert block[3] == fresh


def test_an_excerpt_leaves_out_what_stands_between() -> None:
    printed = "Words.\n\nfinding a\n  a = 1\n  n = 9 posts\n  run = x\n  9 posts, the first:\n    x:1\n      hi\n"
    assert excerpt(printed) == (
        "    Words.\n\n    finding a\n      a = 1\n      n = 9 posts\n      …\n"
        "      9 posts, the first:\n        x:1\n          hi\n"
    )
