"""Volume is compared with its own normal, and only where there is one."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.engines.local import LocalCorpus
from uproar.measure.volume.volume import MEASURE, says
from uproar.model import MARKS, POSTS, TEXTS, Event, Finding, State

PUBLISHED = datetime(2031, 3, 9, 18, tzinfo=UTC)
EVENT = Event("e", "t", "k", PUBLISHED, "p", None, "", (), PUBLISHED - timedelta(days=8), None)


def corpus(times: list[datetime | None], **columns: Any) -> LocalCorpus:
    rows = []
    for n, at in enumerate(times):
        row = dict.fromkeys(POSTS.names) | {"id": f"x:{n:06}", "platform": "x", "kind": "post"}
        row |= {"origin": "made#0", "created_at": at and round(at.timestamp() * 1e6)} | columns
        rows.append(row)
    return LocalCorpus(pa.Table.from_pylist(rows, POSTS), no_texts(), state=State(1, 0))


def no_texts() -> pa.Table:
    texts = TEXTS.empty_table().append_column("lang", pa.array([], pa.string()))
    return texts.append_column("lang_trust", pa.array([], pa.float64()))


def quiet(hours: int, per_h: int = 6) -> list[datetime | None]:
    step = timedelta(hours=1) / per_h
    return [PUBLISHED - timedelta(hours=hours) + step * n for n in range(hours * per_h)]


def burst(at: datetime, n: int, minutes: int = 60) -> list[datetime | None]:
    return [at + timedelta(minutes=minutes) * i / n for i in range(n)]


def found(times: list[datetime | None], event: Event = EVENT) -> dict[str, Finding]:
    return {f.id: f for f in MEASURE.measure(corpus(times), event).findings}


def test_a_peak_is_told_against_the_usual() -> None:
    at = PUBLISHED + timedelta(minutes=7)
    volume = found(quiet(192) + burst(at, 300))
    assert volume["volume.baseline_per_h"].value == 6.0
    ratio = volume["volume.peak_ratio"]
    assert ratio.value == pytest.approx(50, rel=0.02)
    assert ratio.low is not None and ratio.high is not None and ratio.low < 50 < ratio.high
    row = volume["volume.peaks"].rows[0]
    assert row.posts_in_hour == 300
    assert row.start_at == at.timestamp() * 1e6
    assert volume["volume.onset"].value == at.timestamp() * 1e6
    assert volume["volume.peak_ratio_seasonal"].value == pytest.approx(50, rel=0.05)
    assert "hour of day" in volume["volume.peak_ratio_seasonal"].method


def test_evidence_of_the_peak_is_its_posts() -> None:
    times = quiet(192) + burst(PUBLISHED + timedelta(minutes=7), 300)
    one = corpus(times)
    ratio = {f.id: f for f in MEASURE.measure(one, EVENT).findings}["volume.peak_ratio"]
    assert one.query(ratio.evidence_sql).num_rows == ratio.n == 300


@pytest.mark.parametrize("hours", [0, 3, 20])
def test_without_history_there_is_no_ratio(hours: int) -> None:
    volume = found(quiet(hours) + burst(PUBLISHED, 300), replace(EVENT, baseline_start=None))
    assert volume["volume.peaks"].rows[0].posts_in_hour == 300
    assert not {"volume.peak_ratio", "volume.baseline_per_h", "volume.alert"} & set(volume)


def test_two_peaks_are_two_and_a_dip_is_none() -> None:
    first, second = PUBLISHED + timedelta(hours=1), PUBLISHED + timedelta(hours=20)
    times = quiet(192) + burst(first, 300) + burst(first + timedelta(hours=1), 200)
    rows = found(times + burst(second, 200))["volume.peaks"].rows
    assert [r.posts_in_hour for r in rows] == [300, 200]
    assert rows[0].decay_half_life_h < 3


def test_what_rose_before_the_publication_is_no_peak_of_the_reaction() -> None:
    before, after = PUBLISHED - timedelta(hours=50), PUBLISHED + timedelta(minutes=7)
    volume = found(quiet(192) + burst(before, 900) + burst(after, 300))
    assert [row.posts_in_hour for row in volume["volume.peaks"].rows] == [300]
    assert abs(us_of(volume["volume.onset"]) - after) < timedelta(minutes=15)
    only_before = found(quiet(192) + burst(before, 900))
    assert only_before["volume.peaks"].value == 0
    assert "volume.onset" not in only_before


def us_of(finding: Finding) -> datetime:
    return datetime.fromtimestamp(float(finding.value or 0) / 1e6, UTC)


def test_the_watch_alerts_within_the_first_bins() -> None:
    alert = found(quiet(192) + burst(PUBLISHED, 300))["volume.alert"]
    assert alert.value is not None
    assert 0 < float(alert.value) - PUBLISHED.timestamp() * 1e6 <= 20 * 60e6


def test_spam_and_campaigns_are_not_counted() -> None:
    one = corpus(quiet(192) + burst(PUBLISHED, 300))
    ids = one.query("select id from scope where posted_at >= $at order by id",
                    {"at": round(PUBLISHED.timestamp() * 1e6)})["id"].to_pylist()[:100]  # fmt: skip
    marks = [{"post_id": i, "kind": "spam", "value": "yes"} for i in ids]
    one.add_marks(pa.Table.from_pylist(marks, MARKS))
    assert {f.id: f for f in MEASURE.measure(one, EVENT).findings}[
        "volume.peaks"
    ].n == 192 * 6 + 200


DAY_S, WEEK_S = 86_400, 7 * 86_400
MIDNIGHT = PUBLISHED.replace(hour=0)


def test_a_day_makes_no_figure_of_an_hour() -> None:
    volume = {f.id: f for f in MEASURE.measure(corpus([MIDNIGHT] * 240, **DATED), EVENT).findings}
    assert volume["volume.total"].value == volume["volume.total"].n == 240
    assert volume["volume.vague"].value == 1
    assert volume["volume.peaks"].value == 0
    assert not {"volume.baseline_per_h", "volume.peak_ratio", "volume.onset"} & set(volume)
    assert [s.message for s in says(volume, EVENT)] == ["volume-vague-all"]
    of_publication = {PUBLISHED + timedelta(hours=h) for h in range(13)}
    starts = {r.start_at for r in volume["volume.series"].rows if r.posts}
    assert starts <= {round(at.timestamp() * 1e6) for at in of_publication}


DATED = {"time_precision_s": DAY_S}


@pytest.mark.parametrize("vague_s", [DAY_S, WEEK_S, 31 * DAY_S])
def test_vague_posts_beside_exact_ones_change_no_figure_of_an_hour(vague_s: int) -> None:
    times = quiet(192) + burst(PUBLISHED, 120)
    alone = found(times)
    both = MEASURE.measure(joined(corpus(times), corpus([MIDNIGHT] * 240), vague_s), EVENT)
    volume = {f.id: f for f in both.findings}
    for name in ("volume.baseline_per_h", "volume.peak_ratio", "volume.onset", "volume.alert"):
        assert volume[name].value == alone[name].value
    assert volume["volume.total"].value == alone["volume.total"].value + 240
    assert volume["volume.vague"].value == pytest.approx(240 / volume["volume.total"].value)
    assert [s.message for s in says(volume, EVENT)] == ["volume-vague"]


def joined(exact: LocalCorpus, vague: LocalCorpus, vague_s: int) -> LocalCorpus:
    """The posts of both, those of the second being vague."""
    tables = [one.query(f"select {', '.join(POSTS.names)} from scope") for one in (exact, vague)]
    ids = pa.array([f"y:{n:06}" for n in range(tables[1].num_rows)])
    second = tables[1].set_column(0, "id", ids).to_pylist()
    second = [row | {"time_precision_s": vague_s} for row in second]
    posts = pa.Table.from_pylist([*tables[0].to_pylist(), *second], POSTS)
    return LocalCorpus(posts, no_texts(), state=State(1, 0))


def test_what_stands_under_the_events_own_post_is_not_before_it() -> None:
    early = [PUBLISHED - timedelta(hours=30 + n % 5) for n in range(100)]
    one = corpus(early + burst(PUBLISHED, 50))
    assert "volume.baseline_per_h" in {f.id for f in MEASURE.measure(one, EVENT).findings}
    ids = [f"x:{n:06}" for n in range(100)]
    marks = [dict.fromkeys(MARKS.names) | {"post_id": i, "kind": "own_place"} for i in ids]
    one.add_marks(pa.Table.from_pylist(marks, MARKS))
    volume = {f.id: f for f in MEASURE.measure(one, EVENT).findings}
    assert "volume.baseline_per_h" not in volume
    assert volume["volume.peaks"].rows[0].posts_in_hour == 150
    assert len(one.query(volume["volume.peaks"].evidence_sql)) == 150


def test_platforms_without_history_are_named() -> None:
    one = corpus(quiet(192))
    assert {f.id: f for f in MEASURE.measure(one, EVENT).findings}["volume.total"].value == 1152
    volume = found(quiet(192) + burst(PUBLISHED, 30))
    assert volume["volume.silent_platforms"].value == 0
    assert list(says(volume, EVENT)) == []
    volume["volume.silent_platforms"] = replace(volume["volume.silent_platforms"], value=1)
    assert [s.message for s in says(volume, EVENT)] == ["volume-silent"]
    del volume["volume.baseline_per_h"]
    assert list(says(volume, EVENT)) == []


@pytest.mark.parametrize("times", [[], [None], [None, None]])
def test_nothing_with_a_time_is_nothing_found(times: list[datetime | None]) -> None:
    assert found(times) == {}


def test_one_post_is_no_peak() -> None:
    volume = found([PUBLISHED + timedelta(minutes=3)])
    assert volume["volume.peaks"].rows == ()
    assert volume["volume.total"].value == 1
    assert "volume.onset" not in volume


@settings(max_examples=6, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_posts_changes_nothing(chance: random.Random) -> None:
    times = quiet(30) + burst(PUBLISHED, 40)
    event = replace(EVENT, baseline_start=None)
    expected = found(times, event)
    chance.shuffle(times)
    assert found(times, event) == expected


@pytest.mark.shared
def test_a_festival_line_up_is_found_within_its_hour(shared_data: Path) -> None:
    packed = (shared_data / "coachella2015" / "tweets.jsonl.zst").read_bytes()
    lines = zstandard.ZstdDecompressor().decompressobj().decompress(packed).splitlines()
    local = [orjson.loads(line)["created_at_local"] for line in lines]
    times: list[datetime | None] = [datetime.fromisoformat(t).replace(tzinfo=UTC) for t in local]
    day = datetime(2015, 1, 6, tzinfo=UTC)
    for hour in (0, 9, 10):  # found from the posts: the time given as publication does not matter
        at = day + timedelta(hours=hour)
        volume = found(times, replace(EVENT, published_at=at, baseline_start=None))
        minutes = (float(volume["volume.onset"].value or 0) / 1e6 - day.timestamp()) / 60
        assert 10 * 60 <= minutes < 11 * 60
        assert len(volume["volume.peaks"].rows) >= 2
    assert np.isfinite(minutes)


@pytest.mark.parametrize("every", [1, 15])
def test_posts_behind_a_collection_can_be_counted(every: int) -> None:
    """At a rate limit, and at the times of polls: the evidence holds all that counts show."""
    n_posts = [20 if 30 <= minute < 45 else 3 + minute % 12 for minute in range(80)]
    times: list[datetime | None] = [
        PUBLISHED + timedelta(minutes=minute * every)
        for minute, n in enumerate(n_posts)
        for _ in range(n)
    ]
    made = corpus(times)
    volume = {f.id: f for f in MEASURE.measure(made, EVENT).findings}
    finding = volume["volume.capped" if every == 1 else "volume.polled"]
    assert made.query(finding.evidence_sql).num_rows == len(times)
