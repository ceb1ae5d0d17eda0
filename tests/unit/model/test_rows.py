"""What rows a finding takes, and how they are read."""

from typing import Any

import pytest

from uproar.errors import UproarError
from uproar.model import Finding, rows_of
from uproar.model.rows import CopyRow, ReasonRow


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        (({"reason": "repost", "n": 3},), "dict"),
        ((ReasonRow("a", 1), CopyRow("a", 1)), "CopyRow, ReasonRow"),
    ],
)
def test_a_finding_takes_rows_of_one_known_kind(rows: tuple[Any, ...], names: str) -> None:
    with pytest.raises(UproarError, match=f"spam.n has rows of {names}"):
        Finding("spam.n", 1, "posts", rows=rows)


def test_rows_are_read_as_the_kind_they_are() -> None:
    finding = Finding("spam.n", 1, "posts", rows=(ReasonRow("link", 1),))
    assert rows_of(finding, ReasonRow) == (ReasonRow("link", 1),)
    assert rows_of(None, ReasonRow) == ()
    with pytest.raises(UproarError, match="rows of ReasonRow, not CopyRow"):
        rows_of(finding, CopyRow)
