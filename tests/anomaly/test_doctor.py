"""What the doctor leaves alone, what it sweeps, and what becomes of what it set aside."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests.support.damages import FEW, Damage
from tests.support.whole_desk import LATER_POST, QUIET_POST, WholeDesk, spoken

from uproar.store import Desk


def digests(desk: WholeDesk) -> dict[str, str]:
    """The files of a desk; SQLite's own log is in desk.db whenever nobody has it open."""
    files = (p for p in desk.path.rglob("*") if p.is_file() and not p.name.startswith("desk.db-"))
    return {str(p.relative_to(desk.path)): hashlib.md5(p.read_bytes()).hexdigest() for p in files}


@pytest.mark.parametrize("damage", FEW, ids=lambda damage: damage.name)
def test_without_mend_nothing_is_changed(damage: Damage, whole: WholeDesk, fast_path: Path) -> None:
    copy = whole.copy(fast_path)
    damage.harm(copy.path)
    before = digests(copy)
    spoken("doctor", "--desk", copy.path)
    assert digests(copy) == before


def test_a_whole_desk_is_said_to_be_whole(whole: WholeDesk, fast_path: Path) -> None:
    copy = whole.copy(fast_path)
    code, out, _ = spoken("doctor", "--json", "--desk", copy.path)
    assert (code, json.loads(out)["faults"]) == (0, [])
    code, out, _ = spoken("doctor", "--desk", copy.path)
    assert code == 0 and {line.split()[0] for line in out.splitlines()} == {"whole"}
    assert spoken("doctor", "--desk", fast_path)[0] == 2


def test_what_a_killed_writer_left_is_swept(whole: WholeDesk, fast_path: Path) -> None:
    copy = whole.copy(fast_path)
    page = next((copy.path / "posts").glob("tail-*"))
    strays = [
        copy.path / "posts" / f".{page.name}.0a1b2c3d.draft",
        copy.path / "posts" / "tail-0000000000009999-0a1b2c3d4e5f.parquet",
        next(copy.path.glob("annotations/*/*")) / ".00000001-ff.parquet.0a1b2c3d.draft",
        next(copy.path.glob("marks/*/*")) / ".themes@6.parquet.0a1b2c3d.draft",
    ]
    for stray in strays:
        stray.write_bytes(page.read_bytes())
    code, out, _ = spoken("doctor", "--desk", copy.path)
    assert code == 0 and out.count("left over ") == len(strays)
    assert spoken("rejects", "--desk", copy.path)[0] == 0
    assert not [stray for stray in strays if stray.exists()], "any command sweeps them"
    for stray in strays:
        stray.write_bytes(page.read_bytes())
    assert spoken("doctor", "--mend", "--desk", copy.path)[0] == 0
    assert not [stray for stray in strays if stray.exists()]


def test_a_damaged_file_bars_no_erasure_and_does_not_outlive_it(
    whole: WholeDesk, fast_path: Path
) -> None:
    copy = whole.copy(fast_path)
    damaged = [*copy.path.glob("marks/*/*/themes@*"), *copy.path.glob("annotations/normal/*/*")]
    for path in damaged:
        path.write_bytes(path.read_bytes()[:-50])
    assert spoken("forget", QUIET_POST, "--now", "--by", "E", "--desk", copy.path)[0] == 0
    assert not [path for path in damaged if path.exists()]
    assert spoken("story", "--desk", copy.path)[0] == 7
    assert spoken("doctor", "--mend", "--desk", copy.path)[0] == 0
    assert spoken("story", "--desk", copy.path)[0] == 0


def test_an_erasure_takes_what_was_set_aside(whole: WholeDesk, fast_path: Path) -> None:
    copy = whole.copy(fast_path)
    database = copy.path / "desk.db"
    database.write_bytes(database.read_bytes()[:9000])
    assert spoken("doctor", "--mend", "--desk", copy.path)[0] == 0
    assert (copy.path / "desk.db.damaged").exists()
    assert spoken("forget", QUIET_POST, "--now", "--by", "E", "--desk", copy.path)[0] == 0
    assert not list(copy.path.glob("desk.db.damaged*"))


def test_a_lost_erasure_is_named(whole: WholeDesk, fast_path: Path) -> None:
    copy = whole.copy(fast_path)
    assert spoken("forget", LATER_POST, "--by", "E", "--desk", copy.path)[0] == 0
    entry = sorted((copy.path / "posts" / "_delta_log").glob("*.json"))[-1]
    page = sorted((copy.path / "posts").glob("tail-*"))[-1]
    entry.unlink()
    kept = page.read_bytes()
    page.unlink()
    code, out, err = spoken("doctor", "--mend", "--desk", copy.path)
    assert code == 0 and "run `uproar forget` again" in out, (out, err)
    page.write_bytes(kept)  # what a killed writer might have left is not taken for acknowledged
    assert spoken("forget", LATER_POST, "--by", "E", "--desk", copy.path)[0] == 0


def test_no_number_of_an_operation_is_used_twice(whole: WholeDesk, fast_path: Path) -> None:
    copy = whole.copy(fast_path)
    with Desk.open(copy.path) as desk:
        before = desk.posts.state()
    sorted((copy.path / "posts").glob("tail-*"))[-1].unlink()
    assert spoken("doctor", "--mend", "--desk", copy.path)[0] == 0
    with Desk.open(copy.path) as desk:
        after = desk.posts.state()
    assert after.pin > before.pin and after.epoch > before.epoch
    assert spoken("check", "--desk", copy.path)[0] == 4, "the story's posts are not all there"
