"""The sample: uniform, and the same whatever came before."""

import pyarrow as pa
import pytest
from scipy.stats import chisquare

from uproar.code import Draw, drawn
from uproar.errors import ConfigError


def posts(n: int) -> pa.Table:
    return pa.table({"id": [f"x:{i}" for i in range(n)]})


def test_a_larger_sample_holds_the_smaller() -> None:
    ten, fifty = drawn(posts(200), 10), drawn(posts(200), 50)
    assert fifty[:10] == ten
    assert len({draw.post_id for draw in fifty}) == 50


def test_the_order_of_the_posts_does_not_matter() -> None:
    turned = posts(200).take(pa.array(range(199, -1, -1)))
    assert drawn(turned, 20) == drawn(posts(200), 20)


def test_the_next_sheet_goes_on_where_the_last_ended() -> None:
    first = [draw.post_id for draw in drawn(posts(200), 30)]
    second = [draw.post_id for draw in drawn(posts(200), 30, coded=first)]
    assert first + second == [draw.post_id for draw in drawn(posts(200), 60)]


def test_every_post_has_the_same_chance() -> None:
    counts = [0] * 40
    for seed in range(400):
        for draw in drawn(posts(40), 10, seed=seed):
            counts[int(draw.post_id[2:])] += 1
    assert sum(counts) == 4000
    assert chisquare(counts).pvalue > 0.001


def test_the_hardest_come_after_the_uniform_ones() -> None:
    doubt = {f"x:{i}": i / 100 for i in range(100)}
    draws = drawn(posts(100), 12, doubt=doubt, n_uncertain=3)
    assert [draw.draw for draw in draws] == ["uniform"] * 9 + ["uncertain"] * 3
    taken = {draw.post_id for draw in draws[:9]}
    hardest = [f"x:{i}" for i in range(99, -1, -1) if f"x:{i}" not in taken][:3]
    assert [draw.post_id for draw in draws[9:]] == hardest


def test_fewer_posts_than_asked_are_all_of_them() -> None:
    assert len(drawn(posts(4), 300)) == 4
    assert drawn(posts(0), 10) == []
    assert drawn(posts(3), 0) == []
    assert drawn(posts(1), 1) == [Draw("x:0", "uniform")]


@pytest.mark.parametrize(("n", "uncertain"), [(-1, 0), (3, 4), (3, -1)])
def test_impossible_numbers_are_refused(n: int, uncertain: int) -> None:
    with pytest.raises(ConfigError, match="cannot draw"):
        drawn(posts(9), n, n_uncertain=uncertain)
