"""YouTube over the network: a video's comments and captions, through yt-dlp as a library."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Any, NamedTuple

from uproar.config import Settings
from uproar.errors import ConfigError, RateLimited, SourceError, SourceRefused
from uproar.model import Batch, Cue, Footage, Gap, Page, Query
from uproar.sources.events.captions import parse_captions
from uproar.sources.platforms import youtube
from uproar.sources.records.file_format import PAGE_RECORDS
from uproar.sources.values.json_values import clean_json, fields, items, string

log = logging.getLogger(__name__)

# source: yt-dlp says that YouTube limits a session "for up to an hour"; YouTube names no time.
RETRY_AFTER_S = 3600.0
_WAIT_S = 30.0  # chosen on: judgement; not swept. For an answer of the network.
_MAX_CAUSES = 5  # chosen on: judgement; how deep yt-dlp may wrap an error
_FORMATS = ("json3", "vtt", "srt")
_OPTIONS: dict[str, Any] = {
    "quiet": True,
    "no_warnings": True,
    "noprogress": True,
    "skip_download": True,
    "getcomments": True,
    "noplaylist": True,
    "ignore_no_formats_error": True,
    "cachedir": False,
    "socket_timeout": _WAIT_S,
    "allowed_extractors": ["youtube"],
}


class Video(NamedTuple):
    """What was fetched of a video; `description` is yt-dlp's, as JSON, comments included."""

    description: dict[str, Any]
    footage: Footage


def open_yt_dlp(options: Mapping[str, Any]) -> Any:
    """A yt-dlp downloader. Raises ConfigError where the extra `live` is not installed."""
    try:
        from yt_dlp import YoutubeDL
    except ImportError as error:
        raise ConfigError(
            "gathering from YouTube needs yt-dlp, which is not installed",
            hint='install the extra: pip install "uproar[live]"',
        ) from error
    return YoutubeDL({**options, "logger": _Quiet()})


class YouTubeLive:
    """Fetches one video's comments; the first page's context holds its `footage`."""

    name = "youtube-live"
    platform = "youtube"
    terms = youtube.SOURCE.terms

    def __init__(self, open_downloader: Callable[[Mapping[str, Any]], Any] = open_yt_dlp) -> None:
        self._open = open_downloader

    def detect(self, head: bytes, name: str) -> bool:
        """Never: this source reads no files."""
        return False

    def fetch(self, query: Query, cursor: str, settings: Settings) -> Iterator[Page]:
        """Pages of comments of the video at `query.target`: all of them, whatever the cursor.

        YouTube orders comments anew each time, so no number says where to go on. A page's cursor
        names what was answered: the same answer again is known, another one is not.

        Raises ConfigError for an address that is no YouTube video, RateLimited, and SourceRefused
        when YouTube or the network says no.
        """
        video = self.fetch_video(query.target)
        gaps, comments = _split(youtube.video_comments(video.description))
        answer = blake2b(json.dumps(comments, sort_keys=True).encode(), digest_size=6).hexdigest()
        origin = f"youtube:{video.description.get('id')}@{answer}"
        context: dict[str, Any] = {"platform": self.platform, "footage": video.footage}
        for start in range(0, max(len(comments), 1), PAGE_RECORDS):
            page = comments[start : start + PAGE_RECORDS]
            page_cursor = f"{answer}:{start + len(page)}"
            yield Page(origin, start, page, page_cursor, {**context, "gaps": gaps})
            gaps = ()

    def parse(self, page: Page, settings: Settings) -> Batch:
        """Posts and rejects of one page."""
        return youtube.SOURCE.parse(page, settings)

    def fetch_video(self, url: str) -> Video:
        """Comments and captions of one video; raises as `fetch` does."""
        downloader = self._open(_OPTIONS)
        with downloader:
            description = _description(downloader, url)
            return Video(description, _footage(downloader, description))


def _description(downloader: Any, url: str) -> dict[str, Any]:
    """What yt-dlp says of the video; raises as `fetch` does."""
    from yt_dlp.utils import YoutubeDLError

    try:
        seen = fields(downloader.extract_info(url, download=False, process=False))
        promised = seen.get("comment_count")
        video = downloader.sanitize_info(downloader.process_ie_result(seen, download=False))
    except YoutubeDLError as error:
        raise _refusal(error, url) from error
    if not isinstance(video, dict) or video.get("_type", "video") != "video":
        raise ConfigError(f"{url} is no single video", hint="give the address of one video")
    log.info("youtube: %d comments", len(items(video.get("comments"))))
    video["comment_count"] = max(promised or 0, video.get("comment_count") or 0) or None
    return fields(clean_json(video))


def _split(records: Iterator[Any]) -> tuple[tuple[Gap, ...], list[Any]]:
    """The gaps among the records, and the comments."""
    listed = list(records)
    comments = [record for record in listed if not isinstance(record, Gap)]
    return tuple(record for record in listed if isinstance(record, Gap)), comments


def _footage(downloader: Any, video: Mapping[str, Any]) -> Footage:
    """Captions that people made, in every language; else the automatic ones of the original."""
    written = fields(video.get("subtitles"))
    automatic = {
        lang: offers
        for lang, offers in fields(video.get("automatic_captions")).items()
        if lang.endswith("-orig") or lang == video.get("language")
    }
    tracks: dict[str, tuple[Cue, ...]] = {}
    for track, offers in sorted(written.items() or automatic.items()):
        lang = track.split("-")[0].lower()
        if lang in tracks or track == "live_chat":
            continue
        offer = _best(offers)
        if offer is not None:
            text = _text(downloader, str(offer["url"]))
            tracks[lang] = parse_captions(text, f".{offer['ext']}", f"captions in {track}")
    length = video.get("duration")
    return Footage(
        tracks=tracks,
        title=string(video.get("title")),
        duration_s=float(length) if isinstance(length, (int, float)) else None,
        url=string(video.get("webpage_url")),
    )


def _best(offers: Any) -> dict[str, Any] | None:
    by_format = {offer.get("ext"): offer for offer in map(fields, items(offers)) if "url" in offer}
    return next((by_format[ext] for ext in _FORMATS if ext in by_format), None)


def _text(downloader: Any, url: str) -> str:
    from yt_dlp.utils import YoutubeDLError

    try:
        with downloader.urlopen(url) as answer:
            raw: bytes = answer.read()
    except YoutubeDLError as error:
        raise _refusal(error, "its captions") from error
    return raw.decode("utf-8", errors="replace")


def _refusal(error: Any, what: str) -> SourceError | ConfigError:
    """What yt-dlp's error means to somebody who gathers."""
    from yt_dlp.networking.exceptions import HTTPError, TransportError
    from yt_dlp.utils import UnsupportedError

    cause = _cause(error)
    said = str(error).removeprefix("ERROR: ").splitlines()[0][:300]
    retry_after = None
    if isinstance(cause, HTTPError):
        retry_after = cause.response.headers.get("Retry-After")
        cause.close()
    if isinstance(cause, HTTPError) and cause.status == 429:
        return RateLimited(
            f"YouTube asks to wait: {said}",
            retry_after_s=_seconds(retry_after),
            hint="try again later; YouTube limits how much one address may ask",
        )
    if isinstance(cause, TransportError):
        return SourceRefused(
            f"no network, or YouTube does not answer: {said}", hint="check the connection"
        )
    if isinstance(cause, UnsupportedError) or "No suitable extractor" in said:
        return ConfigError(
            f"{what} is no YouTube address", hint="e.g. https://www.youtube.com/watch?v=…"
        )
    if "confirm you" in said and "bot" in said:
        return RateLimited(
            f"YouTube takes this address for a program: {said}",
            retry_after_s=RETRY_AFTER_S,
            hint="try again later, or from another network",
        )
    return SourceRefused(f"YouTube refused {what}: {said}", hint="open it in a browser to see why")


def _cause(error: Any) -> Any:
    """The error of the network or the extractor below: yt-dlp wraps what happened, repeatedly."""
    from yt_dlp.networking.exceptions import RequestError
    from yt_dlp.utils import UnsupportedError

    below = error
    for _ in range(_MAX_CAUSES):
        if isinstance(below, (RequestError, UnsupportedError)):
            return below
        inner = below.exc_info[1] if getattr(below, "exc_info", None) else None
        below = inner or getattr(below, "cause", None)
    return error


def _seconds(retry_after: Any) -> float:
    return float(retry_after) if str(retry_after).isdigit() else RETRY_AFTER_S


class _Quiet:
    """Sends all of yt-dlp's messages to the log, at the level of debugging."""

    def debug(self, message: str) -> None:
        log.debug("yt-dlp: %s", message[:300])

    def __getattr__(self, level: str) -> Callable[[str], None]:
        return self.debug  # info, warning, error


SOURCE = YouTubeLive()
