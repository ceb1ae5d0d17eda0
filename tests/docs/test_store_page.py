"""Every method and argument that docs/store.md lists is one of the desk's."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from uproar.store import Desk

PAGE = Path(__file__).resolve().parents[2] / "docs" / "store.md"
CALL = re.compile(r"\b([a-z_]+)\(((?:[^()]|\([^()]*\))*)\)")


def listed(page: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(part of the desk, "" for the desk itself; method; its arguments) of the first code block."""
    part = ""
    block = re.findall(r"```[a-z]*\n(.*?)```", page, re.DOTALL)[0]
    for line in block.splitlines():
        code = line.partition("#")[0].partition("->")[0] if "·" not in line else line
        head = re.match(r"(?:with )?(?:desk|Desk)\.([a-z_]+)(\()?", code)
        if head:
            part = "" if head[2] else head[1]
        elif line and not line.startswith(" "):
            continue
        for method, arguments in CALL.findall(re.sub(r"\(new ones\)|\(finished ones\)", "", code)):
            names = re.findall(r"(?:^|, )\*?,? ?([a-z_]+)", arguments)
            yield part, method, tuple(names)


def test_the_page_lists_what_the_desk_has(tmp_path: Path) -> None:
    calls = list(listed(PAGE.read_text(encoding="utf-8")))
    assert len(calls) > 50
    wrong = []
    with Desk.create(tmp_path / "desk") as desk:
        for part, method, arguments in calls:
            owner = getattr(desk, part) if part else desk
            function = getattr(owner, method, None)
            known = inspect.signature(function).parameters if function else {}
            wrong += [f"{part}.{method}: {name}" for name in arguments if name not in known]
            wrong += [] if function else [f"{part}.{method}"]
    assert wrong == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("desk.gaps   add(event_id, gap) · of(event_id) -> tuple", ("gaps", "of", ("event_id",))),
        ("desk.forget(ids=(), accounts=(), by=)", ("", "forget", ("ids", "accounts", "by"))),
    ],
)
def test_the_page_is_read(line: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert expected in list(listed(f"```python\n{line}\n```"))
