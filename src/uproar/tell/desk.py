"""The plan in the making: what is used already, which wording comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import xxhash

from uproar.model import Entity, Passage, Sentence
from uproar.tell.check import check
from uproar.tell.citing import is_clean, is_named
from uproar.tell.evidence import Evidence, Quotable
from uproar.tell.messages import Messages, of
from uproar.tell.plan import Point
from uproar.tell.slots import slot
from uproar.tell.themes import Theme, is_open, themes

QUOTE_CHARS = (12, 140)  # a quote in prose is neither a word nor a paragraph


class Bench:
    """Gathers points; knows what has been quoted, so that nothing is told twice."""

    def __init__(self, evidence: Evidence, length: str) -> None:
        self.evidence = evidence
        self.length = length
        self.say: Messages = of(evidence.house.language, evidence.messages)
        self.themes = tuple(t for t in themes(evidence) if is_open(t, evidence))
        self.withheld: list[tuple[str, str]] = [
            (t.id, f"theme touches {', '.join(t.sensitive)}")
            for t in themes(evidence)
            if not is_open(t, evidence)
        ]
        self.quoted: dict[str, Quotable] = {}
        self.cues: set[int] = set()
        self.articles: set[str] = set()
        self._count = 0

    # --- points

    def point(
        self,
        beat: str,
        message: str,
        slots: Mapping[str, str] | None = None,
        support: Sequence[str] = (),
    ) -> Point | None:
        """A point in the first wording that passes the check, others behind it; None if none."""
        self._count += 1
        given = dict(slots or {})
        point_id = f"{beat}-{self._count}"
        sound = []
        reason = f"no message {message!r}"
        for wording in self._turned(message, beat):
            text = self.say.say(wording, **given)
            sentence = Sentence(point_id, beat, text, wording, tuple(support))
            refused = check(sentence, self.evidence)
            if refused is None:
                sound.append(wording)
            else:
                reason = refused
        if not sound:
            self.withheld.append((f"{beat}: {message}", reason))
            return None
        return Point(point_id, beat, tuple(sound), given, tuple(support))

    def _turned(self, message: str, beat: str) -> tuple[str, ...]:
        """The wordings of a message, turned by the event's name so that events differ."""
        wordings = self.say.variants(message)
        if not wordings:
            return ()
        turn = xxhash.xxh3_64_intdigest(f"{self.evidence.event.id}/{beat}/{message}".encode())
        at = turn % len(wordings)
        return wordings[at:] + wordings[:at]

    # --- quotes

    def quote(self, theme: Theme | None, *, forms: Sequence[str] = ()) -> str | None:
        """The slot of the theme's best quote that is not used yet; None when it has none."""
        post = self.best(theme)
        if post is None:
            return None
        self.quoted[post.post_id] = post
        form = (forms or ("one_wrote", "one_posted"))[len(self.quoted) % len(forms or (0, 0))]
        return slot("quote", post.post_id, form=form)

    def best(self, theme: Theme | None) -> Quotable | None:
        """The quote that a draft would take next for a theme, or for the event as a whole."""
        order = theme.quotes if theme else tuple(sorted(self.evidence.quotes))
        posts = [self.evidence.quotes[p] for p in order if p in self.evidence.quotes]
        authors = {q.author_key for q in self.quoted.values()}
        fit = [p for p in posts if self.fits(p) and p.author_key not in authors]
        return min(fit, key=self._reach, default=None)

    def _reach(self, post: Quotable) -> int:
        """0 the story's language, 1 with a gloss, 2 foreign without one."""
        if post.lang in (self.say.language, "", "und"):
            return 0
        return 1 if post.gloss else 2

    def fits(self, post: Quotable, chars: tuple[int, int] = QUOTE_CHARS) -> bool:
        """Whether prose may quote the post as a whole."""
        text = post.text.strip()
        allowed = ("ok",) if self.evidence.house.policy == "cleared-only" else ("ok", "ask")
        return (
            post.post_id not in self.quoted
            and post.clearance in allowed
            and self.evidence.house.policy != "paraphrase"
            and chars[0] <= len(text) <= chars[1]
            and is_clean(text)
            and not any(mark in text for mark in ("@", "http", "#", "://", "<", "[["))
        )

    # --- lines of the footage

    def line(self, numbers: Sequence[int]) -> int | None:
        """The first of the lines that may be quoted and is not used yet."""
        for number in numbers:
            found = self.evidence.cue(number)
            heard = found and (not found.is_auto or number in self.evidence.house.listened)
            if found and heard and number not in self.cues and is_clean(found.text):
                self.cues.add(number)
                return number
        return None

    def is_named(self, number: int) -> bool:
        """Whether the line's speaker is one of the event's people."""
        found = self.evidence.cue(number)
        return found is not None and is_named(found, self.evidence)

    def what(self) -> str:
        """The footage in words, with the work that the event's title names."""
        work = self.work()
        kind = slot("event", "kind")
        return f"{slot('title', work.id)} {kind}" if work else kind

    def work(self) -> Entity | None:
        """The first work or show of the event that its title names."""
        for entity in self.evidence.event.entities:
            if entity.kind in ("work", "show") and entity.name in self.evidence.event.title:
                return entity
        return None

    # --- the archive

    def passage(self, passages: Sequence[Passage]) -> Passage | None:
        """The first passage of an article that is not used yet."""
        for found in passages:
            if found.article_id in self.evidence.articles and found.article_id not in self.articles:
                self.articles.add(found.article_id)
                return found
        return None


def ref(passage: Passage) -> str:
    """A passage as a slot's reference.

    >>> ref(Passage("n05", 3, "same person"))
    'n05#3'
    """
    return f"{passage.article_id}#{passage.sentence}"
