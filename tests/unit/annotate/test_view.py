"""A text in parts is still the text."""

from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate.view import parts


@given(st.text(alphabet="aKㅋ가 w5@#.:/\u200b😭é\u0000<", max_size=80) | st.text())
def test_the_parts_joined_are_the_text(text: str) -> None:
    assert "".join(part.text for part in parts(text)) == text
    assert all(part.text for part in parts(text))


def test_a_very_long_text_is_kept_whole() -> None:
    text = "lantern ㅋㅋㅋ 😭 " * 5000
    assert "".join(part.text for part in parts(text)) == text


def test_kinds() -> None:
    found = {p.text: p.kind for p in parts("see https://a.example @someone #lantern 😭 haha")}
    assert found["https://a.example"] == "link"
    assert found["@someone"] == "mention"
    assert found["#lantern"] == "tag"
    assert found["😭"] == "emoji"
    assert found["haha"] == "laughter"
