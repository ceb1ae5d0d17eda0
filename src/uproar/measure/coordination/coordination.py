"""Groups of accounts that posted near-identical texts together, told from a crowd's burst.

Published as signals. A group is called coordinated only when its posts came together on the crowd's
own clock and something else sets it apart; what people pass on or paste over hours is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import pyarrow as pa

from uproar.measure.coordination.cosharing_groups import CROWD, TIMES, WINDOW_US, passing_groups
from uproar.measure.coordination.near_duplicate_groups import Group, find_groups
from uproar.measure.stats.intervals import share
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Saying, Value
from uproar.model.rows import GroupRow, PassingRow

VERSION = "2"
SPAM_SHARE = 0.5  # of a group's posts, from which the group is spam
FRESH_SHARE, FRESH_LIFT = 0.5, 3.0  # accounts younger than a month, and against the crowd
DISGUISED_SHARE, DISGUISED_LIFT = 0.2, 5.0
FILLED_SHARE, FILLED_MIN = 0.15, 4  # different wordings of one frame
VERBATIM_SHARE = 0.5  # from which one wording is passed on, with comments, not filled in
HOUR_SHARE = 0.6
TIGHT_SHARE = 0.8  # of a verbatim text's accounts within ten minutes

FILLED, DISGUISED, NEW = "one frame, filled in", "disguised letters", "new accounts"

_COUNTS = """
select count(*) as n, count(*) filter (kind <> 'repost') as n_own,
       count(author) filter (kind <> 'repost') as n_signed,
       count(distinct author) as n_authors from scope
"""
# `pushes` marks its groups (h1, h2, …) with the same kind.
_MARKED = """
select post_id as id from marks where kind = 'coordinated' and value like 'g%' order by id
"""


def coordination(corpus: Corpus, event: Event) -> Measured:
    """Mark the posts of coordinated groups, and list what sets each group apart.

    Unit: groups; posts for the share, of all posts gathered that are no reposts. Rows hold counts,
    signals and a few post ids, never accounts. Empty corpus: no findings; neither where no such
    post has an author, since it takes accounts to tell a group from one busy person. Ties: the
    larger group first, then by its first post. Evidence: the marked posts.
    """
    counted = corpus.one(_COUNTS)
    if not counted["n_signed"]:
        return Measured()
    groups = [
        (
            g,
            signals(g),
        )
        for g in find_groups(corpus)
    ]
    classed = [(g, s, class_of(g, s)) for g, s in groups]
    rows = [
        {
            "kind": "coordinated",
            "post_id": post,
            "value": group.id,
            "score": round(min(1.0, len(found) / 3), 6),
            "reason": "; ".join(found),
        }
        for group, found, kind in classed
        if kind == "coordinated"
        for post in group.posts
    ]
    marks = pa.Table.from_pylist(sorted(rows, key=lambda row: str(row["post_id"])), schema=MARKS)
    findings = _findings(classed, marks.num_rows, int(counted["n_own"]))
    return Measured((*findings, _passed_on(corpus, int(counted["n_authors"]))), marks)


def signals(group: Group) -> list[str]:
    """What sets a group apart, in a fixed order; `together` is there whenever a group is."""
    found = ["together"]
    n_filled = max(FILLED_MIN, FILLED_SHARE * len(group.posts))
    if group.n_wordings >= n_filled and group.verbatim < VERBATIM_SHARE:
        found.append(FILLED)
    if group.disguised >= max(DISGUISED_SHARE, DISGUISED_LIFT * group.disguised_crowd):
        found.append(DISGUISED)
    if len(group.langs) > 1:
        found.append("one text in several languages")
    if group.fresh is not None and group.fresh >= max(
        FRESH_SHARE, FRESH_LIFT * (group.fresh_crowd or 0.0)
    ):
        found.append(NEW)
    if group.tags:
        found.append("a hashtag of its own")
    if group.tight >= TIGHT_SHARE:
        found.append("within minutes")
    return found


def class_of(group: Group, found: list[str]) -> str:
    """`spam`, `coordinated` or `ordinary repost chain`.

    What many paste or vary over hours is a chain, however tall its peak: without disguise or new
    accounts, most of those who ever posted it have to have done so within one hour.
    """
    if group.spam >= SPAM_SHARE:
        return "spam"
    if DISGUISED in found or NEW in found:
        return "coordinated"
    at_once = group.in_an_hour >= HOUR_SHARE
    return "coordinated" if at_once and len(found) > 1 else "ordinary repost chain"


def _findings(
    classed: list[tuple[Group, list[str], str]], n_marked: int, n: int
) -> tuple[Finding, ...]:
    kept = [row for row in classed if row[2] == "coordinated"]
    given: dict[str, Value] = {"spam_share": SPAM_SHARE, "tight_share": TIGHT_SHARE}
    found = partial(
        Finding,
        n=n,
        n_of="posts gathered, reposts left out",
        method="near-identical texts; scan statistic on the crowd's clock; a further signal",
        parameters=given,
        evidence_sql=_MARKED,
    )
    value, low, high = share(n_marked, n)
    return (
        found("coordination.groups", len(kept), "groups", rows=tuple(_row(*c) for c in classed)),
        found("coordination.n", n_marked, "posts"),
        found("coordination.share", value, "share", low=low, high=high),
    )


def _passed_on(corpus: Corpus, n_authors: int) -> Finding:
    """Accounts that keep passing on the same things together: a signal, never a mark."""
    found = passing_groups(corpus)
    return Finding(
        "coordination.passing",
        found.n_accounts,
        "accounts",
        n=n_authors,
        n_of="accounts",
        method="co-shares of reposts and links within the window, as CooRTweet defines them",
        parameters={"window_s": WINDOW_US // 1_000_000, "times": TIMES, "crowd": CROWD},
        rows=(PassingRow(found.n_groups, found.n_accounts),),
    )


def _row(group: Group, found: list[str], kind: str) -> GroupRow:
    return GroupRow(
        id=group.id,
        kind=kind,
        signals=tuple(found),
        n_posts=len(group.posts),
        n_accounts=group.n_accounts,
        n_texts=group.n_texts,
        n_wordings=group.n_wordings,
        share_in_an_hour=group.in_an_hour,
        start_at=group.start,
        end_at=group.end,
        similarity=group.similarity,
        lift=group.lift,
        p=group.p,
        languages=group.langs,
        platforms=group.platforms,
        share_disguised=group.disguised,
        share_new_accounts=group.fresh,
        share_spam=group.spam,
        hashtags=group.tags,
        posts=group.posts[:5],
    )


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That sets of near-identical posts are left out, when there are some."""
    found = findings.get("coordination.groups")
    if found is not None and found.value:
        slots = {
            "groups": "[[finding:coordination.groups, form=count]]",
            "n": "[[finding:coordination.n, form=count]]",
        }
        support = ("finding:coordination.share",)
        yield Saying("method", "coordination-left-out", slots, 0.6, support)


MEASURE = Measure(
    "coordination",
    VERSION,
    coordination,
    needs=("spam", "copy"),
    gives=("coordinated", "coordination"),
    says=says,
)
