import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from uproar.text import minhash
from uproar.text.minhash import near_pairs, shingles


def plain(text):
    return {text[i : i + 4] for i in range(max(1, len(text) - 3))}


def jaccard(a, b):
    return len(plain(a) & plain(b)) / len(plain(a) | plain(b))


@given(st.lists(st.text("abcé이🎣", max_size=12), max_size=8))
def test_there_is_one_shingle_for_each_distinct_piece(texts):
    sizes = np.diff(shingles(texts).starts).tolist()
    assert sizes == [len(plain(text)) for text in texts]


@given(st.lists(st.text("ab ", min_size=1, max_size=12), max_size=12, unique=True))
def test_every_pair_given_has_the_exact_index(texts):
    pairs = near_pairs(texts, jaccard=0.5)
    for a, b, index in zip(pairs.a, pairs.b, pairs.jaccard, strict=True):
        assert a < b and index >= 0.5
        assert abs(index - jaccard(texts[a], texts[b])) < 1e-6


def test_near_texts_are_found_and_far_ones_are_not():
    base = "the harbour pilot painted a lighthouse before tea on number {}"
    texts = [base.format(i) for i in range(50)] + ["nothing like it at all, not one bit"]
    pairs = near_pairs(texts, jaccard=0.8)
    assert set(pairs.a) | set(pairs.b) == set(range(50))


def test_chunks_do_not_matter(monkeypatch):
    texts = [f"gulls over pier {i // 2} {'again' * (i % 3)}" for i in range(60)]
    whole = near_pairs(texts, jaccard=0.6)
    monkeypatch.setattr(minhash, "_CHUNK_SHINGLES", 50)
    monkeypatch.setattr(minhash, "_CHUNK_PAIRS", 3)
    parts = near_pairs(texts, jaccard=0.6)
    assert [x.tolist() for x in whole] == [x.tolist() for x in parts]


def test_no_texts_give_no_pairs():
    assert near_pairs([], jaccard=0.5).a.tolist() == []
