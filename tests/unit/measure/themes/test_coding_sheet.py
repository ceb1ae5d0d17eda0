"""The sheet for hand-coding goes out and comes back."""

import csv
import io

import pytest
from tests.support.footage_event import chatter, corpus, event, post

from uproar.errors import UproarError
from uproar.measure.themes.coding_sheet import precision, sample
from uproar.measure.themes.themes import themes


@pytest.fixture(scope="module")
def given_posts():
    made = corpus([*chatter(), post(4000, "=1+1 the goat can really sing 🐐")])
    made.add_marks(themes(made, event()).marks)
    return made


def test_same_seed_same_posts_and_another_seed_others(given_posts) -> None:
    assert sample(given_posts, "t1", n=10) == sample(given_posts, "t1", n=10)
    assert sample(given_posts, "t1", n=10) != sample(given_posts, "t1", n=10, seed=1)


def test_a_coded_sheet_is_read_back(given_posts) -> None:
    rows = list(csv.DictReader(io.StringIO(sample(given_posts, "t1", n=12))))
    for i, row in enumerate(rows):
        row["fits"] = "yes" if i < 9 else "No"
    out = io.StringIO()
    sheet = csv.DictWriter(out, rows[0])
    sheet.writeheader()
    sheet.writerows(rows)
    told = precision(out.getvalue())[0]
    assert (told.theme, told.share, told.n, told.n_left_open) == ("t1", 0.75, 12, 0)
    assert told.low < 0.75 < told.high


def test_no_cell_is_a_formula(given_posts) -> None:
    for theme in ("t1", "t2", "t3"):
        rows = csv.reader(io.StringIO(sample(given_posts, theme, n=1000)))
        assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("sheet", ["a,b\n1,2\n", "", "theme,fits\nt1,perhaps\n"])
def test_a_spoilt_sheet_is_refused(sheet: str) -> None:
    with pytest.raises(UproarError):
        precision(sheet)
