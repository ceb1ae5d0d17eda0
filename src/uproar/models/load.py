"""Reads shipped weights, and refuses any that are not the ones this version was tested with.

Arrays are mapped, not read: only the rows that a text touches take memory, shared by all processes.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from uproar.errors import UproarError

FOLDER = Path(__file__).parent
# A member of a zip file: where the lengths of its name and of what follows it stand, and the end.
# source: PKWARE APPNOTE 6.3.10, section 4.3.7, local file header
_LENGTHS_AT, _HEADER_BYTES = 26, 30


@cache
def digests() -> Mapping[str, str]:
    """File name → SHA-256, as `make models` wrote them."""
    listed: dict[str, str] = json.loads((FOLDER / "digests.json").read_text(encoding="utf-8"))
    return listed


def path(name: str, *, folder: Path = FOLDER) -> Path:
    """Where a shipped file is, once its digest has been checked.

    Raises UproarError when it is absent or is not the file that was shipped.
    """
    file = folder / name
    if name not in digests() or not file.is_file():
        raise UproarError(f"no model file {name} in {folder}", hint="reinstall, or `make models`")
    with file.open("rb") as stored:
        digest = hashlib.file_digest(stored, "sha256").hexdigest()
    if digest != digests()[name]:
        raise UproarError(
            f"model file {name} has SHA-256 {digest[:12]}…, not {digests()[name][:12]}…",
            hint="reinstall uproar, or `make models`",
        )
    return file


def arrays(name: str, *, folder: Path = FOLDER) -> dict[str, npt.NDArray[np.generic]]:
    """The arrays of a shipped .npz, by name; they cannot be written to."""
    file = path(name, folder=folder)
    with file.open("rb") as stored:
        content = mmap.mmap(stored.fileno(), 0, access=mmap.ACCESS_READ)
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
    return {member.filename.removesuffix(".npy"): _array(content, member) for member in members}


def _array(content: mmap.mmap, member: zipfile.ZipInfo) -> npt.NDArray[np.generic]:
    """A member as it lies in the file: an .npy, not compressed."""
    if member.compress_type != zipfile.ZIP_STORED:
        raise UproarError(f"{member.filename} is compressed", hint="write it as `make models` does")
    lengths = struct.unpack_from("<HH", content, member.header_offset + _LENGTHS_AT)
    content.seek(member.header_offset + _HEADER_BYTES + sum(lengths))
    np.lib.format.read_magic(content)
    shape, _, dtype = np.lib.format.read_array_header_1_0(content)
    n = int(np.prod(shape))
    return np.frombuffer(content, dtype, n, content.tell()).reshape(shape)
