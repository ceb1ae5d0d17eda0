"""What a post shows: its own words, and what its theme's posts show more than others do."""

import numpy as np
import pyarrow as pa
from tests.unit.select.test_relevance import EVENT, PUBLISHED, post

from uproar.annotate.emotion.labels import LABELS as ANNOTATED
from uproar.engines import LocalCorpus
from uproar.measure.shown import CONFIG, LABELS, MEASURE, OWN, THEME, with_themes
from uproar.model import MARKS, POSTS, State, text_id

ANGER, JOY = LABELS.index("anger"), LABELS.index("joy")


def readings(n: int) -> np.ndarray:
    """Two halves: half of the first is angry and half of the second glad; the rest says nothing."""
    read = np.full((n, len(LABELS)), 0.05)
    read[: n // 4, ANGER] = read[n // 2 : 3 * n // 4, JOY] = 0.8
    return read


def test_labels_are_those_of_the_annotator() -> None:
    assert (*LABELS, "neutral") == ANNOTATED


def test_a_post_without_a_word_of_anger_shows_what_its_theme_shows() -> None:
    n = 200
    themes, ids = np.arange(n) * 2 // n, np.arange(n)
    chances = with_themes(readings(n), ids, themes, np.ones(n, bool), CONFIG)
    assert set(chances[: n // 2].argmax(1)) == {ANGER}
    assert set(chances[n // 2 :].argmax(1)) == {JOY}


def test_a_post_without_a_theme_is_read_by_its_words() -> None:
    n = 200
    has_theme = np.arange(n) != n // 2 - 1
    chances = with_themes(readings(n), np.arange(n), np.arange(n) * 2 // n, has_theme, CONFIG)
    assert np.allclose(chances[n // 2 - 1], 0.05) and chances[n // 2 - 2, ANGER] > 0.05


def test_repeating_a_post_changes_nothing() -> None:
    n = 40
    read, themes, ids = readings(n), np.arange(n) * 2 // n, np.arange(n)
    again = np.concatenate([np.arange(n), np.zeros(100, np.int64)])
    alone = with_themes(read, ids, themes, np.ones(n, bool), CONFIG)
    often = with_themes(read[again], ids[again], themes[again], np.ones(len(again), bool), CONFIG)
    assert (often[:n] == alone).all()


def corpus(texts: list[str], read: np.ndarray, themes: list[str]) -> LocalCorpus:
    posts = [post(n, PUBLISHED, text) for n, text in enumerate(texts)]
    order = np.argsort([text_id(t) for t in texts])
    steps = np.hstack([np.rint(read * 255), np.zeros((len(texts), 1))]).astype(int)
    table = pa.table(
        {
            "text_id": pa.array([text_id(texts[i]) for i in order], pa.int64()),
            "norm": [texts[i] for i in order],
            "norm_id": pa.array([text_id(texts[i]) for i in order], pa.int64()),
            "lang": pa.repeat("en", len(texts)),
            "lang_trust": pa.repeat(0.9, len(texts)),
            "emotions_p": pa.array([steps[i].tolist() for i in order], pa.list_(pa.int16())),
        }
    )
    made = LocalCorpus(pa.Table.from_pylist(posts, schema=POSTS), table, state=State(1, 0))
    marks = [
        {"post_id": p["id"], "kind": kind, "value": value, "score": 1.0, "reason": ""}
        for p, theme in zip(posts, themes, strict=True)
        for kind, value in (("relevant", "yes"), ("theme", theme))
    ]
    made.add_marks(pa.Table.from_pylist(marks, schema=MARKS))
    return made


def test_marks_say_whether_words_or_the_theme_decided() -> None:
    n = 80
    texts = [f"post number {i}" for i in range(n)]
    measured = MEASURE.measure(
        corpus(texts, readings(n), ["t1"] * (n // 2) + ["t2"] * (n // 2)), EVENT
    )
    assert measured.marks is not None and measured.marks.schema == MARKS
    first: dict[str, dict[str, object]] = {}
    for mark in measured.marks.to_pylist():
        first.setdefault(mark["post_id"], mark)
    assert [first[f"x:{i:06}"]["value"] for i in (0, n // 2 - 1, n - 1)] == [
        "anger",
        "anger",
        "joy",
    ]
    assert first["x:000000"]["reason"] == OWN
    assert first[f"x:{n - 1:06}"]["reason"] == THEME
    most = max(measured.marks["post_id"].to_pylist().count(i) for i in first)
    assert most <= CONFIG.most


def test_without_posts_there_is_nothing() -> None:
    assert MEASURE.measure(corpus([], readings(0), []), EVENT).marks is None
