"""HTML as the text a reader sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.sources.values.html_text import text_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("plain &lt;b&gt;", "plain <b>"),
        ("<p>one</p>", "one"),
        ("<p>one</p><p>two<br/>three</p>", "one\n\ntwo\nthree"),
        (
            '<p><a href="x"><span class="invisible">https://</span>a.example</a>',
            "https://a.example",
        ),
        ("<p>one</p>tail<br><br>end", "one\n\ntail\n\nend"),
        ("<p>a <!-- hidden --> b</p>", "a  b"),
        ("<p>before<script>alert(1)</script>after</p>", "beforeafter"),
        ("<p>&lt;script&gt;alert('x')&lt;/script&gt; ok</p>", "<script>alert('x')</script> ok"),
        ("<p>broken <b>markup", "broken markup"),
        ("<!-- only -->", ""),
        ("<p>종이등 👵</p><ul><li>a</li><li>b</li></ul>", "종이등 👵\n\na\nb"),
    ],
)
def test_text_is_what_a_reader_sees(markup: str, text: str) -> None:
    assert text_of(markup) == text


def test_a_thousand_nested_elements_are_read() -> None:
    assert text_of("<div>" * 2000 + "deep" + "</div>" * 2000).strip() in ("deep", "")


@given(st.text(st.characters(exclude_categories=[])))
def test_any_markup_gives_storable_text(markup: str) -> None:
    text_of(markup).encode()
