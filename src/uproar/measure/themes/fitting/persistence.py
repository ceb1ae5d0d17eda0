"""A model of themes as bytes, and back: what one run of `themes` leaves to the next."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

import numpy as np
import xxhash

from uproar.measure.themes.fitting.meaning_model import MeaningModel
from uproar.measure.themes.fitting.theme_model import Model

FORMAT = "themes-4"


@dataclass(frozen=True, slots=True)
class Run:
    """A run's model, its themes' ids, and what it was fitted on.

    `n_texts`: the corpus's distinct texts when it was fitted; `epoch`: its erasures until then;
    `next_id`: the number of the next new theme; `parent`: the name of the run before, or "".
    """

    model: Model | MeaningModel
    ids: tuple[str, ...]
    n_texts: int
    epoch: int
    next_id: int
    parent: str

    @property
    def name(self) -> str:
        """What the next run calls this one: a digest of its bytes."""
        return f"{xxhash.xxh3_64_intdigest(dump(self)):016x}"


def dump(run: Run) -> bytes:
    """The run's bytes: the same run gives the same bytes.

    The names inside (`told`, `aspects`, `has_idle`) are those of the format, older than the code's.
    """
    header = {
        "format": FORMAT,
        "kind": run.model.KIND,
        "ids": run.ids,
        "n_texts": run.n_texts,
        "epoch": run.epoch,
        "next_id": run.next_id,
        "parent": run.parent,
    }
    out = io.BytesIO()
    head = np.frombuffer(json.dumps(header, sort_keys=True).encode(), np.uint8)
    np.savez_compressed(out, allow_pickle=False, told=head, **run.model.arrays())
    return out.getvalue()


def load(memory: bytes | None) -> Run | None:
    """The run these bytes hold. None: nothing saved, or by a version that fitted otherwise."""
    if not memory:
        return None
    with np.load(io.BytesIO(memory), allow_pickle=False) as saved:
        header = json.loads(saved["told"].tobytes())
        if header.get("format") != FORMAT:
            return None
        kind = MeaningModel if header["kind"] == MeaningModel.KIND else Model
        model = kind.from_arrays({name: saved[name] for name in saved.files})
    return Run(
        model,
        tuple(header["ids"]),
        header["n_texts"],
        header["epoch"],
        header["next_id"],
        header["parent"],
    )
