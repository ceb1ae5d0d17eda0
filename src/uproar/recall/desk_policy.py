"""What the desk itself says of the archive: whom it trusts, what a named editor tells anyway."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from uproar.model import Article, Event

BLOCKED = "blocked: the desk tells nothing of this publisher"
UNKNOWN = "unknown publisher, after the event began"


@dataclass(frozen=True, slots=True)
class DeskPolicy:
    """Publishers, by name or by the host of their pages, and passages that were opened.

    trusted: where any are named, what others publish after the event began is not told. opened:
    article ("n39") or sentence ("n39#2") → who decided to tell it.
    """

    trusted: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()
    opened: Mapping[str, str] = field(default_factory=dict)

    def standing(self, article: Article, event: Event) -> str:
        """Why nothing of an article is told because of who published it, or ""."""
        names = _names(article)
        if names & self.blocked:
            return BLOCKED
        is_late = article.published_at > event.published_at
        return UNKNOWN if self.trusted and is_late and not names & self.trusted else ""

    def opens(self, article_id: str, sentence: int) -> bool:
        """Whether somebody decided to tell a sentence, or its whole article, anyway."""
        return article_id in self.opened or f"{article_id}#{sentence}" in self.opened

    def doubts(self, article: Article, event: Event, doubts: Mapping[int, str]) -> dict[int, str]:
        """Sentence (0: all) → why it is not told: the standing first, less what was opened."""
        why = self.standing(article, event)
        listed = {0: why} if why else dict(doubts)
        if article.id in self.opened:
            return {}
        opened = [n for n in range(1, len(article.sentences) + 1) if self.opens(article.id, n)]
        if opened and 0 in listed:
            listed = dict.fromkeys(range(1, len(article.sentences) + 1), listed[0])
        return {n: why for n, why in listed.items() if n not in opened}


def publishers(setting: str) -> frozenset[str]:
    """A setting that lists publishers, or hosts, between semicolons.

    >>> sorted(publishers("The Pier; news.example.org ;"))
    ['news.example.org', 'the pier']
    """
    return frozenset(name for part in setting.split(";") if (name := part.strip().casefold()))


def decisions(setting: str) -> dict[str, str]:
    """A setting of passages that are told anyway, each with who decided it; without a name, void.

    >>> decisions("n39#2=Ann Lee; n07=")
    {'n39#2': 'Ann Lee'}
    """
    pairs = (part.partition("=") for part in setting.split(";"))
    return {ref.strip(): who.strip() for ref, _, who in pairs if ref.strip() and who.strip()}


def _names(article: Article) -> frozenset[str]:
    """The publisher's name and the host of the page, with every host above it."""
    names = {article.publisher.strip().casefold()} if article.publisher else set()
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    parts = host.split(".")
    names |= {".".join(parts[n:]) for n in range(len(parts) - 1)}
    return frozenset(names)
