"""Whether all posts that were acknowledged are still there, asked whenever a desk is opened."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from uproar.errors import DamageError
from uproar.store.damage.errors import damage, missing
from uproar.store.damage.log_entries import LOG, first_damage
from uproar.store.desk_db.acknowledged import Acknowledged, AcknowledgedFile, Acknowledgements
from uproar.store.oplog.delta_files import Listing
from uproar.store.posts import PostStore

TRIES = 5  # chosen on: judgement; not swept. Listings before the noting is left to the next one.


def note_posts(posts: PostStore, noted: Acknowledgements) -> None:
    """Note the newest version of the posts as acknowledged.

    Where compactions elsewhere take its files away each time, it is left to whoever comes next.
    """
    before = noted.load()
    known = before.files if before else {}
    for _ in range(TRIES):
        listing = posts.listing()
        try:
            files = {name: known.get(name) or _described(posts, name) for name in listing.files}
        except FileNotFoundError:
            continue
        noted.note(Acknowledged(listing.version, posts.state(), files))
        return


def refuse_lost_posts(posts: PostStore, noted: Acknowledgements) -> None:
    """Raise DamageError where a file of posts is gone, cut short, or no longer in the log.

    Where the log is ahead of what was noted, after a kill, it is noted.
    """
    before = noted.load()  # before the log is read: what is noted is in the log
    listing = posts.listing()
    _refuse_absent(posts, listing, before)
    if before is None or listing.version > before.version:
        note_posts(posts, noted)
    elif (error := unlisted(posts.folder, listing, before)) is not None:
        raise error


def _described(posts: PostStore, name: str) -> AcknowledgedFile:
    written_at = datetime.fromtimestamp((posts.folder / name).stat().st_mtime, UTC)
    return AcknowledgedFile(posts.count_posts(name), written_at)


def _refuse_absent(posts: PostStore, listing: Listing, before: Acknowledged | None) -> None:
    wrong = [name for name in sorted(listing.files) if _is_wrong(posts.folder, listing, name)]
    if not wrong:
        return
    newest = posts.listing()  # a compaction elsewhere may have taken a file away meanwhile
    wrong = [name for name in wrong if name in newest.files]
    if wrong:
        path = posts.folder / wrong[0]
        error = damage(path, _why(path)) if path.is_file() else missing(path)
        raise _with_loss(error, wrong, before)


def _is_wrong(folder: Path, listing: Listing, name: str) -> bool:
    path = folder / name
    return not path.is_file() or path.stat().st_size != listing.files[name].n_bytes


def _why(path: Path) -> str:
    n_bytes = path.stat().st_size
    return f"it has {n_bytes:,} bytes, not as many as were written" if n_bytes else "it is empty"


def unlisted(folder: Path, listing: Listing, before: Acknowledged) -> DamageError | None:
    """The error for a log that lacks what was acknowledged; None: it lacks nothing."""
    is_same = listing.version == before.version and before.files.keys() == listing.files.keys()
    if is_same or listing.version > before.version:
        return None
    entry = folder / LOG / f"{listing.version + 1:020d}.json"
    if listing.version >= before.version:
        entry = folder / LOG / f"{before.version:020d}.json"
    error = first_damage(folder / LOG) or (
        damage(entry, "it does not list what it did") if entry.is_file() else missing(entry)
    )
    return _with_loss(error, before.files.keys() - listing.files.keys(), before)


def _with_loss(
    error: DamageError, names: Collection[str], before: Acknowledged | None
) -> DamageError:
    """The error, saying how many acknowledged posts are out of reach and since when."""
    lost = [before.files[name] for name in names if name in before.files] if before else []
    if not lost:
        return error
    n_posts = sum(file.n_posts for file in lost)
    since = min(file.written_at for file in lost)
    gone = f"{n_posts:,} acknowledged posts are gone, written since {since:%Y-%m-%d %H:%M} UTC"
    return DamageError(f"{error.message}; {gone}", path=error.path, hint=error.hint)
