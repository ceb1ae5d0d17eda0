"""What people name as a file: regular ones, not endless, and TOML that its parser can bear."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from uproar import files
from uproar.errors import ConfigError


def irregular(kind: str, folder: Path) -> Path:
    path = folder / kind
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as unix:
            unix.bind(str(path))
    else:
        path.symlink_to("/dev/zero")
    return path


@pytest.mark.parametrize("kind", ["folder", "pipe", "socket", "device"])
def test_what_is_no_regular_file_is_named(kind: str, tmp_path: Path) -> None:
    path = irregular(kind, tmp_path)
    with pytest.raises(ConfigError, match=f"{kind} is a {kind}") as refused:
        files.read(path, most_bytes=10)
    assert refused.value.hint


@pytest.mark.parametrize("name", ["none", "a\0b", "x" * 5000, "none/x"])
def test_what_is_not_there_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot open"):
        files.read(tmp_path / name, most_bytes=10)


def test_a_link_in_a_circle_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("a")
    with pytest.raises(ConfigError, match="cannot open"):
        files.read(tmp_path / "a", most_bytes=10)


def test_a_file_may_have_so_many_bytes_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 10)
    assert files.read(tmp_path / "a", most_bytes=10) == b"x" * 10
    with pytest.raises(ConfigError, match="more than 9 bytes"):
        files.read(tmp_path / "a", most_bytes=9)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc on this system")
def test_what_is_made_as_it_is_read_reads_as_empty() -> None:
    assert files.read(Path("/proc/self/environ"), most_bytes=1 << 20) == b""


DEEP = ".".join(["a"] * 20_000)


@pytest.mark.parametrize(
    "text",
    [
        f"{DEEP} = 1",
        f"[{DEEP}]",
        f"[[{DEEP}]]",
        "x = {" + DEEP + " = 1}",
        " . ".join(['"a b"'] * 20_000) + " = 1",
        ".".join(["'a'"] * 20_000) + " = 1",
        "a\t.\t" * 20_000 + "a = 1",
        '"""' * 99_999 + "\n" + DEEP + " = 1",
        "x = " + "9" * 5000,
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 100_000,
        'x = """',
        "\0",
    ],
    ids=range(13),
)
def test_toml_that_a_parser_cannot_bear_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(text)
    with pytest.raises(ConfigError) as refused:
        files.read_toml(tmp_path / "a.toml", most_bytes=1 << 20, hint="see the docs")
    assert len(refused.value.message) < 400
    assert "see the docs" in refused.value.hint


def test_dots_in_strings_and_comments_are_no_keys(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        f"# {DEEP}\nx = '{DEEP}' # {DEEP}\ny = \"\\\"{DEEP}\"\nz = '''\n{DEEP}'s'''\n"
        f'w = """{DEEP} "" {DEEP}"""\n[a.b.c.d]\n"e.f.{DEEP}".g = 1.5\n',
        encoding="utf-8-sig",
    )
    stored = files.read_toml(tmp_path / "a.toml", most_bytes=1 << 20, hint="")
    assert stored["x"] == DEEP
    assert stored["a"]["b"]["c"]["d"] == {f"e.f.{DEEP}": {"g": 1.5}}
