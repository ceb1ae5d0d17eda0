"""Groups of accounts that posted near-identical texts together, told from a crowd's burst.

Published as signals. What people say alike of their own accord (rituals, chants, pasted texts,
calls to vote) is listed and not marked; `classes.py` says what sets a campaign apart from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyarrow as pa

from uproar.intervals import share
from uproar.measure.coordination.classes import COORDINATED, SPAM, Classed, classify
from uproar.measure.coordination.config import CONFIG
from uproar.measure.coordination.cosharing_groups import cosharing_groups
from uproar.measure.coordination.near_duplicate_groups import near_duplicate_groups
from uproar.measure.parameters import parameters_of
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Saying
from uproar.model.rows import GroupRow, PassingRow
from uproar.text.lexicons import call_in

VERSION = "3"

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
    counted = corpus.counts(_COUNTS)
    if not counted["n_signed"]:
        return Measured()
    classed = [classify(group, CONFIG) for group in near_duplicate_groups(corpus, event, CONFIG)]
    marks = _marks(classed)
    findings = _findings(classed, marks.num_rows, counted["n_own"])
    others = (_alike(classed, counted["n_own"]), _calls(classed, counted["n_own"]))
    return Measured((*findings, *others, _passed_on(corpus, counted["n_authors"])), marks)


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
        method="near-identical texts; their times and accounts against the crowd's",
        parameters=parameters_of(CONFIG),
        evidence_sql=_MARKED,
    )
    value, low, high = share(n_marked, n)
    return (
        replace(groups, rows=tuple(_row(each) for each in classed if each.kind == COORDINATED)),
        replace(groups, id="coordination.n", value=n_marked, unit="posts"),
        replace(groups, id="coordination.share", value=value, unit="share", low=low, high=high),
    )


def _alike(classed: list[Classed], n: int) -> Finding:
    """The groups that are not marked: what people say alike of their own accord, and spam."""
    others = tuple(_row(each) for each in classed if each.kind != COORDINATED)
    return Finding(
        "alike.groups",
        len(others),
        "groups",
        n=n,
        n_of="posts gathered, reposts left out",
        method="near-identical texts; their times and accounts against the crowd's",
        parameters=parameters_of(CONFIG),
        rows=others,
    )


def _calls(classed: list[Classed], n: int) -> Finding:
    """Posts that ask others to vote or to stream in nearly the same words, marked or not."""
    calls = [each.group for each in classed if each.kind != SPAM and call_in(each.group.text)]
    return Finding(
        "calls.n",
        len({post for group in calls for post in group.posts}),
        "posts",
        n=n,
        n_of="posts gathered, reposts left out",
        method="groups of near-identical texts that ask to vote or to stream, by word lists",
        parameters=parameters_of(CONFIG),
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
        share_new_accounts=group.accounts.share_new,
        share_spam=group.spam,
        hashtags=group.tags,
        posts=group.posts[: CONFIG.shown_posts],
    )


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That sets of near-identical posts are left out, and that fans called to vote or to stream."""
    groups = findings.get("coordination.groups")
    if groups is not None and groups.value:
        slots = {
            "groups": "[[finding:coordination.groups, form=count]]",
            "n": "[[finding:coordination.n, form=count]]",
        }
        support = ("finding:coordination.share",)
        yield Saying("method", "coordination-left-out", slots, 0.6, support)
    calls = findings.get("calls.n")
    if calls is not None and calls.value:
        slots = {"n": "[[finding:calls.n, form=count]]"}
        yield Saying("method", "coordination-calls", slots, 0.4, ("finding:calls.n",))


MEASURE = Measure(
    "coordination",
    VERSION,
    coordination,
    needs=("spam", "copy"),
    gives=("coordinated", "coordination", "alike", "calls"),
    says=says,
)
