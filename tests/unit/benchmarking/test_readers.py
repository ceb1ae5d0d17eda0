"""A product's posts and story against readers' codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks import _readers_coded
from benchmarks import _readers_scores as scores
from benchmarks._readers_codes import Code, Reader, coded_alone, readers_of
from tests.support.event_folders import varied

EVENT = """
[event]
id = "one"
title = "One"
kind = "show"
published_at = "2025-01-01T00:00:00Z"
[[source]]
platform = "x"
path = "posts/p.jsonl"
format = "jsonl"
[source.columns]
id = "number"
text = "text"
"""


def reader(*themes: str, banned: tuple[str, ...] = ()) -> Reader:
    """A reader who gave post number i the i-th of these themes."""
    codes = {str(i): Code(True, "en", "praise", "delight", t) for i, t in enumerate(themes)}
    return Reader("A", codes, frozenset(banned))


def posts(*themes: str) -> dict[str, dict[str, str | None]]:
    """Post number i with the product's i-th theme; one that begins with "none:" is a reason."""
    return {
        str(i): {"mark_theme": "", "why_theme": t.removeprefix("none:")}
        if t.startswith("none:")
        else {"mark_theme": t, "why_theme": None}
        for i, t in enumerate(themes)
    }


def test_themes_are_compared_where_the_reader_gave_one_and_reasons_are_themes() -> None:
    right = posts("t1", "t1", "none:few", "none:few", "t9")
    pair = scores._themes(reader("a", "a", "b", "b", "none-stock"), right)
    assert pair == (["a", "a", "b", "b"], ["t1", "t1", "none:few", "none:few"])


def test_a_post_that_the_product_has_not_is_no_error_and_of_no_theme() -> None:
    assert scores._themes(reader("a"), {}) == (["a"], ["none:no mark"])


def test_shown_by_a_quote_or_by_a_theme_of_which_half_is_that() -> None:
    coded = reader("a", "a", "b", "none-stock", "c")
    product = posts("t1", "t1", "t2", "t1", "none:few")
    assert scores.shown(coded, product, told=["t1"], quoted=[]) == {"a"}
    assert scores.shown(coded, product, told=[], quoted=["2"]) == {"b"}
    assert scores.shown(coded, product, told=[], quoted=["3"]) == set()


def test_a_quote_is_right_when_it_is_of_its_theme_s_commonest_reading() -> None:
    coded = reader("a", "a", "b", "none-stock")
    product = posts("t1", "t1", "t1", "t1")
    assert scores._quotes_right(coded, product, ["0", "2", "3"]) == pytest.approx(1 / 3)
    assert scores._quotes_right(coded, product, []) is None


def test_unclear_is_neutral_and_mixed_is_left_out() -> None:
    codes = {
        "0": Code(True, "en", "unclear", "none", "a"),
        "1": Code(True, "en", "mixed", "none", "a"),
        "2": Code(True, "en", "praise", "none", "a"),
    }
    product = {
        "0": {"stance": "neutral"},
        "1": {"stance": "criticism"},
        "2": {"stance": "praise"},
    }
    assert scores._stance(Reader("A", codes, frozenset()), product) == 1.0


def test_reads_sheets_and_what_must_not_be_quoted(tmp_path: Path) -> None:
    sheet = 'p"1\ty\ten\tpraise\tdelight\tsong\np2\tn\tund\tunclear\tnone\tnone-spam\n'
    (tmp_path / "readers.A.tsv").write_text(sheet)
    (tmp_path / "readers.A.quotes.tsv").write_text('p"1\tfit\np2\tno\n')
    (only,) = readers_of(tmp_path)
    assert only.codes['p"1'].has_theme
    assert not only.codes["p2"].has_theme
    assert only.banned == {"p2"}


def test_the_coded_posts_alone_are_those_with_a_code(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    (folder / "posts").mkdir(parents=True)
    (folder / "event.toml").write_text(EVENT)
    lines = [json.dumps({"number": i, "text": f"post {i}"}) for i in range(5)]
    (folder / "posts" / "p.jsonl").write_text("\n".join(lines))
    copy = coded_alone(folder, [reader("a", "b")], tmp_path / "scratch")
    written = (copy / "posts" / "p.jsonl").read_text().splitlines()
    assert [json.loads(line)["number"] for line in written] == [0, 1]
    assert (copy / "event.toml").read_text() == EVENT


def test_two_readers_who_agree_are_a_ceiling_of_one() -> None:
    ceiling = scores.agreement([reader("a", "b", "a"), reader("x", "y", "x")])
    assert ceiling["theme_ari"] == ceiling["stance_kappa"] == 1.0


def coding_event(folder: Path) -> tuple[Path, Reader]:
    """Posts on two subjects in their own words, and a reader who tells them apart."""
    (folder / "posts").mkdir(parents=True)
    (folder / "event.toml").write_text(EVENT)
    lines, codes = [], {}
    for i, row in enumerate(varied()[:140]):
        lines.append(json.dumps({"number": i, "text": row["text"]}))
        is_worry = "ladder" in row["text"]
        stance, theme = ("criticism", "rope") if is_worry else ("praise", "kettle")
        codes[str(i)] = Code(True, "en", stance, "none", theme)
    (folder / "posts" / "p.jsonl").write_text("\n".join(lines))
    return folder, Reader("A", codes, frozenset({"0"}))


@pytest.mark.slow
def test_an_editor_s_codes_are_entered_spread_and_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_readers_coded, "N_CODED", 60)
    monkeypatch.setattr(_readers_coded, "N_STORIES", 1)
    folder, only = coding_event(tmp_path / "one")
    figures = _readers_coded.coded_figures(folder, [only, only], n_seeds=1)
    assert figures["coded_theme_kappa"] is not None
    assert figures["coded_theme_kappa"] > 0.8
    assert figures["coded_stance_kappa"] is not None
    assert figures["coded_stance_kappa"] > 0.8
    assert figures["coded_coverage"] is not None
    assert figures["coded_gain"] is not None
    assert figures["coded_gain"] > 1.0
    assert figures["coded_quotes_banned"] == 0
