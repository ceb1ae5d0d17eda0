"""A desk, a post store, and pages of invented posts."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from uproar.model import OPERATIONS, POSTS, REJECTS, Batch, text_id
from uproar.store import Desk, PostStore


def post(id: str, text: str | None = "la la", revision: int = 0, **more: Any) -> dict[str, Any]:
    known = None if text is None else text_id(text)
    return {"id": id, "platform": "x", "kind": "post", "text": text, "text_id": known,
            "author": "x:a", "revision": revision, "origin": f"f#{id}", **more}  # fmt: skip


def page(posts: list[dict[str, Any]], operations: Any = (), rejects: Any = ()) -> Batch:
    tables = [
        pa.Table.from_pylist(list(rows), schema=schema)
        for rows, schema in ((posts, POSTS), (operations, OPERATIONS), (rejects, REJECTS))
    ]
    return Batch(*tables, n_records=sum(t.num_rows for t in tables))


@pytest.fixture
def make_post() -> Callable[..., dict[str, Any]]:
    return post


@pytest.fixture
def make_page() -> Callable[..., Batch]:
    return page


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "desk") as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> PostStore:
    (tmp_path / "desk").mkdir()
    return PostStore.create(tmp_path / "desk")
