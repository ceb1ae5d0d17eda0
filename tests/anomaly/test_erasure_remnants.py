"""What was made of a post goes with it: words, ids, translations, marks, exports, gaps."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.support.desk_bytes import remnants
from tests.support.event_folders import event_folder, told, uproar, varied

from uproar.model import rows_of
from uproar.model.rows import ThemeRow
from uproar.store import Desk

WORD = "zanzibarquux"
# Posts that alone hold the word; together they are a theme.
THEIRS = [
    {**each, "id": f"their{each['id']}z", "text": each["text"].replace("ladder", WORD)}
    for each in varied()
    if "ladder" in each["text"]
]
OTHERS = [each for each in varied() if "ladder" not in each["text"]]
IDS = [f"forum:{each['id']}" for each in THEIRS]


@pytest.fixture(scope="module")
def told_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remnants")
    return told(folder / "desk", event_folder(folder / "event", [*OTHERS, *THEIRS]))


@pytest.fixture
def desk(told_desk: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(told_desk, tmp_path / "desk"))


def forget(desk: Path, *more: object) -> int:
    return uproar("forget", *IDS, "--by", "E", "--now", "--desk", desk, *more)


def quoted(desk: Path) -> list[str]:
    """The posts that the story quotes, in its order."""
    from uproar.tell.review.review import quoted_posts

    with Desk.open(desk) as opened:
        return list(quoted_posts(opened.stories.for_event("glass")[0]))


def theme_words(desk: Path) -> set[str]:
    with Desk.open(desk) as opened:
        run = opened.runs.latest("glass")
        assert run is not None
        findings = {f.id: f for f in opened.findings.load(run.id)}
        return {word for t in rows_of(findings["themes"], ThemeRow) for word in t.name_terms}


def test_the_words_of_a_theme_go_from_every_run(desk: Path) -> None:
    assert uproar("measure", "--desk", desk) == 0  # a second run holds them too
    assert WORD in theme_words(desk)
    before = theme_words(desk)
    assert forget(desk) == 0
    assert remnants(desk, WORD, *IDS) == []
    assert theme_words(desk) & before  # words that live posts have stay
    assert uproar("measure", "--desk", desk) == 0
    assert uproar("story", "--desk", desk) == 0
    assert uproar("compact", "--desk", desk) == 0
    assert remnants(desk, WORD, *IDS) == []


def test_a_translation_goes_with_its_post(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    post = quoted(desk)[0]
    assert uproar("review", "gloss", post, "words quuxed over", "--by", "E", "--desk", desk) == 0
    assert uproar("review", "clear", post, "ok", "--why", "asked @zed", "--by", "E",
                  "--desk", desk) == 0  # fmt: skip
    assert uproar("forget", post, "--now", "--by", "E", "--desk", desk) == 0
    assert remnants(desk, "quuxed", "@zed", post) == []
    capsys.readouterr()
    assert uproar("review", "log", "--desk", desk) == 0
    said = capsys.readouterr().out
    assert "gloss gone:" in said and "clear gone:" in said and "ok" in said


def test_exports_in_the_desk_s_folder_are_deleted_and_others_named(
    desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inside, outside = desk / "report", tmp_path / "out.md"
    assert uproar("export", "html", "-o", inside, "--by", "E", "--desk", desk) == 0
    assert uproar("export", "markdown", "-o", outside, "--by", "E", "--desk", desk) == 0
    post = quoted(desk)[0]
    capsys.readouterr()
    assert uproar("exports", "--json", "--desk", desk) == 0
    targets = [e["target"] for e in json.loads(capsys.readouterr().out)]
    assert targets == [str(inside.with_suffix(".html")), str(outside)]
    assert uproar("forget", post, "--now", "--by", "E", "--desk", desk) == 0
    said = capsys.readouterr().out
    assert f"deleted the export {inside}.html" in said and not Path(f"{inside}.html").exists()
    assert f"taken back by hand: the export {outside}" in said and outside.exists()
    assert uproar("exports", "--desk", desk) == 0
    assert capsys.readouterr().out.count("RECALLED") == 2


def test_an_export_that_lists_posts_behind_a_figure_is_recalled_with_one_of_them(
    desk: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "story.json"
    assert uproar("export", "json", "-o", outside, "--by", "E", "--desk", desk) == 0
    listed = [i for i in IDS if f'"{i}"' in outside.read_text(encoding="utf-8")]
    unquoted = [i for i in listed if i not in quoted(desk)]
    if not unquoted:  # then the export lists no other post, and there is nothing to recall for
        assert set(listed) <= set(quoted(desk))
        return
    assert uproar("forget", unquoted[0], "--by", "E", "--desk", desk) == 0
    with Desk.open(desk) as opened:
        assert [e.is_recalled for e in opened.exports.all()] == [True]


def test_the_ledger_knows_an_export_before_its_file_is_there(desk: Path) -> None:
    missing = desk / "no" / "such" / "folder" / "s.md"
    assert uproar("export", "markdown", "-o", missing, "--by", "E", "--desk", desk) == 6
    with Desk.open(desk) as opened:
        assert [e.target for e in opened.exports.all()] == [str(missing.resolve())]


def test_marks_of_any_state_and_event_are_reached(desk: Path) -> None:
    held = sorted((desk / "marks" / "glass").iterdir())
    for place in ("other/9-9", "a%2Fb/1-0", "deep/er/3-0"):
        shutil.copytree(held[0], desk / "marks" / place)
    assert forget(desk) == 0
    for file in (desk / "marks").rglob("*.parquet"):
        rows = pq.ParquetFile(file).read()
        assert not {*rows["post_id"].to_pylist(), *rows["value"].to_pylist()} & {*IDS}


def test_a_file_that_is_not_known_tells_no_words(tmp_path: Path) -> None:
    event = event_folder(tmp_path / "event", varied())
    desk = tmp_path / "desk"
    assert uproar("init", desk) == 0
    assert uproar("event", event, "--desk", desk) == 0
    odd = tmp_path / "odd.txt"
    odd.write_text(f"@somebody: {WORD} said at 12:30\n" * 40, encoding="utf-8")
    assert uproar("gather", odd, "--desk", desk) == 3
    assert uproar("gather", "--desk", desk) == 0
    assert uproar("measure", "--desk", desk) == 0
    assert remnants(desk, "somebody", WORD, "12:30") == []


def test_rejects_of_an_account_go_with_it(tmp_path: Path) -> None:
    did = "did:plc:leaver0000"
    commit = {"operation": "create", "collection": "app.bsky.feed.post"}
    records = [
        {"did": did, "time_us": 1747569600000000, "kind": "commit",
         "commit": {**commit, "rkey": "3kbad", "record": {"text": 7}}},
        {"did": did, "time_us": 1747569600000000, "kind": "commit",
         "commit": {**commit, "rkey": "3kok",
                    "record": {"text": "hello", "createdAt": "2025-05-18T12:00:00Z"}}},
    ]  # fmt: skip
    desk = tmp_path / "desk"
    event = event_folder(tmp_path / "event", None, captions=None)
    file = event / "posts.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    assert uproar("init", desk) == 0
    assert uproar("event", event, "--desk", desk) == 0
    assert uproar("gather", file, "--format", "jetstream", "--desk", desk) == 0
    assert remnants(desk, "3kbad")
    assert uproar("forget", "--account", did, "--now", "--by", "E", "--desk", desk) == 0
    assert remnants(desk, did, "3kbad") == []
    again = file.with_name("again.jsonl")
    again.write_text("\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert uproar("gather", again, "--format", "jetstream", "--desk", desk) == 0
    assert remnants(desk, did, "3kbad") == []


def test_a_deletion_by_the_platform_reaches_as_far_without_another_command(tmp_path: Path) -> None:
    did = "did:plc:leaver0000"

    def event(operation: str, rkey: str, **more: object) -> dict[str, object]:
        commit = {"operation": operation, "collection": "app.bsky.feed.post", "rkey": rkey, **more}
        return {"did": did, "time_us": 1747569600000000, "kind": "commit", "commit": commit}

    theirs = [
        event("create", f"3k{i:03}", record={"text": each["text"], "createdAt": each["at"]})
        for i, each in enumerate(THEIRS)
    ]
    folder = event_folder(tmp_path / "event", OTHERS)
    desk, file = tmp_path / "desk", folder / "live.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in theirs), encoding="utf-8")
    assert uproar("init", desk) == 0
    assert uproar("event", folder, "--desk", desk) == 0
    assert uproar("gather", "--desk", desk) == 0
    assert uproar("gather", file, "--format", "jetstream", "--desk", desk) == 0
    assert uproar("measure", "--desk", desk) == 0
    assert uproar("story", "--desk", desk) == 0
    assert uproar("export", "html", "-o", desk / "s.html", "--by", "E", "--desk", desk) == 0
    assert remnants(desk, WORD, did)
    later = folder / "later.jsonl"
    gone = [event("delete", f"3k{i:03}") for i in range(len(THEIRS))]
    later.write_text("".join(json.dumps(r) + "\n" for r in gone), encoding="utf-8")
    assert uproar("gather", later, "--format", "jetstream", "--desk", desk) == 0
    assert remnants(desk, WORD, did) == []
    assert uproar("measure", "--desk", desk) == 0
    assert uproar("story", "--desk", desk) == 0
    assert remnants(desk, WORD, did) == []
