"""Codes of a sample as marks on all posts and as shares of them."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from tests.support.crowds import EVENT, HOUR, START, corpus, post
from tests.unit.code.test_learner import LABELS, TEXTS

from uproar.code.spread import spread
from uproar.engines.local import LocalCorpus
from uproar.model import CODES, MARKS, Measured, rows_of
from uproar.model.rows import CodedFieldRow, CodedShareRow


def coded_corpus(codes: list[dict[str, Any]], *, skipped: tuple[int, ...] = ()) -> LocalCorpus:
    """The texts of three subjects, all about the event, with these codes on them."""
    made = corpus(
        [post(n, text, START + n * HOUR) for n, text in enumerate(TEXTS)], with_vectors=True
    )
    relevant = {"kind": "relevant", "value": "yes", "score": 1.0, "reason": None}
    marks = [{"post_id": f"x:{n:06d}", **relevant} for n in range(len(TEXTS))]
    marks += [
        {"post_id": f"x:{n:06d}", "kind": "spam", "value": "yes", "score": 1.0, "reason": None}
        for n in skipped
    ]
    made.add_marks(pa.Table.from_pylist(marks, schema=MARKS))
    made._sql.register("new_codes", pa.Table.from_pylist(codes, schema=CODES))
    made._sql.execute("insert into codes select * from new_codes")
    made._sql.unregister("new_codes")
    return made


def code(n: int, **said: Any) -> dict[str, Any]:
    fields = {"about": "", "stance": "", "emotion": "", "theme": ""}
    row = {"post_id": f"x:{n:06d}", "draw": "uniform", "is_by_model": False, "is_banned": False}
    return {**row, **fields, **said}


def every_other(**said: Any) -> list[dict[str, Any]]:
    return [code(n, theme=LABELS[n], **said) for n in range(0, len(TEXTS), 2)]


def of_kind(measured: Measured, kind: str) -> dict[str, dict[str, Any]]:
    rows = measured.marks.to_pylist() if measured.marks is not None else []
    return {row["post_id"]: row for row in rows if row["kind"] == kind}


def finding(measured: Measured, name: str):
    return next(f for f in measured.findings if f.id == name)


def test_codes_are_spread_to_every_post() -> None:
    measured = spread(coded_corpus(every_other(about="yes")), EVENT)
    marks = of_kind(measured, "coded_theme")
    assert len(marks) == len(TEXTS)
    right = [marks[f"x:{n:06d}"]["value"] == LABELS[n] for n in range(len(TEXTS))]
    assert sum(right) > 0.9 * len(right)
    assert (marks["x:000000"]["reason"], marks["x:000000"]["score"]) == ("a reader's code", None)
    assert marks["x:000001"]["reason"] == "spread"
    shares = rows_of(finding(measured, "coding.theme"), CodedShareRow)
    assert [row.value for row in shares] == ["film", "plea", "song"]
    for row in shares:
        assert row.low <= 1 / 3 <= row.high
        assert row.n_coded == 16
    fields = {row.field: row for row in rows_of(finding(measured, "coding"), CodedFieldRow)}
    assert fields["theme"].kappa is not None
    assert fields["theme"].kappa > 0.7
    assert fields["about"].kappa is None


def test_too_few_codes_are_not_spread() -> None:
    measured = spread(coded_corpus(every_other()[:20]), EVENT)
    assert len(of_kind(measured, "coded_theme")) == 20
    fields = rows_of(finding(measured, "coding"), CodedFieldRow)
    assert [(row.field, row.kappa) for row in fields] == [("theme", None)]


def test_no_codes_no_posts_nothing() -> None:
    assert spread(coded_corpus([]), EVENT) == Measured()
    assert spread(corpus([]), EVENT) == Measured()


def test_codes_of_posts_that_cannot_be_drawn_do_not_count() -> None:
    """Spam that somebody coded all the same, and a post that is no longer there."""
    codes = [*every_other(), code(99_999, theme="plea")]
    measured = spread(coded_corpus(codes, skipped=(0,)), EVENT)
    spam = of_kind(measured, "coded_theme")["x:000000"]
    assert (spam["value"], spam["reason"]) == ("none-spam", "marked as spam")
    assert "x:099999" not in of_kind(measured, "coded_theme")


def test_only_a_uniform_sample_gives_shares() -> None:
    measured = spread(coded_corpus([{**row, "draw": "picked"} for row in every_other()]), EVENT)
    assert rows_of(finding(measured, "coding.theme"), CodedShareRow) == ()
    assert len(of_kind(measured, "coded_theme")) == len(TEXTS)


def test_shares_are_of_the_posts_about_the_event() -> None:
    codes = [{**row, "about": "yes" if row["theme"] != "film" else "no"} for row in every_other()]
    measured = spread(coded_corpus(codes), EVENT)
    shares = {r.value: r for r in rows_of(finding(measured, "coding.theme"), CodedShareRow)}
    assert shares["plea"].low <= 0.5 <= shares["plea"].high
    assert shares["film"].share < 0.05


def test_a_reader_s_veto_and_a_model_s_code_are_marked() -> None:
    codes = every_other()
    codes[0] = {**codes[0], "is_banned": True}
    codes[1] = {**codes[1], "is_by_model": True}
    measured = spread(coded_corpus(codes), EVENT)
    assert [*of_kind(measured, "no_quote")] == ["x:000000"]
    assert of_kind(measured, "coded_theme")["x:000002"]["reason"] == "a model's code"
    assert finding(measured, "coding").parameters["by_model"] == 1


@pytest.mark.parametrize("turn", [1, -1])
def test_the_order_of_codes_does_not_matter(turn: int) -> None:
    measured = spread(coded_corpus(every_other(stance="praise")[::turn]), EVENT)
    again = spread(coded_corpus(every_other(stance="praise")), EVENT)
    assert measured.findings == again.findings
    assert measured.marks == again.marks


def test_copies_take_the_code_of_what_they_copy() -> None:
    made = coded_corpus(every_other())
    copies = [
        {"post_id": "x:000003", "kind": "copy", "value": "x:000002", "score": 1.0, "reason": "same"}
    ]
    made.add_marks(pa.Table.from_pylist(copies, schema=MARKS))
    marks = of_kind(spread(made, EVENT), "coded_theme")
    assert marks["x:000003"]["value"] == LABELS[2]
    assert marks["x:000003"]["reason"] == "as the post that it copies"


def test_a_models_codes_teach_and_correct_no_share() -> None:
    people = every_other()[:20]
    model = [{**row, "is_by_model": True} for row in every_other()[20:]]
    measured = spread(coded_corpus([*people, *model]), EVENT)
    marks = of_kind(measured, "coded_theme")
    assert len(marks) == len(TEXTS)
    assert sum(mark["reason"] == "a model's code" for mark in marks.values()) == len(model)
    assert finding(measured, "coding.theme").n == len(people)
    alone = spread(coded_corpus(model), EVENT)
    assert len(of_kind(alone, "coded_theme")) in (len(model), len(TEXTS))
    assert rows_of(finding(alone, "coding.theme"), CodedShareRow) == ()
    fields = {row.field: row for row in rows_of(finding(alone, "coding"), CodedFieldRow)}
    assert fields["theme"].kappa is None
