"""Captions as cues: WebVTT with voice tags, SRT, YouTube's json3."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path
from typing import NamedTuple

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError

from uproar.errors import UnexpectedPayload
from uproar.files import MAX_ERROR_CHARS, read
from uproar.model import Cue
from uproar.sources.values.json_values import NotJson, clean, fields, items, loads, string

# chosen on: judgement; the bundled film of eight minutes has 7 kB, and eight days as much as this
MAX_BYTES = 8 << 20
MAX_S = 366 * 24 * 3600  # of a cue's time; chosen on: judgement; no footage is a year long

_WORD_TIME = re.compile(r"<\d{1,3}:\d{2}(?::\d{2})?\.\d{3}>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^<>]{0,200}>")
_SPACE = re.compile(r"[^\S\n]+")


class _Shown(NamedTuple):
    """What stands on the screen from `start_s` to `end_s`."""

    start_s: float
    end_s: float
    speaker: str | None
    lines: tuple[str, ...]
    has_word_times: bool


def load_captions(path: Path) -> tuple[Cue, ...]:
    """The cues of a caption file in time order, numbered from 1; lines that roll are told once.

    Overlapping cues are kept as they are. Empty: a file without cues gives (). Raises
    UnexpectedPayload for a file that is no caption file, ConfigError for what cannot be opened or
    has more than MAX_BYTES.
    """
    try:
        text = read(path, most_bytes=MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnexpectedPayload(f"{path.name} is not UTF-8", hint="save it as UTF-8") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return parse_captions(text, path.suffix.lower(), path.name)


def parse_captions(text: str, suffix: str, name: str) -> tuple[Cue, ...]:
    """As `load_captions`, for text in the format of files that end in `suffix`."""
    parse = {".vtt": _parse_vtt, ".srt": _parse_srt, ".json3": _parse_json3}.get(suffix)
    if parse is None:
        raise UnexpectedPayload(
            f"{name} is no caption file uproar reads", hint="use .vtt, .srt or .json3"
        )
    try:
        shown = parse(text)
        if not all(0 <= each.start_s <= each.end_s < MAX_S for each in shown):
            raise ValueError("a cue at a time that no footage has")
    except (
        *(MalformedFileError, MalformedCaptionError, NotJson, ValueError, OverflowError),
    ) as error:
        raise UnexpectedPayload(
            f"{name} is not valid {suffix[1:]}: {str(error)[:MAX_ERROR_CHARS] or 'no header'}",
            hint="check that the file is whole and has the right ending",
        ) from error
    return _numbered(shown)


def _numbered(shown: Iterable[_Shown]) -> tuple[Cue, ...]:
    in_order = sorted(shown, key=lambda s: (s.start_s, s.end_s))
    n_heard = sum(s.has_word_times for s in in_order)
    is_auto = n_heard > 0 and n_heard * 4 >= len(in_order)  # every other cue, in whole files
    cues = _unrolled(in_order) if is_auto else in_order
    return tuple(
        Cue(number, s.start_s, s.end_s, s.speaker, " ".join(s.lines), is_auto)
        for number, s in enumerate(cues, 1)
    )


def _unrolled(shown: list[_Shown]) -> list[_Shown]:
    """Automatic captions without the lines that are still standing from the cue before."""
    unrolled: list[_Shown] = []
    standing: tuple[str, ...] = ()
    for here in shown:
        n_repeated = next(
            n
            for n in range(min(len(standing), len(here.lines)), -1, -1)
            if here.lines[:n] == standing[len(standing) - n :]
        )
        new = here.lines[n_repeated:]
        standing = here.lines
        if new:
            unrolled.append(here._replace(lines=new))
        elif unrolled:
            unrolled[-1] = unrolled[-1]._replace(end_s=max(unrolled[-1].end_s, here.end_s))
    return unrolled


def _parse_vtt(text: str) -> list[_Shown]:
    return [
        _shown(c.start, c.end, c.raw_text) for c in webvtt.from_buffer(io.StringIO(text)).captions
    ]


def _parse_srt(text: str) -> list[_Shown]:
    captions = webvtt.from_buffer(io.StringIO(text), format="srt")
    return [_shown(c.start, c.end, c.raw_text) for c in captions.captions]


def _shown(start: str, end: str, raw: str) -> _Shown:
    start_s, end_s = _seconds(start), _seconds(end)
    voice = re.search(r"<v(?:\.[^\s<>]{0,100})?[ \t]+([^<>]{1,200})>", raw)
    speaker = unescape(voice.group(1)).strip() if voice else None
    plain = _TAG.sub("", _WORD_TIME.sub("", raw))
    return _Shown(
        start_s,
        max(start_s, end_s),
        speaker or None,
        _lines(unescape(plain)),
        bool(_WORD_TIME.search(raw)),
    )


def _lines(text: str) -> tuple[str, ...]:
    lines = (_SPACE.sub(" ", line).strip() for line in clean(text).split("\n"))
    return tuple(line for line in lines if line)


def _seconds(written: str) -> float:
    """Seconds in [hours:]minutes:seconds.

    >>> _seconds("01:02:03.500")
    3723.5
    """
    total = 0.0
    for part in written.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def _parse_json3(text: str) -> list[_Shown]:
    document = loads(text.encode())
    if not isinstance(document, Mapping) or not isinstance(document.get("events"), list):
        raise ValueError("no list of events")
    captions = (_json3_caption(fields(event)) for event in document["events"])
    return [shown for shown in captions if shown is not None and shown.lines]


def _json3_caption(event: Mapping[str, object]) -> _Shown | None:
    """A line of json3; events without words style the window or end a rolling line."""
    segments = [fields(s) for s in items(event.get("segs"))]
    words = "".join(string(segment.get("utf8")) or "" for segment in segments)
    start, length = event.get("tStartMs"), event.get("dDurationMs", 0)
    if not words.strip() or type(start) is not int or type(length) is not int:
        return None
    is_heard = any("acAsrConf" in s or "tOffsetMs" in s for s in segments)
    return _Shown(start / 1000, (start + max(0, length)) / 1000, None, _lines(words), is_heard)
