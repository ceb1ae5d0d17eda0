"""Workbooks that a few bytes make large: cells far away, members that unpack to gigabytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter
from tests.support.event_folders import event_folder, started, uproar

from uproar.code import sheets, workbook
from uproar.errors import ConfigError


def book(*cells: tuple[int, int]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as written:
        page = written.add_worksheet()
        for row, column in [(0, 0), *cells]:
            page.write(row, column, "post_id")
    return made.getvalue()


def with_member(content: bytes, name: str, raw: bytes) -> bytes:
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, raw)
    return made.getvalue()


def renamed_cell(content: bytes, name: str) -> bytes:
    """The page's first cell under another name, quoted otherwise than writers quote it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            raw = old.read(member)
            new.writestr(member.filename, raw.replace(b'r="A1"', f"\n r = '{name}'".encode()))
    return made.getvalue()


LARGE = {
    "the last cell there is": book((1_048_575, 16_383)),
    "the same by another writer": renamed_cell(book(), "XFD1048576"),
    "a member of 65 MB": with_member(book(), "xl/more.xml", bytes(65 << 20)),
    "many members": with_member(with_member(book(), "a", b""), "b", b""),
    "cut off": book()[:-30],
    "no zip": b"post_id\n",
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_workbook_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name == "many members":
        monkeypatch.setattr(workbook, "MAX_MEMBERS", 10)
    assert len(LARGE[name]) < 100_000
    with pytest.raises(ConfigError, match="cannot be read as XLSX"):
        sheets.read_sheet(
            LARGE[name], "a.xlsx", coder="A", coded_at=datetime(2025, 1, 1, tzinfo=UTC)
        )


def test_what_people_hand_in_is_the_same_afterwards() -> None:
    content = book((1, 0), (5, 3))
    before = sheets._xlsx_pages(content, "a")
    assert before == sheets._xlsx_pages(workbook.checked_workbook(content), "a")
    assert before[0][0] == ["post_id", "", "", ""]


@pytest.mark.parametrize(
    "words", [("code", "read", "{}", "--by", "A"), ("sample", "--coded", "{}")]
)
def test_a_device_is_no_sheet(
    words: tuple[str, ...], fast_desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = fast_desk.parent / "a.xlsx"
    link.unlink(missing_ok=True)
    link.symlink_to("/dev/zero")
    assert (
        uproar(*(str(link) if word == "{}" else word for word in words), "--desk", fast_desk) == 2
    )
    assert "is a device" in capsys.readouterr().err


@pytest.fixture
def fast_desk(tmp_path: Path) -> Path:
    return started(tmp_path / "desk", event_folder(tmp_path / "event", None))
