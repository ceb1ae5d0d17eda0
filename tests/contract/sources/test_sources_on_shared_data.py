"""The readers on the data beside the checkout: a whole labelled event, and real sets."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from uproar.config import Settings
from uproar.errors import UnexpectedPayload
from uproar.model import SourceSpec
from uproar.sources.articles.archive import load_archive
from uproar.sources.events.captions import load_captions
from uproar.sources.events.event_file import archive_folder, load_event
from uproar.sources.records import files

pytestmark = pytest.mark.shared


class Gathered(NamedTuple):
    """All that an event's files gave, with the file each came from."""

    posts: list[dict[str, Any]]
    operations: list[dict[str, Any]]
    rejects: list[dict[str, Any]]
    n_records: dict[str, int]


def gather(specs: tuple[SourceSpec, ...], base: Path) -> Gathered:
    posts, operations, rejects, n_records = [], [], [], {}
    for spec in specs:
        for reading in files.source_files(spec, base):
            name, total = str(reading.path.relative_to(base)), 0
            for page in reading.pages():
                batch = reading.source.parse(page, Settings())
                total += batch.n_records
                for kind, rows in (
                    (posts, batch.posts),
                    (operations, batch.operations),
                    (rejects, batch.rejects),
                ):
                    kind += [{**row, "file": name} for row in rows.to_pylist()]
            n_records[name] = total
    return Gathered(posts, operations, rejects, n_records)


@pytest.fixture(scope="module")
def folder(shared_data: Path) -> Path:
    return shared_data / "events" / "paper-lanterns"


@pytest.fixture(scope="module")
def gathered(folder: Path) -> Gathered:
    return gather(load_event(folder).sources, folder)


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "truth.json").read_text())
    return found


def n_in_file(path: Path) -> int:
    """Records of a file, counted another way than the readers do."""
    if path.suffix == ".jsonl":
        return len(path.read_bytes().splitlines())
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            return sum(1 for _ in csv.reader(file)) - 1
    return len(json.loads(path.read_text())["comments"])


def test_every_record_of_every_file_is_accounted_for(gathered: Gathered, folder: Path) -> None:
    for name, n_records in gathered.n_records.items():
        parts = (gathered.posts, gathered.operations, gathered.rejects)
        assert sum(row["file"] == name for part in parts for row in part) == n_records
        assert n_records == n_in_file(folder / name), name


def test_exactly_the_labelled_posts_are_found(gathered: Gathered, truth: dict[str, Any]) -> None:
    kept = {row["id"] for row in gathered.posts}
    gone = {row["id"] for row in gathered.operations} | {r["post_id"] for r in gathered.rejects}
    assert kept <= set(truth["posts"])
    without_id = set(truth["posts"]) - kept - gone
    malformed = {m["id"] for m in truth["malformed"] if m["kind"] == "wrong_type"}
    assert without_id <= malformed  # records that are no objects: nobody can tell their id
    removed = {i for i, label in truth["posts"].items() if label.get("kind") == "removed"}
    assert removed <= gone - kept


def test_every_malformed_record_is_handled_as_expected(
    gathered: Gathered, truth: dict[str, Any], folder: Path
) -> None:
    assert len(truth["malformed"]) == 160
    outcomes = {(r["file"], r["origin"].split("#")[1]): r for r in gathered.rejects}
    outcomes |= {(r["file"], r["origin"].split("#")[1]): r for r in gathered.posts}
    wrong = []
    for case in truth["malformed"]:
        # positions count lines and rows from 1, comments of YouTube from 0
        number = case["at"] - (0 if case["file"].endswith("info.json") else 1)
        row = outcomes[(case["file"], str(number))]
        if not _is_as_expected(case, row):
            wrong.append((case, row))
    assert wrong == []


def _is_as_expected(case: dict[str, Any], row: dict[str, Any]) -> bool:
    is_reject = "outcome" in row
    if case["expect"] == "reject":
        return is_reject and row["outcome"] == "rejected"
    if case["expect"].startswith("reject, or"):
        return is_reject or row["created_at"] is None
    if is_reject or row["id"] != case["id"]:
        return False
    if case["kind"] == "lone_surrogate":
        return "\ufffd" in row["text"]
    if case["kind"] == "huge_text":
        return len(row["text"]) > 10_000
    return bool(row["text"])


def test_texts_are_what_the_platform_sent(gathered: Gathered, folder: Path) -> None:
    sent = {}
    for line in (folder / "posts" / "x.v2.jsonl").read_bytes().splitlines():
        try:
            tweet = json.loads(line)
        except ValueError:
            continue
        if isinstance(tweet, dict) and tweet and "\\ud" not in json.dumps(tweet.get("text")):
            sent[f"x:{tweet['id']}"] = tweet["text"]
    originals = [p for p in gathered.posts if p["platform"] == "x" and p["kind"] != "repost"]
    assert all(sent.get(p["id"], p["text"]) == p["text"] for p in originals)
    assert len(originals) > 2000


def test_signals_against_reuse_are_found(gathered: Gathered, truth: dict[str, Any]) -> None:
    default = truth["post_defaults"]
    for post in gathered.posts:
        label = {**default, **truth["posts"][post["id"]]}
        if not label["quotable"] and label.get("malformed") is None:
            assert post["reuse"] is not None, post["id"]
        if label["quotable"] and post["kind"] != "repost":  # a repost has another's words
            assert post["reuse"] is None, post["id"]


def test_the_archive_and_the_footage_are_read_whole(folder: Path) -> None:
    archive = archive_folder(folder)
    assert archive is not None
    articles, rejects = load_archive(archive)
    assert (len(articles), rejects.num_rows) == (40, 0)
    footage = load_event(folder).footage
    assert {lang: len(cues) for lang, cues in footage.tracks.items()} == {"en": 92, "ko": 92}
    assert all(cue.speaker for cue in footage.tracks["en"])


def samples(shared_data: Path) -> Iterator[Path]:
    for suffix in ("json", "jsonl", "ndjson"):
        yield from sorted((shared_data / "formats").rglob(f"*.{suffix}"))


# What these hold are users, or formats that are not read.
REFUSED = {"users_1399524961891532805.json", "tiktok.ndjson"}

NO_POSTS = {"search_by_keywords_p1.json", "videos_chart_paged_1.json"}


def test_every_recorded_format_is_read_or_refused_clearly(shared_data: Path) -> None:
    for path in samples(shared_data):
        spec = SourceSpec("any", path.name)
        if path.name in REFUSED:
            with pytest.raises(UnexpectedPayload, match="not known") as refused:
                gather((spec,), path.parent)
            assert refused.value.hint
            continue
        got = gather((spec,), path.parent)
        bad = [r for r in got.rejects if r["outcome"] == "rejected"]
        assert bad == [], path.name
        assert bool(got.posts) is (path.name not in NO_POSTS), path.name


def test_every_recorded_caption_file_is_read(shared_data: Path) -> None:
    folder = shared_data / "formats" / "youtube_captions"
    found = [p for p in sorted(folder.rglob("*")) if p.suffix in (".vtt", ".srt", ".json3")]
    cues = {path.name: load_captions(path) for path in found}
    assert len(cues) == 8
    assert all(cues.values())
    rolling = cues["youtube_dl.vtt"]
    assert [cue.text.split()[0] for cue in rolling] == ["yeah", "what", "this"]


TEXT_AND_TIME = {"text": "text", "created": "created_at"}
COUNTED = {"likes": "like_count", "replies": "reply_count"}
REAL = {
    "kpop-reaction/newjeans_ditto*.jsonl.zst": (
        1000,
        {
            "columns": {
                **TEXT_AND_TIME,
                **COUNTED,
                "id": "id",
                "author": "author",
                "parent": "parent_id",
            }
        },
    ),
    "kpop-reaction/*tweets*.jsonl.zst": (
        12_371 + 2_118,
        {"columns": {**TEXT_AND_TIME, **COUNTED, "id": "id", "lang": "lang"}},
    ),
    "coachella2015/*.jsonl.zst": (
        3846,
        {
            "time_precision_s": 60,
            "columns": {
                "id": "row",
                "author": "author",
                "text": "text",
                "created": "created_at_local",
            },
        },
    ),
    "twitch-live-chat/ordinary_*.jsonl.zst": (
        11_932 + 11_207,
        {"kind": "comment", "columns": {**TEXT_AND_TIME, "author": "author"}},
    ),
    "nba-mentions/J_Rich1.jsonl.zst": (5653, {"columns": {**TEXT_AND_TIME, **COUNTED, "id": "id"}}),
    "reddit-top-2013/*.jsonl.zst": (
        7998,
        {
            "columns": {
                "id": "id",
                "text": ["title", "selftext"],
                "created": "created_utc",
                "likes": "score",
            }
        },
    ),
}


@pytest.mark.parametrize("path", REAL)
def test_real_sets_come_in_by_a_mapping(shared_data: Path, path: str) -> None:
    n_posts, options = REAL[path]
    got = gather((SourceSpec("real", path, None, options),), shared_data)
    assert (len(got.posts), got.rejects) == (n_posts, [])
    assert all(post["created_at"] for post in got.posts)


def test_a_real_table_without_quoting_comes_in_with_bare_reposts(shared_data: Path) -> None:
    options = {
        **{"delimiter": "\t", "quoting": False, "empty_text": "repost", "kind": "reply"},
        "columns": {
            **{"id": ["thread", "n"], "parent": ["thread", "parent_n"], "thread": "thread"},
            **{"author": "user", "text": "text", "created": "t"},
        },
    }
    (reading,) = files.source_files(
        SourceSpec("weibo", "weibo-ced/reposts.tsv.zst", "tsv", options), shared_data
    )
    pages = reading.pages()
    batches = [reading.source.parse(next(pages), Settings()) for _ in range(3)]
    kinds = Counter(kind for b in batches for kind in b.posts["kind"].to_pylist())
    assert sum(kinds.values()) == 30_000
    assert kinds.keys() == {"reply", "repost"}
    assert all(len(b.rejects) == 0 for b in batches)
