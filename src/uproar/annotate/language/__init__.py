"""The language of a text, and how sure that is; unsure ones are decided by their company."""

from __future__ import annotations

from uproar.annotate.language.company import in_company
from uproar.annotate.language.language import ANNOTATOR, Reading, read

__all__ = ["ANNOTATOR", "Reading", "in_company", "read"]
