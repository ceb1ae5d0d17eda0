"""How far two clocks are apart, by what two live chats of one show did."""

from __future__ import annotations

import numpy as np
from scipy.signal import fftconvolve

from uproar.arrays import Float64s

CUT = (-3.0, 8.0)  # deviations that count when two channels are laid over each other


def lag(one: Float64s, other: Float64s) -> int:
    """Bins by which `other` has to be moved to lie over `one`, by cross-correlation."""
    match = fftconvolve(np.clip(one, *CUT), np.clip(other, *CUT)[::-1])
    return int(np.argmax(np.round(match, 6))) - (len(other) - 1)
