"""How a story says who wrote a quote: where, at first; then only that it was another."""

from __future__ import annotations

import xxhash

from uproar.model import rows_of
from uproar.model.rows import PlatformShareRow
from uproar.tell.evidence import Quotable
from uproar.tell.plan.plan import Used
from uproar.tell.plan.planner import Planner
from uproar.tell.slots import UNSURE, slot

# With the platform: for the first quote, and for all where posts come from several platforms.
PLACED = ("one_wrote", "one_led", "one_posted", "one_put_it")
# Without it, for those after the first.
AGAIN = ("another_wrote", "another_led", "another_wrote", "another_said")


def attribution(planner: Planner, used: Used, post: Quotable, *, is_led: bool | None = None) -> str:
    """The form in which the next quote says who wrote it.

    `is_led`: only forms that say it before the quote, or only those that say it behind.
    """
    n_quoted = len(used.quotes)
    turn = xxhash.xxh3_64_intdigest(planner.evidence.event.id.encode()) + n_quoted
    forms = AGAIN if n_quoted and _is_one_platform(planner) else PLACED
    if is_led is None and post.lang not in (planner.say.language, *UNSURE):
        is_led = False  # a quote in another language is never led
    fitting = [f for f in forms if is_led is None or f.endswith("_led") == is_led]
    return fitting[turn % len(fitting)]


def quote_slots(planner: Planner, used: Used, post: Quotable) -> dict[str, str]:
    """A post's slots: its words with who wrote them behind (`one_wrote`), and without."""
    part = planner.quotes.part(post)
    behind = attribution(planner, used, post, is_led=False)
    forms = {"one_wrote": behind, "ended": "ended", "running": "running"}
    return {name: slot("quote", post.post_id, form=form, **part) for name, form in forms.items()}


def _is_one_platform(planner: Planner) -> bool:
    rows = rows_of(planner.evidence.findings.get("platforms.shares"), PlatformShareRow)
    return sum(row.n > 0 for row in rows) == 1
