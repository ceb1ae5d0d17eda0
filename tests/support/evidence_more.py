"""More evidence by hand: other languages, other time zones, ties, and events that lack a lot."""

from __future__ import annotations

from dataclasses import replace

from tests.support.evidence import (
    EVENTS,
    STATE,
    _event,
    article,
    at,
    cues,
    finding,
    findings,
    micros,
    moments,
    person,
    quotes,
    theme,
    work,
)
from tests.support.evidence_kinds import KINDS

from uproar.model import Background, Cue, Passage
from uproar.tell import Evidence, House


def seoul() -> Evidence:
    """Korean and Japanese posts above all, one of them with a gloss; captions in two languages."""
    evidence = Evidence(
        _event(
            "moth-radio",
            "Band Haneul airs the first 'Moth Radio' session",
            "live",
            "2031-04-20T13:00",
            "Haneul Sound",
            person("yun", "Yun Ara", ko=("윤아라",), ja=("ユン・アラ",)),
            person("sol", "Seo Sol", ko=("서솔",)),
            work("moth", "Moth Radio", "show"),
        ),
        STATE,
        findings(
            4120,
            [
                theme(
                    "t1",
                    1310,
                    4120,
                    name_terms=["라디오", "주파수", "ラジオ"],
                    cues=[6],
                    humour=0.5,
                    quotes=["youtube:601", "x:602", "x:603"],
                ),
                theme(
                    "t2",
                    700,
                    4120,
                    name_terms=["소리", "マイク", "microphone"],
                    stance="critical",
                    cues=[11],
                    quotes=["youtube:604", "x:605"],
                ),
                theme("t3", 680, 4120, name_terms=["목소리", "voice"], cues=[9], quotes=["x:606"]),
            ],
            peaks=[("2031-04-20T14:00", 880)],
            ratio=40.1,
            base=22.0,
            platforms=["x", "youtube"],
            moments=moments((6, 610, 566, 657), (9, 188, 163, 216)),
        ),
        background=Background(
            context=(Passage("g1", 1, "the sound", 0.7, theme="t2"),),
            upcoming=(Passage("g2", 1, "dated", 0.7, happened_on=at("2031-05-02T00:00")),),
        ),
        articles={
            a.id: a
            for a in (
                article(
                    "g1",
                    "2031-04-11T08:00",
                    "Tongyeong Courier",
                    "Band records in a lighthouse",
                    "The session was recorded in a lighthouse without a sound engineer.",
                ),
                article(
                    "g2",
                    "2031-04-12T08:00",
                    "Tongyeong Courier",
                    "Second session to follow",
                    "A second session follows on 2 May in the same lighthouse.",
                ),
            )
        },
        quotes={
            **quotes(
                [
                    ("x:602", "t1", "ja", "電波が悪いのは私の部屋だけじゃなかった"),
                    ("x:603", "t1", "ko", "나방한테 주파수 물어보는 사람 처음 봄"),
                    ("youtube:604", "t2", "ko", "마이크가 바람만 녹음했네요"),
                    ("x:605", "t2", "ja", "マイクの位置をもう少し考えてほしい"),
                    ("x:606", "t3", "en", "that voice could park a ship"),
                ]
            ),
            **quotes(
                [("youtube:601", "t1", "ko", "나방이 저보다 라디오를 잘 맞추네요")],
                gloss="The moth tunes a radio better than I do",
                translated_by="M. Okafor",
            ),
        },
        cues={
            6: {
                "ko": Cue(6, 74.0, 77.0, "윤아라", "나방한테 물어봐."),
                "en": Cue(6, 74.0, 77.0, "윤아라", "Ask the moth. It knows the frequency."),
            },
            9: {"en": Cue(9, 120.0, 124.0, "서솔", "Again, from the door.")},
            11: {"en": Cue(11, 151.0, 154.0, None, "Leave the wind in.")},
        },
        house=House(timezone="Asia/Seoul"),
    )
    emotions = {
        "youtube:601": ("amusement",),
        "x:602": ("amusement",),
        "x:603": ("amusement", "surprise"),
        "youtube:604": ("annoyance",),
        "x:605": ("disapproval",),
        "x:606": ("admiration",),
    }
    read = {k: replace(q, emotions=emotions[k]) for k, q in evidence.quotes.items()}
    return replace(evidence, quotes=read)


def bare() -> Evidence:
    """No captions, no archive: a line-up, told by one network."""
    return Evidence(
        _event(
            "harbour-days",
            "Harbour Days names its bands",
            "line-up",
            "2031-01-20T10:00",
            "Harbour Days",
            person("fen", "Fen Oduya"),
        ),
        STATE,
        findings(
            1800,
            [
                theme(
                    "t1",
                    700,
                    1800,
                    name_terms=["headliner", "fen"],
                    quotes=["x:701", "x:702"],
                ),
                theme(
                    "t2",
                    240,
                    1800,
                    name_terms=["ticket", "price"],
                    stance="critical",
                    quotes=["x:703"],
                ),
            ],
            peaks=[("2031-01-20T11:00", 300), ("2031-01-20T19:00", 24)],
            platforms=["x"],
        ),
        quotes=quotes(
            [
                ("x:701", "t1", "en", "a headliner I can name, what year is this #HarbourDays"),
                ("x:702", "t1", "en", "Fen Oduya on a boat stage, somebody hold my coat"),
                ("x:703", "t2", "en", "the ticket costs more than the boat #HarbourDays #no"),
            ]
        ),
    )


def overseas() -> Evidence:
    """A second peak with a report before it, at a desk half a day away from where it happened."""
    return Evidence(
        _event(
            "cold-harbour",
            "Trailer of 'Cold Harbour' brings back Ilse Brandt",
            "trailer",
            "2031-02-10T23:30",
            "Norrland Pictures",
            person("ilse", "Ilse Brandt"),
            person("kofi", "Kofi Mensah"),
            work("cold", "Cold Harbour"),
        ),
        STATE,
        findings(
            6400,
            [
                theme(
                    "t1",
                    1900,
                    6400,
                    name_terms=["lantern", "ferry"],
                    cues=[12],
                    quotes=["x:801", "reddit:802"],
                ),
                theme(
                    "t2",
                    900,
                    6400,
                    name_terms=["knitwear", "pattern"],
                    rise=2,
                    quotes=["bluesky:803"],
                    days=[("2031-02-11", 60, 3100), ("2031-02-12", 610, 2000)],
                ),
            ],
            peaks=[("2031-02-11T00:10", 1240), ("2031-02-12T02:20", 760)],
            ratio=52.0,
            base=23.8,
            platforms=["bluesky", "reddit", "x"],
            moments=moments((12, 420, 382, 462)),
        ),
        background=Background(
            triggers=(Passage("h1", 1, "before the second peak", 0.9, theme="t2"),),
            precedents=(Passage("h2", 1, "same person, same habit", 0.8, theme="t2"),),
            upcoming=(Passage("h3", 1, "dated", 0.7, happened_on=at("2031-03-06T00:00")),),
            related=(Passage("h4", 0, "same people", 0.4),),
        ),
        articles={
            a.id: a
            for a in (
                article(
                    "h1",
                    "2031-02-12T01:40",
                    "Fjord Times",
                    "Mensah gives away the pattern of the sweater",
                    "Kofi Mensah put the knitting pattern of the captain's sweater online.",
                ),
                article(
                    "h2",
                    "2030-06-03T08:00",
                    "Fjord Times",
                    "Mensah knits through a press conference",
                    "He finished a sleeve and answered every question.",
                ),
                article(
                    "h3",
                    "2031-01-30T08:00",
                    "Screen Notes",
                    "'Cold Harbour' opens in March",
                    "The film opens on March 6 in eleven countries.",
                ),
                article(
                    "h4",
                    "2031-02-08T08:00",
                    "Screen Notes",
                    "Brandt to read on the radio",
                    "Ilse Brandt will read sea stories on the radio in spring.",
                ),
            )
        },
        quotes=quotes(
            [
                ("x:801", "t1", "en", "the ferry waits for her and so do I"),
                ("reddit:802", "t1", "en", "Count the lanterns. There is one too many."),
                ("bluesky:803", "t2", "en", "cast on 212 stitches and goodbye to my weekend"),
            ]
        ),
        cues=cues([(12, 48.0, "Ilse Brandt", "The last ferry is the one that waits.")]),
        house=House(timezone="America/New_York"),
    )


def tied() -> Evidence:
    """Anger and praise among four themes, of which three are level; every quote read."""
    evidence = Evidence(
        _event(
            "stone-choir",
            "Lena Voss performs 'Stone Choir' from a roof",
            "live",
            "2031-07-14T18:00",
            "Voss & Co",
            person("lena", "Lena Voss"),
            work("stone", "Stone Choir"),
        ),
        STATE,
        findings(
            5000,
            [
                theme("t1", 900, 5000, name_terms=["roof", "choir"], cues=[5], quotes=["x:901"]),
                theme(
                    "t2",
                    880,
                    5000,
                    name_terms=["neighbours", "noise"],
                    stance="critical",
                    cues=[8],
                    quotes=["reddit:902", "x:903", "x:904"],
                ),
                theme("t3", 860, 5000, name_terms=["encore", "rain"], cues=[14], quotes=["x:905"]),
                theme("t4", 300, 5000, name_terms=["pigeons"], humour=0.8, quotes=["x:906"]),
            ],
            peaks=[("2031-07-14T19:00", 710)],
            ratio=18.0,
            base=39.4,
            platforms=["reddit", "x"],
            moments=moments((5, 120, 100, 144), (8, 115, 96, 138)),
            more=[finding("volume.onset", micros("2031-07-14T18:04"), "µs since 1970 UTC")],
        ),
        background=Background(
            context=(
                Passage("k1", 2, "the street", 0.8, theme="t2"),
                Passage("k1", 1, "said before the footage"),
                Passage("k2", 1, "the rain", 0.6, theme="t3"),
            ),
        ),
        articles={
            a.id: a
            for a in (
                article(
                    "k1",
                    "2031-07-12T08:00",
                    "Quarter Gazette",
                    "Roof concert gets its permit",
                    "Councillor Ida Brenner said in an interview published today that the"
                    " neighbours had been asked and that the noise would end at nine.",
                    "It ended at ten.",
                ),
                article(
                    "k2",
                    "2031-07-13T08:00",
                    "Quarter Gazette",
                    "Rain forecast for the roof",
                    "The choir will sing in any weather, its leader told the Gazette.",
                ),
            )
        },
        quotes=quotes(
            [
                ("x:901", "t1", "en", "a choir on a roof and not one of them looked down"),
                ("reddit:902", "t2", "en", "I love noise but my baby does not"),
                ("x:903", "t2", "en", "the neighbours were asked? this neighbour was not"),
                ("x:904", "t2", "en", "so proud of my neighbours for this"),
                ("x:905", "t3", "en", "the rain came in on the right beat"),
                ("x:906", "t4", "en", "pigeons left before the encore, critics"),
            ]
        ),
        cues=cues(
            [
                (5, 33.0, "Lena Voss", "Sing to the chimneys, they are listening."),
                (8, 61.0, None, "Could you ask the neighbours again?"),
                (14, 140.0, "Lena Voss", "That is rain. Keep the tempo."),
            ]
        ),
    )
    emotions = {"reddit:902": ("love",), "x:903": ("annoyance",), "x:904": ("pride",)}
    read = {
        k: replace(q, emotions=emotions.get(k, ("admiration",))) for k, q in evidence.quotes.items()
    }
    return replace(evidence, quotes=read)


MORE = {"seoul": seoul, "bare": bare, "overseas": overseas, "tied": tied}
ALL = EVENTS | MORE | dict(KINDS)
