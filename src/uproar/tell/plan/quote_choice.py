"""Which posts a story quotes: cleared, plain, of new authors, and saying what the theme says."""

from __future__ import annotations

import re

import xxhash

from uproar.model.rows import ThemeRow
from uproar.tell.evidence.evidence import Evidence, Quotable
from uproar.tell.messages.lexicon import WORD, is_coarse, lexicon
from uproar.tell.messages.messages import Messages
from uproar.tell.slots.grammar import slot
from uproar.tell.slots.quotations import UNSURE, is_clean, stem

QUOTE_CHARS = (12, 140)  # a quote in prose is neither a word nor a paragraph
BLOCK_CHARS = (8, 280)  # a post shown as a whole
QUOTE_FORMS = ("one_wrote", "one_led", "one_posted", "one_put_it")
UNREAD = 2
# What a post says against something; what it says for it. Emotions as docs/models/emotion.md.
AGAINST = frozenset(("anger", "annoyance", "disapproval", "disappointment", "disgust"))
FOR = frozenset(
    ("admiration", "amusement", "approval", "excitement", "gratitude", "joy", "love", "optimism",
     "pride", "relief")
)  # fmt: skip
FUNNY = 0.2  # humour of a theme from which its quote should show the joke
ECHO = 0.7  # a post with this part of its words out of one line repeats the line
CHOICE = 8  # the theme's first quotes, among which the plainest is taken
_ROUGH = re.compile(
    r"(\w)\1{2,}|(\w\w)\2{2,}|[!?]{2,}|\b[A-Z]{4,}\b|[^\w\s.,;:!?'’\"“”()…–—/&%$€£-]"
)


class Quoting:
    """Chooses quotes; knows which are used already."""

    def __init__(self, evidence: Evidence, say: Messages) -> None:
        self.evidence = evidence
        self.say = say
        self.used: dict[str, Quotable] = {}

    def take(self, theme: ThemeRow | None, *, must_show: bool = False) -> tuple[str, str] | None:
        """The theme's best quote that is not used yet: the message that tells it, and its slot."""
        post = self.best(theme, must_show=must_show)
        if post is None:
            return None
        self.used[post.post_id] = post
        form = QUOTE_FORMS[(self._turn() + len(self.used)) % len(QUOTE_FORMS)]
        part = {} if stem(post.text) == post.text.strip() else {"part": "stem"}
        is_led = form == "one_led" and post.lang in (self.say.language, *UNSURE)
        message = "quote-led" if is_led else "quote-alone"
        return message, slot("quote", post.post_id, form=form, **part)

    def _turn(self) -> int:
        """A number of the event's own, so that two events begin differently."""
        return xxhash.xxh3_64_intdigest(self.evidence.event.id.encode())

    def best(self, theme: ThemeRow | None, *, must_show: bool = False) -> Quotable | None:
        """The quote that a draft would take next for a theme, or for the event as a whole.

        `must_show`: only among those that are plainly about the theme.
        """
        fit = self.fitting(theme)
        if must_show and theme is not None:
            fit = [p for p in fit if self.shows(p, theme)]
        near = sorted(fit, key=self._reach)[:CHOICE]  # the measure's order stays
        return min(near, key=lambda p: self._unfit(p, theme), default=None)

    def fitting(self, theme: ThemeRow | None) -> list[Quotable]:
        """The quotes that prose could take, in the measure's order; of new authors only."""
        order = theme.quotes if theme else tuple(sorted(self.evidence.quotes))
        posts = [self.evidence.quotes[p] for p in order if p in self.evidence.quotes]
        authors = {q.author_key for q in self.used.values()}
        is_critical = theme is not None and theme.stance == "critical"
        return [
            p
            for p in posts
            if self.fits(p)
            and p.author_key not in authors
            and not self._echoes(p.text)
            and not (is_critical and is_for(p))
        ]

    def _unfit(self, post: Quotable, theme: ThemeRow | None) -> tuple[int, ...]:
        """What speaks against a quote. One that readers cannot read stands in for want of others;
        the joke's shows the joke, the dissent's objects; plain ones read best."""
        off_side = theme is not None and is_off_side(post, theme)
        unfunny = theme is not None and theme.humour >= FUNNY and "amusement" not in post.emotions
        astray = theme is not None and not self.shows(post, theme)
        rough = roughness(stem(post.text))
        return (self._reach(post), off_side, astray, unfunny, min(rough, 3), post.cue is not None)

    def shows(self, post: Quotable, theme: ThemeRow, text: str = "") -> bool:
        """Whether a post, or the part `text` of it, is plainly about the theme.

        It holds a word of the theme's name or lines, or a name of the event. A post in another
        language than the story's is taken at the measure's word.
        """
        if post.lang != self.say.language:
            return True
        lines = [c.text for n in theme.cues for c in self.evidence.cues.get(n, {}).values()]
        names = [a for e in self.evidence.event.entities for x in e.aliases.values() for a in x]
        own = _words(" ".join((*theme.name_terms, *lines, *names)))
        dull = lexicon(self.say).everyday - frozenset(theme.name_terms)
        return bool({w for w in _words(text or post.text) & own if len(w) > 2} - dull)

    def _echoes(self, text: str) -> bool:
        """Whether a post mostly repeats a line of the footage, which the story has anyway."""
        words = _words(text)
        lines = (_words(c.text) for track in self.evidence.cues.values() for c in track.values())
        return any(len(words & line) >= ECHO * max(len(words), 3) for line in lines)

    def is_readable(self, post: Quotable) -> bool:
        """Whether readers of the story can read the post, or have its gloss."""
        return self._reach(post) < UNREAD

    def _reach(self, post: Quotable) -> int:
        """0 the story's language, 1 with a gloss, UNREAD foreign without one."""
        if post.lang == self.say.language:
            return 0
        return 1 if post.gloss else UNREAD

    def fits(self, post: Quotable, chars: tuple[int, int] = QUOTE_CHARS) -> bool:
        """Whether prose may quote the post, less the hashtags at its end."""
        text = stem(post.text)
        is_whole = text == post.text.strip()
        return (
            self._may_be_used(post, text, chars)
            and post.lang not in UNSURE
            and "#" not in text
            and (is_whole or not self._hangs(text))
        )

    def stands_alone(self, post: Quotable) -> bool:
        """Whether the post may be shown as a whole, hashtags and all, beside the story."""
        return self._may_be_used(post, post.text.strip(), BLOCK_CHARS)

    def _may_be_used(self, post: Quotable, text: str, chars: tuple[int, int]) -> bool:
        house = self.evidence.house
        allowed = ("ok",) if house.policy == "cleared-only" else ("ok", "ask")
        return (
            post.post_id not in self.used
            and post.clearance in allowed
            and house.policy != "paraphrase"
            and chars[0] <= len(text) <= chars[1]
            and is_clean(text)
            and not is_coarse(text, self.say)
            and not any(mark in text for mark in ("@", "http", "://", "<", "[["))
        )

    def _hangs(self, text: str) -> bool:
        """Whether a text without the hashtags at its end breaks off."""
        said = WORD.findall(text.casefold())
        return not said or said[-1] in self.say.words("lexicon-hanging")


def _words(text: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in WORD.findall(text))


def is_against(post: Quotable) -> bool:
    """Whether a post's own words object to something; a post that was not read may."""
    return not post.emotions or bool(AGAINST & set(post.emotions))


def is_off_side(post: Quotable, theme: ThemeRow) -> bool:
    """Whether a post's own words take another side than its theme."""
    if theme.stance == "critical":
        return not is_against(post)
    return theme.stance == "positive" and bool(AGAINST & set(post.emotions)) and not is_for(post)


def is_for(post: Quotable) -> bool:
    """Whether a post's own words are glad of something, and against nothing."""
    return bool(FOR & set(post.emotions)) and not AGAINST & set(post.emotions)


def roughness(text: str) -> int:
    """How many emoji, drawn-out letters and shouts a post has; plain ones read best.

    >>> roughness("one one one"), roughness("nooooo!!! 😭")
    (0, 3)
    """
    return len(_ROUGH.findall(text))
