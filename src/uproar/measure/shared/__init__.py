"""What people passed on and answered: posts, links, hashtags, threads, and how replies differ.

`shared` counts, `links` says which addresses are the same page.
"""

from __future__ import annotations

from uproar.measure.shared.shared import MEASURE

__all__ = ["MEASURE"]
