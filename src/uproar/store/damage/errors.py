"""What is said of a damaged file: which one, what is whole all the same, and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from uproar.errors import DamageError, DiskError, UproarError

# The parts of a desk, by the name that a path of them holds: what a damage there leaves whole.
_WHOLE = {
    "annotations": "posts, stories and decisions are whole; annotations are made from posts, and"
    " `uproar doctor --mend` makes them anew",
    "marks": "posts, stories and decisions are whole; marks are made from posts, and"
    " `uproar doctor --mend` makes them anew",
    "_delta_log": "the files of posts and desk.db are not touched by this; `uproar doctor` says"
    " what the log lacks, and `uproar doctor --mend` writes it anew",
    "posts": "desk.db (stories, decisions, exports) and the other files of posts are whole; put"
    " this file back from a copy, or see what `uproar doctor` says is lost without it",
    "desk.db": "posts, annotations and marks are whole; put desk.db back from a copy, or see"
    " what `uproar doctor` can save of it",
}
_LOCK = "nothing is lost: a lock is an empty file; `uproar doctor --mend` clears its place"
# What the system says where something else than a file or folder of ours lies in its place.
_WRONG_KIND = (errno.EISDIR, errno.ENOTDIR, errno.EEXIST, errno.ELOOP)
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_LONGEST = 160  # chosen on: judgement; not swept. Characters of another library's message.


def damage(path: Path, why: str) -> DamageError:
    """The error that says a file of a desk is damaged.

    >>> damage(Path("desk/marks/e/7-0/themes@6.parquet"), "it is empty").message
    'desk/marks/e/7-0/themes@6.parquet is damaged: it is empty'
    """
    return DamageError(f"{path} is damaged: {why}", path=path, hint=_hint(path))


def missing(path: Path) -> DamageError:
    """The error that says a file of a desk is not there."""
    if path.is_dir():
        return damage(path, "a folder lies in its place")
    return DamageError(f"{path} is missing", path=path, hint=_hint(path))


def _hint(path: Path) -> str:
    if path.suffix == ".lock":
        return _LOCK
    part = next((name for name in reversed(path.parts) if name in _WHOLE), "")
    return _WHOLE.get(part, "run `uproar doctor`")


def in_short(error: BaseException) -> str:
    """The first line of another library's message, on one line that fits a screen.

    >>> in_short(ValueError("no such page\\n   0: <unknown>"))
    'no such page'
    """
    line = next((part.strip() for part in str(error).splitlines() if part.strip()), "")
    shown = "".join(c for c in line if c.isprintable()).strip(" :")
    return shown[:_LONGEST] or type(error).__name__


def reason(error: DamageError) -> str:
    """What is wrong with the file, without its name.

    >>> reason(damage(Path("desk.db"), "it is empty")), reason(missing(Path("desk/desk.db")))
    ('it is empty', 'it is missing')
    """
    said = error.message.removeprefix(f"{error.path} is ")
    return said.removeprefix("damaged: ") if said.startswith("damaged: ") else f"it is {said}"


def disk_error(path: Path, error: OSError, *, doing: str) -> UproarError:
    """What an OSError of the system means for the desk; `doing`: "read" or "write"."""
    if error.errno in _WRONG_KIND:
        wrong = path if error.filename is None else Path(str(error.filename))
        if wrong.is_dir():
            return damage(wrong, "a folder lies in its place")
        in_way = next((p for p in (wrong, *wrong.parents) if p.is_file()), wrong)
        return damage(in_way, "a file lies in its place")
    if error.errno in _NO_SPACE:
        hint = "free some space, then run the same again; what was acknowledged before is safe"
    elif doing == "read":
        hint = "check the file's permissions and the disk, then run the same again"
    else:
        hint = (
            "free some space or check the folder's permissions, then run the same again; "
            "what was acknowledged before is safe"
        )
    return DiskError(f"cannot {doing} {path}: {error.strerror or in_short(error)}", hint=hint)
