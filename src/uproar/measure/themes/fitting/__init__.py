"""How themes are found on a sample, saved between runs, and applied to every text.

`fit` finds them, `Model` gives a text its theme, `dump` and `load` keep a `Run` as bytes.
"""

from __future__ import annotations

from uproar.measure.themes.fitting.fit import fit
from uproar.measure.themes.fitting.meaning_model import MeaningModel
from uproar.measure.themes.fitting.persistence import Run, dump, load
from uproar.measure.themes.fitting.theme_model import Assigned, Model, Texts

__all__ = ["Assigned", "MeaningModel", "Model", "Run", "Texts", "dump", "fit", "load"]
