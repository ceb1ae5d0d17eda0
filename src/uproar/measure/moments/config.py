"""The numbers that decide which line of the footage a post points to, each with its origin.

Most were set together and checked once: on the bundled kind of event the line was right for .92 of
the posts. "The labelled event" below means that check.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TimecodeConfig:
    """How a second that a post names leads to a line, and how long a chat lags behind."""

    # Seconds before a line's start, and after its end, from which it can still be meant: people
    # point a little early, never long after.
    # chosen on: judgement, not swept; checked on the labelled event, .92 of posts right
    early_s: float = 2.5
    # chosen on: judgement, not swept; checked on the labelled event, .92 of posts right
    late_s: float = 3.0
    # Seconds within which delays of a chat agree. chosen on: judgement; not swept
    lag_bin_s: int = 5
    # Delays, at the least, for a lag to be believed. chosen on: judgement; not swept
    lag_min_delays: int = 30
    # Share of all delays that have to agree, 0-1. chosen on: judgement, half; not swept
    lag_min_share: float = 0.5
    # Seconds; a longer delay is no reaction to the line. chosen on: judgement; not swept
    lag_max_s: int = 90


@dataclass(frozen=True, slots=True)
class TextMatchConfig:
    """When a text repeats a line, by the runs of three characters that both hold."""

    # Share of a line's weight that is in the text, 0-1.
    # chosen on: judgement, not swept; checked on the labelled event, .92 of posts right
    min_of_line: float = 0.6
    # Share of a quotation that is in the line, 0-1.
    # chosen on: judgement, not swept; checked on the labelled event, .92 of posts right
    min_of_quotation: float = 0.7
    # Runs of three characters that a line or a quotation has at least.
    # chosen on: judgement, not swept; checked on the labelled event, .92 of posts right
    min_grams: int = 6


@dataclass(frozen=True, slots=True)
class ScoreConfig:
    """How sure seconds, words and meaning are, together."""

    # How sure a named second makes a line at its start, 0-1, and what each second away takes off.
    # chosen on: judgement, not swept; checked on the labelled event, .92 of posts right
    at_start: float = 0.95
    # chosen on: judgement, not swept; checked on the labelled event, .92 of posts right
    per_second: float = 0.08
    # Share of a line that has to be there without a named second or quotation marks, 0-1.
    # chosen on: judgement, not swept; checked on the labelled event, .92 of posts right
    unmarked: float = 0.75
    # Cosine from which a quotation in a language without captions means its nearest line.
    # chosen on: judgement, not swept; checked on the labelled event, .92 of posts right
    meant: float = 0.4
    # Weight of the logarithm of posts that name a line surely, between lines that fit alike.
    # chosen on: judgement, not swept; checked on the labelled event, .92 of posts right
    prior: float = 0.04
    # How sure the clock alone makes a post in a live chat whose lag is known, 0-1.
    # chosen on: judgement; not swept
    live: float = 0.5
    # Texts whose meanings are compared at once. source: arithmetic, bounds the memory at 16 MB
    # for 1,000 lines
    block: int = 4096


@dataclass(frozen=True, slots=True)
class MomentsConfig:
    """How lines are matched, and what of them is listed."""

    timecodes: TimecodeConfig = field(default_factory=TimecodeConfig)
    text_match: TextMatchConfig = field(default_factory=TextMatchConfig)
    score: ScoreConfig = field(default_factory=ScoreConfig)
    # Ranked lines that are findings of their own. chosen on: judgement, a top ten
    ranked: int = 10
    # Post ids that a row shows. chosen on: judgement
    shown_posts: int = 5
    # Seconds of a stretch of the footage. chosen on: judgement
    stretch_s: int = 10


CONFIG = MomentsConfig()
