"""How many of the posts: a count where few were read, a share where many were."""

from __future__ import annotations

from uproar.errors import EvidenceError
from uproar.model import rows_of
from uproar.model.rows import PlatformShareRow
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.messages.messages import Messages
from uproar.tell.slots import numbers as words

# Posts up to which a story gives counts: "48 of the 300 posts", not "16 percent".
SMALL_SAMPLE = 500  # chosen on: judgement, as desks report surveys and samples; not swept
# Posts below which a part is counted whatever the sample: "19 posts", not "under 1 percent".
FEW_POSTS = 100  # chosen on: judgement; not swept
# How far from a whole number share times posts may be, so that it is a count of posts; a share
# that was corrected or weighted is none.
_WHOLE = 0.01  # chosen on: the six digits that shares are kept with; not swept


def portion(
    share: float, n: int | None, form: str, unit: str, evidence: Evidence, say: Messages
) -> str:
    """A share of `n` posts in words.

    A count in a sample of SMALL_SAMPLE at most, or where it is below FEW_POSTS. `form`: "part"
    ("48 posts", "12 percent of the posts"), "part-of" ("48 of the 300 posts", "12 percent of 3,640
    posts"), "amount" ("48", "12 percent").
    """
    if n is None or not 0 <= share <= 1:
        raise EvidenceError(f"{share} of {n} is no part of a number of posts")
    count = share * n
    is_whole = abs(count - round(count)) <= _WHOLE * max(1, n / 100)
    is_counted = is_whole and (n <= SMALL_SAMPLE or round(count) < FEW_POSTS)
    shown = words.number(round(count), say) if is_counted else words.percent(share, say)
    if form == "amount":
        return shown
    if form == "part":
        if is_counted:
            return counted(round(count), unit, evidence, say)
        return say.say("part", part=shown, posts=plural(unit, evidence, say))
    message = "part-of-few" if is_counted else "part-of-all"
    return say.say(message, part=shown, posts=counted(n, unit, evidence, say))


def counted(n: float, unit: str, evidence: Evidence, say: Messages) -> str:
    """A number with its unit: "3,640 posts"."""
    return say.say(_message(unit, evidence, say), n=1 if n == 1 else 2, number=words.number(n, say))


def plural(unit: str, evidence: Evidence, say: Messages) -> str:
    """The unit alone, as of many: "posts"."""
    return say.say(_message(unit, evidence, say), n=2, number="").strip()


def _message(unit: str, evidence: Evidence, say: Messages) -> str:
    """The unit's message: posts are comments where every platform has only comments."""
    if unit in ("posts", "originals") and _are_comments(evidence, say):
        return "unit-comments"
    return f"unit-{unit}" if say.has(f"unit-{unit}") else "unit-other"


def _are_comments(evidence: Evidence, say: Messages) -> bool:
    rows = rows_of(evidence.findings.get("platforms.shares"), PlatformShareRow)
    places = say.words("comment-platforms")
    return bool(rows) and all(row.platform in places for row in rows)
