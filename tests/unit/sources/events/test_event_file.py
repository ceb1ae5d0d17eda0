"""event.toml: read whole, or refused with the value and what to write instead."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from uproar.errors import ConfigError
from uproar.model import Footage
from uproar.sources.events.event_file import archive_folder, footage_folder, load_event

LEAST = """
[event]
id = "ferry"
title = "The ferry film"
published_at = "2025-05-18T20:00:00+09:00"
"""
WHOLE = (
    LEAST
    + """
kind = "behind-the-scenes"
publisher = "The Harbour"
url = "https://video.example/1"
[[entity]]
id = "ana"
name = "Ana (Ana Bo)"
ambiguous = ["Ana"]
[entity.aliases]
en = ["Ana", "Ana Bo"]
ko = ["아나"]
[baseline]
start = 2025-05-09
[window]
end = 2025-05-23T00:00:00Z
[gather]
queries = ["ana ferry"]
hashtags = ["#ferry", "ana"]
[[source]]
platform = "forum"
path = "posts/forum.csv"
format = "csv"
date_format = "%d/%m/%Y"
[source.columns]
text = "said"
"""
)


def save(folder: Path, text: str) -> Path:
    (folder / "event.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_whole_event(tmp_path: Path) -> None:
    event = load_event(save(tmp_path, WHOLE))
    assert event.published_at == datetime(2025, 5, 18, 11, tzinfo=UTC)
    assert event.baseline_start == datetime(2025, 5, 9, tzinfo=UTC)
    assert event.window_end == datetime(2025, 5, 23, tzinfo=UTC)
    (ana,) = event.entities
    assert (ana.aliases["ko"], ana.ambiguous) == (("아나",), frozenset({"Ana"}))
    assert event.hashtags == ("ferry", "ana")
    (source,) = event.sources
    assert (source.platform, source.format) == ("forum", "csv")
    assert source.options == {"date_format": "%d/%m/%Y", "columns": {"text": "said"}}


def test_the_least_an_event_needs(tmp_path: Path) -> None:
    event = load_event(save(tmp_path, LEAST) / "event.toml")
    assert (event.baseline_start, event.sources, event.footage) == (None, (), Footage())
    assert (archive_folder(tmp_path), footage_folder(tmp_path)) == (None, None)


def test_footage_and_archive_lie_beside_the_event_or_where_it_says(tmp_path: Path) -> None:
    save(tmp_path, LEAST)
    (tmp_path / "footage").mkdir()
    (tmp_path / "footage" / "captions.en.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000\none\n"
    )
    (tmp_path / "archive").mkdir()
    assert load_event(tmp_path).footage.tracks["en"][0].text == "one"
    assert archive_folder(tmp_path) == tmp_path / "archive"
    (tmp_path / "old").mkdir()
    save(tmp_path, LEAST + '[archive]\npath = "old"\n')
    assert archive_folder(tmp_path) == tmp_path / "old"


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ('id = "ferry"\n', "", "event.id is missing"),
        ('"The ferry film"', "3", "event.title = 3"),
        ('"The ferry film"', '" "', "event.title = ' '"),
        ('"2025-05-18T20:00:00+09:00"', '"last week"', "'last week'"),
        ('"2025-05-18T20:00:00+09:00"', '"2025-05-18T20:00:00"', "no time with an offset"),
        ('"2025-05-18T20:00:00+09:00"', "2025-05-18T20:00:00", "no time with an offset"),
        ('"2025-05-18T20:00:00+09:00"', '"2025-05-18 20:00"', "no time with an offset"),
        ("[event]", "[other]", "event is missing"),
        ("start = 2025-05-09", "start = 2025-06-09", "baseline.start is not before"),
        ("end = 2025-05-23", "end = 2025-05-03", "window.end is not after"),
        ('queries = ["ana ferry"]', 'queries = "ana"', "gather.queries = 'ana'"),
        ('platform = "forum"', 'platform = "a:b"', "source.platform = 'a:b'"),
        ('path = "posts/forum.csv"', "", "source.path is missing"),
        ("date_format", "date_fromat", "source.date_fromat is unknown"),
        ("[[entity]]", "[entity]", "entity = {"),
        ('name = "Ana (Ana Bo)"', "", "entity.name is missing"),
        ('en = ["Ana", "Ana Bo"]', 'en = ["Ana", 3]', "entity.aliases = {'en': ['Ana', 3]"),
        ("[baseline]", "[[baseline]]", "baseline = "),
        ("[event]", "[event", "not valid TOML"),
        ("[gather]", '[footage]\npath = "nowhere"\n[gather]', "footage.path = 'nowhere'"),
    ],
)
def test_a_slip_is_shown_with_what_to_write_instead(
    tmp_path: Path, old: str, new: str, seen: str
) -> None:
    assert old in WHOLE
    with pytest.raises(ConfigError) as refused:
        load_event(save(tmp_path, WHOLE.replace(old, new, 1)))
    assert seen in refused.value.message
    assert "event.toml" in refused.value.message
    assert refused.value.hint


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ('id = "ferry"\n', "", 'add id = "…"'),
        ('"The ferry film"', "3", "in quotes"),
        ('published_at = "2025-05-18T20:00:00+09:00"', "", 'published_at = "2025-'),
        ('queries = ["ana ferry"]', 'queries = "ana"', 'a list: ["one", "two"]'),
        ('platform = "forum"', 'platform = "a forum"', "one short word"),
        ("[[entity]]", "[entity]", "write [[entity]]"),
        ("[entity.aliases]\nen", "aliases", '[entity.aliases] and en = ["Name"]'),
        ("date_format", "date_fromat", "did you mean date_format?"),
        ("[baseline]", "[basline]", "did you mean baseline?"),
    ],
)
def test_the_hint_says_what_to_write(tmp_path: Path, old: str, new: str, hint: str) -> None:
    assert old in WHOLE
    with pytest.raises(ConfigError) as refused:
        load_event(save(tmp_path, WHOLE.replace(old, new, 1)))
    assert hint in refused.value.hint


def test_two_entities_of_one_name_are_refused(tmp_path: Path) -> None:
    entity = '[[entity]]\nid = "a"\nname = "A"\n'
    with pytest.raises(ConfigError, match="two entities are called 'a'"):
        load_event(save(tmp_path, LEAST + entity + entity))


def test_what_is_not_known_is_left_to_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    load_event(save(tmp_path, LEAST + '[newsroom_wiki]\npage = "x"\n'))
    assert "[newsroom_wiki] is unknown" in caplog.text


def test_a_missing_event_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot open .*event\.toml"):
        load_event(tmp_path)


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "event.toml").write_bytes(b'[event]\nid = "\xff"')
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_event(tmp_path)


@pytest.mark.parametrize(
    "written",
    [
        '"0001-01-01T00:00:00+23:59"',
        '"9999-12-31T23:59:59-23:59"',
        "0001-01-01",
        "9999-12-31T23:59:59-12:00",
        '"1969-07-20T20:17:00Z"',
    ],
)
@pytest.mark.parametrize("place", ["event.published_at", "window.end", "baseline.start"])
def test_a_time_at_the_end_of_the_calendar_is_shown(
    place: str, written: str, tmp_path: Path
) -> None:
    times = {"event.published_at": '"2025-05-18T11:00:00Z"'} | {place: written}
    lines = ['event.id = "e"', 'event.title = "E"', *(f"{k} = {v}" for k, v in times.items())]
    (tmp_path / "event.toml").write_text("\n".join(lines))
    with pytest.raises(ConfigError, match=f"{place} = .*no time that posts") as refused:
        load_event(tmp_path)
    assert "2004" in refused.value.hint


@pytest.mark.parametrize("listed", ["entity", "source", "gather.queries", "entity.aliases"])
def test_a_list_of_tens_of_thousands_is_refused(listed: str, tmp_path: Path) -> None:
    entity = '[[entity]]\nid = "{0}"\nname = "n"\n'
    many = {
        "entity": "".join(entity.format(i) for i in range(20_000)),
        "source": '[[source]]\nplatform = "x"\npath = "p"\n' * 20_000,
        "gather.queries": "[gather]\nqueries = [" + '"q",' * 20_000 + "]",
        "entity.aliases": entity.format(1) + "aliases.en = [" + '"q",' * 20_000 + "]",
    }
    head = '[event]\nid = "e"\ntitle = "E"\npublished_at = 2025-05-18\n'
    (tmp_path / "event.toml").write_text(head + many[listed])
    with pytest.raises(ConfigError, match=f"{listed} lists 20,000") as refused:
        load_event(tmp_path)
    assert "1,000" in refused.value.hint


def test_of_many_unknown_keys_a_few_are_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    head = '[event]\nid = "e"\ntitle = "E"\npublished_at = 2025-05-18\n'
    keys = "".join(f"{'k' * 50_000 if i == 0 else 'key'}{i} = 1\n" for i in range(20_000))
    (tmp_path / "event.toml").write_text(head + keys)
    load_event(tmp_path)
    assert len(caplog.messages) % 21 == 0
    assert caplog.messages[-1].endswith("19980 more are unknown and not used")
    assert max(map(len, caplog.messages)) < 300
