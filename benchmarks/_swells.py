"""Swells of a live chat, second by second: its peaks, and the clock offset between two channels."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.ndimage import gaussian_filter1d, median_filter
from scipy.signal import fftconvolve, find_peaks

Array = np.ndarray[Any, np.dtype[np.float64]]

BIN_S = 10
SMOOTH_S = 20.0  # viewers of one moment type within about so long of each other
NORMAL_BINS = 61  # ten minutes: what a chat does when nothing happens changes with the hour
LEAST = 1.0  # deviations above the normal, and above the valleys beside it
CUT = (-3.0, 8.0)  # deviations that count when two channels are laid over each other


def chat(times_s: Array) -> tuple[float, Array]:
    """The time the first bin begins, and messages per bin of BIN_S. Empty: no bins."""
    if not len(times_s):
        return 0.0, np.empty(0)
    first = float(times_s.min() // BIN_S * BIN_S)
    return first, np.bincount(((times_s - first) // BIN_S).astype(int)).astype(float)


def above_normal(counts: Array) -> Array:
    """Deviations of each bin from the running median, on the scale where counts spread evenly."""
    smooth = gaussian_filter1d(np.sqrt(counts), SMOOTH_S / BIN_S)
    over = smooth - median_filter(smooth, size=NORMAL_BINS)
    return np.asarray(over / (1.4826 * np.median(np.abs(over)) + 1e-9))


def swells(deviations: Array) -> Array:
    """Bins of the peaks, highest first. Ties: the earliest."""
    tops, _ = find_peaks(deviations, height=LEAST, prominence=LEAST)
    return np.asarray(tops[np.argsort(-deviations[tops], kind="stable")])


def lag(one: Array, other: Array) -> int:
    """Bins by which `other` has to be moved to lie over `one`, by cross-correlation."""
    match = fftconvolve(np.clip(one, *CUT), np.clip(other, *CUT)[::-1])
    return int(np.argmax(np.round(match, 6))) - (len(other) - 1)
