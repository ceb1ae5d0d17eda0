"""The language of a text, and how sure that is."""

from __future__ import annotations

from uproar.annotate.language.language import ANNOTATOR

__all__ = ["ANNOTATOR"]
