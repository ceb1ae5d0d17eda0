"""Moments of hostile and odd posts and captions."""

from tests.support.footage_event import CUES, corpus, event, post

from uproar.measure.moments.moments import moments
from uproar.model import Cue, Footage

HOSTILE = [
    '"' * 20_000,
    "“nobody told me the goat would sing" * 500,
    "99:99:99 and 0:00",
    "&quot;the loudest umbrella i own&quot;",
    "\x00\u202e0:10\u202c",
    "-1:-5",
]


def test_hostile_posts_are_read() -> None:
    measured = moments(corpus([post(i, t) for i, t in enumerate(HOSTILE)]), event())
    values = {m["post_id"]: m["value"] for m in measured.marks.to_pylist()}
    assert values["x:000003"] == "2"
    assert set(values.values()) <= {str(cue.number) for cue in CUES}


def test_captions_that_repeat_overlap_or_say_nothing() -> None:
    cues = (
        Cue(1, 0.0, 4.0, None, ""),
        Cue(2, 1.0, 4.0, None, "la la la la la"),
        Cue(3, 2.0, 2.0, None, "la la la la la"),
        Cue(4, 9.0, 12.0, None, "♪"),
    )
    footage = Footage(tracks={"en": cues, "ko": ()})
    posts = [post(1, "0:09"), post(2, '"la la la la la"'), post(3, "la")]
    measured = moments(corpus(posts), event(footage=footage))
    values = {m["post_id"]: m["value"] for m in measured.marks.to_pylist()}
    assert values["x:000001"] == "4"
    assert "x:000003" not in values


def test_no_posts() -> None:
    assert moments(corpus([]), event()).findings[0].value == 0
