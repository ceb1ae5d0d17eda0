"""Themes that readers coded, in a story: an editor's wording is told, and a pinned theme always."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.support.evidence import again, theme

from uproar.model import rows_of
from uproar.model.rows import ThemeRow
from uproar.tell import Evidence, draft
from uproar.tell.slots import fill_sentence


def with_rows(evidence: Evidence, changes: dict[str, dict[str, Any]]) -> Evidence:
    whole = evidence.findings["themes"]
    rows = tuple(replace(row, **changes.get(row.id, {})) for row in rows_of(whole, ThemeRow))
    return replace(evidence, findings={**evidence.findings, "themes": replace(whole, rows=rows)})


def told(evidence: Evidence) -> str:
    story = draft(evidence)
    sentences = [s for paragraph in story.paragraphs for s in paragraph]
    return " ".join(fill_sentence(s, evidence).text for s in sentences)


def cited(evidence: Evidence) -> set[str]:
    story = draft(evidence)
    whole = " ".join(s.text for paragraph in story.paragraphs for s in paragraph)
    return {row.id for row in rows_of(evidence.findings["themes"], ThemeRow)
            if f"themes.{row.id}." in whole}  # fmt: skip


def test_an_editors_wording_stands_with_the_theme_s_share() -> None:
    evidence = again()
    largest = max(rows_of(evidence.findings["themes"], ThemeRow), key=lambda row: row.share)
    words = {"wording": "They sing along", "worded_by": "Ana"}
    assert "sing along" not in told(evidence)
    assert "people sing along" in told(with_rows(evidence, {largest.id: words}))
    as_a_sentence = words | {"wording": "The chorus is for everybody"}
    assert "The chorus is for everybody." in told(with_rows(evidence, {largest.id: as_a_sentence}))


def test_a_pinned_theme_is_told_whatever_its_size() -> None:
    evidence = again()
    whole = evidence.findings["themes"]
    small = tuple(
        replace(theme(name, 20 - i, 2_000), wording="They ask for a date.", worded_by="Ana")
        for i, name in enumerate(("dates", "places", "prices", "weather"))
    )
    more = replace(whole, rows=(*whole.rows, *small))
    evidence = replace(evidence, findings={**evidence.findings, "themes": more})
    assert not cited(evidence) & {"prices", "weather"}
    for name in ("prices", "weather"):
        assert name in cited(with_rows(evidence, {name: {"is_pinned": True}}))
