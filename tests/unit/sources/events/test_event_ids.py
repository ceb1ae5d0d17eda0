"""An event's id is a folder's name: what would leave the folder, or cannot be one, is refused."""

from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.event_folders import EVENT

from uproar.errors import ConfigError
from uproar.model import MARKS, State
from uproar.sources.events.event_file import load_event
from uproar.store.marks import Marks

BAD = {
    "": "event.id",
    "  ": "event.id",
    ".": "dots",
    "..": "dots",
    "...": "dots",
    ".hidden": "dot",
    "ends.": "dot",
    " padded": "space",
    "a/b": "slash",
    "../x": "slash|dot",
    "a\\b": "slash",
    "a\x00b": "control",
    "a\nb": "control",
    "a\r": "control",
    "a\u2028b": "line",
    "\u202eabc": "direction",
    "a\u200fb": "direction",
    "a\x1b[31m": "control",
    "NUL": "reserves",
    "con.txt": "reserves",
    "lpt1": "reserves",
    "가" * 29: "longer than 200 bytes",
    "a" * 201: "longer than 200 bytes",
}


def event_with(folder: Path, event_id: str) -> Path:
    escaped = "".join(f"\\U{ord(c):08x}" for c in event_id)
    file = folder / "event.toml"
    file.write_text(EVENT.replace('id = "glass"', f'id = "{escaped}"', 1), encoding="utf-8")
    return file


@pytest.mark.parametrize("event_id", BAD)
def test_an_unfit_id_is_refused_with_the_reason(tmp_path: Path, event_id: str) -> None:
    with pytest.raises(ConfigError, match=BAD[event_id]) as refused:
        load_event(event_with(tmp_path, event_id))
    assert "event.id" in refused.value.message and refused.value.hint


@pytest.mark.parametrize("event_id", ["glass", "paper-lanterns", "등불", "a.b", "2025 tour", "x:1"])
def test_a_fit_id_is_taken(tmp_path: Path, event_id: str) -> None:
    assert load_event(event_with(tmp_path, event_id)).id == event_id


@given(st.text(max_size=40))
def test_marks_lie_in_their_folder_whatever_the_id(event_id: str) -> None:
    root = Path("/desk/marks")
    folder = Marks(root)._state_folder(event_id, State(1, 0))
    inside = folder.relative_to(root)
    assert ".." not in inside.parts and len(inside.parts) in (1, 2)


@pytest.mark.parametrize("event_id", ["..", ".", "a/../../b"])
def test_marks_of_an_old_desk_s_odd_event_are_erased_too(tmp_path: Path, event_id: str) -> None:
    marks = Marks(tmp_path / "marks")
    table = pa.Table.from_pylist([{"post_id": "x:1", "kind": "theme"}], schema=MARKS)
    marks.save(event_id, State(1, 0), "m", "1", table)
    files = [p.relative_to(tmp_path) for p in tmp_path.rglob("*.parquet")]
    assert [f.parts[0] for f in files] == ["marks"] and len(files[0].parts) == 4
    assert marks.forget({"x:1"}) == 1
