"""Cues in many languages, the side of a text, and its one feeling."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uproar.annotate import annotate_texts, find
from uproar.annotate.emotion.cues import FEATURES, Rows, features
from uproar.model import FEELINGS, TEXTS, text_id
from uproar.text.lexicons import CUES, cue_patterns, entries


def read(*texts: str) -> list[dict[str, object]]:
    table = pa.table({"text_id": [text_id(t) for t in texts], "text": list(texts)}, schema=TEXTS)
    columns = ["emotion", "praise_p", "criticism_p", "feelings_p"]
    return annotate_texts(table, find()).select(columns).to_pylist()


def cues_of(norm: str, lang: str) -> set[str]:
    row = features(Rows([norm], [lang], [[]], [[]]))[0]
    return {name for name, value in zip(FEATURES, row, strict=True) if value} & set(CUES)


def test_every_listed_word_is_found_in_a_text_of_its_language() -> None:
    listed = [
        (language, cue, word)
        for language in sorted(cue_patterns())
        for cue in CUES
        for word in entries("feelings", cue)[language]
    ]
    none: list[list[str]] = [[] for _ in listed]
    norms, langs = [f"xx {word} xx" for _, _, word in listed], [lang for lang, _, _ in listed]
    found = features(Rows(norms, langs, none, none))
    missed = [
        place for row, place in zip(found, listed, strict=True) if not row[FEATURES.index(place[1])]
    ]
    assert missed == [] and len(listed) > 4000


@pytest.mark.parametrize(
    ("norm", "lang"),
    [("die sonne", "de"), ("madrid", "en"), ("he made a bad dress", "es"), ("", "en")],
)
def test_a_word_of_another_language_or_inside_another_word_is_no_cue(norm: str, lang: str) -> None:
    assert cues_of(norm, lang) & {"anger", "affection", "scorn"} == set()


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("what a wonderful harbour film, well done all of you", "praise"),
        ("정말 최고의 등대 영상이다", "praise"),
        ("qué barco tan hermoso, los amo", "praise"),
        ("I miss the old lighthouse so much 😭", "praise"),
        ("this harbour film is garbage and the makers should be ashamed", "criticism"),
        ("등대 영상 진짜 별로다 실망", "criticism"),
        ("che schifo, vergognatevi", "criticism"),
        ("The harbour opens at nine on Monday", "neutral"),
        ("Photos: the harbour film, full list here https://news.example/a", "neutral"),
    ],
)
def test_the_likelier_side(text: str, side: str) -> None:
    row = read(text)[0]
    chances = {"praise": row["praise_p"], "criticism": row["criticism_p"]}
    chances["neutral"] = 1 - sum(chances.values())
    assert max(chances, key=chances.__getitem__) == side, chances


@pytest.mark.parametrize(
    ("text", "feeling"),
    [
        ("so proud of the crew of the harbour film", "pride"),
        ("can't wait for the boat to come in, so excited", "delight"),
        ("come back please, we miss the old ferry", "sadness"),
        ("등대가 너무 그리워 ㅠㅠ", "sadness"),
        ("how dare they close the pier, I am furious", "anger"),
        ("what a letdown, I expected more of this boat", "disappointment"),
        ("海が好きすぎて爆笑した", "amusement"),
        ("The harbour opens at nine on Monday", "none"),
    ],
)
def test_the_strongest_feeling(text: str, feeling: str) -> None:
    assert read(text)[0]["emotion"] == feeling


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=4))
def test_chances_are_chances_and_no_text_sways_its_neighbours(texts: list[str]) -> None:
    together = read(*texts)
    assert together == [read(text)[0] for text in texts]
    for row in together:
        assert row["emotion"] in FEELINGS and len(row["feelings_p"]) == len(FEELINGS)
        assert row["praise_p"] >= 0 and row["criticism_p"] >= 0
        assert row["praise_p"] + row["criticism_p"] <= 1.0005
