"""Emotions: calibrated chances, labels, doubt, and nothing but the text deciding them."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.annotate import annotate_texts, find
from uproar.annotate.embed import vectors
from uproar.annotate.emotion.emoji_hints import CEILING
from uproar.annotate.emotion.emotion import ANNOTATOR, COLUMNS, chances, read, shifted
from uproar.annotate.emotion.labels import LABELS
from uproar.model import TEXTS, text_id


def annotated(texts: list[str]) -> pa.Table:
    rows = {"text_id": [text_id(t) for t in texts], "text": texts}
    return annotate_texts(pa.table(rows, schema=TEXTS), find())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("thank you so much, I love this film", "gratitude"),
        ("this makes me furious, what a disgusting decision", "disgust"),
        ("hahaha I can't stop laughing at this", "amusement"),
        ("I'm so sad and I can't stop crying", "sadness"),
        ("정말 너무 슬퍼서 울었어요", "sadness"),
        ("estoy muy triste, no puedo dejar de llorar", "sadness"),
    ],
)
def test_reads_plain_cases_in_several_languages(text: str, label: str) -> None:
    assert label in annotated([text])["emotions"][0].as_py()


def test_wordless_texts_have_no_emotion_and_are_unsure() -> None:
    table = annotated(["", "https://a.example/x", "@someone", "?!"])
    assert table["emotions"].to_pylist() == [[], [], [], []]
    assert table["emotion_unsure"].to_pylist() == [True] * 4


def test_a_text_always_has_a_label_and_neutral_never_beside_a_stronger_one() -> None:
    table = annotated(["the film is two hours long", "wow", "qué susto", "집에 간다"])
    for labels, p in zip(table["emotions"].to_pylist(), read(table).tolist(), strict=True):
        assert labels
        assert labels == [x for x in LABELS if x in labels]
        if "neutral" in labels:
            assert p[LABELS.index("neutral")] == max(p)


@settings(max_examples=20)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6))
def test_chances_do_not_depend_on_the_neighbours(texts: list[str]) -> None:
    together = chances(texts, vectors(texts))
    alone = np.concatenate([chances([t], vectors([t])) for t in texts])
    assert (together == alone).all()


def test_it_is_unsure_of_languages_it_was_not_taught() -> None:
    unsure = annotated(["Это лучшая сцена во всём фильме", "I absolutely love this film"])
    assert unsure["emotion_unsure"].to_pylist() == [True, False]


def test_no_texts_give_no_rows() -> None:
    assert chances([], vectors([])).shape == (0, len(LABELS))


def test_columns() -> None:
    table = annotated(["one take"])
    given = ANNOTATOR.annotate(table)
    assert given.schema == COLUMNS


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("he brought a kettle to the desert 😂😂😭", "amusement"),
        ("o cara levou uma chaleira kkkkkk", "amusement"),
        ("the last light goes out 💔", "sadness"),
        ("the second verse ❤️❤️", "love"),
        ("그 결정 😡😡", "anger"),
    ],
)
def test_emoji_and_laughter_speak_for_a_feeling(text: str, label: str) -> None:
    assert label in annotated([text])["emotions"][0].as_py()


def test_chances_without_a_sign_stay_as_the_net_gave_them() -> None:
    p = chances(["two hours", "one"], vectors(["two hours", "one"]))
    added = np.zeros(p.shape)
    added[1, 0] = 1.0
    moved = shifted(p, added)
    assert (moved[0] == p[0]).all()
    assert moved[1, 0] > p[1, 0]
    assert moved[1, 1:] == pytest.approx(p[1, 1:], rel=1e-6)


def test_no_sign_lifts_a_chance_beyond_the_ceiling() -> None:
    p = np.full((1, len(LABELS)), 0.2, np.float32)
    p[0, :2] = 0.7, 0.9
    moved = shifted(p, np.full(p.shape, 3.0))
    assert moved.max() == pytest.approx(0.9)
    assert np.delete(moved[0], 1) == pytest.approx(CEILING)
