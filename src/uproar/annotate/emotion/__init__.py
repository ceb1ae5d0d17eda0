"""What a post feels like: 27 emotions and neutral, in any language."""

from __future__ import annotations

from uproar.annotate.emotion.emotion import ANNOTATOR

__all__ = ["ANNOTATOR"]
