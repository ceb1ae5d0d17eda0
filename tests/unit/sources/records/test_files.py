"""Files as pages: found, detected or refused, and every record on exactly one page."""

import json
import os
import subprocess
from pathlib import Path

import pytest
import zstandard

from uproar.config import Settings
from uproar.errors import ConfigError, UnexpectedPayload
from uproar.model import Gap, Query, SourceSpec
from uproar.sources import all_sources, source_named
from uproar.sources.records import file_format, files

TWEET = {
    "id": "1",
    "text": "one",
    "author_id": "7",
    "created_at": "2025-05-18T11:00:00Z",
    "public_metrics": {"like_count": 0},
}


def tweets(n: int) -> bytes:
    return b"".join(json.dumps({**TWEET, "id": str(i)}).encode() + b"\n" for i in range(n))


def only(spec: SourceSpec, base: Path) -> files.SourceFile:
    (reading,) = files.source_files(spec, base)
    return reading


def test_the_format_is_detected_and_reported(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(tweets(1))
    reading = only(SourceSpec("x", "a"), tmp_path)
    assert (reading.source.name, reading.was_detected) == ("x-api-v2", True)


def test_a_format_that_is_told_is_not_detected(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b'{"id": "x"}')
    reading = only(SourceSpec("x", "a", "x-api-v2-flat"), tmp_path)
    assert (reading.source.name, reading.was_detected) == ("x-api-v2", False)


@pytest.mark.parametrize("raw", [b"", b" \n\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a").write_bytes(raw)
    with pytest.raises(UnexpectedPayload, match="a is empty"):
        files.source_files(SourceSpec("x", "a", "x-api-v2"), tmp_path)


@pytest.mark.parametrize(
    "raw", [b"%PDF-1.7", b"id,text\n1,a\n", b'{"hello": "world"}', bytes(range(1, 256))]
)
def test_an_unknown_format_shows_what_was_seen(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a").write_bytes(raw)
    with pytest.raises(UnexpectedPayload, match="not known; it begins") as refused:
        files.source_files(SourceSpec("x", "a"), tmp_path)
    assert "docs/exports.md" in refused.value.hint


def test_a_file_that_two_formats_recognise_is_refused(tmp_path: Path) -> None:
    both = {**TWEET, "favourites_count": 1, "content": "one", "uri": "https://a.example/1"}
    (tmp_path / "a").write_bytes(json.dumps(both).encode())
    with pytest.raises(UnexpectedPayload, match="could be mastodon-status, x-api-v2"):
        files.source_files(SourceSpec("x", "a"), tmp_path)


def test_an_unknown_name_of_a_format_lists_the_known(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(tweets(1))
    with pytest.raises(ConfigError, match="unknown format 'ebcdic'") as refused:
        files.source_files(SourceSpec("x", "a", "ebcdic"), tmp_path)
    assert "jetstream" in refused.value.hint


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no file 'posts/\*\.jsonl'"):
        files.source_files(SourceSpec("x", "posts/*.jsonl"), tmp_path)


def test_an_absolute_path_may_hold_brackets_and_wildcards(tmp_path: Path) -> None:
    (tmp_path / "film [v1].jsonl").write_bytes(tweets(1))
    for name in ("film [v1].jsonl", "*.jsonl"):
        reading = only(SourceSpec("x", str(tmp_path / name)), Path("/elsewhere"))
        assert reading.path.name == "film [v1].jsonl"
    with pytest.raises(ConfigError, match="no file"):
        files.source_files(SourceSpec("x", str(tmp_path / "film [v2].jsonl")), Path("/"))
    odd = tmp_path / "[an] event"
    odd.mkdir()
    (odd / "a.jsonl").write_bytes(tweets(1))
    assert only(SourceSpec("x", "*.jsonl"), odd).path.name == "a.jsonl"


def test_wildcards_give_files_in_order_and_packed_ones_are_found(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a.jsonl"):
        (tmp_path / name).write_bytes(tweets(1))
    (tmp_path / "c.jsonl.zst").write_bytes(zstandard.ZstdCompressor().compress(tweets(2)))
    found = files.source_files(SourceSpec("x", "*.jsonl"), tmp_path)
    assert [reading.path.name for reading in found] == ["a.jsonl", "b.jsonl"]
    packed = only(SourceSpec("x", "c.jsonl"), tmp_path)
    assert [len(page.records) for page in packed.pages()] == [2]


def test_pages_hold_every_record_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_format, "PAGE_RECORDS", 10)
    (tmp_path / "a").write_bytes(tweets(25))
    reading = only(SourceSpec("x", "a"), tmp_path)
    pages = list(reading.pages())
    assert [(page.first, len(page.records), page.cursor) for page in pages] == [
        (0, 10, "10"),
        (10, 10, "20"),
        (20, 5, "25"),
    ]
    batches = [reading.source.parse(page, Settings()) for page in pages]
    origins = [origin for b in batches for origin in b.posts["origin"].to_pylist()]
    assert origins == [f"{reading.sha256()[:12]}#{n}" for n in range(25)]


def test_reading_resumes_at_a_cursor(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(tweets(25))
    reading = only(SourceSpec("x", "a"), tmp_path)
    (page,) = reading.pages("20")
    assert (page.first, [r["id"] for r in page.records]) == (20, ["20", "21", "22", "23", "24"])
    assert list(reading.pages("25")) == []


def test_fetch_reads_the_file_of_a_query(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(tweets(3))
    (page,) = source_named("x-api-v2").fetch(Query(str(tmp_path / "a")), "", Settings())
    assert len(page.records) == 3


@pytest.mark.parametrize("n_comments", [0, 2])
def test_what_a_file_lacks_comes_with_its_last_page(tmp_path: Path, n_comments: int) -> None:
    comments = [{"id": str(n), "text": "one"} for n in range(n_comments)]
    info = {"id": "v", "webpage_url": "u", "comment_count": 9, "comments": comments}
    (tmp_path / "a").write_text(json.dumps(info))
    *_, last = only(SourceSpec("youtube", "a"), tmp_path).pages()
    (gap,) = last.context["gaps"]
    assert isinstance(gap, Gap)
    assert (gap.expected, gap.received) == (9, n_comments)


def test_a_file_cut_off_gives_its_whole_pages_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_format, "PAGE_RECORDS", 1000)
    packed = zstandard.ZstdCompressor(level=1).compress(tweets(50_000))
    (tmp_path / "a.zst").write_bytes(packed[:-100])
    pages = only(SourceSpec("x", "a.zst"), tmp_path).pages()
    n_whole = 0
    with pytest.raises(UnexpectedPayload, match=r"a\.zst is damaged"):
        for page in pages:
            n_whole += len(page.records)
    assert n_whole >= 1000


def test_a_source_that_reads_no_files_is_refused() -> None:
    class Stream:
        name, platform = "stream", "x"

    with pytest.raises(ConfigError, match="does not read files"):
        files._file_format(Stream())


def test_every_source_has_a_name_of_its_own() -> None:
    names = [n for s in all_sources() for n in (s.name, *getattr(s, "aliases", ()))]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("a\0b", "no file"),
        ("x" * 5000, "File name too long"),
        ("**a", "Invalid pattern|no file"),
        ("[", "no file"),
        ("***/**/**/*", "folders of folders"),
        ("/**/*.jsonl", "by a wildcard"),
        ("../*/*.jsonl", "by a wildcard"),
        ("../**", "folders of folders"),
        ("folder", "is a folder"),
        (".", "is a folder"),
        ("/dev/zero", "is a device"),
        ("pipe", "is a pipe"),
    ],
    ids=lambda value: value[:12],
)
def test_a_path_without_a_file_is_shown(path: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ConfigError, match=says) as refused:
        files.source_files(SourceSpec("x", path), tmp_path)
    assert refused.value.hint
    assert len(refused.value.message) < 1000


def test_folders_deeper_than_the_stack_are_searched_or_said(tmp_path: Path) -> None:
    top = folder = tmp_path / "a"
    top.mkdir()
    (top / "x.jsonl").write_bytes(tweets(1))
    while len(str(folder)) < 3900:
        folder = folder / "a"
        folder.mkdir()
    try:
        (reading,) = files.source_files(SourceSpec("x", "**/*.jsonl"), tmp_path)
    except ConfigError as refused:
        assert "recursion" in refused.message
    else:
        assert reading.path.name == "x.jsonl"
    finally:
        subprocess.run(["rm", "-rf", top], check=True)


def test_long_records_make_short_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_format, "PAGE_BYTES", 3 << 20)
    record = json.dumps({**TWEET, "padding": "x" * (1 << 20)}).encode() + b"\n"
    for name, raw in (("a", record * 20), ("b", zstandard.ZstdCompressor().compress(record * 20))):
        (tmp_path / name).write_bytes(raw)
        pages = list(only(SourceSpec("x", name, "x-api-v2"), tmp_path).pages())
        assert 4 <= len(pages) <= 10
        assert [page.first for page in pages[1:]] == [int(page.cursor) for page in pages[:-1]]
        assert sum(len(page.records) for page in pages) == 20
