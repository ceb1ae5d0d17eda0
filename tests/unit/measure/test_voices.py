"""Voices, languages, platforms, emotions and coverage of small made corpora."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from uproar.engines.local import LocalCorpus
from uproar.measure import coverage, emotions, languages, platforms, voices
from uproar.model import MARKS, POSTS, Event, Finding, Measure, State, text_id
from uproar.model.rows import BusiestAccountsRow, GatheredRow

AT = datetime(2031, 3, 9, 18, tzinfo=UTC)
EVENT = Event("e", "t", "k", AT, "p", None, "", (), None, None)
GATHERED = pa.schema(
    [
        ("source", pa.string()),
        *[(n, pa.int64()) for n in ("n_records", "kept", "operations", "repeats")],
        *[(n, pa.int64()) for n in ("out_of_scope", "rejected", "expected", "received")],
        ("why", pa.string()),
    ]
)
SIX = (
    ("a", "x", "one", "en", ["joy"]),
    ("a", "x", "two", "en", ["joy", "anger"]),
    ("b", "x", "three", "ko", ["neutral"]),
    ("c", "reddit", "four", "mix", []),
    ("d", "reddit", "!", "und", []),
    (None, "forum", "six", "en", ["anger"]),
)


def corpus(
    said: tuple[tuple[Any, ...], ...], gathered: tuple[Mapping[str, Any], ...] = ()
) -> LocalCorpus:
    rows, texts = [], []
    for n, (author, platform, text, lang, labels) in enumerate(said):
        row = dict.fromkeys(POSTS.names) | {"id": f"{platform}:{n}", "platform": platform}
        row |= {"kind": "post", "author": author, "text": text, "text_id": text_id(text)}
        rows.append(row | {"origin": "made#0", "created_at": n})
        texts.append((text_id(text), lang, labels))
    columns = [
        pa.array([t[0] for t in texts], pa.int64()),
        pa.array([t[1] for t in texts], pa.string()),
        pa.array([0.9] * len(texts), pa.float64()),
        pa.array([t[2] for t in texts], pa.list_(pa.string())),
        pa.array([False] * len(texts), pa.bool_()),
    ]
    names = ["text_id", "lang", "lang_trust", "emotions", "emotion_unsure"]
    one = LocalCorpus(
        pa.Table.from_pylist(rows, POSTS),
        pa.table(columns, names=names),
        state=State(1, 0),
        relations={"gathered": pa.Table.from_pylist(list(gathered), GATHERED)},
    )
    marks = [{"post_id": r["id"], "kind": "relevant", "value": "yes"} for r in rows]
    one.add_marks(pa.Table.from_pylist(marks, MARKS))
    return one


def found(measure: Measure, one: LocalCorpus) -> dict[str, Finding]:
    return {f.id: f for f in measure.measure(one, EVENT).findings}


ALL = (voices, languages, platforms, emotions, coverage)


@pytest.mark.parametrize("module", ALL)
def test_nothing_said_is_nothing_found(module: Any) -> None:
    assert found(module.MEASURE, corpus(())) == {}
    assert list(module.MEASURE.says({}, EVENT)) == []


@pytest.mark.parametrize("module", ALL)
def test_evidence_yields_posts_of_the_corpus(module: Any) -> None:
    one = corpus(SIX)
    ids = set(one.query("select id from scope")["id"].to_pylist())
    for finding in found(module.MEASURE, one).values():
        assert set(one.query(finding.evidence_sql)["id"].to_pylist()) <= ids


def test_voices_are_authors_and_the_busiest_are_told() -> None:
    told = found(voices.MEASURE, corpus(SIX))
    assert (told["voices.n"].value, told["voices.n"].n) == (4, 5)
    assert told["voices.n"].parameters == {"without_author": 1}
    assert told["voices.originals"].value == 6
    assert told["voices.originals"].parameters["authors"] == 4
    assert told["voices.busiest_tenth"].value == pytest.approx(2 / 6, abs=1e-6)
    assert told["voices.unknown"].value == pytest.approx(1 / 6, abs=1e-6)
    assert list(voices.says(told, EVENT)) == []


def test_without_named_authors_their_number_is_not_told_as_none() -> None:
    told = found(voices.MEASURE, corpus(tuple((None, *rest) for _, *rest in SIX)))
    assert set(told) == {"voices.originals", "voices.unknown"}
    assert told["voices.unknown"].value == 1


def test_a_few_loud_accounts_are_said() -> None:
    loud = [(f"{n % 2}", "x", f"t{n}", "en", []) for n in range(30)]
    others = [(f"b{n}", "x", f"z{n}", "en", []) for n in range(9)]
    told = found(voices.MEASURE, corpus((*loud, *others)))
    assert told["voices.busiest_tenth"].rows == (BusiestAccountsRow(2, 30),)
    assert [s.message for s in voices.says(told, EVENT)] == ["voices-busiest"]
    told = found(voices.MEASURE, corpus((*loud, *others[:8])))
    assert list(voices.says(told, EVENT)) == []  # a tenth of ten is one account


def test_a_repost_is_no_voice_of_its_own() -> None:
    one = corpus((*SIX, ("e", "x", "one!", "en", [])))
    one.add_marks(pa.Table.from_pylist([{"post_id": "x:6", "kind": "copy", "value": "x:0"}], MARKS))
    assert found(voices.MEASURE, one)["voices.originals"].value == 6


def test_unknown_languages_are_counted_apart() -> None:
    told = found(languages.MEASURE, corpus(SIX))
    shares = told["languages.shares"]
    assert (shares.value, shares.n) == (2, 5)
    assert [(r.lang, r.share) for r in shares.rows] == [
        ("en", 0.6),
        ("ko", 0.2),
        ("mix", 0.2),
    ]
    assert told["languages.unknown"].value == 1
    assert [s.message for s in languages.says(told, EVENT)] == ["languages-unknown"]


def test_posts_in_languages_read_less_well_are_counted_and_said() -> None:
    few = tuple(("e", "x", f"t{n}", "sw", []) for n in range(2))
    told = found(languages.MEASURE, corpus((*SIX, *few)))
    weak = told["languages.weak"]
    assert (weak.value, weak.n) == (2, 8)
    assert [(r.lang, r.share) for r in weak.rows] == [("sw", 0.25)]
    assert "languages-weak" in [s.message for s in languages.says(told, EVENT)]
    told = found(languages.MEASURE, corpus(SIX))
    assert told["languages.weak"].value == 0
    assert "languages-weak" not in [s.message for s in languages.says(told, EVENT)]


def test_shares_of_platforms_sum_to_one_and_hold_their_intervals() -> None:
    rows = found(platforms.MEASURE, corpus(SIX))["platforms.shares"].rows
    assert [r.platform for r in rows] == ["x", "reddit", "forum"]
    assert sum(r.share for r in rows) == pytest.approx(1)
    assert all(r.low <= r.share <= r.high for r in rows)


def test_emotions_have_shares_of_the_posts_that_could_be_read() -> None:
    told = found(emotions.MEASURE, corpus(SIX))
    assert sorted(told) == ["emotions.anger.share", "emotions.joy.share", "emotions.unread"]
    assert (told["emotions.unread"].value, told["emotions.unread"].n) == (1, 6)  # the "und" one
    joy = told["emotions.joy.share"]
    assert joy.value == pytest.approx(2 / 5, abs=1e-6)
    assert joy.low is not None and joy.high is not None and joy.low <= joy.value <= joy.high


def test_coverage_tells_the_fate_of_records_and_what_is_missing() -> None:
    row = {"source": "a.jsonl", "n_records": 8, "kept": 6, "repeats": 0}
    row |= {
        "operations": 1,
        "out_of_scope": 0,
        "rejected": 1,
        "expected": 10,
        "received": None,
        "why": None,
    }
    told = found(coverage.MEASURE, corpus(SIX, (row,)))
    assert told["coverage.records"].value == 8
    assert told["coverage.missing"].value == 2
    expected = {("posts" if name == "kept" else name): value for name, value in row.items()}
    assert told["coverage.rejected"].rows == (GatheredRow(**expected),)
    assert [r.platform for r in told["coverage.platforms"].rows] == ["forum", "reddit", "x"]
    messages = [s.message for s in coverage.says(told, EVENT)]
    assert messages == ["coverage-missing", "coverage-rejected"]
