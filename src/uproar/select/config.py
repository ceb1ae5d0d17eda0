"""The numbers that decide which posts are about the event, each with where it comes from.

"The labelled event" is the bundled, invented one (paper-lanterns, 20,135 posts): what was chosen
on it is not proved elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from uproar.clock import DAY_US, HOUR_US


@dataclass(frozen=True, slots=True)
class ContextConfig:
    """How the talk about an event is learned from posts that nobody has labelled."""

    # parts of cross-fitting; source: the smallest number that leaves two parts to fit on
    n_parts: int = 3
    # rounds of expectation-maximisation; chosen on: the labelled event, 20,135, F1 (+<.001 beyond)
    n_rounds: int = 2
    # of the squared weights; chosen on: judgement; not swept
    penalty: float = 1 / 30
    # of the optimiser, from zero; chosen on: judgement, for a bounded time; not swept
    n_steps: int = 30
    # of the optimiser, from an earlier round's weights; chosen on: the labelled event, F1 unchanged
    n_further_steps: int = 20
    # gradients that L-BFGS remembers; chosen on: judgement (SciPy's own default is 10); not swept
    n_corrections: int = 5
    # texts that hold an n-gram; chosen on: judgement: one or two teach chance only; not swept
    min_texts_per_gram: int = 3
    # distinct texts before publication, below which seeds teach; chosen on: judgement; not swept
    min_history: int = 50
    # probability that a seed is about the event; chosen on: judgement; not swept
    seed_p: float = 0.97
    # the surest that words alone can be, either way; chosen on: judgement; not swept
    max_p: float = 0.99
    # the least share of seeds that the model is taken to recognise; source: keeps division finite
    min_labelled_p: float = 1e-3
    # texts held as n-grams at a time; chosen on: judgement, for a bounded memory
    chunk: int = 20_000
    # distinct texts learned from, smallest hash first; chosen on: judgement, for a bounded time
    sample: int = 16_000


@dataclass(frozen=True, slots=True)
class ReferencePeriodConfig:
    """When the talk was not about the event."""

    # width of a bin of hours, microseconds; chosen on: judgement: quarters of a day; not swept
    bin_us: int = 6 * HOUR_US
    # length of a reaction whose end is not given; chosen on: judgement; not swept
    longest_us: int = 100 * DAY_US
    # quantiles of the times that bound the posts; chosen on: judgement: one time in 100 is absurd
    bounds: tuple[float, float] = (0.005, 0.995)
    # as many distinct texts as `min_history` must the quiet hours hold; chosen on: judgement
    quiet_texts: int = 4
    # posts per hour outside the quiet hours over those inside; source: arithmetic: a reaction that
    # hides in them then costs its other posts at most a quarter of their probability
    min_contrast: float = 4.0


@dataclass(frozen=True, slots=True)
class RelevanceConfig:
    """What a post's place and names add to what its words say, in log-odds (natural)."""

    # a post under the event's own post, or linking it; chosen on: judgement (odds 20 to 1)
    own_place: float = 3.0
    # an answer to, or a share of, a post about the event; chosen on: judgement; not swept
    answered: float = 1.0
    # against a post of a thread that does not name the event; chosen on: judgement; not swept
    foreign: float = 2.0
    # for a name that nobody else has; chosen on: judgement; not swept
    named: float = 0.5
    # for a name of what is reacted to itself, or a hashtag it was gathered by
    # source: arithmetic, it outweighs the surest that words alone can be (`max_p`, 4.6)
    itself: float = 5.0
    # for a name that nobody else has, where such names taught; chosen on: judgement; not swept
    taught_by_name: float = 3.0
    # microseconds before publication in which a post that names the event itself awaits it
    # chosen on: judgement: a day, the eve; not swept
    eve_us: int = DAY_US
    # share of the texts that name the event, from which on they were gathered by names
    # chosen on: judgement; not swept
    min_named_share: float = 0.3
    # chance of spam by its text from which a post is no reaction; source: SpamConfig.threshold
    promoted_p: float = 0.75
    # beyond which odds are cut; source: arithmetic: the score keeps four decimals
    cut: float = 14.0


@dataclass(frozen=True, slots=True)
class NamesConfig:
    """When a name is the event's own."""

    # share of a name's posts that may stand before the event's eve, in a name of the event itself
    # chosen on: judgement, as many as have a wrong time; not swept
    max_early_share: float = 0.02


@dataclass(frozen=True, slots=True)
class PilesConfig:
    """When a post rides on tags that others made popular."""

    # rare tags from which on a post is a pile; chosen on: judgement; not swept
    min_rare: int = 4
    # share of its tags that are rare; chosen on: judgement: the majority; not swept
    min_rare_share: float = 0.5
    # share of its words that are tags; chosen on: judgement: the majority; not swept
    min_tag_share: float = 0.5
    # share of the tagged texts below which a tag is rare; chosen on: judgement; not swept
    rare_share: float = 0.01
    # texts with tags, below which nothing is called rare; chosen on: judgement; not swept
    min_texts: int = 200


@dataclass(frozen=True, slots=True)
class ThreadsConfig:
    """When a thread is about something else."""

    # posts of a thread that say what it is about; chosen on: judgement; not swept
    min_posts: int = 20
    # share of its posts that name the event, in a thread about it; chosen on: judgement; not swept
    min_named_share: float = 0.02
    # share of all posts that name the event which must stand in other threads; chosen on:
    # judgement: the majority; not swept
    min_outside_share: float = 0.5


@dataclass(frozen=True, slots=True)
class TiesConfig:
    """What of an address can be a post's native id."""

    # characters; chosen on: judgement: the shortest ids of the platforms read have 6 (Reddit)
    min_id_length: int = 6
