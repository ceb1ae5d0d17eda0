"""What a desk counted before is still read, by whatever name it was written."""

import json

import pyarrow as pa
import pytest

from uproar.store import Counts
from uproar.store.oplog.ledger import Ledger


@pytest.mark.parametrize("name", ["kept", "posts"])
def test_counts_of_older_desks_are_read(name: str) -> None:
    row = {
        **{"seq": 7, "event": "e", "op": "cursor", "stream": "s", "cursor": "0"},
        **{"note": json.dumps({name: 2, "repeats": 1}), "id": None, "author": None},
        **{"origin": "a.jsonl", "seen_at": None},
    }
    ledger = Ledger()
    ledger.add(pa.Table.from_pylist([row, row | {"seq": 8, "cursor": "1"}]), "operations-1.parquet")
    assert ledger.counts["e", "s"] == Counts(posts=4, repeats=2)
    assert ledger.last_cursor("s") == "1"
