"""Vectors: their shape, their meaning, and that nothing but the text decides them."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.annotate.embed import ANNOTATOR, COLUMNS, cosine, vectors
from uproar.model import VECTOR_SIZE


def test_translations_are_near_and_others_are_not() -> None:
    english, spanish, korean, other = vectors(
        [
            "I love this song",
            "me encanta esta canción",
            "이 노래 너무 좋아요",
            "the train leaves at noon",
        ]
    )
    assert cosine(english, spanish) > cosine(english, other) + 0.2
    assert cosine(english, korean) > cosine(english, other) + 0.2


def test_wordless_texts_are_the_zero_vector() -> None:
    assert not vectors(["", "https://a.example/x", "@someone"]).any()


def test_no_texts_give_no_rows() -> None:
    assert vectors([]).shape == (0, VECTOR_SIZE)


def test_vectors_are_unit_length_to_the_last_bit_of_int8() -> None:
    lengths = np.linalg.norm(vectors(["one take", "한 번에"]).astype(float), axis=1)
    assert np.allclose(lengths, 254, atol=3)


@settings(max_examples=25)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_a_vector_does_not_depend_on_its_neighbours(texts: list[str]) -> None:
    together = vectors(texts)
    alone = np.concatenate([vectors([text]) for text in texts])
    assert (together == alone).all()


def test_columns() -> None:
    table = ANNOTATOR.annotate(pa.table({"text": pa.array(["one take", None], pa.string())}))
    assert table.schema == COLUMNS
    assert any(table["vector"][0].as_py())
    assert not any(table["vector"][1].as_py())
