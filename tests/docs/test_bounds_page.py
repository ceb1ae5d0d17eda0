"""docs/bounds.md says the bounds that the code has, and all of them."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "bounds.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (.+?) \| ([\d,]+(?: Mi)?) \| `([\w.]+)\.([A-Z_]+)` \|$", PAGE, re.MULTILINE)
MEBI = 1 << 20
# Modules that read what comes from outside; a bound there belongs on the page.
READERS = ("sources", "files.py", "code/workbook.py")
# Bounds on what is shown, and on parts of what is bounded already.
LEFT_OUT = {
    *("MAX_ERROR_CHARS", "MAX_NAME_CHARS", "MAX_KEY_CHARS", "MAX_UNKNOWN", "MAX_ID_BYTES"),
    *("MAX_FREE_ROWS", "MAX_MEMBERS", "MAX_S", "MAX_TAGS_COMPARED", "MAX_SHOWN"),
    *("MAX_JOINED", "MAX_TIME_CHARS", "MAX_PRECISION_S"),
}


@pytest.mark.parametrize(("what", "shown", "module", "name"), ROWS)
def test_a_bound_is_the_code_s(what: str, shown: str, module: str, name: str) -> None:
    value = getattr(importlib.import_module(f"uproar.{module}"), name)
    is_mebi = value % MEBI == 0
    assert shown == (f"{value // MEBI:,} Mi" if is_mebi else f"{value:,}")


def test_every_row_is_read() -> None:
    assert len(ROWS) == PAGE.count("\n| ") - 1


def test_every_bound_is_on_the_page() -> None:
    told = {(module.replace(".", "/"), name) for _, _, module, name in ROWS}
    source = ROOT / "src" / "uproar"
    missing = []
    for place in READERS:
        paths = (
            [source / place] if place.endswith(".py") else sorted((source / place).rglob("*.py"))
        )
        for path in paths:
            module = path.relative_to(source).with_suffix("").as_posix()
            for name in re.findall(r"^(MAX_[A-Z_]+) = ", path.read_text("utf-8"), re.MULTILINE):
                if name not in LEFT_OUT and (module, name) not in told:
                    missing.append(f"{module}.{name}")
    assert missing == []
