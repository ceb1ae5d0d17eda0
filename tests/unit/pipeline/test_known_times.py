"""Times that an export writes at midnight are days, unless somebody witnessed them."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa

from uproar.clock import to_us
from uproar.model import POSTS
from uproar.pipeline.known_times import as_known

DAY = datetime(2025, 5, 18, tzinfo=UTC)


def posts(times: list[datetime | None], platform: str = "forum", **columns: object) -> pa.Table:
    rows = []
    for n, at in enumerate(times):
        row = dict.fromkeys(POSTS.names) | {"id": f"{platform}:{n}", "platform": platform}
        row |= {"kind": "post", "origin": "made#0", "created_at": at and to_us(at)}
        rows.append(row | columns)
    return pa.Table.from_pylist(rows, POSTS)


def precision(table: pa.Table) -> list[int | None]:
    known: list[int | None] = as_known(table)["time_precision_s"].to_pylist()
    return known


def test_each_platform_is_read_by_its_own_rows() -> None:
    exact = [DAY + timedelta(seconds=37 * n) for n in range(40)]
    both = pa.concat_tables([posts([DAY] * 40), posts(exact, "x"), posts([None] * 3, "web")])
    assert precision(both) == [86_400] * 40 + [None] * 43


def test_days_that_are_all_firsts_of_months_are_months() -> None:
    firsts = [DAY.replace(month=1 + n % 5, day=1) for n in range(40)]
    assert precision(posts(firsts, time_precision_s=86_400)) == [31 * 86_400] * 40
    assert precision(posts([DAY] * 9, time_precision_s=86_400)) == [86_400] * 9


def test_what_is_witnessed_or_said_to_be_vague_stays() -> None:
    assert precision(posts([DAY] * 40, seen_at=to_us(DAY))) == [None] * 40
    assert precision(posts([DAY] * 40, time_precision_s=604_800)) == [604_800] * 40
    assert precision(posts([])) == []
