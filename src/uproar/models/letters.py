"""py3langid's model of letter sequences, cut to the languages we tell apart and to be mapped.

Copyright (c) 2011 Marco Lui, (c) 2021 Adrien Barbaresi; BSD-3-Clause, see letters.LICENSE.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from uproar.arrays import Float16s, Float32s, Int32s, Int64s, UInt32s
from uproar.models import load

FILE = "letters.npz"


class Automaton(NamedTuple):
    """States, what they say, and what that weighs.

    From state s by byte b one comes to `moves[base[s] + b]`. `feature[s]`: the feature that state
    s says, -1 for none. `weights`: (n_features, n_columns) log-chances; column c is of language
    `languages[c]`, and a language may have more than one.
    """

    base: Int64s
    moves: UInt32s
    feature: Int32s
    weights: Float16s
    prior: Float32s
    languages: tuple[str, ...]


@cache
def automaton() -> Automaton:
    """The shipped model."""
    stored = load.arrays(FILE)
    return Automaton(
        base=stored["row"].astype(np.int64) << 8,
        moves=np.asarray(stored["moves"], np.uint32),
        feature=np.asarray(stored["feature"], np.int32),
        weights=np.asarray(stored["weights"], np.float16),
        prior=np.asarray(stored["prior"], np.float32),
        languages=tuple(map(str, stored["languages"])),
    )


def prepared(languages: frozenset[str]) -> dict[str, npt.NDArray[np.generic]]:
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
