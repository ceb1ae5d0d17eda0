"""Groups of accounts that posted near-identical texts together, told from a crowd's burst.

Published as signals. A group is called coordinated only when its posts came together on the crowd's
own clock and something else sets it apart; what people pass on or paste over hours is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

import pyarrow as pa

from uproar.intervals import share
from uproar.measure.account_groups import are_new
from uproar.measure.coordination.config import CONFIG, CoordinationConfig
from uproar.measure.coordination.cosharing_groups import cosharing_groups
from uproar.measure.coordination.near_duplicate_groups import Group, near_duplicate_groups
from uproar.measure.parameters import parameters_of
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Saying
from uproar.model.rows import GroupRow, PassingRow

VERSION = "2"

FILLED, DISGUISED, NEW = "one frame, filled in", "disguised letters", "new accounts"
SPAM, COORDINATED, CHAIN = "spam", "coordinated", "ordinary repost chain"

_COUNTS = """
select count(*) as n, count(*) filter (kind <> 'repost') as n_own,
       count(author) filter (kind <> 'repost') as n_signed,
       count(distinct author) as n_authors from scope
"""
# `pushes` marks its groups (h1, h2, …) with the same kind.
_MARKED = """
select post_id as id from marks where kind = 'coordinated' and value like 'g%' order by id
"""


class Classed(NamedTuple):
    """A group, what sets it apart, and its class: SPAM, COORDINATED or CHAIN."""

    group: Group
    signals: list[str]
    kind: str


def coordination(corpus: Corpus, event: Event) -> Measured:
    """Mark the posts of coordinated groups, and list what sets each group apart.

    Unit: groups; posts for the share, of all posts gathered that are no reposts. Rows hold counts,
    signals and a few post ids, never accounts. Empty corpus: no findings; neither where no such
    post has an author, since it takes accounts to tell a group from one busy person. Ties: the
    larger group first, then by its first post. Evidence: the marked posts.
    """
    counted = corpus.counts(_COUNTS)
    if not counted["n_signed"]:
        return Measured()
    classed = [classify(group, CONFIG) for group in near_duplicate_groups(corpus, CONFIG)]
    marks = _marks(classed)
    findings = _findings(classed, marks.num_rows, counted["n_own"])
    return Measured((*findings, _passed_on(corpus, counted["n_authors"])), marks)


def classify(group: Group, config: CoordinationConfig = CONFIG) -> Classed:
    """A group with its signals and its class."""
    signals = signals_of(group, config)
    return Classed(group, signals, class_of(group, signals, config))


def signals_of(group: Group, config: CoordinationConfig = CONFIG) -> list[str]:
    """What sets a group apart, in a fixed order; `together` is there whenever a group is."""
    signals = ["together"]
    n_filled = max(config.min_filled, config.min_share_filled * len(group.posts))
    if group.n_wordings >= n_filled and group.verbatim < config.max_share_verbatim:
        signals.append(FILLED)
    usual = config.min_lift_disguised * group.disguised_crowd
    if group.disguised >= max(config.min_share_disguised, usual):
        signals.append(DISGUISED)
    if len(group.langs) > 1:
        signals.append("one text in several languages")
    if are_new(group.share_new, group.share_new_crowd, config.texts.accounts):
        signals.append(NEW)
    if group.tags:
        signals.append("a hashtag of its own")
    if group.tight >= config.min_share_tight:
        signals.append("within minutes")
    return signals


def class_of(group: Group, signals: list[str], config: CoordinationConfig = CONFIG) -> str:
    """SPAM, COORDINATED or CHAIN.

    What many paste or vary over hours is a chain, however tall its peak: without disguise or new
    accounts, most of those who ever posted it have to have done so within one hour.
    """
    if group.spam >= config.min_share_spam:
        return SPAM
    if DISGUISED in signals or NEW in signals:
        return COORDINATED
    is_at_once = group.in_an_hour >= config.texts.accounts.min_share_in_an_hour
    return COORDINATED if is_at_once and len(signals) > 1 else CHAIN


def _marks(classed: list[Classed]) -> pa.Table:
    """The posts of the coordinated groups; the more signals, the higher the score."""
    rows = [
        {
            "kind": "coordinated",
            "post_id": post,
            "value": group.id,
            "score": round(min(1.0, len(signals) / CONFIG.full_score_signals), 6),
            "reason": "; ".join(signals),
        }
        for group, signals, kind in classed
        if kind == COORDINATED
        for post in group.posts
    ]
    return pa.Table.from_pylist(sorted(rows, key=lambda row: str(row["post_id"])), schema=MARKS)


def _findings(classed: list[Classed], n_marked: int, n: int) -> tuple[Finding, ...]:
    groups = Finding(
        "coordination.groups",
        sum(each.kind == COORDINATED for each in classed),
        "groups",
        n=n,
        n_of="posts gathered, reposts left out",
        method="near-identical texts; scan statistic on the crowd's clock; a further signal",
        parameters=parameters_of(CONFIG),
        evidence_sql=_MARKED,
    )
    value, low, high = share(n_marked, n)
    return (
        replace(groups, rows=tuple(_row(each) for each in classed)),
        replace(groups, id="coordination.n", value=n_marked, unit="posts"),
        replace(groups, id="coordination.share", value=value, unit="share", low=low, high=high),
    )


def _passed_on(corpus: Corpus, n_authors: int) -> Finding:
    """Accounts that keep passing on the same things together: a signal, never a mark."""
    groups = cosharing_groups(corpus, CONFIG.cosharing)
    return Finding(
        "coordination.passing",
        groups.n_accounts,
        "accounts",
        n=n_authors,
        n_of="accounts",
        method="co-shares of reposts and links within the window, as CooRTweet defines them",
        parameters=parameters_of(CONFIG.cosharing),
        rows=(PassingRow(groups.n_groups, groups.n_accounts),),
    )


def _row(classed: Classed) -> GroupRow:
    group = classed.group
    return GroupRow(
        id=group.id,
        kind=classed.kind,
        signals=tuple(classed.signals),
        n_posts=len(group.posts),
        n_accounts=group.n_accounts,
        n_texts=group.n_texts,
        n_wordings=group.n_wordings,
        share_in_an_hour=group.in_an_hour,
        start_at=group.start_at,
        end_at=group.end_at,
        similarity=group.similarity,
        lift=group.lift,
        p=group.p,
        languages=group.langs,
        platforms=group.platforms,
        share_disguised=group.disguised,
        share_new_accounts=group.share_new,
        share_spam=group.spam,
        hashtags=group.tags,
        posts=group.posts[: CONFIG.shown_posts],
    )


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That sets of near-identical posts are left out, when there are some."""
    groups = findings.get("coordination.groups")
    if groups is not None and groups.value:
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
