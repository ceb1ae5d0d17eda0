"""Keeps what was computed before an erasure from being written after it.

Whatever is derived from posts is computed without a lock, often for minutes, and written at the
end. An erasure in between has cleaned the desk by then, so the write would bring back what was
erased. Every such write therefore happens inside `writing`, which holds off erasures meanwhile,
refuses what was read before one, and knows the names that are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from uproar.errors import UproarError
from uproar.store.oplog.gone_names import GoneNames
from uproar.store.oplog.lock import exclusive_lock
from uproar.store.posts import PostStore

T = TypeVar("T")
TRIES = 3  # chosen on: judgement; not swept. How often work is done anew after an erasure.


class ErasedMeanwhile(UproarError):
    """Posts were erased after this was read; it is to be read and computed again."""

    def __init__(self) -> None:
        super().__init__(
            "posts were erased while this was computed; nothing of it was kept",
            hint="run the same again",
        )


class ErasureGuard:
    """One per desk and process. `writing` may be nested."""

    def __init__(self, posts: PostStore, lock: Path) -> None:
        self._posts = posts
        self._lock = lock
        self._depth = 0

    def epoch(self) -> int:
        """What to note before reading posts, and to hand to `writing` with what came of them."""
        return self._posts.state().epoch

    @contextmanager
    def writing(self, read_epoch: int | None = None) -> Iterator[GoneNames]:
        """Hold off erasures. Raises ErasedMeanwhile where one came since `read_epoch`."""
        with self.erasing():
            if read_epoch is not None and self.epoch() != read_epoch:
                raise ErasedMeanwhile
            yield self._posts.gone_names()

    @contextmanager
    def erasing(self) -> Iterator[None]:
        """Hold off writers of derived things, and other erasures."""
        self._depth += 1
        try:
            if self._depth > 1:
                yield
                return
            with exclusive_lock(self._lock):
                yield
        finally:
            self._depth -= 1


def redone(work: Callable[[], T]) -> T:
    """Do some work, again where an erasure came between; gives up after `TRIES` times."""
    for _ in range(TRIES - 1):
        try:
            return work()
        except ErasedMeanwhile:
            continue
    return work()
