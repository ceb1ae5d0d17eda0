"""A thread that never names the event is not about it, unless that is how the event's crowd talks."""

import numpy as np
import pyarrow as pa

from uproar.select.threads import CONFIG, is_foreign


def thread(*sizes: int) -> pa.ChunkedArray:
    return pa.chunked_array([[f"w:{i}" for i, n in enumerate(sizes) for _ in range(n)]])


def test_posts_of_a_thread_without_a_name_are_foreign() -> None:
    is_tied = np.zeros(90, bool)
    is_tied[:20] = True
    assert is_foreign(thread(40, 50), is_tied).tolist() == [False] * 40 + [True] * 50


def test_a_post_that_names_it_is_never_foreign() -> None:
    is_tied = np.zeros(240, bool)
    is_tied[:20] = is_tied[40] = True
    assert np.flatnonzero(~is_foreign(thread(40, 200), is_tied)).tolist() == [*range(40), 40]


def test_a_small_thread_decides_nothing() -> None:
    is_tied = np.zeros(40 + CONFIG.min_posts - 1, bool)
    is_tied[:20] = True
    assert not is_foreign(thread(40, CONFIG.min_posts - 1), is_tied).any()


def test_a_crowd_that_rarely_names_what_it_watches_is_kept() -> None:
    is_tied = np.zeros(1040, bool)
    is_tied[:2] = is_tied[1000:1001] = True
    assert not is_foreign(thread(1000, 40), is_tied).any()


def test_without_names_or_threads_nothing_is_foreign() -> None:
    assert not is_foreign(thread(50), np.zeros(50, bool)).any()
    assert not is_foreign(pa.chunked_array([[None] * 50], pa.string()), np.ones(50, bool)).any()
    assert is_foreign(pa.chunked_array([[]], pa.string()), np.zeros(0, bool)).tolist() == []
