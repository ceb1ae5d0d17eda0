"""Somebody else of the same name is known by a trade beside it, or by what the article says."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.support.archives import article

from uproar.model import Entity, Event
from uproar.recall.mentions import mentions, naming

AT = datetime(2031, 5, 1, tzinfo=UTC)
PERSON = Entity("p", "Lea Horn", "person", {"und": ("Lea Horn", "Horn", "한유나", "堀内澪")})
EVENT = Event("e", "Lea Horn sings on a roof", "news", AT, "", None, "The singer sang.", (PERSON,), None, None)  # fmt: skip
NAMESAKES = [
    "Farmer Lea Horn wins a cup. Horn grows beets.",
    "Die Försterin Lea Horn geht in Rente.",
    "La alcaldesa Lea Horn abre la plaza. Horn habló poco.",
    "L'infirmière Lea Horn reçoit une médaille.",
    "Il notaio Lea Horn dona i libri.",
    "Aşı kampanyasını hemşire Lea Horn yürüttü.",
    "간호사 한유나 씨가 상을 받았다. 한유나 씨는 웃었다.",
    "獣医・堀内澪さんが開院した。",
]
THEIRS = [
    "Lea Horn sings in a barn.",
    "Sängerin Lea Horn besucht einen Bäcker.",
    "가수 한유나가 교사 역을 맡았다.",
    "歌手の堀内澪が歌った。",
    "Lea Horn thanks her old teacher.",
]


@pytest.mark.parametrize("text", NAMESAKES)
def test_a_trade_beside_the_name_means_somebody_else(text: str) -> None:
    assert mentions(EVENT, text) == {}


@pytest.mark.parametrize("text", THEIRS)
def test_a_trade_elsewhere_does_not(text: str) -> None:
    assert mentions(EVENT, text) == {"p": True}


def test_an_event_about_somebody_with_a_trade_is_about_them() -> None:
    about = replace(EVENT, title="Farmer Lea Horn sings on a roof")
    assert mentions(about, NAMESAKES[0]) == {"p": True}


@pytest.mark.parametrize("said", ["no relation to the singer", "a namesake", "ihr Namensvetter"])
def test_an_article_that_says_so_is_not_taken(said: str) -> None:
    other = article("a", "2030-01-01", "en", "Lea Horn rows", f"Lea Horn, {said}, won.")
    assert naming([other], EVENT) == {}
    same = article("a", "2030-01-01", "en", "Lea Horn rows", "Lea Horn won.")
    assert naming([same], EVENT) == {"a": frozenset({"p"})}
