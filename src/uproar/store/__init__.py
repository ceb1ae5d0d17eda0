"""What a desk keeps on disk: posts as operations, annotations, marks, and `desk.db`."""

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
