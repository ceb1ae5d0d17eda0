"""Posts joined by likeness and time, as the benchmark of a million posts joins them."""

import numpy as np
import pyarrow as pa
from benchmarks._cosimilar import co_similar


def test_co_similar_needs_both_likeness_and_time():
    text = "the fog horn was louder than the whole orchestra tonight"
    texts = pa.array([text, text + "!", text, "a baker forgot two anchors since noon", text + "?"])
    times = np.array([0, 100, 10_000, 50, 10_050])
    group = co_similar(texts, times, window=3600, jaccard=0.9)
    assert group.tolist() == [0, 0, 2, 3, 2]


def test_no_posts_give_no_groups():
    none = pa.array([], pa.string())
    assert co_similar(none, np.zeros(0, np.int64), window=1, jaccard=0.9).size == 0
