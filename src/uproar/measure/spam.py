"""Which posts are spam: what a text says by itself, and what posts do together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from uproar.intervals import share
from uproar.measure.account_groups import ACCOUNT_GROUPS
from uproar.measure.parameters import parameters_of
from uproar.measure.stats.components import join
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Parameter, Saying
from uproar.model.rows import ReasonRow
from uproar.models import spam as model
from uproar.models import spam_chance
from uproar.text.addresses import hosts
from uproar.text.minhash import near_pairs

VERSION = "3"


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
    # Chance by its words from which a text without a signal or a link is looked at, 0-1.
    # source: arithmetic, one below it is not above `threshold` at any share up to `most_share`
    least_read: float = 0.5
    # English texts from which the share of spam among them is estimated; of fewer it is taken as
    # usual. chosen on: judgement, a share of .03 is known to .02 (95 %); not swept
    min_texts: int = 300
    # Jaccard index of 4-character shingles from which two such texts are nearly the same.
    # chosen on: judgement, as for groups of near-identical posts; not swept
    jaccard: float = 0.5
    # The least and the most that an estimate may be, 0-1: so that no text is beyond doubt.
    # chosen on: judgement; not swept
    least_share: float = 0.002
    # by definition: more likely than not
    most_share: float = 0.5


CONFIG = SpamConfig()

_LIKELY = """
select id, author, norm, lang, tags, spam_words, spam_signals, urls, links,
       posted_at - author_created_at as age_us
from scope
where kind <> 'repost' and text is not null
  and (array_length(spam_signals) > 0 or spam_words >= $least
       or array_length(urls) > 0 or array_length(links) > 0)
order by id
"""
_STEPS = """
select step, count(*) as n
from (select cast(least(floor(min(spam_words) * $steps), $steps - 1) as bigint) as step
      from scope where kind <> 'repost' and spam_words is not null and lang = $lang
      group by text_id)
group by step order by step
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
    share_of_spam = _share_of_spam(corpus)
    likely = [LikelySpam(**row, p_by_text=_by_text(row, share_of_spam)) for row in rows]
    crowd = _said_by_many(likely)
    marked = {
        post_id: (p, reason)
        for post_id, p, reason in _judged([p for p in likely if p.id not in crowd])
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


def _share_of_spam(corpus: Corpus) -> float:
    """The share of spam among the corpus's English texts, as their words have it."""
    parameters: dict[str, Parameter] = {"steps": model.CONFIG.steps, "lang": model.LANGUAGE}
    rows = corpus.query(_STEPS, parameters).to_pylist()
    counts = np.zeros(model.CONFIG.steps, np.int64)
    for row in rows:
        counts[row["step"]] = row["n"]
    if counts.sum() < CONFIG.min_texts:
        return spam_chance.CONFIG.usual_share
    estimate = model.load().estimated_share(counts)
    return round(min(CONFIG.most_share, max(CONFIG.least_share, estimate)), 4)


def _by_text(row: Mapping[str, Any], share_of_spam: float) -> float:
    """The chance by a text alone.

    English words can convict, of others the model knows too few; not beside a link, which people
    put beside words of any kind.
    """
    if row["spam_words"] is None:
        return 0.0
    signals = row["spam_signals"] or []
    if row["lang"] != model.LANGUAGE:
        return spam_chance.probability(signals, row["spam_words"])
    if row["urls"] or row["links"]:
        return spam_chance.probability(signals, row["spam_words"], share_of_spam)
    return spam_chance.probability(signals, row["spam_words"], share_of_spam, 1.0)


def _said_by_many(posts: list[LikelySpam]) -> set[str]:
    """Ids of posts that only words convict, where many people say nearly the same.

    A line that a crowd repeats ("subscribe to the newsletter") is no offer of one of them.
    """
    by_words = [p for p in posts if p.p_by_text >= CONFIG.threshold and not p.spam_signals]
    pairs = near_pairs([p.norm or "" for p in by_words], jaccard=CONFIG.jaccard)
    groups = join(len(by_words), pairs.a, pairs.b)
    writers: dict[int, set[str]] = defaultdict(set)
    for post, group in zip(by_words, groups.tolist(), strict=True):
        writers[group].add(post.writer)
    return {
        post.id
        for post, group in zip(by_words, groups.tolist(), strict=True)
        if len(writers[group]) >= ACCOUNT_GROUPS.min_accounts
    }


@dataclass(frozen=True, slots=True)
class LikelySpam:
    """A post with a link, or with a text that may be spam."""

    id: str
    author: str | None
    norm: str | None  # the matching form of its text
    lang: str | None
    tags: list[str] | None
    spam_words: float | None
    spam_signals: list[str] | None
    urls: list[str] | None  # in the text
    links: list[str] | None  # as the platform resolved them
    age_us: int | None  # of the account, when it posted
    p_by_text: float

    @property
    def writer(self) -> str:
        """Its author; a post without one is written by nobody else."""
        return self.author or self.id


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
        template = _template(post.norm, post.tags)
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


def _template(norm: str | None, tags: Collection[str] | None) -> str:
    """A text without its figures and hashtags, which are changed from copy to copy."""
    named = set(tags or ())
    words = " ".join(word for word in (norm or "").split() if word not in named)
    return " ".join("".join(c for c in words if not c.isdecimal()).split())


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
