"""Evidence by hand for made-up events: no pipeline, nothing measured, all people invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from uproar.intervals import Z
from uproar.measure.moments.moments import shared_ranks
from uproar.model import (
    Article,
    Background,
    Cue,
    Entity,
    Event,
    Finding,
    Footage,
    Gap,
    Passage,
    State,
)
from uproar.model.rows import DayRow, GroupRow, MomentRow, PeakRow, PlatformShareRow, ThemeRow
from uproar.tell import Evidence, House, Quotable

STATE = State(1000, 0)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def micros(text: str) -> int:
    return int(at(text).timestamp()) * 1_000_000


def interval(share: float, n: int) -> tuple[float, float]:
    half = 1.96 * (share * (1 - share) / n) ** 0.5
    return max(share - half, 0.0), min(share + half, 1.0)


def theme(
    theme_id: str,
    n: int,
    of: int,
    *,
    name_terms: Sequence[str] = (),
    quotes: Sequence[str] = (),
    cues: Sequence[int] = (),
    stance: str = "positive",
    humour: float = 0.0,
    days: Sequence[tuple[str, int, int]] = (),
    rise: int | None = None,
    sensitive: Sequence[str] = (),
) -> ThemeRow:
    """A theme of n of the original posts; days are (day, its posts, all posts)."""
    low, high = interval(n / of, of)
    return ThemeRow(
        id=theme_id,
        name_terms=tuple(name_terms),
        n=n,
        share=n / of,
        low=low,
        high=high,
        quotes=tuple(quotes),
        cues=tuple(cues),
        stance=stance,
        humour=humour,
        by_day=tuple(DayRow(*day) for day in days),
        rise=rise,
        sensitive=tuple(sensitive),
        children=(),
    )


def moment(cue: int, n: int, low: float, high: float, rank: int) -> MomentRow:
    return MomentRow(
        cue=cue,
        n=n,
        low=low,
        high=high,
        start_s=3.0 * cue,
        end_s=3.0 * cue + 3.0,
        speaker=None,
        text=f"line {cue}",
        posts=(),
        rank=rank,
        is_tied=False,
    )


def moments(*counts: tuple[int, int, float, float]) -> tuple[MomentRow, ...]:
    """Lines of the footage as (cue, n, low, high), most pointed to first, ranked as measured."""
    ranks = shared_ranks([counted for _, *counted in counts])
    return tuple(
        replace(moment(*counted, rank), is_tied=ranks.count(rank) > 1)
        for counted, rank in zip(counts, ranks, strict=True)
    )


def peak(when: str, n: int) -> PeakRow:
    """An hour of n posts, its interval that of a Poisson count."""
    half = Z * n**0.5
    return PeakRow(micros(when), n, max(n - half, 0.0), n + half, None)


def group(group_id: str, n: int) -> GroupRow:
    """A coordinated group of n posts, each by an account of its own."""
    return GroupRow(
        id=group_id,
        kind="coordinated",
        signals=("together", "one frame, filled in"),
        n_posts=n,
        n_accounts=n,
        n_texts=n,
        n_wordings=n,
        share_in_an_hour=1.0,
        start_at=micros("2031-12-05T21:00"),
        end_at=micros("2031-12-05T21:40"),
        similarity=0.9,
        lift=12.0,
        p=1e-9,
        languages=("en",),
        platforms=("x",),
        share_disguised=0.0,
        share_new_accounts=None,
        share_spam=0.0,
        hashtags=(),
        posts=(),
    )


def quotes(posts: Sequence[tuple[str, str, str, str]], **fields: Any) -> dict[str, Quotable]:
    """(id, theme, language, text) each, on the platform named before the colon."""
    return {
        post_id: Quotable(
            post_id,
            text,
            lang,
            post_id.split(":")[0],
            f"https://posts.example.org/{post_id}",
            f"author-of-{post_id}",
            (theme_id,),
            **fields,
        )
        for post_id, theme_id, lang, text in posts
    }


def cues(lines: Sequence[tuple[int, float, str | None, str]]) -> dict[int, dict[str, Cue]]:
    return {n: {"en": Cue(n, start, start + 3, who, text)} for n, start, who, text in lines}


def finding(finding_id: str, value: Any, unit: str = "", **fields: Any) -> Finding:
    return Finding(finding_id, value, unit, state=STATE, **fields)


def findings(
    of: int,
    themes: Sequence[ThemeRow],
    *,
    peaks: Sequence[tuple[str, int]] = (),
    ratio: float | None = None,
    base: float | None = None,
    platforms: Sequence[str] = (),
    moments: Sequence[MomentRow] = (),
    more: Sequence[Finding] = (),
) -> dict[str, Finding]:
    rows = [peak(when, n) for when, n in peaks]
    made = [
        finding("themes", len(themes), "themes", n=of, n_of="original posts", rows=tuple(themes)),
        finding("voices.originals", of, "posts"),
        finding("volume.peaks", len(rows), "peaks", rows=tuple(rows)),
        finding("spam.share", 0.02, "share", n=of),
        *more,
    ]
    if ratio is not None:
        made.append(finding("volume.peak_ratio", ratio, "times", low=ratio * 0.8, high=ratio * 1.2))
    if base is not None:
        made.append(finding("volume.baseline_per_h", base, "posts per hour"))
    if platforms:
        shares = tuple(
            PlatformShareRow(p, n, n / of, *interval(n / of, of)) for p, n in _parts(of, platforms)
        )
        made.append(finding("platforms.shares", len(shares), "platforms", n=of, rows=shares))
    if moments:
        made.append(finding("moments", len(moments), "cues", n=of, rows=tuple(moments)))
    return {f.id: f for f in made}


def _parts(of: int, platforms: Sequence[str]) -> list[tuple[str, int]]:
    """The posts dealt out evenly; the first platforms get what is left over."""
    each, left = divmod(of, len(platforms))
    return [(platform, each + (i < left)) for i, platform in enumerate(platforms)]


def article(article_id: str, when: str, publisher: str, headline: str, *lines: str) -> Article:
    url = f"https://news.example.org/{article_id}"
    return Article(article_id, url, publisher, None, at(when), headline, lines, "en", article_id)


def _event(event_id: str, title: str, kind: str, when: str, publisher: str, *who: Entity) -> Event:
    day = at(when)
    return Event(
        id=event_id,
        title=title,
        kind=kind,
        published_at=day,
        publisher=publisher,
        url=f"https://video.example.org/{event_id}",
        summary=title,
        entities=who,
        baseline_start=day.replace(hour=0, minute=0).fromtimestamp(
            day.timestamp() - 10 * 86400, UTC
        ),
        window_end=day.fromtimestamp(day.timestamp() + 4 * 86400, UTC),
        footage=Footage(),
    )


def person(entity_id: str, name: str, **aliases: tuple[str, ...]) -> Entity:
    return Entity(entity_id, name, "person", {"en": (name.split(" (")[0],), **aliases})


def work(entity_id: str, name: str, kind: str = "work") -> Entity:
    return Entity(entity_id, name, kind, {"en": (name,)})


def joy() -> Evidence:
    """A single peak, glad throughout: the teaser of a song."""
    return Evidence(
        _event(
            "kite-season",
            "Tavi Okonjo teases the song 'Kite Season'",
            "teaser",
            "2031-03-04T09:00",
            "Okonjo Records",
            person("tavi", "Tavi Okonjo"),
            person("bram", "Bram Teller"),
            work("kite", "Kite Season"),
        ),
        STATE,
        findings(
            2140,
            [
                theme(
                    "t1",
                    642,
                    2140,
                    name_terms=["string", "hold"],
                    cues=[3, 5],
                    humour=0.7,
                    quotes=["x:101", "mastodon:102", "x:103"],
                ),
                theme("t2", 300, 2140, name_terms=["drums", "chorus"], quotes=["youtube:104"]),
            ],
            peaks=[("2031-03-04T10:00", 411)],
            ratio=21.4,
            base=19.2,
            platforms=["mastodon", "x", "youtube"],
            moments=moments((3, 240, 211, 272), (5, 96, 79, 117)),
        ),
        background=Background(
            precedents=(Passage("a1", 2, "same person, same habit", 0.8, theme="t1"),),
            upcoming=(Passage("a2", 1, "dated", 0.7, happened_on=at("2031-03-21T00:00")),),
        ),
        articles={
            a.id: a
            for a in (
                article(
                    "a1",
                    "2029-08-12T08:00",
                    "The Pier Post",
                    "Okonjo stops concert to free a kite",
                    "Tavi Okonjo stopped her show in Port Ellery on Saturday.",
                    "She climbed the lighting rig and took a child's kite down.",
                ),
                article(
                    "a2",
                    "2031-02-20T08:00",
                    "Song & Stave",
                    "Okonjo single dated",
                    "The single comes out on 21 March.",
                ),
            )
        },
        quotes=quotes(
            [
                ("x:101", "t1", "en", "I have been holding the string since Tuesday"),
                ("mastodon:102", "t1", "en", "nobody in this house is letting go of anything"),
                ("x:103", "t1", "fr", "je tiens la ficelle et je ne lâche rien"),
                (
                    "youtube:104",
                    "t2",
                    "en",
                    "those drums sound like my upstairs neighbours moving out",
                ),
            ]
        ),
        cues=cues(
            [
                (1, 1.0, "Tavi Okonjo", "Is it on?"),
                (3, 12.4, "Tavi Okonjo", "Whoever holds the string, hold it."),
                (5, 31.0, "Bram Teller", "I'm holding the string. Why am I holding the string?"),
            ]
        ),
        house=House(timezone="Europe/Oslo"),
    )


def again() -> Evidence:
    """A second peak, after the other actor answered: an episode's last scene."""
    return Evidence(
        _event(
            "salt-road-9",
            "'Salt Road' ends its season on an empty platform",
            "episode",
            "2031-10-11T19:00",
            "Channel Nine East",
            person("ines", "Inés Carrow"),
            person("dov", "Dov Amsel"),
            work("salt", "Salt Road", "show"),
        ),
        STATE,
        findings(
            5210,
            [
                theme(
                    "t1",
                    1250,
                    5210,
                    name_terms=["suitcase", "platform"],
                    cues=[40],
                    quotes=["x:201", "reddit:202"],
                ),
                theme(
                    "t2",
                    610,
                    5210,
                    name_terms=["ending", "writers"],
                    stance="critical",
                    cues=[44],
                    quotes=["reddit:203", "x:204"],
                ),
                theme(
                    "t3",
                    590,
                    5210,
                    name_terms=["ticket", "photo"],
                    rise=2,
                    quotes=["bluesky:205"],
                    days=[("2031-10-12", 40, 2600), ("2031-10-13", 480, 1900)],
                ),
            ],
            peaks=[("2031-10-11T20:00", 702), ("2031-10-13T08:00", 388)],
            ratio=14.2,
            base=49.4,
            platforms=["bluesky", "reddit", "x"],
            moments=moments((40, 301, 268, 337), (44, 288, 256, 323)),
        ),
        background=Background(
            context=(Passage("b1", 1, "the ending", 0.8, theme="t2"),),
            triggers=(Passage("b2", 1, "before the second peak", 0.9, theme="t3"),),
            related=(Passage("b3", 1, "same show", 0.4),),
        ),
        articles={
            a.id: a
            for a in (
                article(
                    "b1",
                    "2031-09-02T08:00",
                    "Evening Ledger",
                    "Two endings were shot",
                    "Two endings were shot and the shorter one was kept, the producers said.",
                ),
                article(
                    "b2",
                    "2031-10-13T07:10",
                    "Evening Ledger",
                    "Amsel posts photo of a punched ticket",
                    "Dov Amsel posted a photo of a ticket, without a word.",
                ),
                article(
                    "b3",
                    "2031-10-10T08:00",
                    "Screen Notes",
                    "'Salt Road' set to be shown in a museum",
                    "The set goes to a museum.",
                ),
            )
        },
        quotes=quotes(
            [
                ("x:201", "t1", "en", "the suitcase got a better goodbye than I did"),
                ("reddit:202", "t1", "en", "I checked. It is the same suitcase as in the pilot."),
                ("reddit:203", "t2", "en", "nine hours of my life for a door that closes"),
                ("x:204", "t2", "en", "give the writers another week next time"),
                ("bluesky:205", "t3", "en", "a punched ticket is a yes, I will not be argued with"),
            ]
        ),
        cues=cues(
            [
                (1, 2.0, None, "Previously on Salt Road."),
                (40, 2531.0, "Inés Carrow", "Leave the suitcase. It knows the way."),
                (44, 2590.0, "Conductor", "This train does not come back."),
            ]
        ),
    )


def mixed() -> Evidence:
    """Anger and praise, about level, in two languages: a trailer."""
    return Evidence(
        _event(
            "glass-winter",
            "Trailer of 'Glass Winter' shows a recast lead",
            "trailer",
            "2031-06-02T15:00",
            "Halden Film (official)",
            person("orla", "Orla Vane"),
            person("piet", "Piet Soler"),
            work("glass", "Glass Winter"),
        ),
        STATE,
        findings(
            3300,
            [
                theme(
                    "t1",
                    800,
                    3300,
                    name_terms=["bear", "orla"],
                    cues=[7],
                    humour=0.6,
                    quotes=["x:301", "forum:302"],
                ),
                theme(
                    "t2",
                    790,
                    3300,
                    name_terms=["recast", "soler"],
                    stance="critical",
                    quotes=["youtube:303", "x:304"],
                ),
            ],
            peaks=[("2031-06-02T16:00", 655)],
            ratio=30.0,
            base=21.8,
            platforms=["forum", "x", "youtube"],
            moments=moments((7, 210, 183, 240)),
        ),
        background=Background(
            context=(Passage("c1", 1, "the recasting", 0.8, theme="t2"),),
            precedents=(Passage("c2", 0, "same person", 0.5, theme="t1"),),
            withheld=(Passage("c3", 1, "unconfirmed"),),
        ),
        articles={
            a.id: a
            for a in (
                article(
                    "c1",
                    "2031-04-28T08:00",
                    "Frame by Frame",
                    "Soler leaves 'Glass Winter'",
                    "Piet Soler left the film over dates, Halden Film said in April.",
                ),
                article(
                    "c2",
                    "2027-01-09T08:00",
                    "Frame by Frame",
                    "Vane talks to a goose for a whole scene",
                    "She did.",
                ),
                article(
                    "c3",
                    "2031-06-02T20:00",
                    "Whisper Desk",
                    "Was there a quarrel?",
                    "A reader says so.",
                ),
            )
        },
        quotes={
            **quotes(
                [
                    ("x:301", "t1", "en", "Orla Vane apologising to a bear is my whole week"),
                    ("forum:302", "t1", "en", "the bear accepted, in its way"),
                    ("youtube:303", "t2", "es", "Sin Soler esto es otra película"),
                ],
                gloss="Without Soler this is another film",
                translated_by="M. Ruiz",
            ),
            **quotes([("x:304", "t2", "en", "recast it again while you are at it")]),
        },
        cues=cues(
            [
                (1, 3.0, None, "In the north."),
                (7, 48.0, "Orla Vane", "Sorry. Sorry, bear. I'll go around."),
            ]
        ),
        gaps=(Gap("youtube", "comments", 4100, 2000, "the list was cut"),),
        house=House(timezone="America/New_York"),
    )


def few() -> Evidence:
    """Almost no reaction, no archive, one post fit to be quoted."""
    return Evidence(
        _event(
            "slow-lathe",
            "Ruth Kimani talks about 'The Slow Lathe'",
            "interview",
            "2031-11-20T12:00",
            "Radio Kestrel",
            person("ruth", "Ruth Kimani"),
            work("lathe", "The Slow Lathe"),
        ),
        STATE,
        findings(
            19,
            [theme("t1", 9, 19, name_terms=["wood"], quotes=["mastodon:401"], cues=[4])],
            peaks=[("2031-11-20T13:00", 4)],
            ratio=1.3,
            base=3.1,
            platforms=["mastodon", "reddit"],
            moments=moments((4, 2, 0, 6)),
        ),
        quotes=quotes(
            [
                (
                    "mastodon:401",
                    "t1",
                    "en",
                    "I would listen to Ruth Kimani describe a plank for an hour",
                ),
            ]
        ),
        cues=cues([(4, 301.0, "Ruth Kimani", "You wait until the wood has finished talking.")]),
    )


def organised() -> Evidence:
    """Mostly near-identical posts: an award show."""
    return Evidence(
        _event(
            "golden-oar",
            "Golden Oar names its song of the year",
            "award-show",
            "2031-12-05T20:00",
            "Golden Oar",
            person("mika", "Mika Dahl"),
            work("undertow", "Undertow"),
        ),
        STATE,
        findings(
            640,
            [
                theme(
                    "t1",
                    210,
                    640,
                    name_terms=["speech", "grandfather"],
                    cues=[2],
                    quotes=["x:501", "bluesky:502"],
                ),
                theme("t2", 70, 640, name_terms=["jury"], stance="critical", quotes=["x:503"]),
            ],
            peaks=[("2031-12-05T21:00", 1904)],
            ratio=88.0,
            base=21.6,
            platforms=["bluesky", "x"],
            moments=moments((2, 61, 47, 78)),
            more=[
                finding("coordination.share", 0.81, "share", n=3400, low=0.79, high=0.83),
                finding(
                    "coordination.groups",
                    3,
                    "groups",
                    rows=(group("g1", 1400), group("g2", 900), group("g3", 454)),
                ),
            ],
        ),
        background=Background(
            upcoming=(Passage("e1", 1, "dated", 0.5, happened_on=at("2031-12-12T00:00")),),
        ),
        articles={
            "e1": article(
                "e1",
                "2031-12-01T08:00",
                "Song & Stave",
                "Golden Oar to be repeated on Friday 12",
                "The show is repeated a week later.",
            ),
        },
        quotes=quotes(
            [
                (
                    "x:501",
                    "t1",
                    "en",
                    "thanking your grandfather's boat by name, that is how to do it",
                ),
                ("bluesky:502", "t1", "en", "the boat is called Undertow. THE BOAT."),
                ("x:503", "t2", "en", "a jury of twelve and not one of them owns a radio"),
            ]
        ),
        cues=cues(
            [(2, 61.0, "Mika Dahl", "This is for a boat, and for the man who would not sell it.")]
        ),
        house=House(disclosure="Golden Oar publishes this page itself."),
    )


def none() -> Evidence:
    """No post was found, and nothing measured; the archive knows the people."""
    return Evidence(
        _event(
            "tide-table",
            "Juno Pell announces 'The Tide Table'",
            "announcement",
            "2031-01-15T10:00",
            "Quay Theatre",
            person("juno", "Juno Pell"),
            work("tide", "The Tide Table"),
        ),
        STATE,
        {},
        background=Background(
            upcoming=(Passage("f1", 0, "dated", 0.6, happened_on=at("2031-02-20T00:00")),),
        ),
        articles={
            "f1": article(
                "f1", "2031-01-02T08:00", "Evening Ledger", "Pell's play opens on February 20"
            )
        },
    )


def lone() -> Evidence:
    """Sixty posts, one account."""
    return Evidence(
        _event(
            "paper-boat",
            "Teaser of 'Paper Boat'",
            "teaser",
            "2031-08-09T10:00",
            "Lark Films",
            person("odd", "Odd Reyes"),
            work("boat", "Paper Boat"),
        ),
        STATE,
        findings(
            61,
            [],
            peaks=[("2031-08-09T11:00", 31)],
            platforms=["x"],
            more=[finding("voices.n", 1, "people", n=64), finding("volume.total", 64, "posts")],
        ),
    )


EVENTS = {
    "joy": joy, "again": again, "mixed": mixed, "few": few, "organised": organised,
    "none": none, "lone": lone,
}  # fmt: skip


def without(evidence: Evidence, post_id: str) -> Evidence:
    """The same evidence after a post was deleted."""
    kept = {k: v for k, v in evidence.quotes.items() if k != post_id}
    return replace(evidence, quotes=kept, state=State(evidence.state.pin, evidence.state.epoch + 1))


def cleared(evidence: Evidence) -> Evidence:
    """The same evidence after an editor cleared every post, and translated what was not English."""
    return replace(
        evidence,
        quotes={
            k: replace(q, clearance="ok", gloss=q.gloss or (None if q.lang == "en" else "a gloss"))
            for k, q in evidence.quotes.items()
        },
    )
