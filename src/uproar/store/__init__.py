"""What a desk keeps on disk: posts as operations, annotations, marks, and `desk.db`.

The names are imported when they are first asked for: what reads only `desk.db` does not wait for
Arrow, DuckDB and Delta.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uproar.store.desk import Desk
    from uproar.store.desk_db.coverage import Coverage
    from uproar.store.desk_db.decisions import Export
    from uproar.store.desk_db.runs import Run
    from uproar.store.erase import Touched
    from uproar.store.oplog.ledger import Counts, Erasure
    from uproar.store.posts import Appended, PostStore

__all__ = [
    "Appended",
    "Counts",
    "Coverage",
    "Desk",
    "Erasure",
    "Export",
    "PostStore",
    "Run",
    "Touched",
]
_MODULES = {
    "Appended": "posts",
    "Counts": "oplog.ledger",
    "Coverage": "desk_db.coverage",
    "Desk": "desk",
    "Erasure": "oplog.ledger",
    "Export": "desk_db.decisions",
    "PostStore": "posts",
    "Run": "desk_db.runs",
    "Touched": "erase",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
