"""Eighty posts, most of a crowd's posts reposts, no authors, no times: a true story each."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.support.event_folders import SOURCE, started, uproar
from tests.support.statements import EVENT, N_POSTS, SAID, posts, reposts

from uproar.model import Finding, Story
from uproar.store import Desk
from uproar.tell.plan.plan import sentences_of
from uproar.tell.slots import slots

WITH_REPOSTS = SOURCE + 'repost_of = "of"\n'
SETS = {
    "80 posts": (posts(), SOURCE),
    "97 percent reposts": ([*posts(), *reposts(posts(), 33)], WITH_REPOSTS),
    "no authors": (posts(), SOURCE.replace('author = "who"\n', "")),
    "no times": (posts(), SOURCE.replace('created = "at"\n', "")),
}
QUOTED = re.compile("“([^”]+?)[.,]?”")


@pytest.fixture(scope="module", params=SETS, ids=str)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """The set's name, the desk with its story and its brief, and the findings."""
    rows, source = SETS[request.param]
    root = tmp_path_factory.mktemp("odd")
    folder = root / "harbour"
    folder.mkdir()
    (folder / "event.toml").write_text(EVENT + source, encoding="utf-8")
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "posts.jsonl").write_text(lines, encoding="utf-8")
    desk = started(root / "desk", folder)
    assert uproar("measure", "--desk", desk) == 0
    for length in ("story", "brief"):
        assert uproar("story", "--length", length, "--desk", desk) == 0
    with Desk.open(desk) as opened:
        run = opened.runs.latest("harbour")
        assert run is not None
        findings = {f.id: f for f in opened.findings.load(run.id)}
        stories = {s.length: s for s in opened.stories.for_event("harbour")}
    return request.param, desk, findings, stories


def text_of(desk: Path, length: str, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert uproar("export", "text", "--desk", desk, "--story", f"harbour.{length}") == 0
    return " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("length", ["story", "brief"])
def test_the_story_says_what_people_say_and_every_quote_is_a_post(told, length, capsys):
    _, desk, _, _ = told
    text = text_of(desk, length, capsys)
    written = [p["text"].removesuffix(" #HarbourLights") for p in posts()]
    quoted = [q for q in QUOTED.findall(text) if q not in ("Harbour Lights",)]
    assert [q for q in quoted if q not in written] == []
    heads = [set(h) for h, _ in SAID]
    said = {n for n, hs in enumerate(heads) for q in quoted if any(q.startswith(h) for h in hs)}
    assert len(said) >= (4 if length == "story" else 1), text


def test_shares_are_of_the_originals_whatever_was_reposted(told: tuple[Any, ...]) -> None:
    _, _, findings, _ = told
    assert findings["themes"].n == N_POSTS
    assert findings["voices.originals"].value == N_POSTS


@pytest.mark.parametrize("length", ["story", "brief"])
def test_every_sentence_of_the_body_cites_something(told, length: str) -> None:
    story: Story = told[3][length]
    bare = [s.id for s in sentences_of(story) if not s.support and not list(slots(s.text))]
    assert bare == []


def test_what_was_not_given_is_not_told_and_said_to_be_missing(told, capsys):
    name, desk, findings, _ = told
    text = text_of(desk, "story", capsys)
    if name == "no authors":
        assert "voices.n" not in findings
        assert "number of voices" in text
    if name == "no times":
        assert "usiest hour" not in text and "in an hour" not in text and "peak" not in text
    if name == "97 percent reposts":
        volume: Finding = findings["volume.total"]
        assert volume.value == 34 * N_POSTS
        assert f"{N_POSTS} posts" in text
