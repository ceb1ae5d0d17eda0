"""Reads shipped weights, and refuses any that are not the ones this version was tested with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from uproar.errors import UproarError

FOLDER = Path(__file__).parent


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
    found = hashlib.sha256(file.read_bytes()).hexdigest()
    if found != digests()[name]:
        raise UproarError(
            f"model file {name} has SHA-256 {found[:12]}…, not {digests()[name][:12]}…",
            hint="reinstall uproar, or `make models`",
        )
    return file


def arrays(name: str, *, folder: Path = FOLDER) -> dict[str, np.ndarray[Any, Any]]:
    """The arrays of a shipped .npz, by name."""
    with np.load(path(name, folder=folder), allow_pickle=False) as stored:
        return {key: stored[key] for key in stored.files}
