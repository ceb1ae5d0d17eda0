"""New pieces behind a vocabulary's own."""

from __future__ import annotations

from collections import Counter

import sentencepiece
from training import pieces

from uproar.annotate import subwords
from uproar.models import load

VOCABULARY = load.path(subwords.MODEL).read_bytes()


def loaded(model: bytes) -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_proto=model)


def found(words: dict[str, int]) -> list[pieces.Piece]:
    return pieces.new_pieces(loaded(VOCABULARY), [Counter(words)])


def test_a_broken_word_becomes_a_piece_and_the_old_pieces_keep_their_numbers() -> None:
    old = loaded(VOCABULARY)
    added = found({"▁qwertzuiopü": 5})
    new = loaded(pieces.with_pieces(VOCABULARY, added))
    assert new.encode("qwertzuiopü") == [old.get_piece_size()]
    assert new.encode("one take") == old.encode("one take")
    assert list(added[0].parts) == old.encode("qwertzuiopü")


def test_rare_words_and_words_that_are_whole_get_no_piece() -> None:
    assert found({"▁qwertzuiopü": 2, "▁the": 99, "▁x1qqwy": 9}) == []


def test_a_piece_that_texts_of_others_are_read_with_is_left_out() -> None:
    added = found({"▁qwertzuiopü": 5, "▁asdfghjklö": 5})
    own = ["qwertzuiopü asdfghjklö"] * 5
    kept = pieces.harmless(VOCABULARY, added, ["see asdfghjklö here"], own)
    assert [piece.name for piece in kept] == ["▁qwertzuiopü"]


def test_words_that_come_together_are_paired() -> None:
    texts = ["xin chào bạn"] * 8 + [f"a{i} b{i}" for i in range(400)]
    counted = pieces.words(texts)
    assert counted["▁xin"] == 8
    assert set(pieces.pairs(texts, counted)) == {"▁xin▁chào", "▁chào▁bạn"}
