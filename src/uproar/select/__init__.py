"""Which posts are about the event: corpus → marks of kind `relevant`, one for every post.

A selector is fitted once per event and state, on posts that nobody has labelled.
"""

from __future__ import annotations

from uproar.model import Selector
from uproar.plugins import scan


def find() -> tuple[Selector, ...]:
    """Every selector, in alphabetical order of its module.

    >>> [selector.name for selector in find()]
    ['relevance']
    """
    return scan(__name__, "SELECTOR", "uproar.selectors")
