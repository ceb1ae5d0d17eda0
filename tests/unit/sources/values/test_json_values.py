"""Bytes to JSON: what no column can hold is replaced, what is no JSON is said to be none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
