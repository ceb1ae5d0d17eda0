"""Statements from posts to findings: what much the same is told together, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.support.event_folders import PUBLISHED, event_folder, row

from uproar import pipeline
from uproar.config import Settings
from uproar.model import Measured, rows_of
from uproar.model.rows import ThemeRow
from uproar.store import Desk

AT = datetime(2026, 1, 1, tzinfo=UTC)
ROPE = (
    "Please give Ansel a rope, that ladder is dangerous",
    "Ansel needs a rope on such a dangerous ladder",
    "Somebody give Ansel a rope for this dangerous ladder please",
    "Dale una cuerda a Ansel, esa escalera es peligrosa",
    "Why has Ansel no rope on that dangerous ladder?",
)
TICKETS = (
    "The tickets for Ansel's tour are far too expensive",
    "Ansel, the tour tickets are much too expensive",
    "Tickets for this Ansel tour cost far too much money",
    "Las entradas de la gira de Ansel son demasiado caras",
    "I cannot pay these Ansel tour ticket prices, too expensive",
)
ELSE = (
    "My grandmother taught Ansel's drummer to knit in 1987",
    "Is the harbour in Ansel's video the one near Genoa?",
    "Ansel once shared a train compartment with my dentist",
    "Glass Harbour was on the radio while we painted the kitchen",
    "The second verse of Glass Harbour has a chord that I can't name",
)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Measured:
    folder = tmp_path_factory.mktemp("statements")
    said = [*ROPE, *TICKETS, *ELSE]
    rows = [row(i, text, PUBLISHED + timedelta(minutes=9 * i)) for i, text in enumerate(said)]
    with Desk.create(folder / "desk") as desk:
        event_dir = event_folder(folder / "event", rows)
        event = pipeline.add_event(desk, event_dir)
        pipeline.gather(desk, event, event_dir, Settings())
        return pipeline.measure(desk, event, Settings(), measured_at=AT)


def _rows(measured: Measured) -> list[ThemeRow]:
    return list(rows_of(measured.findings["themes.statements"], ThemeRow))


def _texts(measured: Measured, statement: str) -> set[str]:
    evidence = measured.findings[f"themes.{statement}.n"].evidence_sql
    ids = measured.corpus.query(evidence)["id"].to_pylist()
    posts = measured.corpus.query("select id, text from scope").to_pylist()
    return {post["text"] for post in posts if post["id"] in ids}


def test_what_says_much_the_same_is_one_statement_in_any_language(measured: Measured) -> None:
    held = [_texts(measured, statement.id) for statement in _rows(measured)]
    for subject in (ROPE, TICKETS):
        (whole,) = [texts for texts in held if texts & set(subject)]
        assert whole <= set(subject)
        assert len(whole) >= 4


def test_what_nobody_else_says_is_in_no_statement(measured: Measured) -> None:
    assert not set(ELSE) & {text for s in _rows(measured) for text in _texts(measured, s.id)}


def test_a_statement_is_shown_by_one_of_its_posts_and_counted_on_them(measured: Measured) -> None:
    ids = {row.id for row in rows_of(measured.findings["themes"], ThemeRow)}
    posts = {
        r["id"]: r["text"] for r in measured.corpus.query("select id, text from scope").to_pylist()
    }
    for statement in _rows(measured):
        texts = _texts(measured, statement.id)
        assert statement.n == len(texts) == measured.findings[f"themes.{statement.id}.n"].value
        assert {posts[quote] for quote in statement.quotes} <= texts
        assert statement.statement == statement.quotes[0]
        assert statement.low <= statement.share <= statement.high
        assert statement.of_theme in ids
