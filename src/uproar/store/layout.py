"""What lies where in a desk's folder, and whether a folder is a desk."""

from __future__ import annotations

from pathlib import Path

from uproar.errors import ConfigError
from uproar.store.damage.errors import disk_error, missing
from uproar.store.damage.log_entries import LOG, log_damage

POSTS, DATABASE, ANNOTATIONS, MARKS = "posts", "desk.db", "annotations", "marks"
SETTINGS = "uproar.toml"
SET_ASIDE = "desk.db.damaged"  # what `uproar doctor` replaced; the next erasure deletes it
# In the order in which they are taken.
LOCKS = ("erasure.lock", "compaction.lock", "derived.lock", "posts.lock")


def refuse_no_desk(path: Path) -> None:
    """Raise ConfigError where a folder is no desk, DamageError where it is one that lacks a part.

    A folder with `posts/` but no post in it is none: `uproar init` was killed there.
    """
    try:
        database, posts = path / DATABASE, path / POSTS
        if not path.is_dir() or not (database.exists() or has_post_files(posts)):
            raise ConfigError(f"{path} is not a desk", hint=f"make one with `uproar init {path}`")
        if not database.is_file():
            raise missing(database)
        if not posts.exists():
            raise missing(posts)
        if not has_log(posts):
            raise log_damage(posts, "it is empty")
    except OSError as error:
        raise disk_error(path, error, doing="read") from error


def is_desk_folder(path: Path) -> bool:
    """Whether a folder is a desk, or what is left of one."""
    names = (DATABASE, SET_ASIDE, POSTS)
    return path.is_dir() and any((path / name).exists() for name in names)


def has_post_files(posts: Path) -> bool:
    """Whether there is a file of posts in the folder."""
    return posts.is_dir() and any(posts.glob("*.parquet"))


def has_log(posts: Path) -> bool:
    """Whether the folder has a log with any entry."""
    return (posts / LOG).is_dir() and any((posts / LOG).glob("[0-9]*"))
