"""Markup that a parser cannot bear is refused before it is parsed; what people write is not."""

from __future__ import annotations

import pytest

from uproar.sources.values.html_text import text_of
from uproar.sources.values.markup import MAX_ATTRIBUTES, decoded, refuse_excess
from uproar.sources.values.rejects import Unusable

MANY = " ".join(f"a{n}" for n in range(200_000))


@pytest.mark.parametrize(
    "markup",
    [
        f"<p {MANY}>text</p>",
        "<p " + 'a=">" ' * 200_000,
        "<p " + "a='>'/" * 200_000,
        "<p " + "/".join(f'a{n}="x"' for n in range(1000)),
        f'<!-- <a b=" --><p {MANY}>',
        f"<script><a b='</script><p {MANY}>",
        f"<title><a b='<a c=\"</title><p {MANY}>",
        f'<p b="<a {MANY}',
        "<a/x=" * 100_000,
        "<p>" * 200_001,
        "<" * 200_001,
        "x" * (1 << 23) + "x",
    ],
    ids=range(12),
)
def test_what_nobody_writes_is_refused_unread(markup: str) -> None:
    with pytest.raises(Unusable) as refused:
        refuse_excess(markup)
    assert refused.value.reason == "too_much_markup"
    assert len(refused.value.detail) < 100


@pytest.mark.parametrize(
    "markup",
    [
        "<p " + " ".join(f"a{n}='{n}'" for n in range(MAX_ATTRIBUTES)) + ">x</p>",
        '<p class="a b c" data-x=\'{"a": ">"}\' hidden>said</p>' * 20_000,
        "<script>for (i=0;i<n;i++) { a = '<b c=\"' + x + '\">'; }</script>" * 1000 + "<p>x",
        "a < b and c > d, " * 5000,
        "<p>" + "words of all kinds, " * 50_000,
        "<p title='" + "x < y " * 20_000 + "'>",
    ],
    ids=range(6),
)
def test_what_people_write_is_taken(markup: str) -> None:
    refuse_excess(markup)


def test_the_text_of_a_post_is_bounded_too() -> None:
    with pytest.raises(Unusable, match="too_much_markup"):
        text_of(f"<p {MANY}>text</p>")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("배".encode("utf-16"), "배"),
        ("\ufeff배".encode(), "배"),
        ('<?xml version="1.0" encoding="euc-kr"?><p>배'.encode("euc-kr"), "<p>배"),
        ("<meta charset='iso-2022-jp'>灯".encode("iso-2022-jp"), "<meta charset='iso-2022-jp'>灯"),
        ("<meta charset=latin1>배".encode(), "<meta charset=latin1>배"),  # it is UTF-8
        (b"<meta charset=utf-7>+AGE-", "<meta charset=utf-7>+AGE-"),
        (b"<meta charset=utf-16>a", "<meta charset=utf-16>a"),
        (b"<meta charset=hex>a\xe9", "<meta charset=hex>a\xe9"),
        (b"<meta charset=punycode>a", "<meta charset=punycode>a"),
        (b"\x81\xff", "\ufffd\xff"),
        (b"\xff\xfe\x00", "\ufffd"),
    ],
)
def test_a_page_is_read_in_its_characters(raw: bytes, text: str) -> None:
    assert decoded(raw) == text
