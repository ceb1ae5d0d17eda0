"""The numbers that decide what is called coordinated, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field

from uproar.clock import MINUTE_US
from uproar.measure.account_groups import ACCOUNT_GROUPS, AccountGroupConfig


@dataclass(frozen=True, slots=True)
class NearDuplicateConfig:
    """Which texts are alike, and what is worth knowing of a group of them."""

    accounts: AccountGroupConfig = ACCOUNT_GROUPS
    # Jaccard index of 4-character shingles: a frame of words with names filled in; the same words.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, recall 1
    jaccard_levels: tuple[float, float] = (0.5, 0.75)
    # MinHash bands. chosen on: judgement; 1 - (1 - .5⁴)²⁴ finds .79 of pairs at the lower level
    bands: int = 24
    # Bytes of the matching form; shorter texts are anybody's.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, post precision 1
    min_bytes: int = 24
    # Within so long is within minutes. chosen on: judgement; not swept
    tight_us: int = 10 * MINUTE_US
    # Share of posts with a site that hardly anybody else links to, for it to be the group's, 0-1.
    # chosen on: judgement, a half; not swept
    min_share_link: float = 0.5
    # Distinct texts that the crowd's disguises are estimated on.
    # chosen on: judgement; a share of 2,000 is known to .022 (95 %)
    crowd_texts: int = 2_000


@dataclass(frozen=True, slots=True)
class MergeConfig:
    """When groups of near-identical posts are one: other words, the same message."""

    # Share of a hashtag's posts that are the group's, for the tag to be its own, 0-1.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, groups as labelled
    own_tag_share: float = 0.8
    # Share of the group's posts that carry the tag, 0-1.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, groups as labelled
    own_tag_use: float = 0.2
    # Cosine between the groups' mean embeddings.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, groups as labelled
    same_meaning: float = 0.6
    # Share of accounts that are new or wrote nothing else, from which a group is of such, 0-1.
    # chosen on: judgement, a half; not swept
    share_odd: float = 0.5
    # Share of the longer group's time that both have, 0-1. chosen on: judgement; not swept
    overlap: float = 0.5
    # Share of the posts of each that are disguised, 0-1. chosen on: judgement; not swept
    disguised: float = 0.2


@dataclass(frozen=True, slots=True)
class CosharingConfig:
    """Which accounts pass on the same things together again and again."""

    # Between two shares of one thing. chosen on: judgement, a minute; not swept
    window_us: int = MINUTE_US
    # Co-shares of two accounts, so that chance in a burst is not enough.
    # chosen on: judgement; not swept
    times: int = 3
    # Accounts of a group. chosen on: judgement; not swept
    min_accounts: int = 5
    # Shares from which a thing is the crowd's, and says nothing of a few accounts.
    # chosen on: judgement, bounds the number of pairs; not swept
    crowd: int = 2_000


@dataclass(frozen=True, slots=True)
class CoordinationConfig:
    """What sets a group apart from a crowd that posts the same."""

    texts: NearDuplicateConfig = field(default_factory=NearDuplicateConfig)
    merging: MergeConfig = field(default_factory=MergeConfig)
    cosharing: CosharingConfig = field(default_factory=CosharingConfig)
    # Share of a group's posts from which the group is spam, 0-1. chosen on: judgement; not swept
    min_share_spam: float = 0.5
    # Share of posts with disguised letters, 0-1, and times the crowd's share.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, post precision 1
    min_share_disguised: float = 0.2
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, post precision 1
    min_lift_disguised: float = 5.0
    # Different wordings of one frame: of the group's posts, 0-1, and at least so many.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, post precision 1
    min_share_filled: float = 0.15
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, post precision 1
    min_filled: int = 4
    # Share of posts that hold the commonest wording whole, from which it is passed on with
    # comments and not filled in, 0-1.
    # chosen on: judgement, not swept; checked on bundled event, 20,135 posts, post precision 1
    max_share_verbatim: float = 0.5
    # Bytes that most of the texts have in common, from which it is a text that was passed on, and
    # not words that come to many.
    # chosen on: `organised`, its named shapes; reported on shapes drawn by lot
    min_shared_bytes: int = 40
    # Share of a group's posts within minutes, 0-1. chosen on: judgement; not swept
    min_share_tight: float = 0.8
    # Times as dense as the crowd, from which minutes are enough where nothing is known of accounts.
    # by definition: `min_share_tight` of a group where a hundredth of the crowd is
    min_lift_tight: float = 80.0
    # Post ids that a row of the finding shows. chosen on: judgement
    shown_posts: int = 5
    # Signals from which a mark's score is 1. by definition: the score is a share of these
    full_score_signals: int = 3


CONFIG = CoordinationConfig()
