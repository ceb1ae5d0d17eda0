import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate.spam import ANNOTATOR, signals
from uproar.models.spam_chance import probability


def annotate(*texts):
    return ANNOTATOR.annotate(pa.table({"text": pa.array(texts, pa.string())}))


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("Tickets 40% off, harbour hall https://sell.example/a", "sale"),
        ("GIVEAWAY! ten signed posters, claim now https://sell.example/a", "giveaway"),
        ("watch the harbour film full HD free https://sell.example/a", "stream"),
        ("콘서트 양도 두 장 선입금 https://sell.example/a", "sale"),
        ("บัตรคอน ราคาถูก เหลือสองใบ https://sell.example/a", "sale"),
        ("tiket konser murah https://sell.example/a", "sale"),
        ("entradas baratas para el puerto https://sell.example/a", "sale"),
        ("assista o filme completo grátis https://sell.example/a", "stream"),
        ("billets pas cher pour le port https://sell.example/a", "sale"),
        ("ライブのチケット譲ります 格安 https://sell.example/a", "sale"),
        ("harbourcoin presale is live https://sell.example/a", "money"),
        ("work from home, no boss https://sell.example/a", "work"),
        ("WTS lfb ph harbour pc sealed https://sell.example/a", "trade"),
        ("하버 포카 교환 및 판매 준등기 https://sell.example/a", "trade"),
        ("The latest Harbour Daily! https://sell.example/a Thanks to @someone", "digest"),
    ],
)
def test_an_offer_with_a_way_to_take_it_up_is_likely_spam(text, offer):
    found = signals(text)
    assert offer in found and "link" in found
    assert annotate(text)["spam_p"][0].as_py() >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "who else cried when the boat came back",
        "watch the full speech from the harbour master https://video.example/speech",
        "the fog horn scene at 3:41 is everything https://video.example/watch",
        "등대 장면 진짜 좋았어 ㅠㅠ",
        "ฉากประภาคารสวยมาก",
        "lloré con la escena del faro",
    ],
)
def test_an_ordinary_comment_is_not(text):
    assert annotate(text)["spam_p"][0].as_py() < 0.6


def test_a_spare_ticket_without_a_link_is_not_marked_by_itself():
    assert annotate("응원봉 양도해요")["spam_p"][0].as_py() < 0.75


def test_words_alone_do_not_convict():
    assert probability([], 0.9999) == 0.5
    assert probability(["link"], 0.9999) == 0.5


@given(st.lists(st.one_of(st.none(), st.text()), max_size=5))
def test_rows_are_kept_and_independent(texts):
    whole = annotate(*texts)
    assert whole.num_rows == len(texts)
    assert whole.schema == ANNOTATOR.columns
    for i, text in enumerate(texts):
        assert annotate(text).to_pylist() == [whole.to_pylist()[i]]
    assert all(0 <= p <= 1 for p in whole["spam_p"].to_pylist())


def test_a_very_long_hostile_text_is_read_in_linear_time():
    for piece in ("a", "ticket ", "$", "1 ", "http://", "<a href=", "watch free ", "+1 (", "\x00"):
        assert annotate(piece * 20_000).num_rows == 1
