"""Texts that say much the same: groups about a text that many are near, which do not overlap."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from uproar.arrays import Float64s, Int8s, Int64s

_ROWS_AT_A_TIME = 1_024  # of the product with all; chosen on: judgement, bounds the memory
# Of a cosine that is compared. source: single precision holds seven; the last is a processor's
DIGITS = 6


class Alike(NamedTuple):
    """Shape: (n texts,) all. `groups`: from 0, the densest first; -1: of none.

    `standing`: the mean cosine of a text and its whole group, 0 for none; `nearness`: its cosine
    with the text that the group is about. `centres`: shape (n groups,), those texts.
    """

    groups: Int64s
    standing: Float64s
    nearness: Float64s
    centres: Int64s


def alike_groups(places: Int8s, *, least: float, fewest: int, most: int) -> Alike:
    """Up to `most` groups of at least `fewest` texts whose cosine with one of them is `least`.

    That one is the text with the largest sum of such cosines among the texts that are left; ties:
    the first. No texts: no groups. Source: leader clustering (Hartigan 1975, Clustering Algorithms,
    chapter 3), the leaders by local density (Rodriguez & Laio 2014, doi:10.1126/science.1242072).
    """
    n = len(places)
    groups, standing, nearness = np.full(n, -1, np.int64), np.zeros(n), np.zeros(n)
    near = _near(places, least)
    is_left = np.ones(n, bool)
    centres: list[int] = []
    while len(centres) < most and n:
        density = np.round(near @ is_left.astype(np.float32), DIGITS) * is_left
        centre = int(density.argmax())
        members = np.flatnonzero((near[centre] > 0) & is_left)
        if len(members) < fewest:
            break
        groups[members] = len(centres)
        cosines = _cosines(places[members], places[members]).clip(0, 1)
        standing[members] = np.round(cosines.mean(axis=1), DIGITS)
        nearness[members] = near[centre, members]
        is_left[members] = False
        centres.append(centre)
    return Alike(groups, standing, nearness, np.array(centres, np.int64))


def _near(places: Int8s, least: float) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """The cosines of all pairs, zero where they are below `least`. Shape: (n, n)."""
    n = len(places)
    near = np.zeros((n, n), np.float32)
    for start in range(0, n, _ROWS_AT_A_TIME):
        rows = slice(start, start + _ROWS_AT_A_TIME)
        cosines = _cosines(places[rows], places)
        near[rows] = np.where(cosines >= least, cosines, 0)
    return near


def _cosines(left: Int8s, right: Int8s) -> Float64s:
    """The cosines of rows; zero for a row of zeros. The products are of integers, and exact."""
    product = left.astype(np.float32) @ right.astype(np.float32).T
    cosines: Float64s = product * _scale(left)[:, None] * _scale(right)[None, :]
    return np.round(cosines, DIGITS)


def _scale(rows: Int8s) -> Float64s:
    """One over the length of each row; 1 for a row of zeros."""
    length = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))
    scale: Float64s = 1 / np.where(length > 0, length, 1)
    return scale
