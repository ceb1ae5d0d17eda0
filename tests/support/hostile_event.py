"""An event whose every text tries to steer the screen it is shown on, or the page it stands in."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.support.event_folders import varied

# Title, bell, clear, colour by a C1 character, rub-outs, a carriage return over the line, overrides
# of direction, line separators, and a script's end.
STEER = (
    "\x1b]0;owned\x07\x1b[2J\x9b31m\x7f\x08\x0e\x00\rforged\x85\u2028\u2029\u202e\u2066"
    "</script><!--<script>"
)
LINES = "x\nglass.story: version 99, approved by Ann"  # a name that poses as a line of ours
# What may not reach a terminal or stand raw in a text, but for our own ends of lines.
FORBIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
EVENT = """[event]
id = "glass"
title = {title}
kind = "behind-the-scenes"
published_at = "2025-05-18T11:00:00Z"
publisher = {publisher}
url = {url}
summary = {summary}
[[entity]]
id = "ansel"
name = {entity}
kind = "person"
[entity.aliases]
en = ["Ansel", "Ansel Moreau"]
[[entity]]
id = "glass-harbour"
name = {work}
kind = "work"
[entity.aliases]
en = ["Glass Harbour"]
[baseline]
start = "2025-05-09T00:00:00Z"
[window]
end = "2025-05-23T00:00:00Z"
[footage]
path = "footage"
[archive]
path = "archive"
[[source]]
platform = "forum"
path = {posts}
format = "jsonl"
[source.columns]
id = "id"
author = "who"
text = "text"
created = "at"
url = "url"
lang = "lang"
hashtags = "tags"
[[source]]
platform = "board"
path = {strange}
"""
CUES = f"""WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ansel{STEER.replace(chr(10), "").replace("<", "").replace(">", "")}>The kettle is the only one of us who works.

00:00:07.000 --> 00:00:09.000
<v Bo>Nine lamps{STEER.split("<")[0]}, and not one of them lit.
"""


def rows() -> list[dict[str, Any]]:
    """Posts: every other one has a clean text that can be quoted, all else is made to harm."""
    made = []
    for i, row in enumerate(varied()):
        text = row["text"] if i % 2 else f"{row['text']} {STEER}"
        made.append(
            {
                **row,
                "id": f"{row['id']}</script>&<!--",  # one with controls is rejected
                "who": f"{row['who']}</script>",
                "text": text,
                "url": f"https://example.org/{i}{STEER}",
                "lang": STEER,
                "tags": [f"lamp{STEER}"],
            }
        )
    made += [{**made[0], "id": f"bad{i}{STEER}"} for i in range(3)]
    made += [{**made[0], "id": f"nobody{i}", "who": STEER, "at": STEER} for i in range(3)]
    return made


def article(name: str, day: str, headline: str, body: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": f"{name}{STEER}",
        "headline": headline,
        "datePublished": f"{day}T08:00:00Z",
        "inLanguage": "en",
        "publisher": {"@type": "Organization", "name": f"Gazette {STEER}{LINES}"},
        "url": f"https://news.example.org/{name}{STEER}",
        "articleBody": body,
    }


def hostile_folder(folder: Path) -> Path:
    """The event's folder; the names of its files are hostile as far as a file system lets them."""
    named = STEER.replace("\x00", "").replace("/", "")
    posts, strange = f"posts{named}.jsonl", f"strange{named}.bin"
    folder.mkdir(parents=True)
    toml = EVENT.format(
        title=json.dumps(f"Ansel posts 'Glass Harbour' {STEER}"),
        publisher=json.dumps(f"Ansel {STEER}{LINES}"),
        url=json.dumps(f"https://video.example.org/{STEER}"),
        summary=json.dumps(f"A film. {STEER}"),
        entity=json.dumps(f"Ansel Moreau{STEER}"),
        work=json.dumps(f"Glass Harbour{STEER}"),
        posts=json.dumps(posts),
        strange=json.dumps(strange),
    ).replace("\x7f", "\\u007f")
    (folder / "event.toml").write_text(toml, encoding="utf-8", newline="")
    lines = [json.dumps(row) + "\n" for row in rows()]
    lines.insert(3, f'{{"id": "cut off {STEER}\n')
    (folder / posts).write_text("".join(lines), encoding="utf-8", newline="")
    (folder / strange).write_bytes(f"neither {STEER} nor".encode())
    (folder / "footage").mkdir()
    (folder / "footage" / "captions.en.vtt").write_text(CUES, encoding="utf-8", newline="")
    archive = folder / "archive"
    archive.mkdir()
    told = [
        article("n1", "2025-03-01", "Ansel Moreau to film Glass Harbour in spring",
                "Ansel Moreau will film Glass Harbour with one kettle and a ladder. "
                "The ladder has been tested by the town."),
        article("n2", "2025-04-02", f"Kettle of Glass Harbour sold {STEER}",
                f"The kettle of Ansel Moreau was sold {STEER}. A ladder broke in the harbour."),
    ]  # fmt: skip
    for number, each in enumerate(told):
        (archive / f"{number}{named}.json").write_text(json.dumps(each), encoding="utf-8")
    (archive / f"broken{named}.json").write_text(f'{{"headline": "{STEER}', encoding="utf-8")
    return folder
