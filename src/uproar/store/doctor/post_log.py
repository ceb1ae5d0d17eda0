"""The log of the posts: whether it can be read and lists what was acknowledged; written anew."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from uproar.errors import DamageError
from uproar.store.damage.errors import reason
from uproar.store.damage.log_entries import LOG, log_damage
from uproar.store.desk_db.acknowledged import Acknowledged, Acknowledgements
from uproar.store.doctor.fault import Fault
from uproar.store.doctor.notes import notes
from uproar.store.doctor.post_files import take_out
from uproar.store.layout import POSTS, has_log
from uproar.store.lost_posts import unlisted
from uproar.store.oplog.delta_files import KINDS, OpLog
from uproar.store.oplog.disk import disk_errors, sync
from uproar.store.oplog.reading import read_parquet
from uproar.store.posts import PostStore

_FROM_NOTES = "writes the log anew from what desk.db says was acknowledged"
_FROM_FILES = "writes the log anew from the files that lie there"
_BY_HAND = (
    "put the log back from a copy: files of an unfinished compaction lie there too, and nothing"
    " says which of them count"
)


def log_faults(desk: Path) -> list[Fault]:
    """The entry of the log that is damaged, or lacks acknowledged files that are still there."""
    with notes(desk) as noted:
        return list(_faults(desk, noted))


def _faults(desk: Path, noted: Acknowledgements) -> Iterator[Fault]:
    posts, before = desk / POSTS, noted.load()
    if not posts.is_dir():
        yield _without_folder(desk, before)
        return
    try:
        if not has_log(posts):
            raise log_damage(posts, "it is empty")
        listing = PostStore(desk).listing()
    except DamageError as error:
        yield _rebuilding(error, desk, before)
        return
    lacking = unlisted(posts, listing, before) if before is not None else None
    if lacking is not None:
        yield _rebuilding(lacking, desk, before)


def _rebuilding(error: DamageError, desk: Path, before: Acknowledged | None) -> Fault:
    what, loss = reason(error), _loss(desk, before)
    names, remedy = _of_one_version(desk / POSTS), _FROM_FILES
    if names is None and before is not None:
        names, remedy = [n for n in before.files if (desk / POSTS / n).is_file()], _FROM_NOTES
    if names is None:
        return Fault(error.path, what, _BY_HAND, loss, is_blocking=True)
    mend = partial(rebuild, desk, names)
    return Fault(error.path, what, remedy, loss, mend, is_blocking=True)


def _loss(desk: Path, before: Acknowledged | None) -> str:
    """Files that are gone besides: no log brings their posts back."""
    files = before.files.items() if before else ()
    n_posts = sum(file.n_posts for name, file in files if not (desk / POSTS / name).is_file())
    return f"{n_posts:,} posts in files that are gone" if n_posts else ""


def _without_folder(desk: Path, before: Acknowledged | None) -> Fault:
    n_posts = sum(file.n_posts for file in before.files.values()) if before else 0
    return Fault(
        desk / POSTS,
        "a file lies in its place" if (desk / POSTS).exists() else "it is missing",
        "makes an empty one",
        f"all {n_posts:,} posts, and which of them were erased: gather again, then `uproar forget`"
        " again for all who had asked",
        partial(_begin_anew, desk),
        is_blocking=True,
    )


def _begin_anew(desk: Path) -> None:
    with notes(desk) as noted:
        before = noted.load()
    rebuild(desk, [])
    take_out(desk, list(before.files) if before else [])


def rebuild(desk: Path, names: list[str]) -> None:
    """Write a log of these files, but for damaged ones, and put it in the place of the old one."""
    posts = desk / POSTS
    whole = [name for name in names if _is_readable(posts / name)]
    with disk_errors(posts):
        if posts.is_file():
            posts.unlink()
        posts.mkdir(exist_ok=True)
        aside = desk / f".log.{secrets.token_hex(4)}.draft"
        try:
            made = OpLog.create(aside)
            for name in whole:
                (aside / name).symlink_to((posts / name).resolve())
            made.commit([(name, read_parquet(aside / name, ["seq"])) for name in whole])
            old = posts / LOG
            if old.is_dir():
                shutil.rmtree(old)
            else:
                old.unlink(missing_ok=True)
            (aside / LOG).replace(old)
            sync(posts)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    with notes(desk) as noted:
        before, version = noted.load(), PostStore(desk).listing().version
        if before is not None:
            # A file that is gone or damaged stays on the list: whoever looks at it misses it.
            noted.replace(Acknowledged(version, before.state, before.files))


def _is_readable(path: Path) -> bool:
    try:
        read_parquet(path, ["seq"])
    except DamageError:
        return False
    return True


def _of_one_version(posts: Path) -> list[str] | None:
    """The files of posts in the folder; None where two hold the same row, as after a killed
    compaction, or where one cannot be read."""
    names = sorted(p.name for p in posts.glob("*.parquet") if p.name.partition("-")[0] in KINDS)
    try:
        seqs = [read_parquet(posts / name, ["seq"])["seq"].to_numpy() for name in names]
    except DamageError:
        return None
    every = np.concatenate([np.empty(0, np.int64), *seqs])
    every = every[every > 0]  # digests of what vanished with others have none of their own
    return names if len(np.unique(every)) == len(every) else None
