"""Makes points: chooses wordings that pass the check, in view of what the story has used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from uproar.model import Sentence, Story
from uproar.model.rows import ThemeRow
from uproar.tell.check import check
from uproar.tell.evidence import Evidence, is_open, told_themes
from uproar.tell.messages import Messages, messages_in
from uproar.tell.plan.article_choice import ArticleChoice
from uproar.tell.plan.plan import Option, Part, Point, Used, sentences_of
from uproar.tell.plan.quote_choice import QuoteChoice
from uproar.tell.plan.wordings import Wording, drawn, opening, ranked
from uproar.tell.slots import is_clean, is_named, pattern, slots, telling_terms, whole


@dataclass(frozen=True, slots=True)
class Planner:
    """The evidence and the words of one story. It never changes; what is used is passed to it.

    `pattern` is the kind of reaction. `themes` are those that may be told and that a reader
    could recognise, largest first.
    """

    evidence: Evidence
    say: Messages
    pattern: str
    themes: tuple[ThemeRow, ...]
    has_earlier: bool = False  # whether readers have had a story of the event already

    @property
    def quotes(self) -> QuoteChoice:
        """The choice among the event's posts."""
        return QuoteChoice(self.evidence, self.say)

    @property
    def articles(self) -> ArticleChoice:
        """The choice among the archive's reports."""
        return ArticleChoice(self.evidence, self.say)

    def tell(
        self,
        used: Used,
        beat: str,
        options: Option | Sequence[Option],
        arguments: Mapping[str, str] | None = None,
        support: Sequence[str] = (),
    ) -> Part:
        """A point in the wordings that pass the check, those of the first option before others.

        No point, and the reason in `withheld`, when none passes. The lines that the point quotes
        are used after it.
        """
        choices = [options] if isinstance(options, Option) else list(options)
        filled_by = dict(arguments or {})
        used = replace(used, n_drafted=used.n_drafted + 1)
        point_id = f"{beat}-{used.n_drafted}"
        sound: list[Wording] = []
        reason = f"no message {choices[0].message!r}"
        for wording in self._drawn(choices, beat):
            text = self.say.say(wording.id, **filled_by)
            sentence = Sentence(point_id, beat, text, wording.id, tuple(support))
            refused = check(sentence, self.evidence)
            if refused is None:
                sound.append(wording)
            else:
                reason = refused
        if not sound:
            return Part(used, (), ((f"{beat}: {choices[0].message}", reason),))
        sound = list(ranked(sound, filled_by, used, self.say))
        option = sound[0].option
        used = used.with_opening(opening(self.say.say(sound[0].id, **filled_by)))
        point = Point(
            point_id,
            beat,
            tuple(w.id for w in sound),
            filled_by,
            tuple(support),
            option.role,
            option.names_theme,
            option.cites,
        )
        return Part(used.with_cues(point.cites), (point,))

    def _drawn(self, options: Sequence[Option], beat: str) -> list[Wording]:
        event_id = self.evidence.event.id
        return [
            wording
            for option in options
            for wording in drawn(option, beat, event_id, self.pattern, self.say)
        ]

    def line(self, numbers: Sequence[int], used: Used) -> int | None:
        """The first of the lines that may be quoted and is not quoted yet."""
        for number in numbers:
            cue = self.evidence.cue(number)
            if cue is None or number in used.cues or not self.is_readable(number):
                continue
            is_heard = not cue.is_auto or number in self.evidence.house.listened
            if is_heard and is_clean(cue.text):
                return number
        return None

    def is_readable(self, number: int) -> bool:
        """Whether the line has a wording in the story's language."""
        return self.say.language in self.evidence.cues.get(number, {})

    def is_named(self, number: int) -> bool:
        """Whether the line's speaker is one of the event's people."""
        cue = self.evidence.cue(number)
        return cue is not None and is_named(cue, self.evidence)


def planner_for(evidence: Evidence, earlier: Story | None = None) -> tuple[Planner, Part]:
    """The planner of an event's story, and a part without points that the story begins with.

    The part holds what an earlier story has used, and the themes and articles that may not be
    told.
    """
    say = messages_in(evidence.house.language, evidence.messages)
    every = told_themes(evidence)
    allowed = [t for t in every if is_open(t, evidence)]
    recognisable = tuple(t for t in allowed if _is_recognisable(t, evidence, say))
    withheld = [
        (t.id, f"theme touches {', '.join(t.sensitive)}") for t in every if t not in allowed
    ]
    withheld += dict.fromkeys(
        (f"article {p.article_id}", p.why) for p in evidence.background.withheld
    )
    withheld += [
        (t.id, "theme without a name, a line or a quote that fits")
        for t in allowed
        if t not in recognisable
    ]
    planner = Planner(evidence, say, pattern(evidence), recognisable, earlier is not None)
    return planner, Part(_used_by(earlier, evidence), (), tuple(withheld))


def _used_by(earlier: Story | None, evidence: Evidence) -> Used:
    """What an earlier story quoted and cited."""
    used = Used()
    for slot in (s for e in (sentences_of(earlier) if earlier else ()) for s in slots(e.text)):
        if slot.kind == "quote" and slot.ref in evidence.quotes:
            used = used if used.is_quoted(slot.ref) else used.with_quote(evidence.quotes[slot.ref])
        elif slot.kind == "cue" and (number := whole(slot.ref)) is not None:
            used = used.with_cues(frozenset((number,)))
        elif slot.kind == "article":
            used = used.with_article(slot.ref.rpartition("#")[0] or slot.ref)
    return used


def _is_recognisable(theme: ThemeRow, evidence: Evidence, say: Messages) -> bool:
    """Whether a reader learns what a theme is about: by an editor, its words, a line, a quote."""
    return (
        bool(theme.wording)
        or bool(telling_terms(theme, evidence, say))
        or any(say.language in evidence.cues.get(c, {}) for c in theme.cues)
        or QuoteChoice(evidence, say).best(theme, Used()) is not None
    )
