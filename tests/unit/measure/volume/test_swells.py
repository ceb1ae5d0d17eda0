"""A live chat swells at its moments; what is no live chat does not."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from uproar.arrays import Float64s, Int64s
from uproar.clock import to_us
from uproar.engines.local import LocalCorpus
from uproar.measure.volume.config import CONFIG
from uproar.measure.volume.swells import above_normal, live_chats, longest_sitting, per_bin, swells
from uproar.model import POSTS, TEXTS, Event, State
from uproar.model.rows import SwellRow

BIN_S = CONFIG.swells.bin_s
MOMENTS_S = np.array([1_200, 2_500, 3_100, 4_700])
PUBLISHED = datetime(2031, 3, 9, 18, tzinfo=UTC)
EVENT = Event("e", "t", "k", PUBLISHED, "p", None, "", (), None, None)


def chat(seed: int, usual: int = 3_000) -> Float64s:
    """Seconds at which a chat of 100 minutes was written."""
    chance = np.random.default_rng(seed)
    quiet = chance.uniform(0, 6_000, usual)
    about = np.concatenate([m + chance.exponential(15, usual // 20) for m in MOMENTS_S])
    return np.sort(np.concatenate([quiet, about]))


def as_us(seconds: Float64s) -> Int64s:
    return np.asarray(to_us(PUBLISHED) + np.round(seconds * 1e6), np.int64)


def corpus(times_us: Int64s, **columns: object) -> LocalCorpus:
    rows = []
    for n, at in enumerate(times_us.tolist()):
        row = dict.fromkeys(POSTS.names) | {"id": f"chat:{n:06}", "platform": "chat"}
        rows.append(row | {"kind": "comment", "origin": "made#0", "created_at": at} | columns)
    texts = TEXTS.empty_table().append_column("lang", pa.array([], pa.string()))
    texts = texts.append_column("lang_trust", pa.array([], pa.float64()))
    return LocalCorpus(pa.Table.from_pylist(rows, POSTS), texts, state=State(1, 0))


def test_the_leading_swells_are_the_moments() -> None:
    first, counts = per_bin(as_us(chat(1)))
    leading = swells(above_normal(counts))[: len(MOMENTS_S)]
    tops = np.sort([(first - to_us(PUBLISHED)) / 1e6 + swell.bin * BIN_S for swell in leading])
    assert np.all(np.abs(tops - MOMENTS_S) <= 60)


def test_silence_has_no_swells() -> None:
    assert per_bin(np.empty(0, np.int64))[1].size == 0
    assert swells(above_normal(np.zeros(300))) == ()


@pytest.mark.parametrize("per_bin_mean", [2, 10, 50])
def test_a_chat_that_nothing_moves_hardly_swells(per_bin_mean: int) -> None:
    chance = np.random.default_rng(1)
    chats = [chance.poisson(per_bin_mean, 1_440).astype(float) for _ in range(8)]
    assert np.mean([len(swells(above_normal(counts))) for counts in chats]) < 6


def test_a_live_chat_is_told_with_its_moments() -> None:
    one = corpus(as_us(chat(1)), thread="chat:show's")
    (finding,) = live_chats(one, EVENT)
    rows = [row for row in finding.rows if isinstance(row, SwellRow)]
    leading = np.sort([(r.start_at - to_us(PUBLISHED)) / 1e6 for r in rows[: len(MOMENTS_S)]])
    assert np.all(np.abs(leading - MOMENTS_S) <= 60)
    assert finding.n == one.query("select * from scope").num_rows
    assert one.query(finding.evidence_sql).num_rows == rows[0].posts_in_bin


@pytest.mark.parametrize("kept", ["a day", "spread", "short", "sparse"])
def test_what_is_no_live_chat_has_no_swells(kept: str) -> None:
    seconds = chat(1)
    one = {
        "a day": lambda: corpus(as_us(seconds), time_precision_s=86_400),
        "spread": lambda: corpus(as_us(seconds * 30)),
        "short": lambda: corpus(as_us(seconds[seconds < 550])),
        "sparse": lambda: corpus(as_us(chat(1, usual=300))),
    }[kept]()
    assert live_chats(one, EVENT) == []


def test_the_busiest_of_several_sittings_counts() -> None:
    day = timedelta(days=1).total_seconds()
    both = np.concatenate([chat(1), chat(2, usual=6_000) + day])
    sitting = longest_sitting(as_us(both))
    assert int(sitting[0]) >= to_us(PUBLISHED + timedelta(days=1))
    assert len(sitting) == len(chat(2, usual=6_000))
    assert longest_sitting(np.empty(0, np.int64)).size == 0
