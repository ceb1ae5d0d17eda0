"""Files that killed writers left behind: nothing reads them, but they may be full of words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from uproar.store.layout import ANNOTATIONS, MARKS, POSTS
from uproar.store.oplog.lock import free_lock
from uproar.store.posts import PostStore


def sweep_strays(desk: Path, posts: PostStore) -> None:
    """Delete them, unless a living writer may be at them: whoever opens the desk next will."""
    if any(derived_strays(desk)):
        with free_lock(desk / "derived.lock") as is_free:
            for path in derived_strays(desk) if is_free else ():
                path.unlink(missing_ok=True)
    if any(post_strays(desk, posts)):
        posts.sweep()


def derived_strays(desk: Path) -> Iterator[Path]:
    """Half-written files of annotations and marks."""
    for folder in (ANNOTATIONS, MARKS):
        yield from desk.glob(f"{folder}/*/*/.*.draft")


def post_strays(desk: Path, posts: PostStore) -> Iterator[Path]:
    """Files of posts, half or whole, that the newest version does not list."""
    listed = posts.listing().files
    for path in (desk / POSTS).iterdir():
        is_ours = path.suffix in (".parquet", ".draft")
        if is_ours and path.name not in listed and path.is_file():
            yield path
