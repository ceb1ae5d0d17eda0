"""What the desk says of publishers and passages: listed with its reason, told by a named decision."""

from dataclasses import replace

import pytest
from tests.support.archives import DELAY, DELAY_ARCHIVE, article, by_words, tellable, withheld

from uproar.model import Article
from uproar.recall import DeskPolicy, decisions, publishers, recall
from uproar.recall.desk_policy import BLOCKED, UNKNOWN

RUMOUR = article("r", "2034-01-30", "en", "Kestrel Forge may close", "Sources say Kestrel Forge will drop Hollow Orchard.", "The studio has 35 people at work on Hollow Orchard.")  # fmt: skip
LATE = replace(
    article("late", "2034-02-11", "en", "Kestrel Forge answers", "Kestrel Forge showed Hollow Orchard on Friday."),
    publisher="The Pier", url="https://www.pier.example.org/1",
)  # fmt: skip
ARCHIVE = [*DELAY_ARCHIVE, RUMOUR, LATE]


def listed(archive: list[Article], policy: DeskPolicy | None) -> tuple[dict[str, str], set[str]]:
    background = recall(archive, DELAY, [], [DELAY.published_at], by_words, policy=policy)
    return withheld(background), tellable(background)


def test_nothing_is_blocked_or_late_unless_the_desk_says_so() -> None:
    why, told = listed(ARCHIVE, None)
    assert "late#0" not in why
    assert any(passage.startswith("late#") for passage in told)


@pytest.mark.parametrize("name", ["The Pier", "pier.example.org", "EXAMPLE.ORG"])
def test_a_blocked_publisher_is_listed_and_not_told(name: str) -> None:
    why, told = listed(ARCHIVE, DeskPolicy(blocked=publishers(f"Other; {name}")))
    assert why["late#0"] == BLOCKED
    assert not any(passage.startswith("late#") for passage in told)


def test_where_some_are_trusted_late_news_of_others_waits() -> None:
    why, told = listed(ARCHIVE, DeskPolicy(trusted=publishers("The Quay")))
    assert why["late#0"] == UNKNOWN
    assert told
    assert not any(passage.startswith("late#") for passage in told)
    why, told = listed(ARCHIVE, DeskPolicy(trusted=publishers("the pier")))
    assert "late#0" not in why


def test_a_named_decision_tells_it_anyway() -> None:
    why, told = listed(ARCHIVE, None)
    assert why["r#0"].startswith("unconfirmed")
    why, told = listed(ARCHIVE, DeskPolicy(opened=decisions("r#2=Ann Lee")))
    assert set(why) >= {"r#1"}
    assert "r#0" not in why
    assert "r#2" in told
    why, told = listed(ARCHIVE, DeskPolicy(opened=decisions("r=Ann Lee")))
    assert not any(ref.startswith("r#") for ref in why)


def test_a_decision_without_a_name_is_void() -> None:
    assert decisions("r=; =Ann Lee") == {}


def test_an_opened_passage_of_a_blocked_publisher_is_told() -> None:
    policy = DeskPolicy(blocked=publishers("The Pier"), opened=decisions("late=Ann Lee"))
    assert any(passage.startswith("late#") for passage in listed(ARCHIVE, policy)[1])
