"""Intervals of shares and counts."""

from __future__ import annotations

from math import sqrt

from scipy.stats import chi2

# Standard normal quantile of 97.5 %. by definition: of an interval of 95 %
Z = 1.959964


def share(k: int, n: int) -> tuple[float, float, float]:
    """The share k/n with its 95 % interval, rounded to six places. Empty: zeros.

    Source: Wilson 1927, doi:10.1080/01621459.1927.10502953.

    >>> share(5, 10)
    (0.5, 0.236593, 0.763407)
    """
    if n == 0:
        return 0.0, 0.0, 0.0
    low, high = wilson(k / n, n)
    return round(k / n, 6), round(low, 6), round(high, 6)


def wilson(p: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a share p seen in n draws; n need not be whole, and may be infinite.

    Source: as `share`.

    >>> [round(bound, 3) for bound in wilson(0.5, 10)]
    [0.237, 0.763]
    """
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def count(k: int) -> tuple[float, float]:
    """The 95 % interval of the rate behind a count.

    Source: Garwood 1936, doi:10.1093/biomet/28.3-4.437, exact for a Poisson count.

    >>> count(0)
    (0.0, 3.688879)
    """
    low = chi2.ppf(0.025, 2 * k) / 2 if k else 0.0
    return round(float(low), 6), round(float(chi2.ppf(0.975, 2 * k + 2) / 2), 6)
