"""Themes that readers coded: theirs, with corrected shares, in place of those that are found."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from tests.support.crowds import EVENT
from tests.unit.code.test_learner import LABELS, TEXTS
from tests.unit.code.test_spread import code, coded_corpus, every_other

from uproar.code.spread import spread
from uproar.engines.local import LocalCorpus
from uproar.measure.themes.coded import says
from uproar.measure.themes.themes import themes
from uproar.model import CODEBOOK, CODED_SHARES, Measured, rows_of
from uproar.model.rows import ReasonRow, ThemeRow


def measured(corpus: LocalCorpus) -> tuple[Measured, Measured]:
    """What spreading gives, and the themes by it."""
    given = spread(corpus, EVENT)
    assert given.marks is not None
    corpus.add_marks(given.marks)
    for name, rows in given.relations.items():
        corpus.add_relation(name, rows)
    return given, themes(corpus, EVENT)


def stated(corpus: LocalCorpus, **statements: str) -> LocalCorpus:
    rows = [
        {"id": theme, "statement": words, "by": "Ana", "is_pinned": False, "vector": None}
        for theme, words in statements.items()
    ]
    corpus.add_relation("codebook", pa.Table.from_pylist(rows, schema=CODEBOOK))
    return corpus


def rows(given: Measured) -> dict[str, ThemeRow]:
    return {row.id: row for row in rows_of(given.findings[0], ThemeRow)}


def test_the_themes_are_the_readers() -> None:
    corpus = stated(coded_corpus(every_other(about="yes")), plea="They ask for a return.")
    given, found = measured(corpus)
    shares = given.relations["coded_shares"].to_pylist()
    by_value = {row["value"]: row for row in shares if row["field"] == "theme"}
    themed = rows(found)
    assert set(themed) == set(LABELS)
    for name, row in themed.items():
        assert (row.share, row.low, row.high) == tuple(
            by_value[name][figure] for figure in ("share", "low", "high")
        )
        assert row.n_coded == by_value[name]["n_coded"]
    assert (themed["plea"].wording, themed["plea"].worded_by) == ("They ask for a return.", "Ana")
    assert themed["film"].wording == themed["film"].worded_by == ""
    assert found.findings[0].parameters["coded_sample"] == len(every_other())
    assert found.memory is None


def test_every_post_has_a_theme_or_a_reason() -> None:
    codes = [
        code(n, theme="none-offtopic" if LABELS[n] == "film" else LABELS[n])
        for n in range(0, len(TEXTS), 2)
    ]
    _, found = measured(coded_corpus(codes, skipped=(1,)))
    assert found.marks is not None
    marks = {m["post_id"]: m for m in found.marks.to_pylist() if m["kind"] == "theme"}
    assert len(marks) == len(TEXTS)
    assert all((m["value"] == "") == (m["reason"] is not None) for m in marks.values())
    assert marks["x:000001"]["reason"] == "spam"
    none = next(f for f in found.findings if f.id == "themes.none.share")
    reasons = {row.reason: row.n for row in rows_of(none, ReasonRow)}
    assert reasons["about something else, by the readers"] > 10
    assert set(rows(found)) == {"plea", "song"}


def test_a_banned_post_is_not_quoted_and_one_that_was_read_is_quoted_first() -> None:
    codes = every_other()
    banned = {row["post_id"] for row in codes[:12]}
    codes = [{**row, "is_banned": row["post_id"] in banned} for row in codes]
    _, found = measured(coded_corpus(codes))
    read = {row["post_id"] for row in codes}
    quoted = [row.quotes for row in rows(found).values()]
    assert any(quoted)
    for quotes in quoted:
        assert not banned & set(quotes)
        assert not quotes or quotes[0] in read


def test_without_spread_codes_nothing_is_coded() -> None:
    _, found = measured(coded_corpus(every_other()[:20]))
    assert "coded_sample" not in found.findings[0].parameters
    assert not set(rows(found)) & set(LABELS)


@pytest.mark.parametrize(("by_model", "message"), [(False, "people"), (True, "people-and-model")])
def test_it_is_said_who_named_the_themes(by_model: bool, message: str) -> None:
    codes: list[dict[str, Any]] = every_other()
    codes[:3] = [{**row, "is_by_model": by_model} for row in codes[:3]]
    given, found = measured(coded_corpus(codes))
    findings = {f.id: f for f in (*given.findings, *found.findings)}
    (saying,) = says(findings, EVENT)
    assert saying.message == f"coded-by-{message}"
    assert list(says({}, EVENT)) == []


def test_a_share_of_no_known_post_changes_nothing() -> None:
    corpus = coded_corpus(every_other())
    row = {"field": "theme", "value": "none-stock", "n_coded": 1, "n_sample": 1}
    table = pa.Table.from_pylist([{**row, "share": 1.0, "low": 1.0, "high": 1.0}], CODED_SHARES)
    corpus.add_relation("coded_shares", table)
    assert not set(rows(themes(corpus, EVENT))) & set(LABELS)
