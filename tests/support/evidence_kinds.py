"""Made-up events of the kinds of reaction that only stance, feelings and names tell apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tests.support.evidence import (
    STATE,
    _event,
    finding,
    findings,
    interval,
    person,
    quotes,
    theme,
    work,
)

from uproar.model import Entity, Event, Finding
from uproar.model.emotions import FEELINGS
from uproar.model.rows import PersonRow, SharedPostRow, ThemeRow
from uproar.tell import Evidence, House

# A post as (id, theme, text, emotions).
Post = tuple[str, str, str, tuple[str, ...]]


def stance(praise: float, criticism: float, n: int) -> list[Finding]:
    """The shares of those who praise, criticise or take no side, of n posts."""
    shares = {"praise": praise, "criticism": criticism, "neutral": 1 - praise - criticism}
    return [share(f"stance.{side}.share", value, n) for side, value in shares.items()]


def feelings(n: int, **shares: float) -> list[Finding]:
    """The strongest feeling of n posts; those not named share what is left."""
    others = [name for name in FEELINGS if name not in shares]
    rest = (1 - sum(shares.values())) / len(others)
    every = {name: shares.get(name, rest) for name in FEELINGS}
    return [share(f"feelings.{name}.share", value, n) for name, value in every.items()]


def emotions(n: int, **shares: float) -> list[Finding]:
    return [share(f"emotions.{name}.share", value, n) for name, value in shares.items()]


def share(name: str, value: float, n: int) -> Finding:
    whole = round(value * n)
    low, high = interval(whole / n, n)
    return finding(name, whole / n, "share", n=n, low=low, high=high)


def named(of: int, *rows: tuple[str, str, int, int, int]) -> Finding:
    """Whom posts name: (id, name, posts, praise, criticism) each."""
    people = tuple(
        PersonRow(
            i, name, (name.casefold(),), n, n, n / of, *interval(n / of, of), n, praise, critical,
            n - praise - critical,
        )
        for i, name, n, praise, critical in rows
    )  # fmt: skip
    return finding("people", len(people), "names", n=of, rows=people)


def said(theme_id: str, n: int, of: int, *posts: str, **fields: object) -> ThemeRow:
    """A theme that its first post stands for."""
    row = theme(theme_id, n, of, quotes=posts, **fields)  # type: ignore[arg-type]  # fields of theme
    return replace(row, statement=posts[0], agreement=0.7)


def told(
    event: Event,
    of: int,
    themes: Sequence[ThemeRow],
    posts: Sequence[Post],
    more: Sequence[Finding],
    *,
    platforms: Sequence[str] = ("x",),
    peaks: Sequence[tuple[str, int]] = (),
) -> Evidence:
    """Evidence without captions or archive."""
    texts = {i: feeling for i, _, _, feeling in posts}
    written = quotes([(i, theme_id, "en", text) for i, theme_id, text, _ in posts])
    return Evidence(
        event,
        STATE,
        findings(of, themes, platforms=platforms, peaks=peaks, more=more),
        quotes={i: replace(q, emotions=texts[i]) for i, q in written.items()},
        house=House(),
    )


def group(entity_id: str, name: str) -> Entity:
    return Entity(entity_id, name, "group", {"en": (name,)})


def warm() -> Evidence:
    """Three hundred comments on a song's video, glad of it, and one group that is not."""
    of = 300
    return told(
        _event(
            "low-tide", "Marrow & Pine release the video 'Low Tide'", "music video",
            "2031-05-06T09:00", "Marrow & Pine", group("band", "Marrow & Pine"),
            work("tide", "Low Tide"),
        ),
        of,
        [
            said("t1", 48, of, "youtube:1101"),
            said("t2", 36, of, "youtube:1102"),
            said("t3", 30, of, "youtube:1103"),
            said("t4", 21, of, "youtube:1104", stance="critical"),
            said("t5", 15, of, "youtube:1105"),
        ],
        [
            ("youtube:1101", "t1", "please play this one in the north again", ("desire",)),
            ("youtube:1102", "t2", "the cello in the second verse undoes me", ("admiration",)),
            ("youtube:1103", "t3", "I watched it with my mother and we rowed home", ("joy",)),
            ("youtube:1104", "t4", "too slow by half, and I say it with love", ("annoyance",)),
            ("youtube:1105", "t5", "the dog at 2:10 deserves a credit", ("amusement",)),
        ],
        [*stance(0.62, 0.11, 260), named(of, ("band", "Marrow & Pine", 90, 54, 8))],
        platforms=["youtube"],
        peaks=[("2031-05-06T10:00", 44)],
    )  # fmt: skip


def critical() -> Evidence:
    """A ticket announcement that drew criticism first; a few defend it."""
    of = 4200
    return told(
        _event(
            "harvest-fees", "Harvest Road raises its entrance fee", "announcement",
            "2031-06-11T12:00", "Harvest Road", Entity("harvest", "Harvest Road", "show", {}),
        ),
        of,
        [
            said("t1", 900, of, "x:1201", stance="critical"),
            said("t2", 610, of, "x:1202", stance="critical"),
            said("t3", 500, of, "x:1203"),
            said("t4", 300, of, "x:1204", stance="mixed"),
        ],
        [
            ("x:1201", "t1", "a hundred and ten for a field I can see from my roof", ("anger",)),
            ("x:1202", "t2", "first they close the free gate and now this", ("disapproval",)),
            ("x:1203", "t3", "pay the stagehands and charge me what you like", ("approval",)),
            ("x:1204", "t4", "is the campsite in the price this year", ("curiosity",)),
        ],
        [
            *stance(0.18, 0.55, 3100),
            finding("shared.posts", 1, "posts", n=of, rows=(SharedPostRow("x:1202", 64, 60, None),)),
        ],
        peaks=[("2031-06-11T13:00", 380)],
    )  # fmt: skip


def split() -> Evidence:
    """A remade ending that half of the crowd wants and half does not."""
    of = 2600
    return told(
        _event(
            "glass-ending", "'Glass Orchard' gets a new ending", "episode", "2031-07-02T20:00",
            "Channel Nine East", person("ida", "Ida Marsh"), work("orchard", "Glass Orchard", "show"),
        ),
        of,
        [
            said("t1", 520, of, "reddit:1301"),
            said("t2", 505, of, "x:1302", stance="critical"),
            said("t3", 260, of, "x:1303"),
            said("t4", 250, of, "reddit:1304", stance="critical"),
        ],
        [
            ("reddit:1301", "t1", "Ida Marsh at last gets the goodbye she was owed", ("gratitude",)),
            ("x:1302", "t2", "you do not repaint a house that people live in", ("disapproval",)),
            ("x:1303", "t3", "the orchard in snow is worth any ending", ("admiration",)),
            ("reddit:1304", "t4", "So the first ending never happened? Spare me.", ("annoyance",)),
        ],
        [*stance(0.40, 0.38, 2000), named(of, ("ida", "Ida Marsh", 700, 300, 60))],
        platforms=["reddit", "x"],
        peaks=[("2031-07-02T21:00", 300)],
    )  # fmt: skip


def mourning() -> Evidence:
    """A group says goodbye, and the crowd is sad; one theme is in jest and does not open."""
    of = 1900
    return told(
        _event(
            "last-bell", "Northbell announce their last concert", "announcement",
            "2031-09-14T18:00", "Bell Office", group("northbell", "Northbell"),
        ),
        of,
        [
            said("t1", 400, of, "bluesky:1401", humour=0.5),
            said("t2", 390, of, "bluesky:1402", "bluesky:1404", "bluesky:1405"),
            said("t3", 200, of, "bluesky:1403", "bluesky:1406"),
        ],
        [
            ("bluesky:1401", "t1", "my boots will file for divorce, they only danced to them",
             ("amusement",)),
            ("bluesky:1402", "t2", "eleven winters of my life were set to their songs", ("sadness",)),
            ("bluesky:1403", "t3", "thank you for the bell on the ferry that night", ("gratitude",)),
            ("bluesky:1404", "t2", "the winters will be quiet now", ("sadness",)),
            ("bluesky:1405", "t2", "I learned to drive to the second record", ("sadness",)),
            ("bluesky:1406", "t3", "thank you, all of you, for the bells", ("gratitude",)),
        ],
        [*stance(0.5, 0.05, 1500), *feelings(1500, sadness=0.46, none=0.3)],
        platforms=["bluesky"],
        peaks=[("2031-09-14T19:00", 210)],
    )  # fmt: skip


def mocking() -> Evidence:
    """A poster with a mistake in it, at which the crowd laughs."""
    of = 880
    return told(
        _event(
            "spelling", "The poster of 'Captain Weather'", "poster", "2031-10-20T08:00",
            "Halden Film", work("captain", "Captain Weather"),
        ),
        of,
        [
            said("t1", 240, of, "x:1501", humour=0.8),
            said("t2", 110, of, "x:1502", humour=0.5),
            said("t3", 70, of, "x:1503", stance="critical"),
        ],
        [
            ("x:1501", "t1", "Captain Wether, the sheep who came in from the cold", ("amusement",)),
            ("x:1502", "t2", "I would watch the sheep one", ("amusement", "joy")),
            ("x:1503", "t3", "a whole department and nobody reads the poster", ("annoyance",)),
        ],
        [*stance(0.3, 0.2, 700), *feelings(700, amusement=0.52, none=0.2)],
        peaks=[("2031-10-20T09:00", 120)],
    )  # fmt: skip


def elsewhere() -> Evidence:
    """A prize night of which the talk was of a speech."""
    of = 5200
    return told(
        _event(
            "silver-night", "The 12th Silver Harbour awards", "awards show", "2031-11-08T20:00",
            "Channel Nine East", Entity("silver", "Silver Harbour", "show", {}),
            person("runa", "Runa Field"),
        ),
        of,
        [
            said("t1", 1100, of, "x:1601"),
            said("t2", 900, of, "x:1602", stance="critical"),
            said("t3", 300, of, "x:1603"),
        ],
        [
            ("x:1601", "t1", "Runa Field said what the room was thinking", ("admiration",)),
            ("x:1602", "t2", "give the prize and keep the sermon", ("annoyance",)),
            ("x:1603", "t3", "the green coat on the stairs, that is all", ("admiration",)),
        ],
        [*stance(0.45, 0.3, 4000), named(of, ("runa", "Runa Field", 2100, 600, 420))],
        peaks=[("2031-11-08T21:00", 900)],
    )  # fmt: skip


def asking() -> Evidence:
    """A teaser without a date: the crowd asks when."""
    of = 640
    return told(
        _event(
            "no-date", "A teaser for 'The Salt Clock'", "teaser", "2031-12-01T10:00",
            "Okonjo Records", work("clock", "The Salt Clock"),
        ),
        of,
        [said("t1", 250, of, "x:1701", stance="mixed"), said("t2", 120, of, "x:1702")],
        [
            ("x:1701", "t1", "So when does it come out?", ("curiosity",)),
            ("x:1702", "t2", "the clock runs backwards, look again", ("excitement",)),
        ],
        [*stance(0.2, 0.08, 500), *emotions(500, curiosity=0.48, joy=0.12, neutral=0.5)],
        peaks=[("2031-12-01T11:00", 70)],
    )  # fmt: skip


def coded() -> Evidence:
    """Posts that editors read: each theme in their words."""
    of = 300
    rows = [
        replace(
            said("t1", 48, of, "x:1801"),
            wording="They ask for a concert on the islands.", worded_by="Ana", n_coded=48,
        ),
        replace(
            said("t2", 33, of, "x:1802"), wording="They are going, and count the days.",
            worded_by="Ana", n_coded=33,
        ),
        replace(
            said("t3", 21, of, "x:1803", stance="critical"),
            wording="The tickets cost too much", worded_by="Ana", n_coded=21,
        ),
    ]  # fmt: skip
    return told(
        _event(
            "island-tour",
            "Northbell announce a tour",
            "tour",
            "2031-01-22T10:00",
            "Bell Office",
            group("northbell", "Northbell"),
        ),
        of,
        rows,
        [
            ("x:1801", "t1", "Ferries exist, Northbell. Try one.", ("annoyance",)),
            ("x:1802", "t2", "forty-one sleeps until Northbell", ("excitement",)),
            ("x:1803", "t3", "Sixty for a tour seat behind a pillar?", ("anger",)),
        ],
        [finding("coding", 300, "posts", n=300)],
        peaks=[("2031-01-22T11:00", 52)],
    )


def named_apart() -> Evidence:
    """A line-up change: posts are kind to the group and hard on who left."""
    of = 1500
    return told(
        _event(
            "paper-moths", "Paper Moths go on without Teo Lind", "announcement",
            "2031-03-17T09:00", "Moth House", group("moths", "Paper Moths"),
            person("teo", "Teo Lind"),
        ),
        of,
        [
            said("t1", 330, of, "x:1901", stance="critical"),
            said("t2", 300, of, "x:1902"),
            said("t3", 160, of, "x:1903", stance="critical"),
        ],
        [
            ("x:1901", "t1", "Teo Lind walked out and left the bill on the table", ("anger",)),
            ("x:1902", "t2", "Paper Moths are five of the kindest people on a stage", ("love",)),
            ("x:1903", "t3", "say why, Moth House, or say nothing at all", ("annoyance",)),
        ],
        [
            *stance(0.2, 0.5, 1200),
            named(of, ("moths", "Paper Moths", 600, 240, 40), ("teo", "Teo Lind", 500, 30, 260)),
        ],
        peaks=[("2031-03-17T10:00", 160)],
    )  # fmt: skip


KINDS: Mapping[str, Callable[[], Evidence]] = {
    "warm": warm, "critical": critical, "split": split, "mourning": mourning, "mocking": mocking,
    "elsewhere": elsewhere, "asking": asking, "coded": coded, "named_apart": named_apart,
}  # fmt: skip
