"""What sets a group of near-identical posts apart, and what it is called.

Saying the same at the same time is what a ritual, a chant and a pasted text have in common with a
campaign. So it takes more: accounts that the crowd would not give (new, or here for nothing else),
letters in disguise; or, where nothing is known of accounts, a sentence made for filling in, all in
one hour that nobody had set. Accounts that are as the crowd's are make no campaign.
"""

from __future__ import annotations

from typing import NamedTuple

from uproar.measure.account_groups import are_new, are_ordinary, write_nothing_else
from uproar.measure.coordination.config import CONFIG, CoordinationConfig
from uproar.measure.coordination.near_duplicate_groups import Group
from uproar.text.lexicons import call_in

TOGETHER, FILLED, DISGUISED = "together", "one frame, filled in", "disguised letters"
NEW, ONLY = "new accounts", "accounts that wrote nothing else"
LANGUAGES, TAG, LINK = "one text in several languages", "a hashtag of its own", "a site of its own"
TIGHT, AGAIN = "within minutes", "at one hour of several days"
STROKE, ORDINARY = "on the stroke of an hour", "accounts as the crowd's"
# Classes. Only the first is marked.
COORDINATED, SPAM = "coordinated", "spam"
CALL = {"vote": "call to vote", "stream": "call to stream"}
RITUAL, CHANT, PASSED_ON = "ritual at a set hour", "chant", "text that people passed on"


class Classed(NamedTuple):
    """A group, what sets it apart, and its class."""

    group: Group
    signals: list[str]
    kind: str


def classify(group: Group, config: CoordinationConfig = CONFIG) -> Classed:
    """A group with its signals and its class."""
    signals = signals_of(group, config)
    return Classed(group, signals, class_of(group, signals, config))


def signals_of(group: Group, config: CoordinationConfig = CONFIG) -> list[str]:
    """What sets a group apart, and what speaks for it, in a fixed order."""
    accounts = config.texts.accounts
    n_filled = max(config.min_filled, config.min_share_filled * len(group.posts))
    usual = config.min_lift_disguised * group.disguised_crowd
    is_so = {
        TOGETHER: group.is_together,
        FILLED: group.n_wordings >= n_filled and group.verbatim < config.max_share_verbatim,
        DISGUISED: group.disguised >= max(config.min_share_disguised, usual),
        LANGUAGES: len(group.langs) > 1,
        NEW: are_new(group.accounts, accounts),
        ONLY: write_nothing_else(group.accounts, accounts),
        TAG: bool(group.tags),
        LINK: group.own_link >= config.texts.min_share_link,
        TIGHT: group.tight >= config.min_share_tight,
        AGAIN: group.comes_again,
        STROKE: group.on_the_stroke,
        ORDINARY: are_ordinary(group.accounts, accounts),
    }
    return [signal for signal, holds in is_so.items() if holds]


def class_of(group: Group, signals: list[str], config: CoordinationConfig = CONFIG) -> str:
    """The class of a group with these signals."""
    if group.spam >= config.min_share_spam:
        return SPAM
    is_text = group.shared_bytes >= config.min_shared_bytes
    if _is_coordinated(group, signals, is_text, config):
        return COORDINATED
    call = call_in(group.text)
    if call is not None:
        return CALL[call]
    is_on_the_stroke = STROKE in signals and TIGHT not in signals and not is_text
    if AGAIN in signals or is_on_the_stroke:
        return RITUAL
    return PASSED_ON if is_text else CHANT


def _is_coordinated(
    group: Group, signals: list[str], is_text: bool, config: CoordinationConfig
) -> bool:
    if NEW in signals or DISGUISED in signals:
        return True
    if ONLY in signals:
        return is_text or LINK in signals
    if not {ORDINARY, AGAIN, STROKE}.isdisjoint(signals) or TOGETHER not in signals:
        return False
    is_at_once = group.in_an_hour >= config.texts.accounts.min_share_in_an_hour
    is_sent = TIGHT in signals and group.lift >= config.min_lift_tight
    return is_text and is_at_once and (FILLED in signals or LANGUAGES in signals or is_sent)
