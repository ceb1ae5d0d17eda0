"""Which reports of the archive a story cites, and in which manner: none twice, none alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from uproar.model import Passage
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.messages.messages import Messages
from uproar.tell.slots.articles import content, is_dangling, is_relative

# What each manner of citing the archive costs, so that the best comes first; each use adds 1.
MANNERS = {"stated": 0.0, "content": 0.2, "quote": 0.5, "headline": 1.2}
MAX_STATED = 120  # characters, without a comma, that may come before their source
MIN_CITED, MIN_LEANING = 40, 25  # a shorter sentence says too little by itself, or after another
MAX_CITED = 230


class Shelf:
    """Hands out passages; knows which articles are used, and how they were told."""

    def __init__(self, evidence: Evidence, say: Messages) -> None:
        self.evidence = evidence
        self.say = say
        self.used: set[str] = set()
        self._manners: Counter[str] = Counter()

    def take(self, passages: Sequence[Passage]) -> Passage | None:
        """The first passage of an article that is not used yet."""
        for found in passages:
            if found.article_id in self.evidence.articles and found.article_id not in self.used:
                self.used.add(found.article_id)
                return found
        return None

    def said(self, passage: Passage) -> str:
        """The sentence that a passage points to, or the headline; "" where there is none."""
        found = self.evidence.articles[passage.article_id]
        return (found.headline, *found.sentences, *[""] * passage.sentence)[passage.sentence]

    def cited(self, name: str, passage: Passage, *, leaning: bool = False) -> tuple[str, ...]:
        """The messages that tell a passage, by manner: the plainest that was used least.

        `leaning`: the sentence before names what it is about, so that it may begin with "she".
        """
        article = self.evidence.articles[passage.article_id]
        text = self.said(passage) if passage.sentence else ""
        can = {"headline"}
        if text and (leaning or not is_dangling(text, self.say)):
            is_own = (article.lang or self.say.language) == self.say.language
            shortest = MIN_LEANING if leaning else MIN_CITED
            told = content(text, self.say) if is_own and len(text) >= shortest else None
            if told:
                can.add("content")
                if "," not in told and len(told) <= MAX_STATED:
                    can.add("stated")
            if shortest <= len(text) <= MAX_CITED and not is_relative(text, self.say):
                can.add("quote")
        ranked = sorted(can, key=lambda m: (self._manners[m] + MANNERS[m], m))
        has = [m for m in ranked if self.say.has(f"{name}-{m}")]
        self._manners.update(has[:1])
        return tuple(f"{name}-{m}" for m in has)


def ref(passage: Passage) -> str:
    """A passage as a slot's reference.

    >>> ref(Passage("n05", 3, "same person"))
    'n05#3'
    """
    return f"{passage.article_id}#{passage.sentence}"
