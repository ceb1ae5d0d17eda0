"""Which posts are spam: what a text says by itself, and what posts do together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pyarrow as pa

from uproar.intervals import share
from uproar.measure.account_groups import ACCOUNT_GROUPS
from uproar.measure.parameters import parameters_of
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Saying
from uproar.model.rows import ReasonRow
from uproar.text.addresses import hosts

VERSION = "2"


@dataclass(frozen=True, slots=True)
class SpamConfig:
    """When a post is spam by its text, and what posts with links do together."""

    # Chance from which a post is marked, 0-1.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, spam F1 .9975
    threshold: float = 0.75
    # What one shared pattern adds to the chance of a post with a link, as in noisy-or, 0-1.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, spam F1 .9975
    pattern_weight: float = 0.8
    # Domains that one text goes out with. chosen on: judgement; not swept
    rotating_domains: int = 3
    # New accounts that send people to one domain. chosen on: judgement; not swept
    new_accounts: int = 3
    # Share of those who send people to one domain that are new, 0-1.
    # chosen on: judgement, half; not swept
    min_share_new: float = 0.5
    # An account younger than this when it posted is new. by definition: one month, as for groups
    new_account_us: int = ACCOUNT_GROUPS.new_account_us
    # Posts of one text by one account. chosen on: judgement; not swept
    repeats: int = 3
    # Posts of an account that are spam by their text. chosen on: judgement; not swept
    proven: int = 2
    # Chance from which a text without a link is read at all, 0-1.
    # source: arithmetic, whatever is not above `threshold` marks the same posts, at another cost
    least_read: float = 0.3


CONFIG = SpamConfig()

_LIKELY = """
select id, author, norm, spam_p, spam_signals, urls, links,
       posted_at - author_created_at as age_us
from scope
where kind <> 'repost' and text is not null
  and (spam_p >= $least or array_length(urls) > 0 or array_length(links) > 0)
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
    n = corpus.counts(_COUNTS)["n"]
    if n == 0:
        return Measured()
    rows = corpus.query(_LIKELY, {"least": CONFIG.least_read}).to_pylist()
    marked = {
        post_id: (p, reason)
        for post_id, p, reason in _judged([LikelySpam(**row) for row in rows])
        if p >= CONFIG.threshold
    }
    for row in corpus.query(_REPOSTS).to_pylist():
        if row["repost_of"] in marked:
            marked[row["id"]] = (marked[row["repost_of"]][0], "repost of spam")
    marks = pa.Table.from_pylist(
        [
            {"post_id": post_id, "kind": "spam", "value": "yes", "score": p, "reason": reason}
            for post_id, (p, reason) in sorted(marked.items())
        ],
        schema=MARKS,
    )
    return Measured(_findings(marked, n), marks)


@dataclass(frozen=True, slots=True)
class LikelySpam:
    """A post with a link, or with a text that may be spam."""

    id: str
    author: str | None
    norm: str | None  # the matching form of its text
    spam_p: float | None
    spam_signals: list[str] | None
    urls: list[str] | None  # in the text
    links: list[str] | None  # as the platform resolved them
    age_us: int | None  # of the account, when it posted

    @property
    def writer(self) -> str:
        """Its author; a post without one is written by nobody else."""
        return self.author or self.id

    @property
    def p_by_text(self) -> float:
        return self.spam_p or 0.0


def _judged(posts: list[LikelySpam]) -> Iterator[tuple[str, float, str]]:
    """Each post's id, the chance that it is spam, and why."""
    domains = [hosts([*(post.urls or ()), *(post.links or ())]) for post in posts]
    patterns = _patterns(posts, domains)
    for post, linked in zip(posts, domains, strict=True):
        shared = [name for name, ids in patterns.items() if post.id in ids] if linked else []
        p = 1 - (1 - post.p_by_text) * (1 - CONFIG.pattern_weight) ** len(shared)
        is_by_text = post.p_by_text >= CONFIG.threshold
        signals = (post.spam_signals or ["words"]) if is_by_text else []
        yield post.id, round(p, 6), "; ".join([*signals, *shared])


def _patterns(posts: list[LikelySpam], domains: list[set[str]]) -> dict[str, set[str]]:
    """Ids of the posts that take part in each pattern."""
    template_domains: dict[str, set[str]] = defaultdict(set)
    domain_ages: dict[str, dict[str, int | None]] = defaultdict(dict)
    repeats: Counter[tuple[str, str]] = Counter()
    proven: Counter[str] = Counter()
    linked: list[tuple[LikelySpam, set[str], str]] = []
    for post, sites in zip(posts, domains, strict=True):
        proven[post.writer] += post.p_by_text >= CONFIG.threshold
        if not sites:
            continue
        template = _template(post.norm)
        linked.append((post, sites, template))
        template_domains[template] |= sites
        repeats[post.writer, template] += 1
        for host in sites:
            domain_ages[host][post.writer] = post.age_us if post.author else None
    sent_by_new = {host for host, ages in domain_ages.items() if _are_mostly_new(ages.values())}
    return {
        "one text, many sites": {
            post.id
            for post, _, template in linked
            if template and len(template_domains[template]) >= CONFIG.rotating_domains
        },
        "a site sent by new accounts": {
            post.id for post, sites, _ in linked if sites & sent_by_new
        },
        "one account, one text": {
            post.id
            for post, _, template in linked
            if template and repeats[post.writer, template] >= CONFIG.repeats
        },
        "an account with spam": {
            post.id for post, _, _ in linked if proven[post.writer] >= CONFIG.proven
        },
    }


def _are_mostly_new(ages_us: Collection[int | None]) -> bool:
    """Whether enough new accounts are among these, and a large share of all."""
    n_new = sum(age is not None and age < CONFIG.new_account_us for age in ages_us)
    return n_new >= CONFIG.new_accounts and n_new >= CONFIG.min_share_new * len(ages_us)


def _template(norm: str | None) -> str:
    """A text without its figures."""
    return " ".join("".join(c for c in norm or "" if not c.isdecimal()).split())


def _findings(marked: Mapping[str, tuple[float, str]], n: int) -> tuple[Finding, ...]:
    value, low, high = share(len(marked), n)
    reasons = Counter(reason for _, why in marked.values() for reason in why.split("; "))
    number = Finding(
        "spam.n",
        len(marked),
        "posts",
        n=n,
        n_of="posts gathered, reposts included",
        method="text signals and model; patterns over posts with links (noisy-or)",
        parameters=parameters_of(CONFIG),
        evidence_sql=_MARKED,
    )
    return (
        replace(number, rows=tuple(ReasonRow(*counted) for counted in sorted(reasons.items()))),
        replace(number, id="spam.share", value=value, unit="share", low=low, high=high),
    )


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That spam is left out, when there is some."""
    spam_posts = findings.get("spam.n")
    if spam_posts is not None and spam_posts.value:
        slots = {"n": "[[finding:spam.n, form=count]]"}
        yield Saying("method", "spam-left-out", slots, 0.4, ("finding:spam.share",))


MEASURE = Measure("spam", VERSION, spam, gives=("spam",), says=says)
