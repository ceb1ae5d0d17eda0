"""Writes docs/messages.md, every sentence of a story in use: `python tools/message_pages.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from uproar import plugins
from uproar.tell.messages import messages_in
from uproar.tell.slots import numbers

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "messages.md"
LANGUAGE = "en"
HEAD = """# Messages

Every sentence that a story can hold, twice, with invented slots: first an event of which few posts
were read, then one with thousands. `python tools/message_pages.py` writes this page from the
message files, so that a person can read all of them in ten minutes and mend what does not read
well. What stands in slots comes from evidence; the words around it are the messages' own.
"""
Samples = Mapping[str, tuple[str, str]]
# What each argument may read as: in a small event, and in a large one.
SAMPLES: Samples = {
    "a": ("“the cello undoes me.”", "“See you in the mud.”"),
    "a_running": ("“the cello undoes me,”", "“see you in the mud,”"),
    "a_wrote": ("“the cello undoes me,” another wrote", "“see you in the mud,” another wrote"),
    "a_clause": ("ask them to come north", "say the fee is too high"),
    "accounts": ("20 accounts", "336 accounts"),
    "after": ("“Forty posts.”", "“Two peaks.”"),
    "again": ("Ana Reyes’s line at 0:48", "the line at 2:16"),
    "against": ("41", "196"),
    "amount_b": ("30", "5 percent"),
    "audience": ("viewers", "people"),
    "b": ("“too slow by half.”", "“a year to skip.”"),
    "b_clause": ("praise the cello", "ask about the camp site"),
    "b_wrote": ("“too slow by half,” another wrote", "“a year to skip,” another wrote"),
    "before": ("two weeks", "five months"),
    "clause": ("ask them to come north", "say the fee is too high"),
    "content": ("The single was recorded in a lighthouse", "The permit was signed in March"),
    "count": ("300 comments", "3,640 posts"),
    "criticism": ("29", "22 percent"),
    "date": ("May 6", "January 6"),
    "daytime": ("Monday morning", "Wednesday afternoon"),
    "disclosure": ("Marrow & Pine publish this page.", "The Pier owns a share in the festival."),
    "ended": ("“please play this one again.”", "“Wish I could go.”"),
    "feeling": ("sadness", "amusement"),
    "few": ("few noticed", "few noticed"),
    "fewer": ("29", "22 percent"),
    "for": ("six", "32"),
    "from": ("5 percent", "12 percent"),
    "from_day": ("Sunday", "Tuesday"),
    "gaps": ("YouTube (2,000 of 4,100)", "X"),
    "groups": ("one set", "three sets"),
    "happens": ("May 20", "April 10"),
    "hard_on": ("Teo Lind", "Kim Dale"),
    "headline": ("“Single dated.”", "“Field gets its permit.”"),
    "kind": ("music video", "line-up"),
    "kind_to": ("Paper Moths", "Northbell"),
    "level": ("about level", "about level"),
    "line": ("“The tide knows,”", "“Mind the bear,”"),
    "lone": ("one account", "one account"),
    "month": ("last November", "August 2024"),
    "more": ("161", "60 percent"),
    "n": ("66", "518 posts"),
    "n_a": ("40 posts", "457 posts"),
    "n_b": ("38 posts", "435 posts"),
    "name": ("Ana Reyes", "Runa Field"),
    "nothing": ("no posts", "no posts"),
    "one_wrote": (
        "“please play this one again,” one user wrote on YouTube",
        "“wish I could go,” one user wrote on X",
    ),
    "ordinal": ("second", "third"),
    "other": ("3 percent", "9 percent"),
    "part": ("36 comments", "12 percent of the posts"),
    "part_a": ("36 comments", "12 percent of the posts"),
    "part_of": ("48 of the 300 comments", "12 percent of 3,640 posts"),
    "platform": ("YouTube", "X"),
    "platforms": ("two platforms", "six platforms"),
    "posted": ("posted", "announced"),
    "praise": ("54", "60 percent"),
    "publisher": ("Marrow & Pine", "Harvest Road"),
    "quote": ("“The tide knows.”", "“Mind the bear.”"),
    "rank": ("the largest group", "a smaller group"),
    "read": ("260 comments", "2,379 posts"),
    "share": ("16 percent", "12 percent"),
    "side": ("praise", "praise"),
    "some_a": ("36", "12 percent"),
    "some_b": ("30", "5 percent"),
    "speaker": ("Ana Reyes", "Seo Sol"),
    "split": ("divided", "divided"),
    "subject": ("“Low Tide”", "Harvest Road"),
    "tie": ("about equally often", "about equally often"),
    "time": ("0:48", "2:16"),
    "times": ("14 times the usual", "about as many as usual"),
    "title": ("Paper Moths go on without Teo Lind", "Harvest Road raises its fee"),
    "to": ("21 percent", "31 percent"),
    "to_day": ("Monday", "Wednesday"),
    "top": ("the largest group", "one of the largest groups"),
    "trailing": ("criticism", "criticism"),
    "what": ("“Low Tide” music video", "line-up"),
    "window": ("May 1–10", "Jan 5–7"),
    "wording": ("They ask for the north.", "The fee is too high."),
    "words": ("“cello” and “verse”", "“tickets”"),
}
# The same where messages whose ids begin so take an argument in another form.
AS_IN: Mapping[str, Samples] = {
    "headline-quote-line": {"quote": ("“The tide knows”", "“Mind the bear”")},
    "headline": {
        "quote": ("“play this one again”", "“Wish I could go”"),
        "wording": ("They ask for the north", "The fee is too high"),
        "part": ("most", "nearly all"),
    },
    "quote": {
        "quote": (
            "“please play this one again,” one user wrote on YouTube",
            "“wish I could go,” another wrote",
        )
    },
    "quote-led": {"quote": ("One user wrote on X: “Wish I could go.”", "Another wrote: “Why?”")},
    "echo-other": {"line": ("“The tide knows.”", "“Mind the bear.”")},
    "noticed-organised": {"part": ("Most", "Nearly all")},
    "context": {
        "publisher": ("Evening Ledger", "Fjord Times"),
        "quote": ("“The permit was signed.”", "“Rain is likely.”"),
    },
    "moments": {
        "a": ("Ana Reyes’s line at 0:48", "Seo Sol’s “Mind the bear”"),
        "b": ("the line at 2:16", "the line “Turn the page”"),
        "top": ("quoted most often", "quoted most often"),
    },
    "mood-criticism": {"side": ("criticism", "criticism"), "trailing": ("praise", "praise")},
    "headline-mood-critical": {
        "side": ("criticism", "criticism"), "trailing": ("praise", "praise"),
    },
    "headline-side-critical": {"side": ("criticism", "criticism")},
    "dek-mood-critical": {"side": ("criticism", "criticism"), "trailing": ("praise", "praise")},
    **{
        name: {"publisher": ("Evening Ledger", "Fjord Times")}
        for name in ("background", "echo", "change", "precedent", "detail", "next", "related")
    },
    "whom": {"praise": ("54", "240"), "criticism": ("eight", "40")},
    "whom-against": {"praise": ("eight", "32"), "criticism": ("54", "196")},
    "method-peak": {"count": ("44 comments", "541 posts")},
    "method-total": {"count": ("449 comments", "3,805 posts")},
    "method-authors": {"part": ("30 percent", "4 percent")},
    "passed-on": {"n": ("66", "715")},
    "note": {"before": ("“Forty posts.”", "“A peak came.”")},
    "shared-replies": {"part": ("9 percent", "31 percent")},
    "coordination": {"n": ("40 posts", "434 posts")},
    "voices": {"part": ("28 percent", "17 percent")},
    "coded": {"n": ("300 posts", "300 posts")},
    "coverage": {"n": ("30 records", "69 records")},
    "copies": {"n": ("four posts", "518 posts")},
    "pushes": {"n": ("30 posts", "106 posts")},
    "spam": {"n": ("five posts", "126 posts")},
    "languages": {"n": ("27 posts", "69 posts")},
    "volume": {"n": ("one platform", "two platforms")},
    "shared": {"n": ("66 posts", "715 posts")},
}  # fmt: skip
_MESSAGE = re.compile(r"^([a-z][\w-]*) = (.*)$")
_ARGUMENT = re.compile(r"\{ \$(\w+) \}")


def files() -> Iterator[tuple[str, str]]:
    """The message files with sentences of a story: the title of each part, and its source."""
    yield "The story", plugins.messages("uproar.tell.messages", LANGUAGE)["story"]
    for name, source in sorted(plugins.messages("uproar.measure", LANGUAGE).items()):
        yield f"What measures add: {name}", source


def samples(message: str, event: int) -> dict[str, str]:
    """The sample of each argument in the small event (0) or the large one (1).

    That of the longest prefix of the id that has its own, else the common one.
    """
    chosen = {name: both[event] for name, both in SAMPLES.items()}
    for prefix in sorted(AS_IN, key=len):
        if message.startswith(prefix):
            chosen |= {name: both[event] for name, both in AS_IN[prefix].items()}
    return chosen


def examples(message: str, text: str) -> tuple[str, ...]:
    """The message with each set of samples; once where it has no arguments."""
    say = messages_in(LANGUAGE, plugins.messages("uproar.measure", LANGUAGE))
    names = _ARGUMENT.findall(text)
    filled = (say.say(message, **samples(message, event)) for event in range(2))
    shown = tuple(_opened(numbers.opening(text, say)) for text in filled)
    return shown if names else shown[:1]


def _opened(text: str) -> str:
    """The text with each of its sentences begun in upper case, as a story has it."""
    return re.sub(r"(^|[.!?] )([a-z])", lambda m: m[1] + m[2].upper(), text)


def page() -> str:
    """The page as Markdown."""
    lines = [HEAD]
    for title, source in files():
        lines.append(f"\n## {title}\n")
        for line in source.splitlines():
            if line.startswith("# ---"):
                lines.append(f"\n### {line.strip('# -')}\n")
            elif match := _MESSAGE.match(line):
                shown = " / ".join(examples(match[1], match[2]))
                lines.append(f"- `{match[1]}` {shown}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
