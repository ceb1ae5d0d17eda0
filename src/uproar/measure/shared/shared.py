"""What people passed on and answered: most of a reaction is not written, it is shared.

All of it is counted on the posts about the event without spam and organised posts; reposts and
copies count here, for they are the sharing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from uproar.intervals import share
from uproar.measure.parameters import parameters_of
from uproar.measure.shared.links import is_media
from uproar.model import Corpus, Event, Finding, Measure, Measured, Saying, Value
from uproar.model.emotions import APPROVING, OBJECTING
from uproar.model.rows import (
    PlaceRow,
    Row,
    SharedLinkRow,
    SharedPostRow,
    SharedTagRow,
    ThreadRow,
)
from uproar.text.addresses import page

VERSION = "1"
COUNTS = "posts about the event, reposts and copies included, spam and organised posts not"


@dataclass(frozen=True, slots=True)
class SharedConfig:
    """What is listed, and when it is told."""

    # Things listed of each kind. chosen on: judgement, what an editor reads through; not swept
    listed: int = 10
    # Times that a thing was passed on, from which it is listed. by definition: more than once
    least: int = 2
    # Times from which the story says it. chosen on: judgement; not swept
    least_told: int = 20
    # The same as a share of the posts: a small reaction's favourite is told too, 0-1.
    # chosen on: judgement; not swept
    told_share: float = 0.02
    # Posts of each kind from which replies are compared with the others.
    # source: arithmetic, the interval of a share of .5 is .35 wide at 30
    compared: int = 30


CONFIG = SharedConfig()

_CLEAN = """
clean as (
  select a.*, c.copy_of from about a
  left join (select post_id, max(value) as copy_of from marks where kind = 'copy'
             group by post_id) c on c.post_id = a.id
  where a.id not in (select post_id from marks where kind in ('spam', 'coordinated'))
)
"""
_N = f"with {_CLEAN} select count(*) as n from clean"
_POSTS = f"""
with {_CLEAN}, passed as (
  select coalesce(repost_of, copy_of) as post_id, id, author from clean
  where kind = 'repost' or copy_of is not null
)
select p.post_id, count(*) as n, nullif(count(distinct p.author), 0) as n_accounts,
       max(s.reposts) as n_reported
from passed p join (select id, reposts from clean) s on s.id = p.post_id
where p.post_id <> p.id
group by p.post_id having count(*) >= $least
order by n desc, p.post_id limit $listed
"""
_THREADS = f"""
with {_CLEAN}
select r.reply_to as post_id, count(*) as n_answers,
       nullif(count(distinct r.author), 0) as n_accounts
from clean r join (select id from clean) s on s.id = r.reply_to
where r.reply_to <> r.id
group by r.reply_to having count(*) >= $least
order by n_answers desc, r.reply_to limit $listed
"""
_TAGS = f"""
with {_CLEAN}, used as (select id, author, unnest(list_distinct(tags)) as tag from clean)
select tag, count(*) as n, nullif(count(distinct author), 0) as n_accounts from used
group by tag having count(*) >= $least order by n desc, tag limit $listed
"""
_LINKS = f"""
with {_CLEAN}
select unnest(list_distinct(list_concat(coalesce(links, []), coalesce(urls, [])))) as link,
       id, author
from clean order by id, link
"""
_PLACES = f"""
with {_CLEAN}, placed as (
  select case when reply_to is null then 'post' else 'reply' end as place,
         list_has_any(emotions, $approving) as is_warm,
         list_has_any(emotions, $objecting) as is_critical
  from clean where kind <> 'repost' and copy_of is null and emotions is not null
)
select place, count(*) as n, count(*) filter (is_warm) as n_warm,
       count(*) filter (is_critical) as n_critical
from placed group by place order by place
"""
_EVIDENCE = {
    "posts": """select id from about where id not in
        (select post_id from marks where kind in ('spam', 'coordinated'))
        and (kind = 'repost' or id in (select post_id from marks where kind = 'copy'))
        order by id""",
    "threads": "select id from about where reply_to is not null order by id",
    "tags": "select id from about where array_length(tags) > 0 order by id",
    "links": """select id from about where array_length(urls) > 0 or array_length(links) > 0
        order by id""",
    "places": "select id from about where kind <> 'repost' order by id",
}

_UNITS = {
    "posts": "posts passed on",
    "threads": "threads",
    "links": "pages",
    "tags": "hashtags",
    "places": "kinds of post",
}


def shared(corpus: Corpus, event: Event) -> Measured:
    """Count what was passed on and answered most, and compare replies with other posts.

    Unit: posts; `n_accounts` counts the known authors among them, None: none is known. No post
    about the event: nothing; nothing of a kind: no finding of that kind. Ties: by id, tag or
    address. Evidence: the posts that pass on, answer, tag or link.
    """
    n = corpus.counts(_N)["n"]
    if n == 0:
        return Measured()
    bounds = {"least": CONFIG.least, "listed": CONFIG.listed}
    kinds: dict[str, tuple[Row, ...]] = {
        "posts": tuple(
            SharedPostRow(row["post_id"], row["n"], row["n_accounts"], row["n_reported"])
            for row in corpus.query(_POSTS, bounds).to_pylist()
        ),
        "threads": tuple(
            ThreadRow(row["post_id"], row["n_answers"], row["n_accounts"])
            for row in corpus.query(_THREADS, bounds).to_pylist()
        ),
        "links": _links(corpus.query(_LINKS), event),
    }
    if corpus.has("tags"):
        event_tags = {tag.casefold().lstrip("#") for tag in event.hashtags}
        kinds["tags"] = tuple(
            SharedTagRow(
                row["tag"],
                row["n"],
                row["n_accounts"],
                is_event_tag=row["tag"].casefold() in event_tags,
            )
            for row in corpus.query(_TAGS, bounds).to_pylist()
        )
    if corpus.has("emotions"):
        kinds["places"] = _places(corpus)
    parameters: dict[str, Value] = {**parameters_of(CONFIG), "version": VERSION}
    return Measured(
        tuple(
            Finding(
                f"shared.{kind}",
                len(rows),
                _UNITS[kind],
                n=n,
                n_of=COUNTS,
                method="counts of what posts repeat, answer, tag and link",
                parameters=parameters,
                rows=rows,
                evidence_sql=_EVIDENCE[kind],
            )
            for kind, rows in sorted(kinds.items())
            if rows
        )
    )


def _links(table: pa.Table, event: Event) -> tuple[SharedLinkRow, ...]:
    """The pages that most posts link to. A page counts once per post, however it is written."""
    pages = {link: page(link) for link in set(table["link"].to_pylist()) if link is not None}
    posts: dict[str, set[str]] = defaultdict(set)
    accounts: dict[str, set[str]] = defaultdict(set)
    for row in table.to_pylist():
        address = pages.get(row["link"], "")
        if address:
            posts[address].add(row["id"])
            if row["author"] is not None:
                accounts[address].add(row["author"])
    ranked = sorted(posts, key=lambda address: (-len(posts[address]), address))
    event_page = page(event.url) if event.url else ""
    return tuple(
        SharedLinkRow(
            address,
            "media" if is_media(address) else "page",
            len(posts[address]),
            len(accounts[address]) or None,
            is_event_page=address == event_page,
        )
        for address in ranked[: CONFIG.listed]
        if len(posts[address]) >= CONFIG.least
    )


def _places(corpus: Corpus) -> tuple[PlaceRow, ...]:
    """How warm and how critical replies are beside other posts, where there are enough of both."""
    moods = {"approving": APPROVING, "objecting": OBJECTING}
    rows = corpus.query(_PLACES, moods).to_pylist()
    if len(rows) < 2 or min(row["n"] for row in rows) < CONFIG.compared:
        return ()
    return tuple(
        PlaceRow(
            row["place"],
            row["n"],
            *share(row["n_warm"], row["n"]),
            *share(row["n_critical"], row["n"]),
        )
        for row in rows
    )


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """What was passed on or answered most, where that is much; and that replies are harsher."""
    for kind, field, message, salience in (
        ("posts", "n", "shared-post", 0.8),
        ("threads", "n_answers", "shared-thread", 0.5),
    ):
        finding = findings.get(f"shared.{kind}")
        if finding is not None and _is_much(finding, field):
            slot = f"[[finding:shared.{kind}, row=1, field={field}, form=count, unit=posts]]"
            yield Saying("moments", message, {"n": slot}, salience, (f"finding:shared.{kind}",))
    places = findings.get("shared.places")
    rows = [row for row in (places.rows if places else ()) if isinstance(row, PlaceRow)]
    by_place = {row.place: row for row in rows}
    if {"post", "reply"} <= by_place.keys():
        reply, other = by_place["reply"], by_place["post"]
        if reply.low_critical > other.high_critical:
            base = "finding:shared.places"
            slots = {
                name: f"[[{base}, row={rows.index(row) + 1}, field=share_critical, form=share]]"
                for name, row in (("part", reply), ("other", other))
            }
            yield Saying("moments", "shared-replies-critical", slots, 0.6, (base,))


def _is_much(finding: Finding, field: str) -> bool:
    n = int(getattr(finding.rows[0], field))
    return n >= CONFIG.least_told and n >= CONFIG.told_share * float(finding.n or 0)


MEASURE = Measure(
    "shared",
    VERSION,
    shared,
    needs=("relevant", "spam", "copy", "coordinated"),
    gives=("shared",),
    says=says,
)
