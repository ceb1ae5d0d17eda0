"""Moments: seconds, words and meaning lead to the right line."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.footage_event import CUES, PUBLISHED, corpus, event, post

from uproar.annotate import embed
from uproar.measure.moments import text_match, timecodes
from uproar.measure.moments.config import CONFIG
from uproar.measure.moments.moments import moments
from uproar.model import VECTOR_SIZE, Cue, Footage

START_US = int(PUBLISHED.timestamp() * 1_000_000)


def _lines(tracks):
    told = [(lang, cue) for lang, cues in tracks.items() for cue in cues]
    found = embed.vectors([cue.text for _, cue in told])
    return pa.table(
        {
            "lang": [lang for lang, _ in told],
            "number": pa.array([cue.number for _, cue in told], pa.int64()),
            "vector": pa.array(found.tolist(), pa.list_(pa.int8(), VECTOR_SIZE)),
        }
    )


def _cue_of(text: str, tracks=None) -> str | None:
    tracks = tracks or {"en": CUES}
    made = corpus([post(1, text)], relations={"cue_vectors": _lines(tracks)})
    marks = moments(made, event(footage=Footage(tracks=tracks))).marks.to_pylist()
    return marks[0]["value"] if marks else None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("0:10 i lost it", "2"),
        ("0:09 i lost it", "2"),
        ("00:41!!", "3"),
        ("0:40-0:43 love this", "3"),
        ("nobody tolddd me the goat wuold sing lol", "1"),
        ('"only have soup until thursday" is so me', "3"),
        ("“loudest umbrella” she said", "2"),
        ("a goat", None),
        ("5:55 nothing is there", None),
    ],
)
def test_words_and_seconds(text: str, cue: str | None) -> None:
    assert _cue_of(text) == cue


def test_a_quotation_in_a_language_without_captions() -> None:
    assert _cue_of("«Solo tenemos sopa hasta el jueves» jaja") == "3"


def test_a_second_track_leads_to_the_same_line() -> None:
    tracks = {"en": CUES, "ko": (Cue(7, 39.5, 43.0, "Ada", "목요일까지 수프밖에 없어요."),)}
    assert _cue_of("목요일까지 수프밖에 없어요 ㅋㅋㅋ", tracks) == "3"


def test_ties_are_told_as_ties() -> None:
    posts = [post(i, f"0:0{2 + i % 2} number {i}") for i in range(20)]
    posts += [post(100 + i, f"0:10 number {i}") for i in range(18)]
    measured = moments(corpus(posts), event())
    ranked = measured.findings[0].rows
    assert [(r.cue, r.n, r.rank, r.is_tied) for r in ranked] == [
        (1, 20, 1, True),
        (2, 18, 1, True),
    ]


def test_counts_are_of_originals_and_reposts_follow() -> None:
    posts = [
        post(1, "0:10 so loud"),
        post(2, None, kind="repost", repost_of="x:000001"),
        post(3, "0:10 so loud", author="x:b"),
    ]
    copied = [{"post_id": "x:000003", "kind": "copy", "value": "x:000001"}]
    measured = moments(corpus(posts, copied), event())
    assert measured.findings[0].rows[0].n == 1
    assert {m["post_id"] for m in measured.marks.to_pylist()} == {p["id"] for p in posts}


def test_evidence_is_the_count_and_bins_hold_all() -> None:
    posts = [post(i, f"0:10 take {i}") for i in range(5)]
    made = corpus(posts)
    measured = moments(made, event())
    made.add_marks(measured.marks)
    first = next(f for f in measured.findings if f.id == "moments.rank1")
    assert made.query(first.evidence_sql).num_rows == first.value == 5
    bins = next(f for f in measured.findings if f.id == "moments.histogram")
    assert sum(row.n for row in bins.rows) == 5


def test_a_live_chat_is_read_with_its_delay() -> None:
    quoting = [
        post(i, f'"loudest umbrella i own" {i}', created_at=START_US + (10 + 7) * 1_000_000)
        for i in range(40)
    ]
    silent = post(99, "hahaha what was that", created_at=START_US + (40 + 7) * 1_000_000)
    measured = moments(corpus([*quoting, silent]), event())
    assert measured.findings[0].parameters["lag_s"] == 7
    assert {m["post_id"]: m["value"] for m in measured.marks.to_pylist()}["x:000099"] == "3"


def test_no_captions_no_finding() -> None:
    measured = moments(corpus([post(1, "0:10")]), event(footage=Footage()))
    assert measured.findings == ()


def test_delays_that_do_not_agree_are_not_believed() -> None:
    assert timecodes.lag(np.arange(0, 90, dtype=np.int64)) is None
    assert timecodes.lag(np.array([5] * 10, np.int64)) is None


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_likeness_lies_between_none_and_all(texts: list[str]) -> None:
    found = text_match.LineIndex([cue.text.casefold() for cue in CUES]).repeated(texts)
    assert found.shape == (len(texts), len(CUES))
    assert found.nnz == 0 or (found.data.min() >= 0 and found.data.max() <= 1 + 1e-9)


@given(st.integers(0, 10_000))
def test_a_second_reaches_only_lines_near_it(second: int) -> None:
    cost = timecodes.distances(np.array([second], np.int64), CUES)[0]
    for cue, price in zip(CUES, cost, strict=True):
        if np.isfinite(price):
            assert (
                cue.start_s - CONFIG.timecodes.early_s
                <= second
                <= cue.end_s + CONFIG.timecodes.late_s
            )
