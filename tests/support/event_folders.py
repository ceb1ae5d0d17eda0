"""A small invented reaction as a folder with event.toml, and a command line that returns."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from uproar.cli import main
from uproar.errors import SourceError

PUBLISHED = datetime(2025, 5, 18, 11, tzinfo=UTC)
EVENT = """[event]
id = "glass"
title = "Ansel posts the making-of of 'Glass Harbour'"
kind = "behind-the-scenes"
published_at = "2025-05-18T11:00:00Z"
publisher = "Ansel"
[[entity]]
id = "ansel"
name = "Ansel Moreau"
kind = "person"
[entity.aliases]
en = ["Ansel", "Ansel Moreau"]
[[entity]]
id = "glass-harbour"
name = "Glass Harbour"
kind = "work"
[entity.aliases]
en = ["Glass Harbour"]
[baseline]
start = "2025-05-09T00:00:00Z"
[window]
end = "2025-05-23T00:00:00Z"
"""
SOURCE = """[[source]]
platform = "forum"
path = "posts.jsonl"
format = "jsonl"
[source.columns]
id = "id"
author = "who"
text = "text"
created = "at"
"""
CUES = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ansel>The kettle is the only one of us who works.

00:00:03.000 --> 00:00:06.000
<v Bo>Nobody asked the ladder.

00:00:07.000 --> 00:00:09.000
<v Ansel>Nine lamps, and not one of them lit.
"""
JOKES = (
    "the kettle is the only one who works, Ansel is me on a monday {n}",
    "Ansel blaming everything on that kettle again, kettle for president {n}",
    "kettle supremacy in the Glass Harbour making-of, Ansel knows {n}",
    "I too am only as good as my kettle, thank you Ansel {n}",
)
WORRIES = (
    "who let Ansel climb that ladder without a rope, not safe at all {n}",
    "the ladder scene in Glass Harbour scared me, where was the rope {n}",
    "no rope on that ladder? Ansel deserves a safer set {n}",
    "please give Ansel a rope next time, that ladder was terrible {n}",
)


def reaction(n: int = 160) -> list[dict[str, Any]]:
    """`n` posts: a quiet week, then two subjects after the publication."""
    rows = []
    for i in range(n):
        before = i % 16 == 0
        shift = timedelta(hours=-1.3 * (i + 2)) if before else timedelta(minutes=3 + 7.0 * i)
        lines = JOKES if i % 3 else WORRIES
        rows.append(row(i, lines[i // 3 % 4].format(n="yes " * (i % 5)), PUBLISHED + shift))
    return rows


def varied() -> list[dict[str, Any]]:
    """The reaction with words that differ enough not to count as copies of one another."""
    ends = ("tonight", "at work", "on the bus", "twice", "with my sister", "and again", "sorry")
    starts = ("honestly", "ok but", "listen", "my cat says", "update", "look", "well", "hm", "so")
    middles = ("watched it late", "could not sleep", "missed my stop", "burnt the rice", "wept")
    rows = reaction(200)
    for i, row in enumerate(rows):
        words = (starts[i % 9], middles[i % 5], ends[i % 7], f"number{i * 7919 % 1000}")
        row["text"] = f"{words[0]} {row['text']} {' '.join(words[1:])}"
    return rows


def row(i: int, text: str, at: datetime = PUBLISHED + timedelta(hours=1)) -> dict[str, Any]:
    """One post of an author of its own."""
    return {"id": f"p{i}", "who": f"u{i}", "text": text, "at": at.strftime("%Y-%m-%dT%H:%M:%SZ")}


def event_folder(
    folder: Path,
    rows: Sequence[Mapping[str, Any]] | None,
    *,
    captions: str | None = CUES,
    source: str = SOURCE,
) -> Path:
    """The event's folder; `rows` None: event.toml names no source at all."""
    folder.mkdir(parents=True)
    toml = EVENT if rows is None else EVENT + source
    (folder / "event.toml").write_text(toml, encoding="utf-8")
    if rows is not None:
        lines = (json.dumps(each) + "\n" for each in rows)
        (folder / "posts.jsonl").write_text("".join(lines), encoding="utf-8")
    if captions is not None:
        (folder / "footage").mkdir()
        (folder / "footage" / "captions.en.vtt").write_text(captions, encoding="utf-8")
    return folder


def uproar(*words: object) -> int:
    """Run one command in this process; gives its exit code."""
    return main([str(word) for word in words])


def started(desk: Path, folder: Path) -> Path:
    """A desk with the event on it, its files gathered."""
    assert uproar("init", desk) == 0
    assert uproar("event", folder, "--desk", desk) == 0
    assert uproar("gather", "--desk", desk) in (0, SourceError.exit_code)  # gaps are told later
    return desk


def told(desk: Path, folder: Path) -> Path:
    """A desk with the event gathered, measured and told."""
    started(desk, folder)
    assert uproar("measure", "--desk", desk) == 0
    assert uproar("story", "--desk", desk) == 0
    return desk
