"""The plan in the making: what is used already, which wording comes first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import xxhash

from uproar.model import Entity, Passage, Sentence, Story
from uproar.tell.check import check
from uproar.tell.citing import UNSURE, is_clean, is_named, short
from uproar.tell.evidence import Evidence, Quotable
from uproar.tell.lexicon import WORD, is_coarse
from uproar.tell.messages import Messages, of
from uproar.tell.pattern import pattern
from uproar.tell.plan import Point, sentences_of
from uproar.tell.slots import slot, slots, whole
from uproar.tell.themes import Theme, is_open, themes

QUOTE_CHARS = (12, 140)  # a quote in prose is neither a word nor a paragraph
QUOTE_FORMS = ("one_wrote", "one_posted", "one_put_it")
UNREAD = 2
ECHO = 0.6  # a post with this part of its words out of one line repeats the line
CHOICE = 8  # the theme's first quotes, among which the plainest is taken
_ROUGH = re.compile(
    r"(\w)\1{2,}|(\w\w)\2{2,}|[!?]{2,}|\b[A-Z]{4,}\b|[^\w\s.,;:!?'’\"“”()…–—/&%$€£-]"
)


class Bench:
    """Gathers points; knows what has been quoted, so that nothing is told twice."""

    def __init__(self, evidence: Evidence, *, told: Story | None = None) -> None:
        self.evidence = evidence
        self.pattern = pattern(evidence)
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
        for sentence in sentences_of(told) if told else ():
            self._note(sentence)

    def _note(self, sentence: Sentence) -> None:
        """Take what an earlier story quoted as used."""
        for found in slots(sentence.text):
            if found.kind == "quote" and found.ref in self.evidence.quotes:
                self.quoted[found.ref] = self.evidence.quotes[found.ref]
            elif found.kind == "cue" and whole(found.ref) is not None:
                self.cues.add(int(found.ref))
            elif found.kind == "article":
                self.articles.add(found.ref.rpartition("#")[0] or found.ref)

    # --- points

    def point(
        self,
        beat: str,
        messages: str | tuple[str, ...],
        given: Mapping[str, str] | None = None,
        support: Sequence[str] = (),
    ) -> Point | None:
        """A point in the wordings that pass the check, those of the first message before others.

        None, and a line in `withheld`, when none passes.
        """
        names = (messages,) if isinstance(messages, str) else messages
        self._count += 1
        filled_by = dict(given or {})
        point_id = f"{beat}-{self._count}"
        sound = []
        reason = f"no message {names[0]!r}"
        for wording in (w for name in names for w in self._turned(name, beat)):
            text = self.say.say(wording, **filled_by)
            sentence = Sentence(point_id, beat, text, wording, tuple(support))
            refused = check(sentence, self.evidence)
            if refused is None:
                sound.append(wording)
            else:
                reason = refused
        if not sound:
            self.withheld.append((f"{beat}: {names[0]}", reason))
            return None
        return Point(point_id, beat, tuple(sound), filled_by, tuple(support))

    def _turned(self, message: str, beat: str) -> tuple[str, ...]:
        """The wordings of a message: those for the event's pattern, then the common ones.

        Each group is turned by the event's name, so that two events draw different ones.
        """
        name = f"{self.evidence.event.id}/{beat}/{message}".encode()
        turned: list[str] = []
        for group in (f"{message}-{self.pattern}", message):
            wordings = self.say.variants(group)
            at = xxhash.xxh3_64_intdigest(name) % max(len(wordings), 1)
            turned += (*wordings[at:], *wordings[:at])
        return tuple(turned)

    # --- quotes

    def quote(self, theme: Theme | None, *, forms: Sequence[str] = ()) -> str | None:
        """The slot of the theme's best quote that is not used yet; None when it has none."""
        post = self.best(theme)
        if post is None:
            return None
        self.quoted[post.post_id] = post
        form = (forms or QUOTE_FORMS)[len(self.quoted) % len(forms or QUOTE_FORMS)]
        return slot("quote", post.post_id, form=form)

    def best(self, theme: Theme | None) -> Quotable | None:
        """The quote that a draft would take next for a theme, or for the event as a whole."""
        order = theme.quotes if theme else tuple(sorted(self.evidence.quotes))
        posts = [self.evidence.quotes[p] for p in order if p in self.evidence.quotes]
        authors = {q.author_key for q in self.quoted.values()}
        fit = [
            p
            for p in posts
            if self.fits(p) and p.author_key not in authors and not self._echoes(p.text)
        ]
        near = sorted(fit, key=self._reach)[:CHOICE]  # a stable sort: the measure's order stays
        # One that readers cannot read stands in where there is no other.
        return min(near, key=lambda p: (self._reach(p), roughness(p.text)), default=None)

    def _echoes(self, text: str) -> bool:
        """Whether a post mostly repeats a line of the footage, which the story has anyway."""
        words = _words(text)
        lines = (_words(c.text) for track in self.evidence.cues.values() for c in track.values())
        return any(len(words & line) >= ECHO * max(len(words), 3) for line in lines)

    def _reach(self, post: Quotable) -> int:
        """0 the story's language, 1 with a gloss, UNREAD foreign without one."""
        if post.lang == self.say.language:
            return 0
        return 1 if post.gloss else UNREAD

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
            and not is_coarse(text, self.say)
            and post.lang not in UNSURE
            and not any(mark in text for mark in ("@", "http", "#", "://", "<", "[["))
        )

    # --- lines of the footage

    def is_told(self, number: int) -> bool:
        """Whether the line has been quoted already."""
        return number in self.cues

    def line(self, numbers: Sequence[int]) -> int | None:
        """The first of the lines that may be quoted and is not used yet."""
        for number in numbers:
            found = self.evidence.cue(number)
            heard = found and (not found.is_auto or number in self.evidence.house.listened)
            fits = found and heard and self.is_readable(number) and is_clean(found.text)
            if fits and number not in self.cues:
                self.cues.add(number)
                return number
        return None

    def is_readable(self, number: int) -> bool:
        """Whether the line's words are at hand in the story's language."""
        return self.say.language in self.evidence.cues.get(number, {})

    def is_named(self, number: int) -> bool:
        """Whether the line's speaker is one of the event's people."""
        found = self.evidence.cue(number)
        return found is not None and is_named(found, self.evidence)

    def what(self) -> str:
        """The footage in words, with the work that the event's title names."""
        work = self.work()
        kind = slot("event", "kind")
        if work is None:
            return kind
        has_article = work.name.startswith(tuple(f"{a} " for a in self.say.words("lexicon-the")))
        message = "what-titled-the" if has_article else "what-titled"
        return self.say.say(message, title=slot("title", work.id), kind=kind)

    def subject(self) -> str:
        """The work that the event's title names, else the footage: short enough for a headline."""
        work = self.work()
        return slot("title", work.id) if work else self.what()

    def work(self) -> Entity | None:
        """The first work or show of the event that its title names."""
        publisher = short(self.evidence.event.publisher).casefold()
        for entity in self.evidence.event.entities:
            is_titled = entity.name in self.evidence.event.title
            is_publisher = short(entity.name).casefold() == publisher
            if entity.kind in ("work", "show") and is_titled and not is_publisher:
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


def _words(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in WORD.findall(text))


def roughness(text: str) -> int:
    """How many emoji, drawn-out letters and shouts a post has; plain ones read best.

    >>> roughness("one one one"), roughness("nooooo!!! 😭")
    (0, 3)
    """
    return len(_ROUGH.findall(text))


def ref(passage: Passage) -> str:
    """A passage as a slot's reference.

    >>> ref(Passage("n05", 3, "same person"))
    'n05#3'
    """
    return f"{passage.article_id}#{passage.sentence}"
