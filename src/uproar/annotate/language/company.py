"""Unsure readings of a text's language, decided by the languages of the texts around it.

Three letters may be of any language, but among ten thousand English posts they are English. The
chances by letters are weighed by how often the event's sure texts are in each language (the new
prior of Saerens, Latinne and Decaestecker 2002, doi:10.1162/089976602753284446, in one step).
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.annotate.language.config import CONFIG


def in_company(texts: pa.Table) -> pa.Table:
    """The texts with `lang` decided anew where the reading is unsure; all else as it was.

    `texts`: distinct texts of one event with the language annotator's columns. The trust stays:
    a declared language still goes before. Ties: the first code of the alphabet. Empty: the same.
    """
    if "lang_likely" not in texts.column_names or not texts.num_rows:
        return texts
    likely = texts["lang_likely"].combine_chunks()
    row = pc.list_parent_indices(likely).to_numpy()
    if not len(row):
        return texts
    options = pc.list_flatten(likely)
    assert isinstance(options, pa.StructArray)
    code = options.field("lang").dictionary_encode()
    names = code.dictionary.to_pylist()
    usual = _usual(texts, names)
    weighed = options.field("p").to_numpy() * usual[code.indices.to_numpy()]
    place = code.indices.to_numpy()
    order = np.lexsort((np.argsort(np.argsort(names))[place], -weighed, row))
    first = order[np.unique(row[order], return_index=True)[1]]
    is_unsure = np.zeros(texts.num_rows, bool)
    is_unsure[row[first]] = True
    decided = pa.array([names[i] for i in place[first].tolist()], pa.string())
    lang = pc.replace_with_mask(texts["lang"].combine_chunks(), pa.array(is_unsure), decided)
    return texts.set_column(texts.schema.get_field_index("lang"), "lang", lang)


def _usual(texts: pa.Table, names: list[str]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """How often sure texts are in each language, one text of each added. Shape: (len(names),)."""
    is_sure = texts["lang_trust"].to_numpy() >= CONFIG.trusted
    sure = texts["lang"].filter(pa.array(is_sure)).combine_chunks().dictionary_encode()
    n = np.bincount(sure.indices.to_numpy(), minlength=len(sure.dictionary)).tolist()
    times = dict(zip(sure.dictionary.to_pylist(), n, strict=True))
    return np.array([times.get(name, 0) + 1.0 for name in names])
