"""Every command that writes, on a desk where it has something to do; and what a desk then holds."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.support.whole_desk import (
    COLUMNS,
    EVENT,
    LATER_POST,
    QUIET_POST,
    STORY,
    WholeDesk,
    spoken,
    whole_desk,
)

from uproar.store import Desk
from uproar.store.desk_db.codec import dump

WORD = "zanzibarquux"
LEAVER = "did:plc:leaver0000"
LEAVERS_POSTS = [f"bluesky:{LEAVER}/3k{i}" for i in range(3)]


@dataclass(frozen=True, slots=True)
class Case:
    """A command on a copy of a prepared desk. `codes`: how it may end when it is run again."""

    name: str
    variant: str
    words: Callable[[WholeDesk], tuple[object, ...]]
    codes: tuple[int, ...] = (0,)
    erases: tuple[str, ...] = ()  # of what no byte is left once it has begun


@dataclass(frozen=True, slots=True)
class Contents:
    """What a desk holds, but for times: what a command may change is a field of its own."""

    posts: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, str], ...]
    rejects: int
    event: str
    articles: int
    findings: str
    marks: str
    story: str
    decisions: tuple[str, ...]
    exports: tuple[str, ...]
    erasures: int
    reports: tuple[str, ...]  # exported files in the desk's folder, by name and digest


def prepared(root: Path) -> dict[str, WholeDesk]:
    """The desks that the commands run on, by name."""
    base = whole_desk(root / "base")
    _lines(base.root / "fresh.jsonl", _renamed(base.root / "third.jsonl"))
    _lines(base.root / "live.jsonl", [_leaver("create", i) for i in range(3)])
    _lines(base.root / "later.jsonl", [_leaver("delete", i) for i in range(3)])
    steps = [{"action": "keep", "target": name} for name in ("method-15", "method-16")]
    steps.append({"action": "cut", "target": "method-18"})
    (base.root / "steps.json").write_text(json.dumps(steps), encoding="utf-8")
    _run(base, "gather", base.root / "live.jsonl", "--format", "jetstream")
    _run(base, "measure")
    _run(base, "story")
    fresh = _variant(base, root / "fresh")
    _run(fresh, "gather", base.root / "fresh.jsonl", *COLUMNS)
    pending = _variant(base, root / "pending")
    _run(pending, "forget", LEAVERS_POSTS[0], "--by", "E")
    cleared = _variant(base, root / "cleared")
    with Desk.open(cleared.path) as desk:
        quoted = desk.stories.get(STORY)
    listed = json.loads(spoken("review", "list", "--json", "--desk", cleared.path)[1])
    waiting = {post for each in listed["sentences"] for post in each["to_clear"]}
    for post in sorted(waiting | set(quoted.post_block)):
        _run(cleared, "review", "clear", post, "ok", "--by", "E")
    damaged = _variant(base, root / "damaged")
    for path in (
        *damaged.path.glob("marks/*/*/themes@*.parquet"),
        *damaged.path.glob("annotations/language/*/*.parquet"),
        sorted((damaged.path / "posts" / "_delta_log").glob("*.json"))[-1],
    ):
        path.write_bytes(path.read_bytes()[:40])
    return {
        "base": base,
        "fresh": fresh,
        "pending": pending,
        "cleared": cleared,
        "damaged": damaged,
    }


def cases(base: WholeDesk) -> tuple[Case, ...]:
    """Every command that writes to a desk, but for `demo`, which is all of them on one event."""
    by = ("--by", "E")
    root = base.root

    def review(*words: str) -> Callable[[WholeDesk], tuple[object, ...]]:
        return lambda desk: ("review", *words, *by)

    theirs = (WORD, *LEAVERS_POSTS)
    return (
        Case("event", "base", lambda desk: ("event", base.event)),
        Case("gather", "base", lambda desk: ("gather", root / "fresh.jsonl", *COLUMNS)),
        Case("gather deletions", "base", lambda desk: ("gather", root / "later.jsonl", "--format", "jetstream")),
        Case("annotate", "fresh", lambda desk: ("annotate",)),
        Case("measure", "fresh", lambda desk: ("measure",)),
        Case("story", "base", lambda desk: ("story",)),
        Case("brief", "base", lambda desk: ("story", "--length", "brief")),
        Case("keep", "base", review("keep", "method-15")),
        Case("cut", "base", review("cut", "method-18"), (0, 2)),
        Case("clear", "base", review("clear", LATER_POST, "ok")),
        Case("block", "base", review("clear", QUIET_POST, "blocked", "--why", "asked")),
        Case("gloss", "base", review("gloss", LATER_POST, "in other words")),
        Case("listen", "base", review("listen", "1")),
        Case("apply", "base", lambda desk: ("review", "apply", root / "steps.json", *by), (0, 2)),
        Case("approve", "cleared", lambda desk: ("approve", *by), codes=(0, 2)),  # 2: it is already
        Case("export", "base", lambda desk: ("export", "html", "-o", desk.path / "report.html", *by)),
        Case("forget", "base", lambda desk: ("forget", *LEAVERS_POSTS, *by), (0, 2)),
        Case("forget now", "base", lambda desk: ("forget", *LEAVERS_POSTS, "--now", *by), (0, 2), theirs),
        Case("forget account", "base", lambda desk: ("forget", "--account", f"bluesky:{LEAVER}", "--now", *by), (0, 2), (*theirs, LEAVER)),
        Case("compact", "pending", lambda desk: ("compact",), (0,), (LEAVERS_POSTS[0], f"{WORD}0")),
        Case("doctor --mend", "damaged", lambda desk: ("doctor", "--mend")),
    )  # fmt: skip


def contents(desk: WholeDesk) -> Contents:
    """What the desk holds."""
    with Desk.open(desk.path) as opened:
        posts = opened.posts.posts(EVENT, columns=["id", "text"]).to_pylist()
        run = opened.runs.latest(EVENT)
        assert run is not None
        stories = opened.stories.for_event(EVENT)
        backgrounds = [opened.stories.background(story.id) for story in stories]
        return Contents(
            tuple((str(row["id"]), str(row["text"])) for row in posts),
            tuple((c.stream, str(c.counts)) for c in opened.coverage.for_event(EVENT)),
            opened.rejects.load(EVENT).num_rows,
            dump(opened.events.get(EVENT)),
            len(opened.articles.load(EVENT)),
            _short("".join(dump(finding) for finding in opened.findings.load(run.id))),
            _short(str(opened.marks.load(EVENT, run.state).to_pylist())),
            _short(dump([*stories, *backgrounds])),
            tuple(
                f"{d.action} {d.target} {d.value} {d.by}" for d in opened.decisions.for_event(EVENT)
            ),
            tuple(
                f"{e.story_id} {e.format} {Path(e.target).name} {e.by} {e.is_recalled}"
                for e in opened.exports.all()
            ),
            len(opened.posts.erasures()),
            tuple(f"{p.name} {_short(p.read_text())}" for p in sorted(desk.path.glob("*.html"))),
        )


def _short(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _variant(base: WholeDesk, root: Path) -> WholeDesk:
    shutil.copytree(base.path, root / "desk")
    return WholeDesk(root)


def _run(desk: WholeDesk, *words: object) -> None:
    code, _, err = spoken(*words, "--desk", desk.path)
    assert code == 0, (words, err)


def _lines(path: Path, records: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")


def _renamed(path: Path) -> list[dict[str, object]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [{**row, "id": f"fresh{row['id']}", "text": f"again {row['text']}"} for row in rows]


def _leaver(operation: str, i: int) -> dict[str, object]:
    """A post of someone who will be forgotten, or its deletion by the platform."""
    commit: dict[str, object] = {
        "operation": operation,
        "collection": "app.bsky.feed.post",
        "rkey": f"3k{i}",
    }
    if operation == "create":
        text = f"the kettle and the {WORD}{i} of Ansel in Glass Harbour"
        commit["record"] = {"text": text, "createdAt": "2025-05-18T12:00:00Z"}
    return {"did": LEAVER, "time_us": 1747569600000000, "kind": "commit", "commit": commit}
