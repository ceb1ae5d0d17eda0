"""Names are found as their scripts write them; addresses give native ids."""

from dataclasses import replace
from datetime import UTC, datetime

import pyarrow as pa
import pytest

from uproar.model import Entity, Event
from uproar.select.names import aliases, own_names, without_names
from uproar.select.ties import own_ids, places
from uproar.text.names import first_name, joined_name


def event(url: str | None) -> Event:
    names = {"en": ("Oriole", "V"), "ko": ("꾀꼬리",)}
    entity = Entity("v", "Vale Oriole", "person", names, frozenset({"V"}))
    at = datetime(2031, 1, 1, tzinfo=UTC)
    return Event("e", "", "", at, "", url, "", (entity,), None, None)


@pytest.mark.parametrize(
    ("url", "ids"),
    [
        (None, []),
        ("https://v.example/watch?v=aBc-12_x", ["aBc-12_x"]),
        ("https://x.example/someone/status/12345678", ["12345678", "someone"]),
        ("https://host-only.example", []),
    ],
)
def test_native_ids_of_an_address(url: str | None, ids: list[str]) -> None:
    assert own_ids(event(url)) == ids


def test_aliases_are_split_by_ambiguity() -> None:
    assert aliases(event(None)) == (["oriole", "vale oriole", "꾀꼬리"], ["v"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("v is here", "v"),
        ("v가 왔다", "v"),
        ("tv is on", None),
        ("v8 engine", None),
        ("우리꾀꼬리야", "꾀꼬리"),
        ("", None),
    ],
)
def test_a_name_stands_alone_where_its_script_has_word_spaces(text: str, name: str | None) -> None:
    assert first_name(pa.array([text]), ["v", "꾀꼬리"]).to_pylist() == [name]


def test_a_name_with_signs_of_patterns_is_only_a_name() -> None:
    assert first_name(pa.array(["go (w+)!", "www"]), ["(w+)"]).to_pylist() == ["(w+)", None]


def test_no_names_find_nothing() -> None:
    assert first_name(pa.array(["a"]), []).to_pylist() == [None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("#OrioleNight2031 here", "oriole"),
        ("@Oriole well deserved", "oriole"),
        ("@oriolefan17 hi", None),  # an account that only begins with the name
        ("Orioles issue again", "oriole"),
        ("orioleOUT now", "oriole"),
        ("Vauxoriole", None),
        ("orioleish", None),
    ],
)
def test_a_long_name_is_found_where_letters_are_joined_to_it(text: str, name: str | None) -> None:
    assert joined_name(pa.array([text]), ["oriole", "v"]).to_pylist() == [name]


def test_the_events_own_names_are_its_works_and_hashtags() -> None:
    film = Entity("f", "Rehearsal Film", "work", {"en": ("The Film",)}, frozenset({"The Film"}))
    made = replace(
        event(None), entities=(*event(None).entities, film), hashtags=("RehearsalNight",)
    )
    assert own_names(made) == ["rehearsal film", "rehearsalnight"]


def test_what_is_said_beside_the_names() -> None:
    beside = without_names(pa.array(["v saw tv and orioleout 꾀꼬리가"]), event(None))
    assert beside.to_pylist() == ["  saw tv and  out  가"]


def placed(rows: list[dict[str, str | None]]) -> list[bool]:
    columns = ("id", "thread", "reply_to", "quote_of", "repost_of", "origin")
    schema = pa.schema([(name, pa.string()) for name in columns])
    links = pa.table({"id": pa.array([], pa.string()), "link": pa.array([], pa.string())})
    posts = pa.Table.from_pylist([{"origin": "f#0"} | row for row in rows], schema=schema)
    return places(posts, links, ["clip1234"]).is_under_own.tolist()


def test_answers_stand_in_the_thread_of_what_they_answer_at_any_depth() -> None:
    rows: list[dict[str, str | None]] = [
        {"id": "y:a", "thread": "y:clip1234"},
        {"id": "y:b", "reply_to": "y:a"},
        {"id": "y:c", "reply_to": "y:b"},
        {"id": "y:d", "thread": "y:other999"},
        {"id": "y:e", "reply_to": "y:d"},
        {"id": "y:f", "reply_to": "y:gone"},
    ]
    assert placed(rows) == [True, True, True, False, False, False]


def test_an_answer_without_its_parent_stands_where_its_file_was_gathered() -> None:
    rows: list[dict[str, str | None]] = [
        {"id": "y:a", "thread": "y:clip1234", "origin": "own#0"},
        {"id": "y:b", "reply_to": "y:gone", "origin": "own#1"},
        {"id": "y:c", "thread": "y:other999", "origin": "mixed#0"},
        {"id": "y:d", "thread": "y:clip1234", "origin": "mixed#1"},
        {"id": "y:e", "reply_to": "y:gone", "origin": "mixed#2"},
    ]
    assert placed(rows) == [True, True, False, True, False]


def test_answers_in_a_circle_end() -> None:
    assert (
        placed([{"id": "y:a", "reply_to": "y:b"}, {"id": "y:b", "reply_to": "y:a"}]) == [False] * 2
    )
