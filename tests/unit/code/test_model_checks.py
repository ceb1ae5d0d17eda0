"""Whether a model codes as people do; where it does not, its codes do not count."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from uproar.code import counted, model_checks, resolved
from uproar.code.model_checks import LEAST_SHARED, coder_rows, cohen
from uproar.model import Code

AT = datetime(2026, 3, 1, tzinfo=UTC)
MODEL = "model:small"
VALUES = ("praise", "criticism", "neutral")


def code(n: int, coder: str, **said: Any) -> Code:
    return Code(f"x:{n:03d}", coder, AT, is_model=coder == MODEL, **said)


def both(n: int, n_wrong: int = 0, more: int = 20) -> list[Code]:
    """A person and a model on `n` posts, differing on `n_wrong`; the model on `more` others."""
    people = [code(i, "Ana", stance=VALUES[i % 3]) for i in range(n)]
    model = [
        code(i, MODEL, stance=VALUES[(i + (i < n_wrong)) % 3], theme="rope")
        for i in range(n + more)
    ]
    return people + model


def stance_check(codes: list[Code]):
    return next(c for c in model_checks(codes) if c.field == "stance")


def test_a_model_like_people_counts() -> None:
    codes = both(60, n_wrong=4)
    check = stance_check(codes)
    assert check.kappa is not None
    assert check.low is not None
    assert check.low < check.kappa < 1
    assert check.is_counted
    of_model = [post for post in resolved(counted(codes, model_checks(codes))) if post.is_by_model]
    assert len(of_model) == 20


def test_a_model_unlike_people_does_not() -> None:
    codes = both(60, n_wrong=30)
    assert not stance_check(codes).is_counted
    assert all(not c.is_model for c in counted(codes, model_checks(codes)))


def test_too_few_posts_in_common_are_no_proof() -> None:
    assert not stance_check(both(LEAST_SHARED - 1)).is_counted
    assert stance_check(both(LEAST_SHARED)).is_counted


def test_a_field_that_no_person_coded_does_not_count() -> None:
    codes = both(60)
    theme = next(c for c in model_checks(codes) if c.field == "theme")
    assert (theme.n, theme.kappa, theme.is_counted) == (0, None, False)
    after = counted(codes, model_checks(codes))
    assert {c.theme for c in after} == {""}
    assert sum(c.is_model for c in after) == 80


def test_a_model_that_warns_of_quoting_is_heard_unproven() -> None:
    codes = [code(1, MODEL, stance="praise", is_banned=True), code(2, MODEL, stance="praise")]
    (left,) = counted(codes, model_checks(codes))
    assert (left.post_id, left.stance, left.is_banned) == ("x:001", "", True)


def test_merged_themes_are_compared_as_one() -> None:
    people = [code(i, "Ana", theme="a" if i % 2 else "b") for i in range(40)]
    model = [code(i, MODEL, theme="c" if i % 2 else "b") for i in range(40)]
    apart = next(c for c in model_checks(people + model) if c.field == "theme")
    merged = next(c for c in model_checks(people + model, {"c": "a"}) if c.field == "theme")
    assert not apart.is_counted
    assert merged.kappa == 1.0
    assert merged.is_counted


def test_coders_are_listed_with_what_was_checked() -> None:
    codes = both(60)
    rows = coder_rows(codes, model_checks(codes))
    assert [(r["coder"], r["field"], r["n"], r["is_counted"]) for r in rows] == [
        ("Ana", "stance", 60, True),
        (MODEL, "stance", 80, True),
        (MODEL, "theme", 80, False),
    ]
    assert rows[0]["kappa"] is None
    assert rows[1]["n_shared"] == 60


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=60))
def test_kappa_lies_in_its_interval_and_knows_no_sides(pairs: list[tuple[str, str]]) -> None:
    figures = cohen(pairs)
    if figures is None:
        return
    kappa, low, high = figures
    assert low <= kappa + 1e-9
    assert kappa <= high + 1e-9
    assert high <= 1 + 1e-9
    turned = cohen([(b, a) for a, b in pairs])
    assert turned is not None
    assert abs(turned[0] - kappa) < 1e-9
