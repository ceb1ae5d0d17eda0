"""Which reports of the archive a story cites, each once, and in which manner it cites them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uproar.model import Passage
from uproar.tell.evidence import Evidence
from uproar.tell.messages import Messages
from uproar.tell.plan.plan import Manner, Used
from uproar.tell.slots import content, is_dangling, is_relative

# What each manner of citing the archive costs; the cheapest comes first, and each use adds 1.
# chosen on: judgement; not swept
MANNERS = {Manner.STATED: 0.0, Manner.CONTENT: 0.2, Manner.QUOTE: 0.5, Manner.HEADLINE: 1.2}
# Characters, without a comma, that may come before their source.
MAX_STATED = 120  # chosen on: judgement; not swept
# Characters; a shorter sentence says too little by itself.
MIN_CITED = 40  # chosen on: judgement; not swept
# The same after a sentence that says what this one is about.
MIN_LEANING = 25  # chosen on: judgement; not swept
# Characters; a longer sentence is too long to quote whole.
MAX_CITED = 230  # chosen on: judgement; not swept


@dataclass(frozen=True, slots=True)
class ArticleChoice:
    """Chooses passages of the archive, and the manner in which each is cited."""

    evidence: Evidence
    say: Messages

    def unused(self, passages: Sequence[Passage], used: Used) -> Passage | None:
        """The first passage whose article is in the archive and has not been cited yet."""
        for passage in passages:
            if passage.article_id in self.evidence.articles and passage.article_id not in (
                used.articles
            ):
                return passage
        return None

    def text(self, passage: Passage) -> str:
        """The sentence that a passage points to, or the headline; "" where there is none."""
        article = self.evidence.articles[passage.article_id]
        return (article.headline, *article.sentences, *[""] * passage.sentence)[passage.sentence]

    def cited(
        self, name: str, passage: Passage, used: Used, *, leaning: bool = False
    ) -> tuple[tuple[Manner, ...], Used]:
        """The manners in which messages called `name` can tell a passage, the least used first.

        The first of them counts as used. `leaning`: the sentence before names what the passage is
        about, so that it may begin with "she".
        """
        possible = self._possible(passage, leaning=leaning)
        ranked = sorted(possible, key=lambda m: (used.manners.get(m, 0) + MANNERS[m], m))
        manners = tuple(m for m in ranked if self.say.has(f"{name}-{m}"))
        return manners, used.with_manner(manners[0]) if manners else used

    def _possible(self, passage: Passage, *, leaning: bool) -> set[Manner]:
        """The manners that the passage's text allows."""
        article = self.evidence.articles[passage.article_id]
        text = self.text(passage) if passage.sentence else ""
        possible = {Manner.HEADLINE}
        if not text or (not leaning and is_dangling(text, self.say)):
            return possible
        is_in_our_language = (article.lang or self.say.language) == self.say.language
        shortest = MIN_LEANING if leaning else MIN_CITED
        is_long = len(text) >= shortest
        statement = content(text, self.say) if is_in_our_language and is_long else None
        if statement:
            possible.add(Manner.CONTENT)
            if "," not in statement and len(statement) <= MAX_STATED:
                possible.add(Manner.STATED)
        if shortest <= len(text) <= MAX_CITED and not is_relative(text, self.say):
            possible.add(Manner.QUOTE)
        return possible


def ref(passage: Passage) -> str:
    """A passage as a slot's reference.

    >>> ref(Passage("n05", 3, "same person"))
    'n05#3'
    """
    return f"{passage.article_id}#{passage.sentence}"
