"""Whether a post may be quoted, before any editor has looked. See docs/quotes.md."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from uproar.tell.evidence.evidence import House


def clearance(
    text: str | None,
    *,
    reuse: str | None,
    subjects: Iterable[str],
    doubts: Collection[str] = (),
    is_campaign: bool = False,
    is_banned: bool = False,
    house: House,
) -> tuple[str, str]:
    """One of model.CLEARANCES and its reason, from the platform's signals and the desk's policy.

    `reuse` is the post's own column: null means that no signal speaks against quoting it.
    `subjects` are the sensitive ones found in it; an editor can open one with a named source
    (`House.optin`). `doubts` are why its words should not stand by themselves, though what it says
    may be told; `is_banned`: somebody who coded it says that it is not to be quoted. An editor who
    has read the post can clear it all the same.

    >>> clearance("one one one", reuse=None, subjects=(), house=House())
    ('ask', 'public, no signal against it; nobody has cleared it yet')
    >>> clearance("x", reuse="refused: indexable false", subjects=(), house=House())
    ('blocked', 'refused: indexable false')
    """
    if not text:
        return "blocked", "it has no text"
    if reuse is not None:
        return "blocked", reuse
    if is_campaign:
        return "blocked", "one of several near-identical posts"
    closed = _closed(subjects, house.optin)
    if closed:
        return "blocked", f"touches {', '.join(closed)}; an editor must name a source first"
    if is_banned:
        return "paraphrase", "coded as not to be quoted"
    if doubts:
        return "paraphrase", f"may not stand by itself: {', '.join(sorted(doubts))}"
    if house.policy == "paraphrase":
        return "paraphrase", "the desk paraphrases posts"
    if house.policy == "unnamed" and "@" not in text:
        return "ok", "the desk quotes public posts without a name"
    return "ask", "public, no signal against it; nobody has cleared it yet"


def _closed(subjects: Iterable[str], optin: Collection[str]) -> list[str]:
    return sorted({s for s in subjects if s not in optin})


def optin(setting: str) -> dict[str, str]:
    """The setting `sensitive_optin` read: subject → named source. Entries without one are void.

    >>> optin("health=the singer's own post; crime=")
    {'health': "the singer's own post"}
    """
    pairs = (part.partition("=") for part in setting.split(";"))
    return {k.strip(): v.strip() for k, _, v in pairs if k.strip() and v.strip()}
