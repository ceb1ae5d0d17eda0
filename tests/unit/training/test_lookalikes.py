"""The table of look-alike letters, out of a file in Unicode's form."""

import pytest
from training.lookalikes import TABLE, is_foreign, look_alikes, written

# Lines in the form of confusables.txt, made for this test.
MADE = """\ufeff# confusables.txt
# Date: 2031-02-03, 04:05:06 GMT
# Version: 23.0.0
0430 ;\t0061 ;\tMA\t# ( а → a ) CYRILLIC SMALL LETTER A → LATIN SMALL LETTER A
0410 ;\t0041 ;\tMA\t# CYRILLIC CAPITAL LETTER A
0406 ;\t006C ;\tMA\t# CYRILLIC CAPITAL LETTER BYELORUSSIAN-UKRAINIAN I
0049 ;\t006C ;\tMA\t# LATIN CAPITAL LETTER I
03BA ;\t0138 ;\tMA\t# no Latin letter of ASCII in its class
05D5 ;\t006C ;\tMA\t# Hebrew
0665 ;\t006F ;\tMA\t# an Arabic digit
1D0F ;\t006F ;\tMA\t# LATIN LETTER SMALL CAPITAL O
0251 ;\t0061 ;\tMA\t# a Latin letter of some alphabets
0444 ;\t0066 0075 ;\tMA\t# two letters
"""


def test_letters_of_other_alphabets_stand_for_the_latin_one_in_lower_case() -> None:
    assert look_alikes(MADE) == {"а": "a", "А": "a", "І": "l", "ᴏ": "o"}


def test_the_text_names_version_date_and_licence_and_is_sorted() -> None:
    text = written(MADE)
    assert "Unicode 23.0.0, 2031-02-03" in text and "Unicode License v3" in text
    assert text.splitlines()[3:] == ["a 0410 0430", "l 0406", "o 1D0F"]


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="does not say its version"):
        written("0430 ; 0061 ; MA")


@pytest.mark.parametrize("letter", ["가", "ก", "ا", "ו", "あ", "中", "é", "ı", "a", "٥", "-"])
def test_what_people_write_beside_latin_letters_is_no_disguise(letter: str) -> None:
    assert not is_foreign(letter)


def test_the_shipped_table_is_of_one_making() -> None:
    rows = [r for r in TABLE.read_text(encoding="utf-8").splitlines() if not r.startswith("#")]
    codes = [int(code, 16) for row in rows for code in row.split()[1:]]
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert len(codes) == len(set(codes)) >= 340
    assert all(is_foreign(chr(code)) for code in codes)
