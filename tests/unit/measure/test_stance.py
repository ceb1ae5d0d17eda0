"""The stance and the feeling of every post: the event's posts correct the reading of each."""

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pytest
from tests.unit.select.test_relevance import EVENT, PUBLISHED, post

from uproar.annotate.closer import CLOSER
from uproar.engines import LocalCorpus
from uproar.engines.relations import CloseReader
from uproar.measure.feelings import MEASURE as FEELINGS_MEASURE
from uproar.measure.stance import CONFIG, MEASURE
from uproar.measure.stats import frames
from uproar.measure.stats.close_reading import close_reading
from uproar.measure.stats.event_reading import closely_corrected, corrected
from uproar.measure.stats.reading_marks import UNSURE
from uproar.model import FEELINGS, MARKS, POSTS, SIDES, VECTOR_SIZE, State, Vectors, text_id

N = 120


def vectors(n: int, seed: int = 3) -> np.ndarray:
    """Two bundles of directions: the first half of the texts, and the second."""
    chance = np.random.default_rng(seed)
    centre = chance.normal(size=(2, VECTOR_SIZE))
    rows = centre[np.arange(n) * 2 // max(n, 1)] + chance.normal(size=(n, VECTOR_SIZE)) * 0.5
    return np.rint(rows / np.linalg.norm(rows, axis=1, keepdims=True) * 254).astype(np.int8)


def test_a_text_that_says_nothing_takes_the_side_of_those_like_it() -> None:
    first = np.tile([0.05, 0.05, 0.9], (N, 1))
    first[N // 2 :] = [0.9, 0.05, 0.05]
    first[0] = first[-1] = [0.33, 0.34, 0.33]
    chances = corrected(np.arange(N), vectors(N), first, CONFIG)
    assert SIDES[chances[0].argmax()] == "praise" and SIDES[chances[-1].argmax()] == "criticism"
    assert np.allclose(chances.sum(1), 1)


def test_few_texts_are_read_alone_and_none_is_no_row() -> None:
    first = np.tile([0.2, 0.3, 0.5], (10, 1))
    chances = corrected(np.arange(10), vectors(10), first, CONFIG)
    assert np.allclose(chances, chances[0]) and chances[0].argmax() == 2
    assert corrected(np.arange(0), vectors(0), np.empty((0, 3)), CONFIG).shape == (0, 3)


def test_the_order_of_texts_changes_nothing() -> None:
    chance = np.random.default_rng(5)
    first = chance.dirichlet([1, 1, 1], N).round(3)
    ids, rows, order = chance.permutation(N * 7)[:N], vectors(N), chance.permutation(N)
    expected = corrected(ids, rows, first, CONFIG)
    shuffled = corrected(ids[order], rows[order], first[order], CONFIG)
    assert (shuffled == expected[order]).all()


def test_what_was_read_closely_is_corrected_by_that_and_by_its_frame() -> None:
    first = np.tile([0.33, 0.34, 0.33], (N, 1))
    by_frames = np.tile([0.9, 0.05, 0.05], (N, 1))
    close = vectors(N, seed=9)
    close[N // 2 :] = 0
    ids, rows = np.arange(N), vectors(N)
    chances = closely_corrected(ids, rows, close, first, by_frames, CONFIG)
    assert {SIDES[side] for side in chances[: N // 2].argmax(1)} == {"criticism"}
    assert (chances[N // 2 :] == corrected(ids, rows, first, CONFIG)[N // 2 :]).all()


def test_where_nothing_was_read_closely_the_embeddings_correct() -> None:
    chance = np.random.default_rng(7)
    first = chance.dirichlet([1, 1, 1], N)
    unread, nothing = np.zeros((N, 0), np.int8), np.full((N, 3), 1 / 3)
    chances = closely_corrected(np.arange(N), vectors(N), unread, first, nothing, CONFIG)
    assert (chances == corrected(np.arange(N), vectors(N), first, CONFIG)).all()


def test_frames_take_sides_and_show_feelings_in_any_language() -> None:
    read = CLOSER.read(["what a wonderful concert", "qué concierto tan horrible, una vergüenza"])
    taken = frames.sides(read, least=0.01)
    assert [SIDES[i] for i in taken.argmax(1)] == ["praise", "criticism"]
    assert np.allclose(taken.sum(1), 1)
    shown = frames.feelings(read, least=0.01)
    assert [FEELINGS[i] for i in shown.argmax(1)] == ["delight", "anger"]
    unread = frames.sides(read[:, :0], least=0.01)
    assert (unread[0] == unread[1]).all()


def test_originals_are_read_closely_before_other_texts() -> None:
    asked: list[list[str]] = []

    def closer(texts: pa.Table, reading: str) -> Vectors:
        assert reading == "closer"
        asked.append(texts["text"].to_pylist())
        order = texts.sort_by("text_id")
        return Vectors(order["text_id"].to_numpy(), CLOSER.read(order["text"].to_pylist()))

    rows = [("a fine boat", 0.9, 0.05), ("a slow river", 0.3, 0.3), ("an old song", 0.3, 0.3)]
    made = corpus(rows, irrelevant={"an old song"}, closer=closer)
    ids = np.array([text_id("an old song"), text_id("nobody wrote this"), text_id("a fine boat")])
    close = close_reading(made, ids)
    assert asked[0][-1] == "an old song" and len(asked[0]) == 3
    assert close.any(1).tolist() == [True, False, True]
    assert (close[2] == CLOSER.read(["a fine boat"])[0]).all()
    assert close_reading(corpus(rows), ids).shape == (3, 0)


def corpus(
    rows: list[tuple[str | None, float, float]],
    *,
    irrelevant: Collection[str] = (),
    closer: CloseReader | None = None,
) -> LocalCorpus:
    """Posts with a text and its chances of praise and of criticism."""
    posts = [post(n, PUBLISHED, text) for n, (text, _, _) in enumerate(rows)]
    read = {text: (praise, criticism) for text, praise, criticism in rows if text is not None}
    read = dict(sorted(read.items(), key=lambda item: text_id(item[0])))
    flat = pa.array(vectors(len(read)).reshape(-1))
    texts = pa.table(
        {
            "text_id": pa.array([text_id(t) for t in read], pa.int64()),
            "norm": pa.array(list(read), pa.string()),
            "norm_id": pa.array([text_id(t) for t in read], pa.int64()),
            "lang": pa.repeat("en", len(read)),
            "lang_trust": pa.repeat(0.9, len(read)),
            "praise_p": pa.array([p for p, _ in read.values()], pa.float64()),
            "criticism_p": pa.array([c for _, c in read.values()], pa.float64()),
            "feelings_p": pa.array([[25] * 9 + [30]] * len(read), pa.list_(pa.int16())),
            "vector": pa.FixedSizeListArray.from_arrays(flat, VECTOR_SIZE),
        }
    )
    made = LocalCorpus(
        pa.Table.from_pylist(posts, schema=POSTS), texts, state=State(1, 0), closer=closer
    )
    relevant = [
        {
            "post_id": p["id"],
            "kind": "relevant",
            "value": "no" if p["text"] in irrelevant else "yes",
            "score": 1.0,
        }
        for p in posts
    ]
    made.add_marks(pa.Table.from_pylist(relevant, schema=MARKS))
    return made


def test_every_post_with_a_text_has_a_mark_and_unsure_is_said() -> None:
    rows = [("a fine boat", 0.98, 0.01), ("a foul boat", 0.01, 0.98), ("a boat", 0.34, 0.33)]
    made = corpus([*rows, (None, 0.0, 0.0), rows[0]])
    measured = MEASURE.measure(made, EVENT)
    assert measured.marks is not None and measured.marks.schema == MARKS
    marks = {m["post_id"]: m for m in measured.marks.to_pylist()}
    assert [m["value"] for m in marks.values()] == ["praise", "criticism", "praise", "praise"]
    assert "x:000003" not in marks
    assert [m["reason"] == UNSURE for m in marks.values()] == [False, False, True, False]
    found = {f.id: f for f in measured.findings}
    assert found["stance.unsure"].value == 1 and found["stance.unsure"].n == 4
    assert found["stance.praise.share"].value == pytest.approx(2 / 3)
    assert found["stance.criticism.share"].n == 3
    made.add_marks(measured.marks)
    evidence = made.query(found["stance.praise.share"].evidence_sql or "")["id"].to_pylist()
    assert evidence == ["x:000000", "x:000004"]


def test_a_feeling_is_one_of_the_list() -> None:
    made = corpus([("a fine boat", 0.9, 0.05)])
    marks = FEELINGS_MEASURE.measure(made, EVENT).marks
    assert marks is not None
    assert set(marks["value"].to_pylist()) <= set(FEELINGS)
    assert marks["reason"].to_pylist() == [UNSURE]


@pytest.mark.parametrize("measure", [MEASURE, FEELINGS_MEASURE])
def test_without_posts_or_reader_there_is_nothing(measure) -> None:
    assert measure.measure(corpus([]), EVENT).marks is None
    bare = LocalCorpus(
        POSTS.empty_table(),
        pa.table(
            {
                "text_id": pa.array([], pa.int64()),
                "lang": pa.array([], pa.string()),
                "lang_trust": pa.array([], pa.float64()),
            }
        ),
        state=State(1, 0),
    )
    assert measure.measure(bare, EVENT).marks is None
