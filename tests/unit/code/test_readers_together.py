"""Several coders: what they say together, how far they agree, where they do not."""

from datetime import UTC, datetime

import pytest

from uproar.code import agreements, disagreements, resolved
from uproar.code.resolve import final_theme
from uproar.model import Code

AT = datetime(2026, 3, 1, tzinfo=UTC)


def code(post: str, coder: str, **said) -> Code:
    return Code(post, coder, AT, **said)


def test_most_coders_decide_field_by_field() -> None:
    codes = [
        code("x:1", "Ana", stance="praise", theme="plea"),
        code("x:1", "Bo", stance="praise", theme="song"),
        code("x:1", "Cy", stance="neutral", theme="song", is_banned=True),
    ]
    (one,) = resolved(codes)
    assert (one.stance, one.theme, one.is_banned) == ("praise", "song", True)
    assert one.coders == ("Ana", "Bo", "Cy")


def test_two_level_codes_leave_the_field_open() -> None:
    codes = [code("x:1", "Ana", stance="praise"), code("x:1", "Bo", stance="mixed", about="yes")]
    (one,) = resolved(codes)
    assert (one.stance, one.about) == ("", "yes")


def test_a_model_counts_only_where_no_person_coded() -> None:
    machine = {"is_model": True, "stance": "criticism"}
    codes = [
        code("x:1", "gpt", **machine),
        code("x:1", "gpt-2", **machine),
        code("x:1", "Ana", stance="praise"),
        code("x:2", "gpt", **machine),
    ]
    one, two = resolved(codes)
    assert (one.stance, one.is_by_model) == ("praise", False)
    assert (two.stance, two.is_by_model) == ("criticism", True)


def test_a_uniformly_drawn_post_stays_one() -> None:
    codes = [code("x:1", "Ana", draw="picked"), code("x:1", "Bo", draw="uniform")]
    assert resolved(codes)[0].draw == "uniform"


def test_merged_themes_count_together() -> None:
    codes = [code("x:1", "Ana", theme="a"), code("x:1", "Bo", theme="b")]
    assert resolved(codes)[0].theme == ""
    assert resolved(codes, {"a": "b"})[0].theme == "b"
    assert final_theme("a", {"a": "b", "b": "c", "c": "a"}) == "a"


def test_alpha_of_three_coders_with_missing_codes() -> None:
    """Source: the worked example of three coders and fifteen units; nominal alpha is .691."""
    table = {
        "A": "* * * * * 3 4 1 2 1 1 3 3 * 3",
        "B": "1 * 2 1 3 3 4 3 * * * * * * *",
        "C": "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
    }
    codes = [
        code(f"x:{place:02d}", coder, theme=f"t{value}")
        for coder, line in table.items()
        for place, value in enumerate(line.split())
        if value != "*"
    ]
    (theme,) = agreements(codes)
    assert theme.field == "theme"
    assert theme.alpha == pytest.approx(0.691, abs=0.001)
    assert theme.n == 12


def test_alpha_of_one_value_is_not_defined() -> None:
    codes = [code(f"x:{i}", who, about="yes") for i in range(5) for who in ("Ana", "Bo")]
    (about,) = agreements(codes)
    assert (about.alpha, about.n, about.n_agreed) == (None, 5, 5)
    assert agreements([code("x:1", "Ana", about="yes")]) == ()


def test_disagreements_name_what_each_said() -> None:
    codes = [
        code("x:2", "Bo", stance="praise", emotion="delight"),
        code("x:2", "Ana", stance="mixed", emotion="delight"),
        code("x:1", "Ana", stance="praise"),
    ]
    (one,) = disagreements(codes)
    assert (one.post_id, one.field) == ("x:2", "stance")
    assert one.said == (("Ana", "mixed"), ("Bo", "praise"))
