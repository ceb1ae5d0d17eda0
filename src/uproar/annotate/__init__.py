"""One file per annotator: what a text says whatever the event, once per distinct text."""

from __future__ import annotations

from uproar.annotate.batch import annotate_texts
from uproar.model import Annotator
from uproar.plugins import in_order, scan

__all__ = ["annotate_texts", "find"]


def find() -> tuple[Annotator, ...]:
    """Every annotator, each after those whose columns it needs.

    >>> names = [annotator.name for annotator in find()]
    >>> names.index("normal") < names.index("language")
    True
    """
    annotators: tuple[Annotator, ...] = scan(__name__, "ANNOTATOR", "uproar.annotators")
    return in_order(annotators, lambda a: a.needs, lambda a: a.columns.names)
