"""The folder of what people react to: captions per language, and yt-dlp's info.json."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TypeGuard

from uproar.errors import UnexpectedPayload
from uproar.files import read
from uproar.model import Cue, Footage
from uproar.sources.events.captions import MAX_S, load_captions
from uproar.sources.values.json_values import JsonObject, NotJson, loads, string

log = logging.getLogger(__name__)

# Of info.json. chosen on: judgement; comments that yt-dlp puts into it have 600 bytes each: 100,000
MAX_BYTES = 64 << 20
# The richest first: of several files in one language only one is read.
SUFFIXES = (".vtt", ".srt", ".json3")
_LANGUAGE = re.compile(r"\.([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]{1,20})?$")


def load_footage(folder: Path) -> Footage:
    """Captions and description in this folder.

    Files are named captions.<language>.vtt (or .srt, .json3), or as yt-dlp names them. Empty: a
    folder without captions gives no tracks. Raises UnexpectedPayload for a broken file.
    """
    tracks: dict[str, tuple[Cue, ...]] = {}
    for suffix in SUFFIXES:
        for path in sorted(folder.glob(f"*{suffix}")):
            language = language_of(path)
            if language in tracks:
                log.warning("%s: a track in %s is already read; left out", path.name, language)
                continue
            tracks[language] = load_captions(path)
    video = _video_description(folder)
    length = video.get("duration")
    return Footage(
        tracks=dict(sorted(tracks.items())),
        title=string(video.get("title")),
        duration_s=float(length) if _is_duration(length) else None,
        url=string(video.get("webpage_url")) or string(video.get("original_url")),
    )


def _is_duration(value: object) -> TypeGuard[float]:
    """Whether a number of JSON can be the seconds of footage."""
    return type(value) in (int, float) and 0 <= value < MAX_S  # type: ignore[operator]  # a number


def language_of(path: Path) -> str:
    """The language in a caption file's name; "und" if it names none.

    >>> language_of(Path("captions.pt-BR.vtt")), language_of(Path("captions.vtt"))
    ('pt', 'und')
    """
    match = _LANGUAGE.search(path.stem)
    return match.group(1).lower() if match else "und"


def _video_description(folder: Path) -> JsonObject:
    """The first info.json of this folder, as yt-dlp writes it; {} without one."""
    path = next(iter(sorted([*folder.glob("info.json"), *folder.glob("*.info.json")])), None)
    if path is None:
        return {}
    try:
        video = loads(read(path, most_bytes=MAX_BYTES))
    except NotJson as error:
        raise UnexpectedPayload(
            f"{path.name} is not JSON: {error}", hint="fetch it again, or take it out"
        ) from error
    if not isinstance(video, dict):
        raise UnexpectedPayload(f"{path.name} holds no JSON object", hint="fetch it again")
    return video
