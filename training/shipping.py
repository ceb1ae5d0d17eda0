"""Puts a trained file among the shipped ones, and its digest into the list."""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from uproar.models import load

Array = np.ndarray[Any, Any]
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ALIGNED = 64
# Of a zip file: a member's header before its name, an extra field's before what it holds, and the
# kind of extra field that only fills space.
_HEADER_BYTES, _FIELD_BYTES, _PADDING = 30, 4, 0xD935


def put(name: str, content: Path | bytes | dict[str, Array]) -> None:
    """Write a file of weights; the same arrays give the same bytes.

    The file is replaced and not written over: the reader may have the old one mapped.
    """
    if isinstance(content, Path):
        content = content.read_bytes()
    data = content if isinstance(content, bytes) else _npz(content)
    unfinished = load.FOLDER / f"{name}.new"
    unfinished.write_bytes(data)
    unfinished.replace(load.FOLDER / name)
    listed = load.FOLDER / "digests.json"
    digests = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else {}
    digests[name] = hashlib.sha256(data).hexdigest()
    listed.write_text(json.dumps(dict(sorted(digests.items())), indent=1) + "\n", encoding="utf-8")
    load.digests.cache_clear()


def _npz(arrays: dict[str, Array]) -> bytes:
    """An .npz to be mapped, without the time of day in it.

    It is not compressed (the wheel is), and every array begins at a multiple of 64 bytes.
    """
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(arrays):
            inner = BytesIO()
            np.lib.format.write_array(inner, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            member = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            begins = buffer.tell() + _HEADER_BYTES + len(member.filename) + _FIELD_BYTES
            member.extra = struct.pack("<HH", _PADDING, -begins % _ALIGNED) + bytes(
                -begins % _ALIGNED
            )
            archive.writestr(member, inner.getvalue())
    return buffer.getvalue()
