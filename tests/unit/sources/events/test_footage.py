"""The footage folder."""

from pathlib import Path

import pytest

from uproar.errors import UnexpectedPayload
from uproar.model import Footage
from uproar.sources.events.footage import load_footage

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n{}\n"


def test_tracks_by_language_and_what_yt_dlp_says(tmp_path: Path) -> None:
    (tmp_path / "captions.en.vtt").write_text(VTT.format("one"))
    (tmp_path / "A film [v1].pt-BR.vtt").write_text(VTT.format("um"))
    (tmp_path / "info.json").write_text('{"title": "A film", "duration": 9, "webpage_url": "u"}')
    footage = load_footage(tmp_path)
    assert {lang: cues[0].text for lang, cues in footage.tracks.items()} == {
        "en": "one",
        "pt": "um",
    }
    assert (footage.title, footage.duration_s, footage.url) == ("A film", 9.0, "u")


def test_of_two_tracks_in_one_language_the_richer_is_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "captions.en.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nplain\n")
    (tmp_path / "captions.en.vtt").write_text(VTT.format("rich"))
    assert load_footage(tmp_path).tracks["en"][0].text == "rich"
    assert "captions.en.srt" in caplog.text


def test_an_empty_folder_is_no_footage(tmp_path: Path) -> None:
    assert load_footage(tmp_path) == Footage()


@pytest.mark.parametrize("raw", ["[]", "{"])
def test_a_broken_description_is_refused(tmp_path: Path, raw: str) -> None:
    (tmp_path / "info.json").write_text(raw)
    with pytest.raises(UnexpectedPayload, match=r"info\.json"):
        load_footage(tmp_path)
