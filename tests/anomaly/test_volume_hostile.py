"""Absurd times, floods and estimates do not bend the volume of an event."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from uproar.engines.local import LocalCorpus
from uproar.measure.volume.volume import MEASURE
from uproar.model import POSTS, TEXTS, Event, Finding, State

PUBLISHED = datetime(2031, 3, 9, 18, tzinfo=UTC)
AT = round(PUBLISHED.timestamp() * 1e6)
HOUR = 3_600_000_000
EVENT = Event("e", "t", "k", PUBLISHED, "p", None, "", (), None, None)
USUAL = [AT - 8 * 24 * HOUR + i * HOUR // 6 for i in range(8 * 24 * 6)]
BURST = [AT + i * HOUR // 300 for i in range(300)]
YEAR_1, YEAR_9999 = -62_135_596_800_000_000, 253_402_300_799_000_000


def found(times: list[int], vague_s: int = 0, event: Event = EVENT) -> dict[str, Finding]:
    rows = []
    for n, at in enumerate(times):
        row = dict.fromkeys(POSTS.names) | {"id": f"x:{n:05}", "platform": "x", "kind": "post"}
        row |= {"origin": "made#0", "created_at": at, "time_precision_s": vague_s}
        rows.append(row)
    texts = TEXTS.empty_table().append_column("lang", pa.array([], pa.string()))
    texts = texts.append_column("lang_trust", pa.array([], pa.float64()))
    corpus = LocalCorpus(pa.Table.from_pylist(rows, POSTS), texts, state=State(1, 0))
    return {f.id: f for f in MEASURE.measure(corpus, event).findings}


@pytest.mark.parametrize("absurd", [YEAR_1, 0, YEAR_9999])
def test_an_absurd_time_moves_nothing(absurd: int) -> None:
    volume = found([*USUAL, *BURST, absurd])
    assert volume["volume.baseline_per_h"].value == pytest.approx(6.0, rel=0.02)
    assert volume["volume.peaks"].rows[0].start_at == AT
    assert len(volume["volume.series"].rows) < 300


def test_only_absurd_times_are_nothing() -> None:
    assert found([YEAR_1, YEAR_9999]) == {}


def test_a_flood_in_one_second_is_one_peak() -> None:
    volume = found([*USUAL, *[AT + HOUR] * 5_000])
    assert [r.posts_in_hour for r in volume["volume.peaks"].rows] == [5_000 + 0]
    assert volume["volume.onset"].value == AT + HOUR


def test_posts_known_only_to_the_month_make_no_peak() -> None:
    volume = found([AT + 24 * HOUR] * 500, vague_s=30 * 86_400)
    assert volume["volume.total"].value in (0, 500)
    assert volume["volume.peaks"].value == 0 or "volume.peak_ratio" not in volume


def test_a_window_before_all_posts_is_nothing() -> None:
    early = PUBLISHED - timedelta(days=30)
    event = Event("e", "t", "k", early, "p", None, "", (), None, early + timedelta(days=1))
    assert found(BURST, event=event) == {}
