"""Names are found as their scripts write them; addresses give native ids."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from uproar.model import Entity, Event
from uproar.select.ties import aliases, first_name, own_ids


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
