"""Whether a post may be quoted, before any editor has looked. See docs/quotes.md."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from uproar.tell.evidence.evidence import House


def clearance(
    text: str | None,
    *,
    reuse: str | None,
    subjects: Iterable[str],
    is_campaign: bool = False,
    is_banned: bool = False,
    house: House,
) -> tuple[str, str]:
    """One of model.CLEARANCES and its reason, from the platform's signals and the desk's policy.

    `reuse` is the post's own column: null means that no signal speaks against quoting it.
    `subjects` are the sensitive ones found in it; `is_banned`: somebody who coded it says that it
    is not to be quoted. Only that, a platform's signal or a sensitive subject blocks; an editor can
    open a subject with a named source (`House.optin`).

    >>> clearance("one one one", reuse=None, subjects=(), house=House())
    ('ask', 'public, no signal against it; nobody has cleared it yet')
    >>> clearance("x", reuse="refused: indexable false", subjects=(), house=House())
    ('blocked', 'refused: indexable false')
    """
    if not text:
        return "blocked", "it has no text"
    if reuse is not None:
        return "blocked", reuse
    if is_banned:
        return "blocked", "a reader says that it is not to be quoted"
    if is_campaign:
        return "blocked", "one of several near-identical posts"
    closed = _closed(subjects, house.optin)
    if closed:
        return "blocked", f"touches {', '.join(closed)}; an editor must name a source first"
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
