"""The normal form of a text as columns, and what is taken out: tags, mentions, links, emoji."""

from __future__ import annotations

import pyarrow as pa
from xxhash import xxh3_64_intdigest

from uproar.text.normalise import readings

COLUMNS = pa.schema(
    [
        pa.field("norm", pa.string()),
        pa.field("norm_id", pa.int64()),
        pa.field("only", pa.string()),
        pa.field("tags", pa.list_(pa.string())),
        pa.field("mentions", pa.list_(pa.string())),
        pa.field("urls", pa.list_(pa.string())),
        pa.field("emoji", pa.list_(pa.string())),
    ]
)


class Normal:
    """The normal form as columns. A null text reads as an empty one."""

    name = "normal"
    version = "2"
    needs: tuple[str, ...] = ()
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Normal forms of the texts."""
        found = readings([text or "" for text in table["text"].to_pylist()])
        ids = [xxh3_64_intdigest(r.norm.encode()) - (1 << 63) for r in found]
        norms, *rest = zip(*found, strict=True) if found else ((),) * 6
        parts = (norms, ids, *rest)
        arrays = [pa.array(p, f.type) for p, f in zip(parts, COLUMNS, strict=True)]
        return pa.Table.from_arrays(arrays, schema=COLUMNS)


ANNOTATOR = Normal()
