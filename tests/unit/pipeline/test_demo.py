"""The bundled event, end to end: the story opens, recomputes, and says what the figures say."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from uproar import pipeline
from uproar.cli import main
from uproar.config import Settings
from uproar.model import Finding, rows_of
from uproar.model.rows import ThemeRow
from uproar.pipeline import editing
from uproar.pipeline.telling import evidence_of, opened_story
from uproar.store import Desk
from uproar.store.desk_db.codec import dump, load
from uproar.tell import Evidence, FilledStory, referent
from uproar.tell.review.review import quoted_posts

STORY = "paper-lanterns.story"


@pytest.fixture(scope="module")
def story(demo_desk: Path) -> tuple[FilledStory, Evidence]:
    with Desk.open(demo_desk) as desk:
        _, evidence, filled = opened_story(desk, STORY, Settings())
    return filled, evidence


def test_every_sentence_opens_to_evidence(story: tuple[FilledStory, Evidence]) -> None:
    filled, evidence = story
    for sentence in filled.sentences():
        assert sentence.references, f"{sentence.id} rests on nothing: {sentence.text}"
        for reference in sentence.references:
            if not reference.startswith(("event:", "name:", "title:", "date:")):
                assert referent(reference, evidence) is not None, reference


def test_a_figure_opens_to_posts(demo_desk: Path, story: tuple[FilledStory, Evidence]) -> None:
    figure = next(s for s in story[0].sentences() if any("themes." in r for r in s.references))
    with Desk.open(demo_desk) as desk:
        opened = {s.id: links for _, s, links in editing.chains(desk, STORY, Settings(), limit=2)}
    links = opened[figure.id]
    assert any(link.n_posts > 100 and len(link.posts) == 2 for link in links)


def test_every_quote_is_byte_equal_to_its_post(
    demo_desk: Path, story: tuple[FilledStory, Evidence]
) -> None:
    filled, evidence = story
    quoted = {
        r.removeprefix("quote:")
        for s in filled.sentences()
        for r in s.references
        if r.startswith("quote:")
    }
    assert quoted
    with Desk.open(demo_desk) as desk:
        rows = {row["id"]: row["text"] for row in desk.posts.get(quoted).to_pylist()}
    for post in quoted:
        assert evidence.quotes[post].text == rows[post]


def test_no_number_in_prose_without_a_figure(story: tuple[FilledStory, Evidence]) -> None:
    for sentence in story[0].sentences():
        typed = "".join(s.text for s in sentence.segments if not s.reference)
        assert not re.search(r"\d", typed), sentence.text


def test_recomputing_changes_nothing(demo_desk: Path) -> None:
    with Desk.open(demo_desk) as desk:
        checked = editing.check_story(desk, STORY, Settings())
    assert checked.recomputed > 20
    assert checked.differing == ()
    assert not checked.changes


def test_stored_findings_are_the_bytes_that_were_measured(demo_desk: Path) -> None:
    """A count written into a field of another type would read back as other bytes."""
    with closing(sqlite3.connect(demo_desk / "desk.db")) as sql:
        stored = [str(noun) for (noun,) in sql.execute("select noun from finding")]
    assert len(stored) > 20
    assert [dump(load(Finding, noun)) for noun in stored] == stored


def test_a_quote_that_findings_offer_no_more_is_not_taken_for_deleted(demo_desk: Path) -> None:
    with Desk.open(demo_desk) as desk:
        story = desk.stories.get(STORY)
        event = desk.events.get(story.event_id)
        findings = editing.findings_of(desk, story)
        bare = tuple(replace(row, quotes=()) for row in rows_of(findings["themes"], ThemeRow))
        fewer = findings | {"themes": replace(findings["themes"], rows=bare)}
        background = desk.stories.background(STORY)
        given = (desk, event, fewer, background, Settings())
        new = evidence_of(*given, state=story.state, story=story)
    assert set(quoted_posts(story)) <= set(new.quotes)


def test_every_record_is_accounted_for(demo_desk: Path) -> None:
    with Desk.open(demo_desk) as desk:
        rows = desk.coverage.for_event("paper-lanterns")
        rejected = desk.rejects.counts("paper-lanterns")
    assert sum(row.n_records for row in rows) == 20_477
    assert sum(row.counts.rejected for row in rows) == sum(
        n for (outcome, _), n in rejected.items() if outcome == "rejected"
    )


def test_a_sentence_that_is_not_there_is_refused(demo_desk: Path) -> None:
    assert main(["why", "999", "--desk", str(demo_desk)]) == 2


def test_why_prints_the_chain(demo_desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "1", "--desk", str(demo_desk), "--json"]) == 0
    told_json = json.loads(capsys.readouterr().out)
    assert told_json["sentence"] and told_json["links"]


def test_approval_waits_for_every_quote(
    demo_desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["approve", "--by", "Ann Editor", "--desk", str(demo_desk)]) == 4
    assert "not cleared" in capsys.readouterr().err


def test_a_brief_and_an_update_can_be_told_after_the_story(demo_desk: Path, tmp_path: Path) -> None:
    path = shutil.copytree(demo_desk, tmp_path / "desk")
    with Desk.open(path) as desk:
        event = desk.events.get("paper-lanterns")
        story = desk.stories.get(STORY)
        brief = pipeline.tell(desk, event, Settings(), length="brief")
        update = pipeline.tell(desk, event, Settings(), length="update")
    n_sentences = {s.id: sum(len(p) for p in s.paragraphs) for s in (story, brief, update)}
    assert 0 < n_sentences[brief.id] < n_sentences[story.id]
    assert len({story.id, brief.id, update.id}) == 3
