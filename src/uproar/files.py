"""Opens what people name: regular files only, no more of one than asked, and TOML within bounds.

A device has no end, a pipe may never answer, and what `/proc` holds is made as it is read: none
of them is a file that somebody wrote.
"""

from __future__ import annotations

import io
import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from uproar.errors import ConfigError, UnreadableFile

# A parser of TOML takes time that is quadratic in the parts of a dotted key; the deepest that
# means anything to uproar has three, entity.aliases.en.
MAX_KEY_PARTS = 16  # chosen on: judgement; room for the keys of others
# Of a sheet that people fill. chosen on: judgement; 20,000 posts of 800 bytes
MAX_SHEET_BYTES = 16 << 20
MAX_ERROR_CHARS = 200  # chosen on: judgement; how much of a parser's words a message repeats
_KINDS = {
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
}
# Without these opening a pipe waits, a terminal takes over, and a child process inherits the file.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)
# What opens or ends a string or a comment of TOML, and a sign after a backslash.
_MARK = re.compile(r"\"\"\"|'''|[\"'#\n]|\\.", re.DOTALL)
# Sign → what ends what it opens.
_ENDS = {'"""': '"""', "'''": "'''", '"': '"', "'": "'", "#": "\n"}
_DEEP_KEY = re.compile(rf"(?<![\w-])[\w-]++(?:[ \t]*+\.[ \t]*+[\w-]++){{{MAX_KEY_PARTS}}}")


def open_regular(path: Path, *, hint: str = "check the path") -> io.BufferedReader:
    """The file's bytes. What says that it is empty is read as empty.

    Raises UnreadableFile for what is no regular file, is not there, or may not be read.
    """
    try:
        _refuse_irregular(path, path.stat())
        descriptor = os.open(path, _FLAGS)
        try:
            status = os.fstat(descriptor)  # of what was opened, whatever stands there now
            _refuse_irregular(path, status)
        except BaseException:
            os.close(descriptor)
            raise
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise UnreadableFile(f"cannot open {path}: {why}", hint=hint) from error
    file = open(descriptor, "rb")  # noqa: SIM115, PTH123 - the caller closes it; Path opens no descriptor
    if status.st_size:
        return file
    file.close()
    return io.BufferedReader(io.BytesIO())


def _refuse_irregular(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "no regular file")
        raise UnreadableFile(
            f"{path} is {kind}", hint="name a file; save what it gives to one first"
        )


def read(path: Path, *, most_bytes: int, hint: str = "check the path") -> bytes:
    """All bytes of a regular file.

    Raises UnreadableFile, also for one that has more than allowed.
    """
    with open_regular(path, hint=hint) as file:
        is_longer = file.seek(0, os.SEEK_END) > most_bytes
        file.seek(0)
        raw = b"" if is_longer else file.read(most_bytes + 1)
    if is_longer or len(raw) > most_bytes:
        raise UnreadableFile(
            f"{path} has more than {most_bytes:,} bytes", hint="is it the file that was meant?"
        )
    return raw


def read_toml(path: Path, *, most_bytes: int, hint: str) -> dict[str, Any]:
    """The tables of a TOML file. Raises ConfigError, with `hint` where it is no TOML."""
    try:
        text = read(path, most_bytes=most_bytes, hint=hint).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8", hint="save it as UTF-8") from error
    deep = _DEEP_KEY.search(_keys_of(text))
    if deep is not None:
        raise ConfigError(
            f"{path}: a key of more than {MAX_KEY_PARTS} parts, {deep[0][:60]!r}…",
            hint=f"write strings in quotes; {hint}",
        )
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: also a number of too many digits
        why = str(error)[:MAX_ERROR_CHARS]
        raise ConfigError(f"{path} is not valid TOML: {why}", hint=hint) from error


def _keys_of(text: str) -> str:
    """TOML without its comments; a string, which may be a part of a key, stands there as "x".

    What is not closed ends with the text, or with its line where it is on one.

    >>> _keys_of('a = "b.c" # d.e')
    'a = x '
    """
    shown: list[str] = []
    opened, start, place = "", 0, 0  # `start`: of what is outside of strings and comments
    while mark := _MARK.search(text, place):
        sign, place = mark[0], mark.end()
        if opened and sign[0] == "\\":
            if not opened.startswith('"'):  # only there a backslash hides what follows it
                place = mark.start() + 1
        elif not opened and sign in _ENDS:
            shown += [text[start : mark.start()], "" if sign == "#" else "x"]
            opened = sign
        elif opened and (sign == _ENDS[opened] or (sign == "\n" and len(opened) == 1)):
            if len(sign) > 1:  # a string may end in one or two quotation marks of its own
                place += len(text[place : place + 2]) - len(text[place : place + 2].lstrip(sign[0]))
            opened, start = "", mark.start() if sign == "\n" else place
    if not opened:
        shown.append(text[start:])
    return "".join(shown)
