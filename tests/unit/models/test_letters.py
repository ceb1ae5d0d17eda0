"""The shipped automaton is py3langid's, only cut and laid out anew."""

import numpy as np

from uproar.models import letters, load
from uproar.text.scripts import SHARED


def test_the_shipped_arrays_are_those_of_the_package() -> None:
    languages = frozenset(name for names in SHARED.values() for name in names)
    prepared = letters.prepared(languages)
    shipped = load.arrays(letters.FILE)
    assert sorted(prepared) == sorted(shipped)
    for name, array in prepared.items():
        assert array.dtype == shipped[name].dtype
        assert np.array_equal(array, shipped[name])


def test_its_licence_travels_with_it() -> None:
    text = (load.FOLDER / "letters.LICENSE").read_text(encoding="utf-8")
    assert "Marco Lui" in text and "BSD 3-Clause" in text
