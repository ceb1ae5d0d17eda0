"""What a desk keeps on disk: posts as operations, annotations, marks, and `desk.db`."""

from uproar.store.coverage import Coverage
from uproar.store.decisions import Decision, Export
from uproar.store.desk import Desk
from uproar.store.erase import Touched
from uproar.store.ledger import Counts, Erasure
from uproar.store.posts import Appended, PostStore
from uproar.store.runs import Run

__all__ = [
    "Appended",
    "Counts",
    "Coverage",
    "Decision",
    "Desk",
    "Erasure",
    "Export",
    "PostStore",
    "Run",
    "Touched",
]
