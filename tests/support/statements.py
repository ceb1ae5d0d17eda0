"""Eighty invented posts on one line-up that say five things, each in sixteen ways."""

from __future__ import annotations

from itertools import product
from typing import Any

EVENT = """[event]
id = "harbour"
title = "Harbour Lights announces its line-up"
kind = "line-up"
published_at = "2025-03-04T10:00:00Z"
publisher = "Harbour Lights"
[[entity]]
id = "harbour-lights"
name = "Harbour Lights"
kind = "show"
[entity.aliases]
en = ["Harbour Lights", "HarbourLights"]
"""
# What is said, each in halves that go together in any way.
SAID = (
    (
        ("The ticket prices at Harbour Lights are", "Three hundred for a weekend pass is",
         "What they charge for tickets this year is", "Paying that much for a pass is"),
        ("far too much for me", "more than my rent", "beyond what students can pay",
         "so expensive that I will stay at home"),
    ),
    (
        ("Camping by the lake", "Sleeping in a tent near the water", "Our tent beside the lake",
         "A week of camping on that meadow"),
        ("was the best part last time", "is why we go every summer",
         "means mud, singing and no sleep", "beats every hotel in town"),
    ),
    (
        ("Marlow Finch as headliner", "Finch closing the Saturday", "Putting Marlow Finch on top",
         "A whole set by Marlow Finch"),
        ("is the reason I bought mine", "makes this the show of the year",
         "has me counting the days", "is all I ever wanted from a festival"),
    ),
    (
        ("Where are the women on this poster", "Hardly a female band on the bill",
         "The bill has two women among forty acts", "Booking only men again"),
        ("and nobody in that office noticed", "in this day and age",
         "tells you who does the booking", "although half the audience is female"),
    ),
    (
        ("The last train home", "Getting back by bus after midnight", "The road to the site",
         "Parking near the harbour"),
        ("was chaos the year before", "needs a plan before anyone goes",
         "takes four hours in the rain", "is where most of the weekend gets lost"),
    ),
)  # fmt: skip
N_POSTS = sum(len(heads) * len(tails) for heads, tails in SAID)


def posts() -> list[dict[str, Any]]:
    """The posts, in turns over what is said: one author each, one every ten minutes."""
    said = [[f"{head} {tail}" for head, tail in product(*halves)] for halves in SAID]
    texts = [text for turn in zip(*said, strict=True) for text in turn]
    return [
        {
            "id": f"p{n}",
            "who": f"author{n}",
            "text": f"{text} #HarbourLights",
            "at": f"2025-03-04T{10 + n // 6:02}:{n % 6}0:00Z" if n < 84 else None,
        }
        for n, text in enumerate(texts)
    ]


def reposts(originals: list[dict[str, Any]], each: int) -> list[dict[str, Any]]:
    """So many reposts of every post, by as many other people."""
    return [
        {"id": f"r{n}-{post['id']}", "who": f"sharer{n}-{post['id']}", "text": post["text"],
         "at": post["at"], "of": post["id"]}
        for post in originals for n in range(each)
    ]  # fmt: skip
