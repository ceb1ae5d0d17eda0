"""The numbers that decide what is a burst, each with where it comes from.

"Five Twitter series" are AAPL, AMZN, CRM, CVS and FB of realTweets of the Numenta Anomaly
Benchmark; the "five others" are its GOOG, IBM, KO, PFE and UPS, on which nothing was chosen.
"Made-up quiet weeks" are a thousand series without a burst, in which a detector may alarm no more
than it states. "Two labelled events" are the bundled one and the posts about a festival's line-up.
How far the figure moves when a number is halved or doubled is in docs/bursts.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from uproar.clock import DAY_US


@dataclass(frozen=True, slots=True)
class HeightsConfig:
    """How rare a height is among those that a series has reached."""

    # Hours of a stretch of which the highest value counts.
    # chosen on: five Twitter series, NAB score; reported on: five others
    stretch_h: int = 6
    # Quantiles of the heights that say how fast they thin out.
    # chosen on: five Twitter series, NAB score; reported on: five others
    quantiles: tuple[float, ...] = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
    # Stretches from which on something is known. chosen on: judgement, half a day; not swept
    min_stretches: int = 12
    # Least step, in roots of a count, within which heights thin out e-fold.
    # source: arithmetic, half the standard deviation of a Poisson count's root
    min_scale: float = 0.25
    # Weeks of heights that are kept, and with which older counts fade.
    # chosen on: judgement; in docs/bursts.md it hardly moves the score of five Twitter series
    memory_weeks: float = 8.0


@dataclass(frozen=True, slots=True)
class DetectorConfig:
    """How a detector learns what is usual, one bin at a time."""

    heights: HeightsConfig = field(default_factory=HeightsConfig)
    # Hours over which posts are added up, besides the bin itself.
    # chosen on: five Twitter series, NAB score; reported on: five others
    widths_h: tuple[float, ...] = (6.0,)
    # Hours without a burst after which the next is a new one.
    # chosen on: judgement; in docs/bursts.md it hardly moves the score of five Twitter series
    quiet_h: float = 12.0
    # Hours of history from which the usual is one per hour of the week, per hour of the day.
    # chosen on: judgement; in docs/bursts.md it hardly moves the score of five Twitter series
    weekly_from_h: int = 28 * 24
    # chosen on: five Twitter series, NAB score; reported on: five others
    daily_from_h: int = 24
    # Hours that a wider mean lends to a narrower one.
    # chosen on: judgement; in docs/bursts.md it hardly moves the score of five Twitter series
    lent_h: float = 3.0


@dataclass(frozen=True, slots=True)
class PeaksConfig:
    """Which hours of a series are peaks, and when a burst began."""

    # Share of the highest peak's posts that a peak holds at least, 0-1.
    # chosen on: judgement, not swept; checked on two labelled events, peaks
    min_share_of_highest: float = 0.2
    # Share of its own height that a peak rises above the deeper valley beside it, 0-1.
    # chosen on: judgement, not swept; checked on two labelled events, peaks
    min_rise: float = 0.5
    # Times the usual rate: the least and the greatest change that an onset is looked for by.
    # chosen on: judgement, not swept; checked on two labelled events, onset
    min_change: float = 3.0
    # chosen on: judgement, not swept; checked on two labelled events, onset
    max_change: float = 10.0
    # Posts beyond the usual rate that settle an onset. chosen on: judgement; not swept
    sure_posts: int = 12


@dataclass(frozen=True, slots=True)
class SwellsConfig:
    """What a live chat is, and when it swells.

    docs/bursts.md shows how far the agreement of two channels moves with the first four, on the
    show of 2019 and on that of 2021.
    """

    # Seconds of a bin. chosen on: judgement, what viewers write within; not swept
    bin_s: int = 10
    # Seconds over which a bin is smoothed. chosen on: judgement; swept on two shows
    smooth_s: float = 20.0
    # Seconds of the running median. chosen on: judgement, ten minutes; swept on two shows
    normal_s: int = 600
    # Deviations above it, and above the valleys beside. chosen on: judgement; swept on two shows
    least_sd: float = 1.0
    # Standard deviations of a Poisson chat that a deviation is at the least.
    # chosen on: made-up chats that nothing moves, swells in four hours; reported on: two shows
    least_noise: float = 2.5
    # Minutes that a chat lasts at the least. chosen on: judgement, as long as the running median
    min_minutes: int = 10
    # Posts per bin, on average, at the least. chosen on: judgement; not swept
    min_per_bin: float = 1.0
    # Swells that are listed. chosen on: judgement
    shown: int = 15


@dataclass(frozen=True, slots=True)
class CollectionConfig:
    """When counts show how posts were collected."""

    # Minutes between polls that are tried. chosen on: judgement, what schedulers are set to
    poll_minutes: tuple[int, ...] = (1, 5, 10, 15, 20, 30, 60)
    # Posts of a cap at the least. source: arithmetic, five equal counts of 20 or more that are the
    # highest of a Poisson series have a chance below 1 in 1,000
    min_cap: int = 20
    # Times that a cap, or a poll, is met at the least. source: arithmetic, see `min_cap`
    min_times: int = 5
    # Share of the cap from which on a number comes near it, 0-1; and how many times as often as any
    # of those the cap is met. chosen on: judgement; checked on made-up crowds without a cap
    near_cap: float = 0.95
    # chosen on: judgement; checked on made-up crowds without a cap
    min_over: float = 3.0
    # Different numbers below the cap, at the least: a clockwork has no cap.
    # chosen on: judgement; not swept
    min_values: int = 8
    # Posts of a poll, on average, at the least. source: arithmetic, one post is no batch
    min_per_poll: float = 2.0
    # Minutes between polls that can be told from posts' own times. chosen on: judgement
    min_poll_min: int = 5
    # Share of the posts at the minute of the poll, 0-1. chosen on: judgement, nearly all
    min_at_poll: float = 0.9


@dataclass(frozen=True, slots=True)
class VolumeConfig:
    """What a baseline needs, what a peak exceeds, and how a series is told."""

    detector: DetectorConfig = field(default_factory=DetectorConfig)
    peaks: PeaksConfig = field(default_factory=PeaksConfig)
    swells: SwellsConfig = field(default_factory=SwellsConfig)
    collection: CollectionConfig = field(default_factory=CollectionConfig)
    # A series reaches no further than this to either side of publication: times may be absurd.
    # chosen on: judgement, a year and a month; not swept
    longest_us: int = 400 * DAY_US
    # Seconds; a post whose time is known no better makes no figure of an hour.
    # source: by definition, an hour
    exact_s: int = 3_600
    # Hours, and posts, of history; less is no baseline. chosen on: judgement; not swept
    min_history_h: int = 24
    # chosen on: judgement; not swept
    min_history_posts: int = 10
    # Posts in an hour that can be called a peak where no baseline is known.
    # chosen on: judgement; not swept
    min_peak: int = 10
    # Standard deviations; an hour within so many of the baseline is a usual one.
    # chosen on: judgement, three sigma; not swept
    high_sd: float = 3.0
    # Share of hours, the quietest, that stand in for a baseline where none is known, 0-1.
    # chosen on: judgement, a quarter; not swept
    quiet_share: float = 0.25
    # Stretches a month that may stand so high in normal times, one of the detector's each.
    # chosen on: five Twitter series, NAB score; reported on: five others
    false_alarms_per_month: float = 3.0
    # Minutes of a bin of the alert. chosen on: judgement; not swept
    alert_bin_min: int = 10
    # Minutes whose posts are shown for the onset. chosen on: judgement
    onset_min: int = 15
    # Share of the posts whose hour is not known from which on the story says so, 0-1.
    # chosen on: judgement, a tenth
    min_vague_share: float = 0.1
    # Bins of the series: a longer one gets wider bins. chosen on: judgement, the width of a chart
    max_bins: int = 1_000


CONFIG = VolumeConfig()
