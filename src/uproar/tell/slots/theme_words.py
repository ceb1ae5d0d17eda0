"""The words that name a theme to a reader."""

from __future__ import annotations

from functools import lru_cache

from uproar.model.rows import ThemeRow
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.messages.lexicon import WORD, lexicon
from uproar.tell.messages.messages import Messages
from uproar.tell.slots import quotations
from uproar.tell.slots.articles import passages
from uproar.text.lexicons import is_coarse


def telling_terms(theme: ThemeRow, evidence: Evidence, say: Messages) -> list[str]:
    """The theme's words that can name it, in the theme's order.

    They are in the story's language, and neither everyday nor coarse. A word counts as the
    language's when a quotable post of the theme, a line or a report in that language has it.
    """
    plain = lexicon(say)
    posts = [
        q.text for q in evidence.quotes.values() if theme.id in q.themes and q.lang == say.language
    ]
    lines = [t[say.language].text for t in evidence.cues.values() if say.language in t]
    article_ids = dict.fromkeys(p.article_id for p in passages(evidence))
    reports = [
        text
        for a in (evidence.articles[i] for i in article_ids if i in evidence.articles)
        if (a.lang or say.language) == say.language
        for text in (a.headline, *a.sentences)
    ]
    spoken = _spoken((*posts, *lines, *reports))
    dull = plain.everyday | plain.numbers | plain.quantities
    telling = (
        t for t in theme.name_terms if t in spoken and t not in dull and quotations.is_clean(t)
    )
    return [t for t in telling if not is_coarse(t)]


def cased(term: str, evidence: Evidence) -> str:
    """A folded word in the case in which the event's names, or else all of its posts, write it."""
    names = (w for e in evidence.event.entities for w in WORD.findall(quotations.short(e.name)))
    written = (w for q in evidence.quotes.values() for w in WORD.findall(q.text))
    named = [w for w in names if w.casefold() == term]
    posted: list[str] = [w for w in written if w.casefold() == term]
    if named or not posted or any(w == term for w in posted):
        return named[0] if named else term
    return sorted(posted, key=lambda w: (w.isupper(), w))[0]  # never in lower case: a name


@lru_cache(maxsize=64)
def _spoken(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(w for text in texts for w in WORD.findall(text.casefold()))
