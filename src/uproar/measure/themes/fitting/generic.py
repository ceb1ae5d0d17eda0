"""Texts that say nothing in particular: "wow", "it's out", a laugh, a time in the footage.

There are two signs. A text holds nothing but generic words; or its whole subtheme is of short texts
and, where other subthemes have one, has no emoji, tag or line of the footage of its own.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as ss

from uproar.arrays import Bools, Int64s
from uproar.measure.themes.config import FittingConfig
from uproar.measure.themes.fitting import crosslingual
from uproar.measure.themes.fitting.theme_model import Texts


def generic_texts(
    sample: Texts,
    subthemes: Int64s,
    uses: ss.csr_matrix,
    config: FittingConfig,
    *,
    is_anchored: bool,
) -> Bools:
    """Which texts of a sample say nothing in particular. Shape: (n texts,).

    `subthemes`: each text's subtheme; `uses`: its anchors. Where posts use few anchors
    (`is_anchored` is false), only a text's words decide. Fewer than `min_generic`: none do.
    """
    n = len(sample)
    if sample.is_generic is None or sample.sizes is None or not n:
        return np.zeros(n, bool)
    is_generic = sample.is_generic
    if is_anchored:
        per_subtheme = _is_generic_subtheme(sample.sizes, subthemes, uses, config)
        is_generic = is_generic | per_subtheme[subthemes]
    if np.count_nonzero(is_generic) < config.min_generic:
        return np.zeros(n, bool)
    return is_generic


def _is_generic_subtheme(
    sizes: Int64s, subthemes: Int64s, uses: ss.csr_matrix, config: FittingConfig
) -> Bools:
    """Which subthemes are of short texts without an anchor of their own."""
    n = np.bincount(subthemes)
    strongest = crosslingual.lifts(subthemes, uses, config).max(axis=1, initial=1.0)
    usual = float(np.median(strongest[n > 0]))
    if usual < config.min_anchor_lift:
        return np.zeros(len(n), bool)
    longest = config.generic_length * float(np.median(sizes))
    is_short = [
        bool(k >= config.min_generic and np.median(sizes[subthemes == i]) <= longest)
        for i, k in enumerate(n.tolist())
    ]
    has_no_anchor: Bools = strongest < config.min_anchor_part * usual
    return np.array(is_short, np.bool_) & has_no_anchor
