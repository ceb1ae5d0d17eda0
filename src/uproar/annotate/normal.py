"""The normal form of a text as columns, and what is taken out: tags, mentions, links, emoji."""

from __future__ import annotations

import pyarrow as pa
from xxhash import xxh3_64_intdigest

from uproar.annotate.columns import as_table, strings
from uproar.text.normalise import readings

FIELDS: list[tuple[str, pa.DataType]] = [
    ("norm", pa.string()),
    ("norm_id", pa.int64()),
    ("only", pa.string()),
    ("tags", pa.list_(pa.string())),
    ("mentions", pa.list_(pa.string())),
    ("urls", pa.list_(pa.string())),
    ("emoji", pa.list_(pa.string())),
]
COLUMNS = pa.schema(FIELDS)


class Normal:
    """The normal form as columns. A null text reads as an empty one."""

    name = "normal"
    version = "3"
    needs: tuple[str, ...] = ()
    columns = COLUMNS

    def annotate(self, table: pa.Table) -> pa.Table:
        """Normal forms of the texts."""
        forms = readings(strings(table, "text"))
        ids = [xxh3_64_intdigest(form.norm.encode()) - (1 << 63) for form in forms]
        norms, *rest = zip(*forms, strict=True) if forms else ((),) * 6
        return as_table(COLUMNS, [norms, ids, *rest])


ANNOTATOR = Normal()
