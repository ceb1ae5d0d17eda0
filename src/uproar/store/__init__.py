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
    from uproar.store.desk_db.versions import StoryVersion, VersionConflict
    from uproar.store.erase import Touched
    from uproar.store.guard import ErasedMeanwhile, redone
    from uproar.store.oplog.ledger import Counts, Erasure
    from uproar.store.oplog.lookup import Lookup, Matches
    from uproar.store.posts import Appended, PostStore

__all__ = [
    "Appended",
    "Counts",
    "Coverage",
    "Desk",
    "ErasedMeanwhile",
    "Erasure",
    "Export",
    "Lookup",
    "Matches",
    "PostStore",
    "Run",
    "StoryVersion",
    "Touched",
    "VersionConflict",
    "redone",
]
_MODULES = {
    "Appended": "posts",
    "Counts": "oplog.ledger",
    "Coverage": "desk_db.coverage",
    "Desk": "desk",
    "ErasedMeanwhile": "guard",
    "Erasure": "oplog.ledger",
    "Export": "desk_db.decisions",
    "Lookup": "oplog.lookup",
    "Matches": "oplog.lookup",
    "PostStore": "posts",
    "Run": "desk_db.runs",
    "StoryVersion": "desk_db.versions",
    "Touched": "erase",
    "VersionConflict": "desk_db.versions",
    "redone": "guard",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
