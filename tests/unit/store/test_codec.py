"""Nouns survive the way through JSON."""

from datetime import UTC, datetime, timedelta, timezone
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.errors import UproarError
from uproar.model import (
    Article,
    Background,
    Cue,
    Entity,
    Event,
    Finding,
    Footage,
    Gap,
    Passage,
    Sentence,
    SourceSpec,
    State,
    Story,
)
from uproar.model.rows import ROW_KINDS, BinRow, CopyRow, ReasonRow, Row
from uproar.store.desk_db.codec import dump, load

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TIMES = st.datetimes(timezones=st.just(UTC))
NUMBERS = st.integers(-(2**53), 2**53)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
PLAIN = st.recursive(
    st.none() | NUMBERS | FLOATS | WORDS | st.booleans(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)


def some(of: Any, n: int = 3) -> Any:
    return st.lists(of, max_size=n).map(tuple)


MAPS = st.dictionaries(WORDS, PLAIN, max_size=2)
VALUES = NUMBERS | FLOATS | WORDS | st.none()


def values_of(hint: Any) -> Any:
    """Values of a row's field, nested rows included."""
    if get_origin(hint) is tuple:
        return some(values_of(get_args(hint)[0]), 2)
    if get_origin(hint) is UnionType:
        return st.one_of([values_of(part) for part in get_args(hint)])
    plain = {int: NUMBERS, float: FLOATS, str: WORDS, bool: st.booleans(), NoneType: st.none()}
    return plain[hint] if hint in plain else rows_like(hint)


def rows_like(kind: type[Row]) -> Any:
    hints = get_type_hints(kind)
    return st.builds(kind, **{n: values_of(h) for n, h in hints.items() if not n.startswith("_")})


ROWS = st.sampled_from(ROW_KINDS).flatmap(lambda kind: some(rows_like(kind)))
ENTITIES = st.builds(
    Entity, id=WORDS, name=WORDS, kind=WORDS,
    aliases=st.dictionaries(WORDS, some(WORDS), max_size=2),
    ambiguous=st.frozensets(WORDS, max_size=2),
)  # fmt: skip
CUES = st.builds(Cue, number=NUMBERS, start_s=FLOATS, end_s=FLOATS, speaker=st.none() | WORDS,
                 text=WORDS, is_auto=st.booleans())  # fmt: skip
FOOTAGE = st.builds(Footage, tracks=st.dictionaries(WORDS, some(CUES), max_size=2),
                    title=st.none() | WORDS, duration_s=st.none() | FLOATS)  # fmt: skip
SPECS = st.builds(SourceSpec, platform=WORDS, path=WORDS, format=st.none() | WORDS, options=MAPS)
SENTENCES = st.builds(Sentence, WORDS, WORDS, WORDS, WORDS, some(WORDS))
PASSAGES = st.builds(Passage, WORDS, NUMBERS, WORDS, FLOATS, st.none() | TIMES)
NOUNS: dict[Any, Any] = {
    Event: st.builds(
        Event, id=WORDS, title=WORDS, kind=WORDS, published_at=TIMES, publisher=WORDS,
        url=st.none() | WORDS, summary=WORDS, entities=some(ENTITIES),
        baseline_start=st.none() | TIMES, window_end=st.none() | TIMES, queries=some(WORDS),
        hashtags=some(WORDS), sources=some(SPECS), footage=FOOTAGE,
    ),
    Finding: st.builds(
        Finding, id=WORDS, value=VALUES, unit=WORDS, n=st.none() | NUMBERS, low=st.none() | FLOATS,
        parameters=st.dictionaries(WORDS, VALUES, max_size=2), evidence=some(WORDS),
        rows=ROWS, state=st.none() | st.builds(State, NUMBERS, NUMBERS),
    ),
    Story: st.builds(
        Story, id=WORDS, event_id=WORDS, state=st.builds(State, NUMBERS, NUMBERS), length=WORDS,
        headline=SENTENCES, dek=SENTENCES, paragraphs=some(some(SENTENCES)), post_block=some(WORDS),
        refused=some(st.tuples(WORDS, WORDS)), approved_by=st.none() | WORDS,
    ),
    Background: st.builds(Background, timeline=some(PASSAGES), related=some(PASSAGES)),
    Article: st.builds(
        Article, id=WORDS, url=st.none() | WORDS, publisher=st.none() | WORDS,
        author=st.none() | WORDS, published_at=TIMES, headline=WORDS, sentences=some(WORDS),
        lang=st.none() | WORDS, origin=WORDS,
    ),
    Gap: st.builds(Gap, WORDS, WORDS, st.none() | NUMBERS, st.none() | NUMBERS, WORDS),
}  # fmt: skip


@pytest.mark.parametrize("kind", NOUNS, ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_noun_comes_back_equal_and_dumps_the_same(kind: Any, data: Any) -> None:
    noun = data.draw(NOUNS[kind])
    stored = dump(noun)
    assert load(kind, stored) == noun
    assert dump(load(kind, stored)) == stored


def test_a_time_keeps_the_offset_it_came_with() -> None:
    seoul = timezone(timedelta(hours=9))
    at = datetime(2025, 5, 18, 20, tzinfo=seoul)
    article = Article("n1", None, None, None, at, "h", (), None, "o")
    assert '"2025-05-18T20:00:00+09:00"' in dump(article)
    assert load(Article, dump(article)).published_at.utcoffset() == timedelta(hours=9)


def test_a_stored_row_says_by_its_fields_which_kind_it_is() -> None:
    for row in (ReasonRow("repost", 3), CopyRow("repost", 3), BinRow(3, 3)):
        finding = Finding("f", 1, "posts", rows=(row,))
        assert load(Finding, dump(finding)).rows == (row,)
    fields = [frozenset(kind.__dataclass_fields__) for kind in ROW_KINDS]
    assert len(set(fields)) == len(fields)


def test_a_row_of_no_kind_is_refused_by_its_fields() -> None:
    stored = dump({"id": "f", "value": 1, "unit": "posts", "rows": [{"hour_start": 1, "posts": 2}]})
    with pytest.raises(
        UproarError, match=r"no kind of row has the fields \['hour_start', 'posts'\]"
    ):
        load(Finding, stored)


@pytest.mark.parametrize("text", ["{}", "[]", "null", "{", '{"pin": 1}'])
def test_what_is_no_such_noun_is_refused(text: str) -> None:
    with pytest.raises(UproarError, match="not a stored State"):
        load(State, text)
