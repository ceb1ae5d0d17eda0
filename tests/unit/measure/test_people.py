"""Whom posts name: listed people in every way of writing, and others that nobody listed."""

from dataclasses import replace

import pyarrow as pa
import pytest
from tests.unit.select.test_relevance import EVENT, PUBLISHED, post

from uproar.engines import LocalCorpus
from uproar.measure.people import MEASURE
from uproar.measure.people.finding_names import candidates
from uproar.model import MARKS, POSTS, Entity, State, rows_of, text_id
from uproar.model.rows import PersonRow

PAIR = replace(
    EVENT,
    entities=(
        Entity("oriole", "Vale Oriole", "person", {"en": ("Oriole",), "ko": ("꾀꼬리",)}),
        Entity("quay", "Quay Trio", "group", {"en": ("Quay Trio",)}),
        Entity("film", "The Film", "work", {"en": ("The Film",)}),
    ),
)


def corpus(rows: list[tuple[str, str]]) -> LocalCorpus:
    """Posts of these texts, each with a stance; "unsure" stands for none."""
    posts = [post(n, PUBLISHED, text) for n, (text, _) in enumerate(rows)]
    distinct = sorted({text for text, _ in rows}, key=text_id)
    texts = pa.table(
        {
            "text_id": pa.array([text_id(t) for t in distinct], pa.int64()),
            "norm": pa.array([t.casefold().replace("#", "") for t in distinct], pa.string()),
            "norm_id": pa.array([text_id(t) for t in distinct], pa.int64()),
            "lang": pa.repeat("en", len(distinct)),
            "lang_trust": pa.repeat(0.9, len(distinct)),
        }
    )
    made = LocalCorpus(pa.Table.from_pylist(posts, schema=POSTS), texts, state=State(1, 0))
    marks = [
        {"post_id": p["id"], "kind": "relevant", "value": "yes", "score": 1.0, "reason": ""}
        for p in posts
    ] + [
        {
            "post_id": p["id"],
            "kind": "stance",
            "value": "neutral" if side == "unsure" else side,
            "score": 0.9,
            "reason": "unsure" if side == "unsure" else "read",
        }
        for p, (_, side) in zip(posts, rows, strict=True)
    ]
    made.add_marks(pa.Table.from_pylist(marks, schema=MARKS))
    return made


def people(rows: list[tuple[str, str]], family: str = "people") -> dict[str, PersonRow]:
    measured = MEASURE.measure(corpus(rows), PAIR)
    finding = next(f for f in measured.findings if f.id == family)
    return {row.id: row for row in rows_of(finding, PersonRow)}


def test_somebody_is_counted_in_every_script_tag_and_handle() -> None:
    rows = [
        ("Oriole sang", "praise"),
        ("꾀꼬리가 왔다", "criticism"),
        ("#OrioleOnTheLadder", "unsure"),
        ("@oriole hello", "neutral"),
        ("orioles do not sing like that, oriole-ish", "neutral"),
        ("nobody was there", "criticism"),
    ]
    row = people(rows)["oriole"]
    assert (row.n, row.n_voices, row.n_alone) == (5, 5, 5)
    assert (row.praise, row.criticism, row.neutral) == (1, 1, 2)
    assert row.low < row.share < row.high and row.share == pytest.approx(5 / 6, abs=1e-6)


def test_a_stance_is_nobodys_where_several_are_named() -> None:
    rows = [("Oriole and the Quay Trio sang", "praise"), ("Quay Trio again", "criticism")]
    named = people(rows)
    assert (named["oriole"].n, named["oriole"].n_alone, named["oriole"].praise) == (1, 0, 0)
    assert (named["quay"].n, named["quay"].n_alone, named["quay"].criticism) == (2, 1, 1)


def test_others_are_proposed_and_what_is_listed_or_rare_is_not() -> None:
    rows = [(f"that was Ada Lunt up on the ladder {n}", "praise") for n in range(8)]
    rows += [(f"민하린이 부른 노래 {n}", "praise") for n in range(4)]
    rows += [(f"역시 민하린은 다르다 {n}", "praise") for n in range(4)]
    rows += [(f"we saw Vale Oriole and Tom Reed {n}", "praise") for n in range(2)]
    found = people(rows, "people.proposed")
    assert {row.name for row in found.values()} == {"Ada Lunt", "민하린"}
    assert found["found:adalunt"].n == 8 and found["found:adalunt"].praise == 8


def test_a_hostile_name_breaks_no_query() -> None:
    made = corpus(
        [(f"we met D'Arc O'Neil'; drop table marks;-- here {n}", "praise") for n in range(9)]
    )
    measured = MEASURE.measure(made, PAIR)
    assert measured.marks is not None
    made.add_marks(measured.marks)
    for finding in measured.findings:
        made.query(finding.evidence_sql)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("we met Ana Bo at the quay {n}", "Ana Bo"),
        ("вчера пела Анна Бойко на пристани {n}", "Анна Бойко"),
        ("昨日は港で山田太郎さんが歌った {n}", "山田太郎"),
        ("I think that Ana's song was the best of all {n}", "Ana"),
    ],
)
def test_a_name_of_any_script_is_found(text: str, name: str) -> None:
    assert list(candidates([text.format(n=n) for n in range(9)]).values()) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The Whole List Of Winners And Losers {n}",  # a headline
        "WE WANT IT BACK NOW {n}",
        "Finally they sang on the quay {n}",
        "정말로 좋았다 {n}",
        "no name here {n}",
    ],
)
def test_what_is_no_name_is_not(text: str) -> None:
    assert candidates([text.format(n=n) for n in range(9)]) == {}


def test_no_posts_no_findings() -> None:
    assert MEASURE.measure(corpus([]), PAIR).findings == ()
