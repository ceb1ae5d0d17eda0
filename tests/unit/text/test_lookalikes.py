"""Letters that pass for Latin ones are undone in the matching form, and seen as a disguise."""

import unicodedata

import pytest

from uproar.models import load
from uproar.text.homoglyphs import is_disguised
from uproar.text.lookalikes import letters, look_alikes
from uproar.text.normalise import read


@pytest.mark.parametrize("code", sorted(look_alikes()))
def test_a_letter_that_passes_for_a_latin_one_is_seen(code: int) -> None:
    letter = chr(code)
    text = f"pla{letter}plo"
    # A word in the small capitals of phonetic notation is written so for its looks.
    is_latin = unicodedata.name(letter, "").startswith("LATIN")
    assert is_disguised(text) is not is_latin
    folded = unicodedata.normalize("NFKC", letter).casefold()
    if folded == letter:
        assert read(text).norm == f"pla{look_alikes()[code]}plo"


@pytest.mark.parametrize("text", ["bts가", "iphoneก", "okا", "aㅠㅠ", "vは", "naïve café", "µ"])
def test_alphabets_that_stand_beside_latin_are_left_alone(text: str) -> None:
    assert not is_disguised(text)
    assert not set(map(ord, text)) & set(look_alikes())


def test_letters_are_each_once_and_its_licence_travels_with_the_table() -> None:
    assert len(letters()) == len(look_alikes()) == len(set(letters()))
    text = (load.FOLDER / "lookalikes.LICENSE").read_text(encoding="utf-8")
    assert text.startswith("UNICODE LICENSE V3") and "Copyright © 1991-2026 Unicode, Inc." in text
