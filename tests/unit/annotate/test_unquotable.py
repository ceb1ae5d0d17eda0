"""Posts that a story does not quote by themselves, and plain ones that it may."""

from __future__ import annotations

import pyarrow as pa
import pytest

from uproar.annotate.unquotable import ANNOTATOR, reasons, reasons_of
from uproar.text.lexicons import REASONS, terms_by_reason
from uproar.text.normalise import fold

DOUBTFUL = (
    ("That producer is a fraud, ask anyone who worked there", "accusation"),
    ("they paid off the jury and you all know it", "accusation"),
    ("this whole feud is a smokescreen for the sales figures", "plot"),
    ("wake up people, the label is a cult", "plot"),
    ("you lot are morons, go to hell", "abuse"),
    ("two weekend passes for sale, dm me for the price", "trade"),
    ("Reportedly the drummer left the group this morning", "claim"),
    ("already 40 million streams in a day", "figures"),
    ("es un fraude y todos lo saben", "accusation"),
    ("é uma fraude, roubaram o prêmio", "accusation"),
    ("c'est un écran de fumée", "plot"),
    ("halt die klappe du idiot", "abuse"),
    ("vendo dos entradas para el sábado", "trade"),
    ("저 배우는 사기꾼이다", "accusation"),
    ("포토카드 양도합니다", "trade"),
    ("チケット譲渡します", "trade"),
    ("他就是个骗子", "accusation"),
)
PLAIN = (
    "I cried through the whole last scene and I do not know why",
    "the second half was weak and the tickets are too expensive",
    "we queued three hours and it was worth every minute",
    "who else thinks the bass player deserved the award",
    "born in 1985 and still dancing to this at 2 am",
    "esta canción me recuerda a mi abuela",
    "노래가 너무 좋아서 매일 듣는다",
    "最後のシーンで泣いた",
    "le concert de samedi était magnifique",
)


@pytest.mark.parametrize(("text", "reason"), DOUBTFUL)
def test_what_accuses_sells_or_claims_is_marked_with_its_reason(text: str, reason: str) -> None:
    assert reason in reasons(fold(text))


@pytest.mark.parametrize("text", PLAIN)
def test_praise_criticism_and_memories_are_left_alone(text: str) -> None:
    assert reasons(fold(text)) == []


def test_a_column_and_single_texts_read_alike() -> None:
    norms = [fold(text) for text, _ in DOUBTFUL] + [fold(text) for text in PLAIN] * 8
    assert len(norms) > 64  # beyond which texts are searched together
    assert reasons_of(norms) == [reasons(norm) for norm in norms]
    table = ANNOTATOR.annotate(pa.table({"norm": norms}))
    assert table["unquotable"].to_pylist() == [reasons(norm) for norm in norms]


def test_every_reason_has_phrases_or_a_form() -> None:
    assert {*terms_by_reason(), "figures"} == set(REASONS)
