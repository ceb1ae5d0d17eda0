"""Bytes to JSON: what no column can hold is replaced, what is no JSON is said to be none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.sources.values import json_values
from uproar.sources.values.json_values import (
    NotJson,
    clean,
    count,
    decode,
    identifier,
    loads,
    string,
)
from uproar.sources.values.rejects import Unusable


@pytest.mark.parametrize("escaped", [rb"\ud83d", rb"\uDC9c", rb"\u0000"])
def test_lone_surrogates_and_nul_become_the_replacement_character(escaped: bytes) -> None:
    assert loads(b'{"text": "a ' + escaped + b' b"}') == {"text": "a \ufffd b"}


def test_a_whole_surrogate_pair_stays() -> None:
    assert loads(rb'"\ud83d\ude00 \ud83d"') == "\U0001f600 \ufffd"


@pytest.mark.parametrize("raw", [b"", b'{"a": ', b"nonsense", b'{"a": "\\ud83d', b"[" * 100_000])
def test_no_json_is_named(raw: bytes) -> None:
    with pytest.raises(NotJson):
        loads(raw)


def test_surrogates_in_deep_nesting_do_not_exhaust_the_stack() -> None:
    with pytest.raises(NotJson):
        loads(b"[" * 100_000 + rb'"\ud83d"' + b"]" * 100_000)


@pytest.mark.parametrize(("raw", "reason"), [(b"{", "not_json"), (b'"\xff"', "not_utf8")])
def test_an_unreadable_record_says_why(raw: bytes, reason: str) -> None:
    with pytest.raises(Unusable) as bad:
        decode(raw)
    assert bad.value.reason == reason


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_json_holds_can_be_stored(text: str) -> None:
    loads(json.dumps({"t": text}).encode())["t"].encode()


@given(st.text())
def test_clean_leaves_storable_text_alone(text: str) -> None:
    assert clean(text) == text.replace("\x00", "\ufffd")


def test_a_count_is_never_guessed() -> None:
    assert [count(v) for v in (0, 3, -2, "3", 3.0, None, True, 10**30)] == [
        *(0, 3, -2),
        *(None,) * 5,
    ]


def test_an_empty_string_says_nothing() -> None:
    assert string("") is None
    assert string("a") == "a"


@pytest.mark.parametrize("bad", ["", " ", "a\nb", "a\x00", "x" * 1001, None, [], 1.5, True])
def test_what_cannot_name_a_post_is_no_identifier(bad: object) -> None:
    assert identifier(bad) is None


@pytest.mark.parametrize("tail", ["", r', "x": "\u0000"', r', "x": "\ud83d"'])
@pytest.mark.parametrize("bracket", ["[]", "{}"])
@pytest.mark.parametrize("depth", [150, 900, 1020])
def test_deep_nesting_is_named_whatever_stands_beside_it(
    tail: str, bracket: str, depth: int
) -> None:
    opened = "[" if bracket == "[]" else '{"a":'
    nested = opened * depth + "1" + bracket[1] * depth
    with pytest.raises(NotJson, match=r"100 levels|recursion"):
        loads(f'{{"y": {nested}{tail}}}'.encode())


def test_what_platforms_nest_is_read() -> None:
    raw = b"[" * 90 + rb'"\u0000"' + b"]" * 90 + b" " * 200
    assert loads(raw)


def test_brackets_in_strings_are_no_levels() -> None:
    assert loads(b'["' + b"[{" * 5000 + b'"]') == ["[{" * 5000]


def test_more_values_than_a_record_has_are_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "MAX_VALUES", 1000)
    with pytest.raises(NotJson, match="more than 1,000 values"):
        loads(b"[" + b"{}," * 999 + b"{}]")


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_value_of_json_is_none_beside_a_surrogate_too(constant: str) -> None:
    with pytest.raises(NotJson):
        loads(f'{{"a": {constant}, "b": "\\ud83d"}}'.encode())
