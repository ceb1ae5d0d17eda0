"""What is told of a theme: its keywords, quotes, stance, trend, lines and subthemes.

`theme_rows` puts them together; each module counts one of them on the table of themed posts.
"""

from __future__ import annotations

from uproar.measure.themes.describing.describe import theme_rows
from uproar.measure.themes.describing.subthemes import Subtheme, subthemes

__all__ = ["Subtheme", "subthemes", "theme_rows"]
