"""Texts that steer a screen or a page, through every command that prints and every format."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import partialmethod
from html.parser import HTMLParser
from pathlib import Path

import click
import orjson
import pytest
from tests.support.event_folders import uproar
from tests.support.hostile_event import FORBIDDEN, LINES, STEER, hostile_folder
from tqdm import tqdm

from uproar.cli import cli, commands
from uproar.config import Settings
from uproar.pipeline.telling import opened_story
from uproar.store import Desk
from uproar.tell import FilledStory, renderers
from uproar.tell.review.review import quoted_posts

STORY = "glass.story"
# A person's words on the command line: no operating system hands over a NUL.
TYPED = STEER.replace("\x00", "")
# What the arguments of a command have to be for it to have something to print.
USEFUL = {
    "archive search": ("kettle",),
    "event": (),
    "export": ("markdown",),
    "gather": (),
    "review clear": ("{post}", "ok", "--why", TYPED),
    "review cut": ("method-13",),
    "review gloss": ("{post}", TYPED),
    "review keep": ("headline",),
    "review listen": ("1",),
    "review reword": ("method-14", "{text}"),
    "review swap": ("{post}", "{other}"),
    "sample": ("t1",),
    "why": ("1",),
}
LEFT_OUT = {"demo", "init"}  # they make a desk of their own, of texts that are ours


@pytest.fixture(scope="module")
def told_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    desk = folder / "desk"
    assert uproar("init", desk) == 0
    assert uproar("event", hostile_folder(folder / "event"), "--desk", desk) == 0
    assert uproar("gather", "--desk", desk) == 3  # one file is no format at all
    assert uproar("measure", "--desk", desk) == 0
    assert uproar("story", "--desk", desk) == 0
    return desk


@pytest.fixture
def desk(told_desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # A progress bar's carriage returns are our own, of words that are ours.
    monkeypatch.setenv("TQDM_DISABLE", "1")  # in other processes; here it may be imported already
    monkeypatch.setattr(tqdm, "__init__", partialmethod(tqdm.__init__, disable=True))
    return Path(shutil.copytree(told_desk, tmp_path / "desk"))


def leaves(group: click.Group, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its full name."""
    for command in group.commands.values():
        full = f"{name} {command.name}".strip()
        if isinstance(command, click.Group):
            yield from leaves(command, full)
        else:
            yield full, command


def all_commands() -> dict[str, click.Command]:
    for command in commands():
        cli.add_command(command)
    return dict(leaves(cli))


COMMANDS = {name: c for name, c in all_commands().items() if name not in LEFT_OUT}


def clean(captured: tuple[bytes, bytes]) -> None:
    for name, stream in zip(("stdout", "stderr"), captured, strict=True):
        text = stream.decode("utf-8")
        steering = FORBIDDEN.search(text)
        context = steering and text[max(0, steering.start() - 60) : steering.end() + 20]
        assert steering is None, f"{name}: {context!r}"
        posing = [line for line in text.splitlines() if line == LINES.partition("\n")[2]]
        assert posing == [], name


def spelled(words: tuple[str, ...], desk: Path) -> list[str]:
    """The words of a command with posts and a text of the desk's story in their places."""
    with Desk.open(desk) as opened:
        story, evidence, _ = opened_story(opened, STORY, Settings())
        quoted = quoted_posts(story)
        other = next(post for post in evidence.quotes if post not in quoted)
        (text,) = [s.text for p in story.paragraphs for s in p if s.id == "method-14"]
    return [word.format(post=quoted[0], other=other, text=text) if "{" in word else word
            for word in words]  # fmt: skip


def named(command: click.Command) -> list[str]:
    """The hostile name of whoever decides, where the command asks for one."""
    options = {option for parameter in command.params for option in parameter.opts}
    return ["--by", f"Ann {TYPED}{LINES}"] if "--by" in options else []


def printing() -> Iterator[tuple[str, str]]:
    """Each command in lines for a person, and in JSON where it has that."""
    for name, command in sorted(COMMANDS.items()):
        yield name, "lines"
        if "--json" in {option for parameter in command.params for option in parameter.opts}:
            yield name, "json"


@pytest.mark.parametrize(("name", "form"), list(printing()))
def test_no_command_hands_it_on(
    name: str, form: str, desk: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    command = COMMANDS[name]
    options = {option for parameter in command.params for option in parameter.opts}
    words = [*name.split(), *spelled(USEFUL.get(name, ()), desk), *named(command)]
    words += ["--desk", str(desk)] if "--desk" in options else []
    words += ["--json"] if form == "json" else []
    capfdbinary.readouterr()
    uproar("-v", *words)
    written = capfdbinary.readouterr()
    clean(written)
    if form == "json" and written.out and name != "sample":  # a sheet is CSV either way
        json.loads(written.out)
    uproar("review", "log", "--desk", desk)
    uproar("exports", "--desk", desk)
    clean(capfdbinary.readouterr())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_no_refusal_hands_it_on(
    name: str, desk: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Every argument and option of every command hostile, one after the other."""
    command = COMMANDS[name]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            typed = [parameter.opts[0]] if parameter.is_flag else [parameter.opts[0], TYPED]
            uproar(*name.split(), *typed, "--", *[TYPED] * 3)
        else:
            uproar(*name.split(), *named(command), "--desk", desk, "--", TYPED, TYPED)
            uproar(*name.split(), *named(command), "--desk", desk, "--", TYPED)
        clean(capfdbinary.readouterr())
    uproar(*name.split(), f"--{TYPED}")
    clean(capfdbinary.readouterr())


def on_a_terminal(*words: object) -> bytes:
    """What a command writes to a terminal, where nothing is taken out on the way to a file."""
    controller, terminal = os.openpty()
    command = [sys.executable, "-m", "uproar", *map(str, words)]
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal) as running:
        os.close(terminal)
        written = b""
        try:
            while chunk := os.read(controller, 4096):
                written += chunk
        except OSError:  # the other end is closed
            pass
    os.close(controller)
    assert running.returncode in (0, 3)
    return written.replace(b"\r\n", b"\n")


@pytest.mark.parametrize(
    "words", [("gather",), ("review", "list"), ("why", "1"), ("archive", "search", "kettle")]
)
def test_a_real_terminal_gets_none_of_it(words: tuple[str, ...], desk: Path) -> None:
    written = on_a_terminal(*words, "--desk", desk)
    assert "\ufffd" in written.decode()
    clean((written, b""))


def test_unknown_commands_and_bytes_that_are_no_text_are_refused_in_words(
    desk: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert uproar(TYPED) == 2
    clean(capfdbinary.readouterr())
    undecodable = os.fsdecode(b"Ann \xff\x1b[2J")
    for words in (("approve", "--by", undecodable), ("why", undecodable), ("init", undecodable)):
        assert uproar(*words, "--desk", desk) == 2
        captured = capfdbinary.readouterr()
        clean(captured)
        assert b"not UTF-8" in captured.err


def test_a_traceback_of_ours_hands_nothing_on(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A bug while a hostile text is at hand: the exception may hold it."""

    def broken(self: object, event_id: str) -> None:
        raise RuntimeError(STEER)

    monkeypatch.setattr("uproar.store.desk_db.coverage.Coverages.for_event", broken)
    assert uproar("gather", "--desk", desk) == 1
    captured = capfdbinary.readouterr()
    clean(captured)
    assert b"Traceback" in captured.err and b"RuntimeError" in captured.err


# --- formats -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def filled(told_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> FilledStory:
    """The story approved by somebody with a hostile name, with hostile translations."""
    desk = Path(shutil.copytree(told_desk, tmp_path_factory.mktemp("approved") / "desk"))
    name = ("--by", f"Ann {TYPED}{LINES}", "--desk", desk)
    with Desk.open(desk) as opened:
        posts = quoted_posts(opened.stories.get(STORY))
    for post in posts:
        assert uproar("review", "clear", post, "ok", "--why", TYPED, *name) == 0
        assert uproar("review", "gloss", post, f"said {TYPED}{LINES}", *name) == 0
    assert uproar("approve", *name) == 0
    with Desk.open(desk) as opened:
        return opened_story(opened, STORY, Settings())[2]


def parts(content: str | bytes) -> dict[str, str]:
    """What a format writes, an archive file by file; CSV ends its lines with CR LF."""
    if isinstance(content, str):
        return {"": content}
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {"": content.decode()}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: archive.read(name).decode().replace("\r\n", "\n" if name.endswith("csv") else "")
            for name in archive.namelist()
        }


@pytest.mark.parametrize("name", sorted(renderers()))
def test_no_format_holds_it_raw(name: str, filled: FilledStory) -> None:
    assert "Ann" in str(filled.story.approved_by)
    for file, text in parts(renderers()[name].render(filled)).items():
        steering = FORBIDDEN.search(text)
        assert steering is None, (file, text[max(0, steering.start() - 80) : steering.end() + 20])
        if name not in ("html", "cms") and not file.endswith("csv"):
            # There a line end is white space, or stands in a cell's quotation marks.
            assert LINES.partition("\n")[2] not in text.splitlines()


@pytest.mark.parametrize("name", ["json", "newsarticle", "ninjs"])
def test_json_in_a_script_element_stays_in_it(name: str, filled: FilledStory) -> None:
    document = renderers()[name].render(filled)
    assert isinstance(document, bytes) and b"<" not in document
    page = f'<p>before</p><script type="application/ld+json">{document.decode()}</script><p>after'
    seen = Elements(page)
    assert seen.tags == ["p", "script", "p"]
    assert orjson.loads(seen.script) == orjson.loads(document)
    assert "</script>" in repr(orjson.loads(document))


class Elements(HTMLParser):
    """The elements of a page, and what its first script holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.script = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] == ["script"] and self.tags.count("script") == 1 and not self.script:
            self.script = data


def test_a_quotation_is_as_it_was_written_or_not_there(filled: FilledStory) -> None:
    """The store keeps every byte; a sentence quotes none that a control stands in."""
    quotes = filled.evidence.quotes
    assert any(FORBIDDEN.search(quote.text) for quote in quotes.values())
    told_of = [
        (segment, quotes[segment.reference.removeprefix("quote:")])
        for sentence in filled.sentences()
        for segment in sentence.segments
        if segment.reference.startswith("quote:")
    ]
    assert told_of
    for segment, quote in told_of:
        assert not FORBIDDEN.search(quote.text)
        assert quote.text.split()[0] in segment.text
