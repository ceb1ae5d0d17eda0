"""Every finding of the bundled event, and every message a measure can say, is documented or real."""

import re
from pathlib import Path

import pytest

from uproar.model.rows import ROW_KINDS, Row

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTED = re.findall(
    r"`([a-z_]+(?:\.[a-z_<>]+)*(?:<n>)?)`", (ROOT / "docs/findings.md").read_text()
)


def is_documented(finding_id: str) -> bool:
    return any(
        re.fullmatch(re.sub(r"<\w+>", r"[\\w-]+", re.escape(known)), finding_id)
        for known in DOCUMENTED
    )


def test_the_pattern_matches_as_meant() -> None:
    assert is_documented("themes.t3.share") and is_documented("moments.rank12")
    assert not is_documented("themes.t3.colour") and not is_documented("volume")


def test_every_finding_of_the_bundled_event_is_documented(demo_findings: list[str]) -> None:
    assert [i for i in demo_findings if not is_documented(i)] == []


@pytest.mark.parametrize("family", ["volume", "voices", "themes", "moments", "spam", "coverage"])
def test_the_bundled_event_has_each_family(family: str, demo_findings: list[str]) -> None:
    assert any(i == family or i.startswith(f"{family}.") for i in demo_findings)


@pytest.mark.parametrize("kind", ROW_KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_of_row_is_documented_with_its_fields(kind: type[Row]) -> None:
    text = (ROOT / "docs/findings.md").read_text()
    (fields,) = re.findall(rf"^\| {kind.__name__} \| [^|]+ \| ([^|]+) \|$", text, re.MULTILINE)
    assert fields.split(", ") == list(kind.__dataclass_fields__)
