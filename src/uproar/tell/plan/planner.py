"""The plan in the making: what is used already, which wording comes first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import xxhash

from uproar.model import Entity, Sentence, Story
from uproar.model.rows import ThemeRow
from uproar.tell.check import check
from uproar.tell.evidence.evidence import Evidence
from uproar.tell.evidence.themes import is_open, themes
from uproar.tell.messages.lexicon import WORD
from uproar.tell.messages.messages import Messages, of
from uproar.tell.plan.article_choice import Shelf
from uproar.tell.plan.plan import Point, sentences_of
from uproar.tell.plan.quote_choice import Quoting
from uproar.tell.slots.grammar import slot, slots, whole
from uproar.tell.slots.kind_of_reaction import PATTERNS, pattern
from uproar.tell.slots.quotations import is_clean, is_named, short
from uproar.tell.slots.theme_words import telling_terms


class Bench:
    """Gathers points; knows what has been quoted, so that nothing is told twice."""

    def __init__(self, evidence: Evidence, *, told: Story | None = None) -> None:
        self.evidence = evidence
        self.has_earlier = told is not None
        self.pattern = pattern(evidence)
        self.say: Messages = of(evidence.house.language, evidence.messages)
        self.withheld: list[tuple[str, str]] = [
            (t.id, f"theme touches {', '.join(t.sensitive)}")
            for t in themes(evidence)
            if not is_open(t, evidence)
        ]
        self.withheld += dict.fromkeys(
            (f"article {p.article_id}", p.why) for p in evidence.background.withheld
        )
        self.quotes = Quoting(evidence, self.say)
        self.shelf = Shelf(evidence, self.say)
        self.cues: set[int] = set()
        self._openings: Counter[str] = Counter()
        self._count = 0
        opened = [t for t in themes(evidence) if is_open(t, evidence)]
        self.themes = tuple(t for t in opened if self._can_be_told(t))
        self.withheld += [
            (t.id, "theme without a name, a line or a quote that fits")
            for t in opened
            if t not in self.themes
        ]
        for sentence in sentences_of(told) if told else ():
            self._note(sentence)

    def _note(self, sentence: Sentence) -> None:
        """Take what an earlier story quoted as used."""
        for found in slots(sentence.text):
            if found.kind == "quote" and found.ref in self.evidence.quotes:
                self.quotes.used[found.ref] = self.evidence.quotes[found.ref]
            elif found.kind == "cue" and whole(found.ref) is not None:
                self.cues.add(int(found.ref))
            elif found.kind == "article":
                self.shelf.used.add(found.ref.rpartition("#")[0] or found.ref)

    def _can_be_told(self, theme: ThemeRow) -> bool:
        """Whether a reader learns what a theme is about: by its words, a line, or a quote."""
        return (
            bool(telling_terms(theme, self.evidence, self.say))
            or any(self.is_readable(c) for c in theme.cues)
            or self.quotes.best(theme) is not None
        )

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
        sound = self._fresh(sound, names, filled_by)
        return Point(point_id, beat, tuple(sound), filled_by, tuple(support))

    def _fresh(self, sound: list[str], names: Sequence[str], given: Mapping[str, str]) -> list[str]:
        """The wordings of the best message that holds, those first that open as none has yet."""
        families = [n for n in names if any(_is_of(w, n) for w in sound)]
        best = [w for w in sound if families and _is_of(w, families[0])]
        ranked = sorted(
            best,
            key=lambda w: (
                f"-{self.pattern}" not in w,  # the pattern's own words come first
                self._openings[opening(self.say.say(w, **given))],
            ),
        )
        chosen = ranked or sound
        self._openings[opening(self.say.say(chosen[0], **given))] += 1
        return [*chosen, *(w for w in sound if w not in chosen)]

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
        """The work that the event's title names, else what was published: for a headline."""
        work = self.work()
        if work is not None:
            return slot("title", work.id)
        publisher, kind = slot("event", "publisher"), slot("event", "kind")
        if self._is_its_own_publisher():
            return publisher
        return self.say.say("subject-of", publisher=publisher, kind=kind)

    def _is_its_own_publisher(self) -> bool:
        """Whether the show or work that the title names is who published it."""
        publisher = short(self.evidence.event.publisher).casefold()
        entities = self.evidence.event.entities
        return any(
            e.kind in ("work", "show") and short(e.name).casefold() == publisher for e in entities
        )

    def work(self) -> Entity | None:
        """The first work or show of the event that its title names."""
        publisher = short(self.evidence.event.publisher).casefold()
        for entity in self.evidence.event.entities:
            is_titled = entity.name in self.evidence.event.title
            is_publisher = short(entity.name).casefold() == publisher
            if entity.kind in ("work", "show") and is_titled and not is_publisher:
                return entity
        return None


def _is_of(wording: str, message: str) -> bool:
    """Whether a wording is the message or one of its variants, those of a pattern included."""
    rest = wording.removeprefix(message)
    return rest != wording and bool(
        re.fullmatch(r"(?:-(?:[b-h]|" + "|".join(PATTERNS) + "))*", rest)
    )


def opening(text: str) -> str:
    """How a sentence begins, its slots taken for what they are.

    >>> opening("[[article:n1#0, form=publisher]] had it."), opening("On [[event:window]], one …")
    ('article', 'on event')
    """
    found = slots(text)
    for one in found:
        text = text.replace(one.written(), f" {one.kind} ")
    return " ".join(WORD.findall(text.casefold())[: 1 if text.startswith(" ") else 2])
