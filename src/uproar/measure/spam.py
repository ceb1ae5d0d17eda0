"""Which posts are spam: what a text says by itself, and what posts do together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from uproar.clock import DAY_US
from uproar.measure.stats.intervals import share
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Saying, Value
from uproar.model.rows import ReasonRow

VERSION = "2"
THRESHOLD = 0.75  # probability from which a post is marked
EVIDENCE = 0.8  # what one shared pattern adds to a post with a link, as in noisy-or
ROTATING = 3  # domains that one text goes out with
SHARED = 3  # accounts that send people to one domain
FRESH_DAYS = 30
REPEATS = 3  # posts of one text by one account
PROVEN = 2  # posts of an account that are spam by their text
# Addresses that platforms and shorteners put in front of everybody's links say nothing.
_WRAPPERS = frozenset({"t.co", "bit.ly", "lnkd.in", "dlvr.it", "buff.ly", "ift.tt", "tinyurl.com"})

_LIKELY = """
select id, author, norm, spam_p, spam_signals, urls, links,
       posted_at - author_created_at as age_us
from scope
where kind <> 'repost' and text is not null
  and (spam_p >= 0.3e0 or array_length(urls) > 0 or array_length(links) > 0)
order by id
"""
_REPOSTS = """
select id, repost_of from scope where kind = 'repost' and repost_of is not null order by id
"""
_COUNTS = "select count(*) as n from scope"
_MARKED = "select post_id as id from marks where kind = 'spam' order by id"


def spam(corpus: Corpus, event: Event) -> Measured:
    """Mark spam, and say how much of what was gathered it is.

    Unit: posts, reposts of spam included; the share is of all posts gathered (scope). A text's
    own signals can be enough; a link alone never is, it takes a pattern over posts as well. Empty
    corpus: no findings. Evidence: the marked posts.
    """
    n = int(corpus.one(_COUNTS)["n"])
    if n == 0:
        return Measured()
    posts = corpus.query(_LIKELY).to_pylist()
    found = {i: (p, why) for i, p, why in _judged(posts) if p >= THRESHOLD}
    for row in corpus.query(_REPOSTS).to_pylist():
        if row["repost_of"] in found:
            found[row["id"]] = (found[row["repost_of"]][0], "repost of spam")
    marks = pa.Table.from_pylist(
        [
            {"post_id": i, "kind": "spam", "value": "yes", "score": p, "reason": why}
            for i, (p, why) in sorted(found.items())
        ],
        schema=MARKS,
    )
    return Measured(_findings(found, n), marks)


def _judged(posts: list[dict[str, Any]]) -> Iterator[tuple[str, float, str]]:
    domains = [_domains([*(post["urls"] or ()), *(post["links"] or ())]) for post in posts]
    patterns = _patterns(posts, domains)
    for post, own in zip(posts, domains, strict=True):
        reasons = [name for name, ids in patterns.items() if post["id"] in ids] if own else []
        by_text = post["spam_p"] or 0.0
        p = 1 - (1 - by_text) * (1 - EVIDENCE) ** len(reasons)
        said = (post["spam_signals"] or ["words"]) if by_text >= THRESHOLD else []
        yield post["id"], round(p, 6), "; ".join([*said, *reasons])


def _patterns(posts: list[dict[str, Any]], domains: list[set[str]]) -> dict[str, set[str]]:
    """Ids of the posts that take part in each pattern."""
    template_domains: dict[str, set[str]] = defaultdict(set)
    domain_ages: dict[str, dict[str, int | None]] = defaultdict(dict)
    repeats: dict[tuple[str, str], int] = defaultdict(int)
    proven: dict[str, int] = defaultdict(int)
    for post, own in zip(posts, domains, strict=True):
        author, template = post["author"] or post["id"], _template(post["norm"])
        proven[author] += (post["spam_p"] or 0.0) >= THRESHOLD
        if own:
            template_domains[template] |= own
            repeats[author, template] += 1
        for domain in own:
            domain_ages[domain][author] = post["age_us"] if post["author"] else None
    fresh = {domain for domain, ages in domain_ages.items() if _is_fresh_crowd(ages)}
    linked = [(p, own, _template(p["norm"])) for p, own in zip(posts, domains, strict=True) if own]
    by = {id(p): p["author"] or p["id"] for p, _, _ in linked}
    return {
        "one text, many sites": {
            p["id"] for p, _, t in linked if t and len(template_domains[t]) >= ROTATING
        },
        "a site sent by new accounts": {p["id"] for p, own, _ in linked if own & fresh},
        "one account, one text": {
            p["id"] for p, _, t in linked if t and repeats[by[id(p)], t] >= REPEATS
        },
        "an account with spam": {p["id"] for p, _, _ in linked if proven[by[id(p)]] >= PROVEN},
    }


def _is_fresh_crowd(ages: Mapping[str, int | None]) -> bool:
    known = [age for age in ages.values() if age is not None]
    new = sum(age < FRESH_DAYS * DAY_US for age in known)
    return new >= SHARED and 2 * new >= len(ages)


def _template(norm: str | None) -> str:
    """A text without its figures."""
    return " ".join("".join(c for c in norm or "" if not c.isdecimal()).split())


def _domains(addresses: Iterable[str | None]) -> set[str]:
    found = set()
    for address in addresses:
        told = address or ""
        try:
            host = urlsplit(told if "://" in told else f"//{told}").hostname
        except ValueError:  # an address that is none: nothing can be shared through it
            continue
        if host and host.removeprefix("www.") not in _WRAPPERS:
            found.add(host.removeprefix("www."))
    return found


def _findings(found: Mapping[str, tuple[float, str]], n: int) -> tuple[Finding, ...]:
    value, low, high = share(len(found), n)
    reasons: dict[str, int] = defaultdict(int)
    for _, why in found.values():
        for reason in why.split("; "):
            reasons[reason] += 1
    method = "text signals and model; patterns over posts with links (noisy-or)"
    given: dict[str, Value] = {
        "threshold": THRESHOLD,
        "fresh_days": FRESH_DAYS,
        "rotating": ROTATING,
    }
    return (
        Finding(
            "spam.n",
            len(found),
            "posts",
            n=n,
            n_of="posts gathered, reposts included",
            method=method,
            parameters=given,
            evidence_sql=_MARKED,
            rows=tuple(ReasonRow(reason, k) for reason, k in sorted(reasons.items())),
        ),
        Finding(
            "spam.share",
            value,
            "share",
            n=n,
            n_of="posts gathered, reposts included",
            low=low,
            high=high,
            method=method,
            parameters=given,
            evidence_sql=_MARKED,
        ),
    )


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That spam is left out, when there is some."""
    found = findings.get("spam.n")
    if found is not None and found.value:
        slots = {"n": "[[finding:spam.n, form=count]]"}
        yield Saying("method", "spam-left-out", slots, 0.4, ("finding:spam.share",))


MEASURE = Measure("spam", VERSION, spam, gives=("spam",), says=says)
