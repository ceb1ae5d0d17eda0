"""What people passed on most, where a post of it may be quoted."""

from __future__ import annotations

from uproar.model import rows_of
from uproar.model.rows import SharedPostRow
from uproar.tell.plan.plan import Option, Part, Role, Used
from uproar.tell.plan.planner import Planner
from uproar.tell.slots import SMALL, slot

# Times that a post is passed on, from which it is told.
MIN_PASSED_ON = 20  # chosen on: judgement; not swept


def passed_on(planner: Planner, used: Used) -> Part:
    """The post that was passed on most, in its words."""
    finding = planner.evidence.findings.get("shared.posts")
    rows = rows_of(finding, SharedPostRow)
    if not rows or rows[0].n < MIN_PASSED_ON or planner.pattern in SMALL:
        return Part(used)
    post = planner.evidence.quotes.get(rows[0].post_id)
    if post is None or not planner.quotes.fits(post, used) or not planner.quotes.is_readable(post):
        return Part(used)
    arguments = {
        "n": slot("finding", "shared.posts", row=1, field="n", form="number"),
        "ended": slot("quote", post.post_id, form="ended", **planner.quotes.part(post)),
    }
    option = Option("passed-on", Role.PASSED_ON)
    return planner.tell(used.with_quote(post), "moments", option, arguments)
