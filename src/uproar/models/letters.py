"""py3langid's model of letter sequences, cut to the languages we tell apart and to be mapped.

Copyright (c) 2011 Marco Lui, (c) 2021 Adrien Barbaresi; BSD-3-Clause, see letters.LICENSE.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from uproar.arrays import AnyArray
from uproar.models import load

FILE = "letters.npz"


class Automaton(NamedTuple):
    """States, what they say, and what that weighs.

    From state s by byte b one comes to `moves[base[s] + b]`. `feature[s]`: the feature that state
    s says, -1 for none. `weights`: (n_features, n_columns) log-chances; column c is of language
    `languages[c]`, and a language may have more than one.
    """

    base: AnyArray
    moves: AnyArray
    feature: AnyArray
    weights: AnyArray
    prior: AnyArray
    languages: tuple[str, ...]


@cache
def automaton() -> Automaton:
    """The shipped model."""
    stored = load.arrays(FILE)
    base = stored["row"].astype(np.int64) << 8
    names = tuple(map(str, stored["languages"]))
    return Automaton(
        base, stored["moves"], stored["feature"], stored["weights"], stored["prior"], names
    )


def prepared(languages: frozenset[str]) -> dict[str, AnyArray]:
    """The arrays to ship, from the installed py3langid: nothing fitted, nothing rounded."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE)
    columns = [i for i, name in enumerate(model.nb_classes) if name in languages]
    return {
        "row": np.asarray(model.tk_row, np.uint16),
        "moves": np.asarray(model.tk_nextmove, np.uint32),
        "feature": np.asarray(model.tk_output, np.int32),
        "weights": np.asarray(model.nb_ptc)[:, columns],
        "prior": np.asarray(model.nb_pc)[columns],
        "languages": np.array([model.nb_classes[i] for i in columns]),
    }
