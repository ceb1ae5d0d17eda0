"""Files made to harm, read by the command line in processes that may take so much and no more.

Run as a module with an empty folder and names of attacks: for each it prints a line of JSON with the
exit code, what the commands said, and the signal that ended them, if one did.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.support.event_folders import EVENT, uproar

# Bounds, not timings: what is refused takes a tenth, and each attack took several times as much
# when nothing was bounded.
CPU_S = 30
# Of addresses: the process has 2 GB of them before it reads anything, most of them never used.
MEMORY_MB = 5000

# Loaded once, before the processes part.
LOADED = ("uproar.pipeline", "uproar.cli.gathering", "trafilatura", "feedparser", "webvtt")
PAGE = (
    "<html><head><title>Lamps</title>"
    '<meta property="article:published_time" content="2025-05-01T10:00:00Z"></head><body>'
)
NESTED = '{"id": "1", "text": "\\u0000", "x": ' + "[" * 900 + "]" * 900 + "}"
DEEP_KEY = ".".join(["a"] * 20_000)
Make = Callable[[Path], object]  # puts the attack into an event's folder


def file_of(place: str, content: Callable[[], str]) -> Make:
    """A file at this place."""

    def make(event: Path) -> None:
        (event / place).parent.mkdir(exist_ok=True)
        (event / place).write_text(content(), encoding="utf-8")

    return make


def posts_of(kind: str, content: Callable[[], str], columns: str = 'id = "id"') -> Make:
    """A table of posts."""

    def make(event: Path) -> None:
        (event / "posts").write_text(content(), encoding="utf-8")
        name_source(event, kind, columns)

    return make


def name_source(event: Path, kind: str, columns: str) -> None:
    """Let event.toml name `posts` as a table with a column of texts."""
    source = f'[[source]]\nplatform = "forum"\npath = "posts"\nformat = "{kind}"\n'
    mapping = f'[source.columns]\ntext = "text"\n{columns}\n'
    (event / "event.toml").write_text(EVENT + source + mapping, encoding="utf-8")


def parquet(event: Path) -> None:
    """Kilobytes that say 6 GB of texts."""
    words = pa.DictionaryArray.from_arrays(pa.array([0] * 10_000), ["x" * 600_000])
    pq.write_table(pa.table({"text": words}), event / "posts", compression="zstd")
    assert (event / "posts").stat().st_size < 20_000
    name_source(event, "parquet", "")


def wide_csv(n: int) -> Callable[[], str]:
    """A table of so many columns."""
    columns = ",".join(["id", "text", *(f"c{i}" for i in range(n - 2))])
    return lambda: f"{columns}\n" + f"1,said{',' * (n - 2)}\n" * 3


def special(place: str, kind: str) -> Make:
    """No file of somebody's at this place: a pipe, a device, or a link to one."""

    def make(event: Path) -> None:
        path = event / place
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        if kind == "a pipe":
            os.mkfifo(path)
        elif kind == "a link to a link to a device":
            (path.parent / "link").symlink_to("/dev/zero")
            path.symlink_to("link")
        else:
            path.symlink_to(
                {"a device": "/dev/zero", "the environment": "/proc/self/environ"}[kind]
            )
        if place == "posts":
            name_source(event, "jsonl", 'id = "id"')

    return make


def long_file(place: str, beginning: str) -> Make:
    """300 MB at this place, most of them zeros that take no room."""

    def make(event: Path) -> None:
        file_of(place, lambda: beginning)(event)
        os.truncate(event / place, 300 << 20)

    return make


def article(body: str) -> str:
    return json.dumps(
        {
            "@type": "NewsArticle",
            "headline": "a",
            "datePublished": "2025-05-01",
            "articleBody": body,
        }
    )


ARCHIVE: dict[str, Make] = {
    "html of 20 MB of <p>": file_of("archive/a.html", lambda: PAGE + "<p>" * 6_700_000),
    "html of 200,000 attributes": file_of(
        "archive/a.html", lambda: PAGE + "<p " + " ".join(f"a{i}=''" for i in range(200_000)) + ">x"
    ),
    "a table of 300,000 cells": file_of(
        "archive/a.html", lambda: PAGE + "<table>" + "<tr><td>x</td><td>y</td></tr>" * 150_000
    ),
    "html just within the bounds": file_of(
        "archive/a.html", lambda: PAGE + "<div><p>one two three</p></div>" * 49_000
    ),
    "a feed of 20 MB": file_of("archive/a.rss", lambda: "<rss><channel>" + "<item>" * 3_000_000),
    "an article of 20 MB": file_of("archive/a.json", lambda: article("5" * 20_000_000)),
    "an article of 200,000 attributes": file_of(
        "archive/a.json", lambda: article("<p " + "a " * 200_000 + "></p>")
    ),
    "an archive of 900 levels": file_of("archive/a.json", lambda: NESTED),
    "two million articles that are none": file_of(
        "archive/a.json", lambda: "[" + "{}," * 2_000_000 + "{}]"
    ),
}
POSTS: dict[str, Make] = {
    "csv of 40,000 columns": posts_of("csv", wide_csv(40_000)),
    "csv of 100,000 columns": posts_of("csv", wide_csv(100_000)),
    "parquet of 6 GB": parquet,
    "json of 900 levels": posts_of("jsonl", lambda: f"{NESTED}\n" * 3),
    "a post of 60 MB": posts_of(
        "jsonl", lambda: json.dumps({"id": "1", "text": "5 " * 30_000_000}) + "\n"
    ),
    **{
        f"{kind} as posts": special("posts", kind)
        for kind in ("a pipe", "a device", "a link to a link to a device", "the environment")
    },
}
EVENTS: dict[str, Make] = {
    "captions of 300 MB": long_file("footage/captions.en.vtt", "WEBVTT\n\n"),
    "info.json of 300 MB": long_file("footage/info.json", '{"title": "'),
    "a dotted key of 20,000 parts": file_of("event.toml", lambda: f"{EVENT}[x]\n{DEEP_KEY} = 1\n"),
    "a dotted table of 20,000 parts": file_of("event.toml", lambda: f"{EVENT}[{DEEP_KEY}]\n"),
    **{
        f"{kind} as {place}": special(place, kind)
        for kind in ("a pipe", "a device", "a link to a link to a device")
        for place in ("event.toml", "footage/captions.en.vtt", "footage/info.json")
    },
}
# What is harmless: a pipe or a device in the archive is no article, and captions may be long.
HARMLESS: dict[str, Make] = {
    "a pipe in the archive": special("archive/a.html", "a pipe"),
    "a device in the archive": special("archive/a.html", "a device"),
    "captions of 8 MB": file_of(
        "footage/captions.en.vtt", lambda: "WEBVTT\n\n" + "00:01.000 --> 00:02.000\na\n\n" * 280_000
    ),
}
ATTACKS = {**ARCHIVE, **POSTS, **EVENTS, **HARMLESS}


def attacked(name: str, folder: Path) -> dict[str, object]:
    """What the commands say that read this attack, in a process of its own."""
    event = folder / "event"
    event.mkdir(parents=True)
    (event / "event.toml").write_text(EVENT, encoding="utf-8")
    ATTACKS[name](event)
    answers, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(answers)
        spent = resource.getrusage(resource.RUSAGE_SELF)
        total_s = int(spent.ru_utime + spent.ru_stime) + CPU_S
        resource.setrlimit(resource.RLIMIT_CPU, (total_s, total_s))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
        with os.fdopen(into, "w") as answer:
            json.dump(_said(event, folder / "desk"), answer)
        os._exit(0)
    os.close(into)
    with os.fdopen(answers) as answer:
        said = answer.read()
    status = os.waitpid(child, 0)[1]
    return {"name": name, "signal": status & 0x7F, **json.loads(said or "{}")}


def _said(event: Path, desk: Path) -> dict[str, object]:
    """The exit code of the first command that refuses, and everything that was said until then."""
    printed = io.StringIO()
    code = 0
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        for words in (("init", desk), ("event", event), ("gather",), ("rejects",)):
            more = () if words[0] == "init" else ("--desk", desk)
            code = uproar(*words, *more)
            if code:
                break
    return {"code": code, "said": printed.getvalue()}


def main() -> None:
    """Try each attack that is named."""
    folder, *names = sys.argv[1:]
    for module in LOADED:
        importlib.import_module(module)
    for number, name in enumerate(names):
        answer = attacked(name, Path(folder) / str(number))
        sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
