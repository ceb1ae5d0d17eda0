"""How many different people spoke, and whether a few of them did most of the talking."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uproar.intervals import share
from uproar.measure.authorship import voice
from uproar.model import Corpus, Event, Finding, Measure, Measured, Saying, Value
from uproar.model.rows import BusiestAccountsRow

VERSION = "3"


@dataclass(frozen=True, slots=True)
class VoicesConfig:
    """When it is worth telling that a few accounts did most of the talking."""

    # Share of the originals that the busiest tenth wrote, 0-1. chosen on: judgement, half
    min_share: float = 0.5
    # Authors; a tenth of fewer is one account, and that is no group that did the talking.
    # source: arithmetic, a tenth of 11 is two accounts
    min_authors: int = 11


CONFIG = VoicesConfig()

_VOICES = """
select count(*) as n_posts, count(author) as n_signed, count(distinct author) as n_voices,
       (select count(*) from originals) as n_originals
from about
"""
_OF_ORIGINALS = f"""
select count(*) as n, count(author) as n_signed, count(distinct author) as n_authors,
       count(distinct {voice("originals")}) as n_voices
from originals
"""
_BUSIEST = """
with authors as (select author, count(*) as n from originals
                 where author is not null group by author),
ranked as (select n, row_number() over (order by n desc, author) as place,
                  count(*) over () as n_authors from authors)
select coalesce(sum(n), 0)::bigint as n_posts,
       coalesce(sum(n) filter (where place * 10 <= n_authors + 9), 0)::bigint as by_busiest,
       count(*) filter (where place * 10 <= n_authors + 9) as n_busiest,
       coalesce(max(n), 0)::bigint as most, count(*) as n_authors
from ranked
"""
_FIRST_OF_EACH = """
select id from (select id, row_number() over (partition by author
                order by coalesce(posted_at, 9223372036854775807), id) as place
                from about where author is not null) where place = 1 order by id
"""
_UNSIGNED = "select id from about where author is null order by id"


def voices(corpus: Corpus, event: Event) -> Measured:
    """Count distinct authors of the posts about the event, and how the posts spread over them.

    Unit: people, as far as the platforms tell them apart; one person with two accounts counts
    twice. Posts without an author are in no number of people: `voices.unknown` is their share, and
    where no post names its author, the number of people is not given. Empty corpus: no findings.
    Evidence: each author's first post; the original posts; the posts without an author.
    """
    counted = corpus.counts(_VOICES)
    if counted["n_posts"] == 0:
        return Measured()
    busiest, originals = corpus.counts(_BUSIEST), corpus.counts(_OF_ORIGINALS)
    n, total = counted["n_signed"], counted["n_originals"]
    unsigned = {"without_author": counted["n_posts"] - n}
    who = [
        Finding(
            "voices.n",
            counted["n_voices"],
            "people",
            n=n,
            n_of="posts about the event with an author, reposts included",
            method="distinct accounts",
            parameters=unsigned,
            evidence_sql=_FIRST_OF_EACH,
        )
    ]
    findings = [
        *(who if n else ()),
        Finding(
            "voices.originals",
            total,
            "originals",
            n=counted["n_posts"],
            n_of="posts about the event, reposts included",
            method="no reposts, copies, spam, near-identical campaigns",
            parameters=_known(originals),
            evidence_sql="select id from originals order by id",
        ),
        *_unknown(counted["n_posts"] - n, counted["n_posts"]),
    ]
    if busiest["n_posts"]:
        findings.append(_concentration(busiest, total))
    return Measured(tuple(findings))


def _known(originals: Mapping[str, int]) -> dict[str, Value]:
    """How many authors the originals have, and how many voices a plural may rest on."""
    return {
        "authors": originals["n_authors"] or None,
        "without_author": originals["n"] - originals["n_signed"],
        "voices": originals["n_voices"],
    }


def _unknown(n_unsigned: int, n: int) -> Iterable[Finding]:
    """The share of posts without an author, where there are such."""
    if n_unsigned:
        value, low, high = share(n_unsigned, n)
        yield Finding(
            "voices.unknown",
            value,
            "share",
            n=n,
            n_of="posts about the event, reposts included",
            low=low,
            high=high,
            method="posts whose author the platform or the file does not name",
            evidence_sql=_UNSIGNED,
        )


def _concentration(busiest: Mapping[str, int], total: int) -> Finding:
    """What the busiest tenth of the known authors wrote, as a share of all originals."""
    part = busiest["by_busiest"] / total
    concentration: dict[str, Value] = {
        "authors": busiest["n_authors"],
        "most_by_one": busiest["most"],
    }
    method = "share of originals by the tenth of known authors with most of them"
    return Finding(
        "voices.busiest_tenth",
        round(part, 6),
        "share",
        n=total,
        n_of="original posts, with or without an author",
        method=method,
        parameters=concentration,
        rows=(BusiestAccountsRow(busiest["n_busiest"], busiest["by_busiest"]),),
        evidence_sql="select id from originals where author is not null order by id",
    )


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """That few people did most of the talking, when they did."""
    tenth = findings.get("voices.busiest_tenth")
    if tenth is None or int(str(tenth.parameters["authors"])) < CONFIG.min_authors:
        return
    if float(tenth.value or 0) >= CONFIG.min_share:
        busiest = "finding:voices.busiest_tenth"
        slots = {
            "accounts": f"[[{busiest}, row=1, field=n_accounts, form=count, unit=people]]",
            "part": f"[[{busiest}, form=share]]",
        }
        yield Saying("method", "voices-busiest", slots, 0.4, ("finding:voices.busiest_tenth",))


MEASURE = Measure(
    "voices",
    VERSION,
    voices,
    needs=("relevant", "spam", "copy", "coordinated"),
    gives=("voices",),
    says=says,
)
