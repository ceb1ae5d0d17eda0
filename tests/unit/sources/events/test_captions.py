"""Captions as cues: voices, overlaps, and automatic captions that roll."""

import json
from pathlib import Path

import pytest

from uproar.errors import UnexpectedPayload
from uproar.sources.events.captions import load_captions


def load(folder: Path, name: str, text: str) -> list[tuple[float, float, str | None, str]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    cues = load_captions(path)
    assert [cue.number for cue in cues] == list(range(1, len(cues) + 1))
    return [(cue.start_s, cue.end_s, cue.speaker, cue.text) for cue in cues]


def test_webvtt_with_voices(tmp_path: Path) -> None:
    text = """WEBVTT

NOTE nobody hears this

intro
00:01.000 --> 00:02.500 align:start
<v.loud Ana Bo>One &amp; <i>one</i></v>

00:00:03.000 --> 00:00:04.000
two
lines
"""
    assert load(tmp_path, "a.vtt", text) == [
        (1.0, 2.5, "Ana Bo", "One & one"),
        (3.0, 4.0, None, "two lines"),
    ]


def test_srt(tmp_path: Path) -> None:
    text = "1\n01:00:01,500 --> 01:00:02,000\n<i>One</i>\n\n2\n01:00:02,000 --> 01:00:03,000\nTwo\n"
    assert load(tmp_path, "a.srt", text) == [
        (3601.5, 3602.0, None, "One"),
        (3602.0, 3603.0, None, "Two"),
    ]


def test_overlapping_cues_are_kept_in_order_of_time(tmp_path: Path) -> None:
    text = """WEBVTT

00:03.000 --> 00:09.000
later

00:01.000 --> 00:05.000
earlier

00:03.000 --> 00:04.000
shorter
"""
    assert [cue[3] for cue in load(tmp_path, "a.vtt", text)] == ["earlier", "shorter", "later"]


ROLLING = """WEBVTT
Kind: captions
Language: en

00:00:01.000 --> 00:00:03.000
one<00:00:01.500><c> two</c>

00:00:03.000 --> 00:00:03.010
one two

00:00:03.010 --> 00:00:05.000
one two
three<00:00:04.000><c> four</c>

00:00:05.000 --> 00:00:05.010
three four

00:00:05.010 --> 00:00:07.000
three four
one<00:00:06.000><c> two</c>
"""


def test_lines_of_automatic_captions_that_roll_are_told_once(tmp_path: Path) -> None:
    assert load(tmp_path, "a.vtt", ROLLING) == [
        (1.0, 3.01, None, "one two"),
        (3.01, 5.01, None, "three four"),
        (5.01, 7.0, None, "one two"),
    ]
    assert all(cue.is_auto for cue in load_captions(tmp_path / "a.vtt"))


def test_a_line_that_people_say_twice_is_told_twice(tmp_path: Path) -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\none\n\n00:02.000 --> 00:03.000\none\n"
    assert [cue[3] for cue in load(tmp_path, "a.vtt", text)] == ["one", "one"]


def test_json3(tmp_path: Path) -> None:
    heard = [{"utf8": "one"}, {"utf8": " two", "tOffsetMs": 200, "acAsrConf": 250}]
    events = [
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1},
        {"tStartMs": 500, "dDurationMs": 1500, "wWinId": 1, "segs": heard},
        {"tStartMs": 1900, "wWinId": 1, "aAppend": 1, "segs": [{"utf8": "\n"}]},
        {"tStartMs": 2000, "dDurationMs": 1000, "segs": [{"utf8": "three\nfour"}]},
    ]
    assert load(tmp_path, "a.json3", json.dumps({"events": events})) == [
        (0.5, 2.0, None, "one two"),
        (2.0, 3.0, None, "three four"),
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.vtt", "no header\n"),
        ("a.vtt", ""),
        ("a.srt", "WEBVTT\n\n00:01.000 --> 00:02.000\none\n"),
        ("a.json3", "{}"),
        ("a.json3", "{"),
        ("a.ttml", "<tt/>"),
    ],
)
def test_what_is_no_caption_file_is_refused(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(UnexpectedPayload) as refused:
        load(tmp_path, name, text)
    assert name in refused.value.message
    assert refused.value.hint


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.vtt").write_bytes(b"WEBVTT\n\n\xff")
    with pytest.raises(UnexpectedPayload, match="not UTF-8"):
        load_captions(tmp_path / "a.vtt")
