"""Posts that say nothing in particular: told apart by stock words and by what a theme shares."""

import numpy as np
import pytest
import scipy.sparse as ss
from tests.support.footage_event import chatter, corpus, event, post

from uproar.measure.themes.config import FittingConfig
from uproar.measure.themes.fitting import Texts, generic
from uproar.measure.themes.themes import themes
from uproar.text.lexicons import generic_text_check

SIZES = {0: 60, 1: 60, 2: 60, 3: 25, 4: 25}  # finer themes 3 and 4 are of short texts


def _sample(n: int = 60) -> tuple[Texts, np.ndarray, ss.csr_matrix]:
    """Five finer themes; each but the last has an emoji of its own."""
    aspects = np.repeat(list(SIZES), n)
    used = ss.csr_matrix((aspects[:, None] == np.arange(4)[None, :]).astype(np.float32))
    wide = ss.hstack([used, ss.csr_matrix((len(aspects), 1), dtype=np.float32)]).tocsr()
    nothing = [[] for _ in aspects]
    sizes = np.array([SIZES[a] for a in aspects.tolist()])
    is_stock = np.zeros(len(aspects), bool)
    vectors = np.zeros((len(aspects), 0), np.int8)
    ids = np.arange(len(aspects))
    return Texts(ids, vectors, nothing, nothing, ids * 0, is_stock, sizes), aspects, wide


def _generic(sample: Texts, subthemes, uses, *, is_anchored: bool) -> np.ndarray:
    return generic.generic_texts(sample, subthemes, uses, FittingConfig(), is_anchored=is_anchored)


def test_short_texts_without_a_sign_of_their_own_are_generic() -> None:
    sample, aspects, used = _sample()
    is_generic = _generic(sample, aspects, used, is_anchored=True)
    assert set(aspects[is_generic].tolist()) == {4}


def test_short_texts_alone_are_not_generic_where_nothing_tells() -> None:
    sample, aspects, used = _sample()
    assert not _generic(sample, aspects, used, is_anchored=False).any()
    assert not _generic(sample, aspects, used * 0, is_anchored=True).any()


def test_too_few_generic_texts_are_no_bin() -> None:
    sample, aspects, used = _sample(n=FittingConfig().min_generic - 1)
    assert not _generic(sample, aspects, used, is_anchored=True).any()


@pytest.mark.parametrize(
    "text",
    ["", "omg", "wow haha 😭", "love this", "0:41", "4:50-4:54 💚", "J’adore", "qué lindo", "최고다",
     "最高です!", "สวยมาก", "bagus banget", "the harbour film wow"],
)  # fmt: skip
def test_stock_words_in_any_language(text: str) -> None:
    assert generic_text_check(["Harbour", "film"])(text.casefold())


@pytest.mark.parametrize(
    "text", ["omg the goat", "towel", "수건", "la cabra", "タオル", "ผ้าเช็ดตัว", "wow " * 20 + "boat"]
)
def test_a_word_with_a_subject_says_something(text: str) -> None:
    assert not generic_text_check(["Harbour"])(text)


def test_posts_of_stock_words_have_a_reason_and_no_theme() -> None:
    said = ("omg", "wow!!", "love this 😭", "best video ever", "0:11 haha")
    empty = [post(7000 + i, text) for i, text in enumerate(said)]
    measured = themes(corpus([*chatter(), *empty]), event())
    reasons = {
        m["post_id"]: m["reason"] for m in measured.marks.to_pylist() if m["kind"] == "theme"
    }
    assert {reasons[p["id"]] for p in empty} == {"nothing in particular"}
    assert {reasons[p["id"]] for p in chatter()} == {None}
    none = next(f for f in measured.findings if f.id == "themes.none.share")
    assert none.value == pytest.approx(len(empty) / none.n, abs=1e-6)


@pytest.mark.parametrize("said", [("wow 😭",), ("wow 😭", "qué lindo 🐐", "최고 🍲", "สวยมาก 🐐")])
@pytest.mark.parametrize("n_more", [0, 2])
def test_an_event_of_nothing_but_stock_words_has_no_theme(said, n_more) -> None:
    posts = [post(i, said[i % len(said)] + "!" * (i // len(said))) for i in range(240)]
    posts += [post(8000 + i, "that goat can really sing") for i in range(n_more)]
    varied = [p | {"text": f"{p['text']} 0:{i % 60:02}"} for i, p in enumerate(posts)]
    for given_posts in (posts, [post(i, p["text"]) for i, p in enumerate(varied)]):
        measured = themes(corpus(given_posts), event())
        found = [m for m in measured.marks.to_pylist() if m["kind"] == "theme"]
        assert len(found) == len(given_posts)
        assert {m["value"] for m in found} == {""}
        assert themes(corpus(given_posts, memories={"themes": measured.memory}), event())
