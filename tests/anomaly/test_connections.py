"""No command leaves a connection to SQLite open, on any Python (3.13 warns of it, 3.11 does not)."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from uproar.cli import main
from uproar.errors import ConfigError, DamageError
from uproar.store import Desk


class Recorded(sqlite3.Connection):
    """A connection that notes its opening and its closing."""

    live: list["Recorded"] = []  # noqa: RUF012 - one list for all

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.live.append(self)

    def close(self) -> None:
        self.live.remove(self)
        super().close()


@pytest.fixture
def left_open(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """How many connections opened since the test began are open still."""
    connect = sqlite3.connect
    Recorded.live.clear()
    monkeypatch.setattr(
        sqlite3, "connect", lambda *a, **k: connect(*a, **{**k, "factory": Recorded})
    )
    return lambda: len(Recorded.live)


@pytest.mark.parametrize(
    "command",
    [
        ["story"],
        ["why", "1"],
        ["check"],
        ["export", "md"],
        ["archive", "search", "lanterns"],
        ["review", "list"],
    ],
    ids=lambda words: words[0],
)
def test_a_command_closes_what_it_opens(
    demo_desk: Path, tmp_path: Path, left_open: Callable[[], int], command: list[str]
) -> None:
    shutil.copytree(demo_desk, tmp_path / "desk")
    main([*command, "--desk", str(tmp_path / "desk")])
    assert left_open() == 0


def test_a_refused_desk_is_closed(tmp_path: Path, left_open: Callable[[], int]) -> None:
    with Desk.create(tmp_path) as desk:
        assert left_open() == 1
        desk._database.write("pragma user_version = 999")
    with pytest.raises(ConfigError, match="schema 999"):
        Desk.open(tmp_path)
    assert left_open() == 0


def test_a_file_that_is_no_database_is_closed(tmp_path: Path, left_open: Callable[[], int]) -> None:
    Desk.create(tmp_path).close()
    (tmp_path / "desk.db").write_bytes(b"not a database" * 100)
    with pytest.raises(DamageError, match="is damaged: file is not a database"):
        Desk.open(tmp_path)
    assert left_open() == 0
