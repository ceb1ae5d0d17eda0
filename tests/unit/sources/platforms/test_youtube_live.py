"""YouTube over the network, at yt-dlp's own seam: an extractor that asks a server on this machine.

All else is yt-dlp itself: its pipeline for comments and subtitles, its requests and its errors.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from uproar.config import Settings
from uproar.errors import ConfigError, RateLimited, SourceError, SourceRefused
from uproar.model import Query
from uproar.sources.platforms import youtube_live
from uproar.sources.platforms.youtube_live import YouTubeLive, open_yt_dlp

yt_dlp = pytest.importorskip("yt_dlp")
URL = "https://www.youtube.com/watch?v=vid00000001"
HEARD = [{"utf8": "one"}, {"utf8": " two", "tOffsetMs": 9, "acAsrConf": 9}]
ANSWERS: dict[str, Any] = {
    "/video": {"id": "vid00000001", "title": "A film", "duration": 9, "comment_count": 5},
    "/comments": [
        {"id": "Ug1", "parent": "root", "text": "one \ud83d", "author_id": "UC1", "like_count": 2},
        {"id": "Ug1.a", "parent": "Ug1", "text": "two", "author_id": "UC2", "timestamp": 1},
    ],
    "/en.json3": {"events": [{"tStartMs": 500, "dDurationMs": 900, "segs": HEARD}]},
    "/es.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nuno\n",
}


class Server(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        answer = ANSWERS[self.path]
        raw = answer if isinstance(answer, str) else json.dumps(answer)
        self.send_response(self.status)
        self.send_header("Retry-After", "7")
        self.end_headers()
        self.wfile.write(raw.encode())

    def log_message(self, *args: Any) -> None: ...


@pytest.fixture
def server() -> Iterator[str]:
    httpd = HTTPServer(("127.0.0.1", 0), Server)
    thread = threading.Thread(target=httpd.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()
    thread.join()
    Server.status = 200


def source(base: str, **more: Any) -> YouTubeLive:
    from yt_dlp.extractor.common import InfoExtractor

    class Recorded(InfoExtractor):  # type: ignore[misc]
        IE_NAME = "youtube"
        _VALID_URL = r"https://www\.youtube\.com/watch\?v=(?P<id>\w+)"

        @classmethod
        def ie_key(cls) -> str:
            return "Youtube"

        def _real_extract(self, url: str) -> dict[str, Any]:
            info: dict[str, Any] = self._download_json(f"{base}/video", "v", note=False)
            return {
                **{**info, "formats": [], "webpage_url": url, **more},
                "__post_extractor": self.extract_comments("v"),
            }

        def _get_comments(self, video_id: str) -> Iterator[Any]:
            yield from self._download_json(f"{base}/comments", video_id, note=False)

    def opened(options: Mapping[str, Any]) -> Any:
        downloader = open_yt_dlp({**options, "auto_init": False, "retries": 0})
        downloader._ies.clear()
        downloader.add_info_extractor(Recorded())
        return downloader

    return YouTubeLive(opened)


def test_comments_come_in_with_what_is_missing(server: str) -> None:
    live = source(server)
    (page,) = live.fetch(Query(URL), "", Settings())
    (gap,) = page.context["gaps"]
    assert (gap.expected, gap.received) == (5, 2)
    one, two = live.parse(page, Settings()).posts.to_pylist()
    assert (one["id"], one["text"], one["likes"]) == ("youtube:Ug1", "one \ufffd", 2)
    assert (one["thread"], one["url"]) == ("youtube:vid00000001", f"{URL}&lc=Ug1")
    assert (two["kind"], two["reply_to"], two["created_at"]) == ("reply", "youtube:Ug1", None)
    assert one["origin"].startswith("youtube:vid00000001@")


def test_the_same_answer_has_the_same_cursor_and_another_another(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = source(server).fetch(Query(URL), "", Settings())
    (again,) = source(server).fetch(Query(URL), first.cursor, Settings())
    assert (again.cursor, again.origin) == (first.cursor, first.origin)
    comments = [{**ANSWERS["/comments"][0], "like_count": 3}, ANSWERS["/comments"][1]]
    monkeypatch.setitem(ANSWERS, "/comments", comments)
    (other,) = source(server).fetch(Query(URL), first.cursor, Settings())
    assert other.cursor != first.cursor
    assert len(other.records) == 2


def test_captions_that_people_made_come_first(server: str) -> None:
    offers = {"es": [{"ext": "ttml", "url": "x"}, {"ext": "vtt", "url": f"{server}/es.vtt"}]}
    heard = {"en": [{"ext": "json3", "url": f"{server}/en.json3"}]}
    made = source(server, subtitles=offers, automatic_captions=heard, language="en")
    assert {k: c[0].text for k, c in made.fetch_video(URL).footage.tracks.items()} == {"es": "uno"}
    auto = source(server, automatic_captions=heard, language="en").fetch_video(URL).footage
    assert auto.tracks["en"][0].is_auto
    assert (auto.tracks["en"][0].text, auto.title) == ("one two", "A film")


def test_a_request_to_wait_says_how_long(server: str) -> None:
    Server.status = 429
    with pytest.raises(RateLimited) as refused:
        source(server).fetch_video(URL)
    assert refused.value.retry_after_s == 7


def test_a_refusal_is_told(server: str) -> None:
    Server.status = 403
    with pytest.raises(SourceRefused, match="YouTube refused"):
        source(server).fetch_video(URL)


def test_no_network_is_said_to_be_none() -> None:
    with pytest.raises(SourceRefused, match="no network") as refused:
        source("http://127.0.0.1:9").fetch_video(URL)
    assert "connection" in refused.value.hint


def test_an_address_elsewhere_is_no_youtube_address(server: str) -> None:
    with pytest.raises(ConfigError, match="no YouTube address"):
        source(server).fetch_video("https://example.org/watch?v=vid00000001")


def test_a_list_is_no_video(server: str) -> None:
    with pytest.raises(ConfigError, match="no single video"):
        source(server, _type="playlist", entries=[]).fetch_video(URL)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Sign in to confirm you’re not a bot", RateLimited),
        ("Video unavailable. This video is private", SourceRefused),
    ],
)
def test_words_of_youtube_are_understood(said: str, kind: type[SourceError]) -> None:
    error = yt_dlp.utils.DownloadError(f"ERROR: [youtube] vid: {said}")
    assert type(youtube_live._refusal(error, URL)) is kind


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "yt_dlp", None)
    with pytest.raises(ConfigError, match="yt-dlp") as refused:
        list(YouTubeLive().fetch(Query(URL), "", Settings()))
    assert "uproar[live]" in refused.value.hint
