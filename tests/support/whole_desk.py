"""A small desk with something of every kind on it, made once and copied; and its commands.

It was compacted between two files of posts, so its log has a checkpoint and entries after it, and
its posts lie in files of all three kinds.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from tests.support.event_folders import event_folder, row, uproar, varied

EVENT = "glass"
STORY = "glass.story"
QUIET_POST = "forum:p3"  # of the first file, which was compacted
LATER_POST = "forum:p119"  # of a file that came after
N_FIRST, N_SECOND, N_THIRD = 70, 30, 20
ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "identifier": "n1",
    "headline": "Ansel Moreau falls off a ladder",
    "datePublished": "2024-03-01T08:00:00Z",
    "inLanguage": "en",
    "author": {"@type": "Person", "name": "Tom Arkell"},
    "publisher": {"@type": "Organization", "name": "Harbour Gazette (example)"},
    "articleBody": "The actor Ansel Moreau fell off a ladder today while filming Glass Harbour.",
}


@dataclass(frozen=True, slots=True)
class WholeDesk:
    """A desk, the event's folder, and a folder for what commands write beside the desk."""

    root: Path

    @property
    def path(self) -> Path:
        return self.root / "desk"

    @property
    def event(self) -> Path:
        return self.root / "event"

    def copy(self, root: Path) -> WholeDesk:
        """The same desk elsewhere; the event's folder is shared."""
        shutil.copytree(self.path, root / "desk", symlinks=True)
        return WholeDesk(root)


def whole_desk(root: Path) -> WholeDesk:
    """A desk gathered in three parts, measured, told, edited, exported, with one post erased."""
    root.mkdir(parents=True, exist_ok=True)
    rows = varied()[: N_FIRST + N_SECOND + N_THIRD]
    gone = row(500, "to be erased, kettle")
    event = event_folder(root / "event", [*rows[:N_FIRST], gone])
    (event / "archive").mkdir()
    (event / "archive" / "n1.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    second = _file(root / "second.jsonl", [*rows[N_FIRST:-N_THIRD], {"who": "u", "at": "never"}])
    third = _file(root / "third.jsonl", rows[-N_THIRD:])
    desk = WholeDesk(root)
    run(desk, "event", event)
    run(desk, "gather")
    run(desk, "forget", "forum:p500", "--now", "--by", "E")
    run(desk, "gather", second, *COLUMNS)
    run(desk, "gather", third, *COLUMNS)
    run(desk, "measure")
    run(desk, "story")
    run(desk, "review", "keep", "method-15", "--by", "E")
    run(desk, "export", "html", "-o", root / "report.html", "--by", "E")
    return desk


COLUMNS = (
    *("--platform", "forum", "--format", "jsonl", "--column", "id=id", "--column", "author=who"),
    *("--column", "text=text", "--column", "created=at"),
)


def _file(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    return path


def run(desk: WholeDesk, *words: object) -> None:
    """Run a command that must not fail; the first one makes the desk."""
    if not desk.path.exists():
        assert uproar("init", desk.path) == 0
    assert uproar(*words, "--desk", desk.path) == 0, words


def spoken(*words: object) -> tuple[int, str, str]:
    """Run one command in this process: its exit code, what it printed, and what it complained."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = uproar(*words)
    assert isinstance(out.buffer, io.BytesIO)
    return code, out.buffer.getvalue().decode(), err.getvalue()


def commands(event: Path) -> dict[str, tuple[object, ...]]:
    """A command of every kind on the desk, by name; each can be run on a copy of the whole desk."""
    by = ("--by", "E")
    return {
        "event": ("event",),
        "event again": ("event", event),
        "rejects": ("rejects",),
        "gather": ("gather",),
        "annotate": ("annotate",),
        "measure": ("measure",),
        "story": ("story",),
        "why": ("why", "2"),
        "check": ("check",),
        "review list": ("review", "list"),
        "review log": ("review", "log"),
        "cut": ("review", "cut", "method-15", *by),
        "clear": ("review", "clear", LATER_POST, "ok", *by),
        "listen": ("review", "listen", "1", *by),
        "approve": ("approve", *by),
        "export": ("export", "json"),
        "archive": ("archive", "search", "ladder"),
        "sample": ("sample", "t01"),
        "exports": ("exports",),
        "forget": ("forget", LATER_POST, *by),
        "forget now": ("forget", QUIET_POST, "--now", *by),
        "compact": ("compact",),
        "doctor": ("doctor",),
    }
