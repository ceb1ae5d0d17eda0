"""Which posts a story quotes: cleared and plain ones, by new authors, that fit their theme.

A theme of meanings is quoted by its statement or what is nearest to it in the measure's order; one
that goes by lines of the footage by the plainest of its first posts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import xxhash

from uproar.model.emotions import approves, objects
from uproar.model.rows import ThemeRow
from uproar.tell.evidence import Evidence, Quotable
from uproar.tell.messages import WORD, Messages, lexicon
from uproar.tell.plan.plan import Used
from uproar.tell.slots import UNSURE, is_clean, slot, stem
from uproar.text.lexicons import is_coarse

# Characters; a quote in prose is neither a word nor a paragraph.
QUOTE_CHARS = (12, 160)  # chosen on: as the longest that themes offer, QuotesConfig.max_chars
# Hashtags within a quote; those at its end are cut.
MAX_TAGS = 2  # chosen on: as QuotesConfig.max_tags
# Characters of a post shown as a whole.
BLOCK_CHARS = (8, 280)  # source: 280 is the length of a post on X; 8: judgement; not swept
QUOTE_FORMS = ("one_wrote", "one_led", "one_posted", "one_put_it")
# How far a post is from its readers: 0 in their language, 1 with a gloss, UNREAD without one.
UNREAD = 2  # by definition: the last of the three
# Humour of a theme, as a share of its posts, from which its quote should show the joke.
FUNNY = 0.2  # chosen on: judgement; not swept
# A post with this part of its words out of one line repeats the line.
ECHO = 0.7  # chosen on: judgement; not swept
# The words that a shorter post is counted as having, when it is compared with a line.
MIN_ECHO_WORDS = 3  # chosen on: judgement; not swept
# The theme's first quotes, among which the plainest is taken.
CHOICE = 8  # chosen on: judgement; not swept
# Fewer words seldom say what a theme is about; …
MIN_WORDS = 4  # chosen on: judgement; not swept
# … how many places in a theme's order they cost, and how many a post without words of the theme.
FEW_WORDS_COST = 4  # chosen on: judgement; not swept
# chosen on: ditto, golden-globes, lesserafim: quotes_right .54 (0 to 2: .50)
ASTRAY_COST = 4
# Rough spots beyond these make a quote no worse.
MAX_ROUGHNESS = 3  # chosen on: judgement; not swept
_ROUGH = re.compile(
    r"(\w)\1{2,}|(\w\w)\2{2,}|[!?]{2,}|\b[A-Z]{4,}\b|[^\w\s.,;:!?'’\"“”()…–—/&%$€£-]"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A post to be quoted: the message that tells it, and its slot."""

    post: Quotable
    message: str
    slot: str


@dataclass(frozen=True, slots=True)
class QuoteChoice:
    """Chooses among the posts that may be quoted."""

    evidence: Evidence
    say: Messages

    def choice(
        self, theme: ThemeRow | None, used: Used, *, must_show: bool = False
    ) -> Quote | None:
        """The theme's best quote that is not used yet, in the form whose turn it is."""
        post = self.best(theme, used, must_show=must_show)
        if post is None:
            return None
        n_quoted = len(used.quotes) + 1
        form = QUOTE_FORMS[(self._turn() + n_quoted) % len(QUOTE_FORMS)]
        is_led = form == "one_led" and post.lang in (self.say.language, *UNSURE)
        message = "quote-led" if is_led else "quote-alone"
        return Quote(post, message, slot("quote", post.post_id, form=form, **self.part(post)))

    def part(self, post: Quotable) -> dict[str, str]:
        """What a slot says of the part of a post that is quoted: nothing for the whole of it."""
        return {} if stem(post.text) == post.text.strip() else {"part": "stem"}

    def _turn(self) -> int:
        """A number from the event's id, so that two events begin with different forms."""
        return xxhash.xxh3_64_intdigest(self.evidence.event.id.encode())

    def best(
        self, theme: ThemeRow | None, used: Used, *, must_show: bool = False
    ) -> Quotable | None:
        """The quote that a draft would take next for a theme, or for the event as a whole.

        `must_show`: only among those that are plainly about the theme.
        """
        fit = self.fitting(theme, used)
        if must_show and theme is not None:
            fit = [p for p in fit if self.shows(p, theme)]
        near = sorted(fit, key=self._reach)[:CHOICE]  # the measure's order stays
        if theme is not None and is_told_by_statement(theme):
            return min(near, key=lambda p: self._far_from_statement(p, theme), default=None)
        return min(near, key=lambda p: self._unfit(p, theme), default=None)

    def fitting(self, theme: ThemeRow | None, used: Used) -> list[Quotable]:
        """The quotes that prose could take, in the measure's order; of new authors only."""
        order = theme.quotes if theme else tuple(sorted(self.evidence.quotes))
        posts = [self.evidence.quotes[p] for p in order if p in self.evidence.quotes]
        authors = used.authors()
        is_critical = theme is not None and theme.stance == "critical"
        return [
            p
            for p in posts
            if self.fits(p, used)
            and p.author_key not in authors
            and not self._echoes(p.text)
            and not (is_critical and is_for(p))
        ]

    def _far_from_statement(self, post: Quotable, theme: ThemeRow) -> tuple[int, ...]:
        """A sort key: unread, hard to read, late in the order.

        A post of few words, and one without any that tell of the theme, count as so many places
        later. Its emotions do not count: what is read of one post errs more than what it is near.
        """
        text = stem(post.text)
        late = theme.quotes.index(post.post_id)
        late += FEW_WORDS_COST * (len(WORD.findall(text)) < MIN_WORDS)
        late += ASTRAY_COST * (not _words([text]) & frozenset(theme.name_terms))
        return (self._reach(post), roughness(text) >= MAX_ROUGHNESS, late)

    def _unfit(self, post: Quotable, theme: ThemeRow | None) -> tuple[int, ...]:
        """A sort key of what speaks against a quote, most important first; the lowest is best.

        That readers cannot read it, that it takes another side than its theme, that it is not
        plainly about the theme, that the theme is funny and it is not, that it is rough, and that
        it quotes a line.
        """
        off_side = theme is not None and is_off_side(post, theme)
        unfunny = theme is not None and theme.humour >= FUNNY and "amusement" not in post.emotions
        astray = theme is not None and not self.shows(post, theme)
        rough = min(roughness(stem(post.text)), MAX_ROUGHNESS)
        return (
            self._reach(post),
            off_side,
            astray,
            unfunny,
            min(rough, MAX_ROUGHNESS),
            post.cue is not None,
        )

    def shows(self, post: Quotable, theme: ThemeRow, text: str = "") -> bool:
        """Whether a post, or the part `text` of it, is plainly about the theme.

        It holds a word of the theme's name or lines, or a name of the event. A post in another
        language than the story's is taken at the measure's word.
        """
        if post.lang != self.say.language:
            return True
        lines = [c.text for n in theme.cues for c in self.evidence.cues.get(n, {}).values()]
        names = [a for e in self.evidence.event.entities for x in e.aliases.values() for a in x]
        dull = lexicon(self.say).everyday - frozenset(theme.name_terms)
        shown = text or stem(post.text)  # a hashtag that is cut off shows a reader nothing
        said = _words([shown])
        common = said & _words((*theme.name_terms, *lines))
        has_name = any(n.strip() and n in _spaced(shown) for n in map(_spaced, names))
        return has_name or bool({w for w in common if len(w) > 2} - dull)

    def _echoes(self, text: str) -> bool:
        """Whether a post mostly repeats a line of the footage, which the story has anyway."""
        words = _words([text])
        n_words = max(len(words), MIN_ECHO_WORDS)
        lines = (_words([c.text]) for track in self.evidence.cues.values() for c in track.values())
        return any(len(words & line) >= ECHO * n_words for line in lines)

    def is_readable(self, post: Quotable) -> bool:
        """Whether readers of the story can read the post, or have its gloss."""
        return self._reach(post) < UNREAD

    def _reach(self, post: Quotable) -> int:
        """0 for a post in the story's language, 1 for one with a gloss, UNREAD for any other."""
        if post.lang == self.say.language:
            return 0
        return 1 if post.gloss else UNREAD

    def fits(self, post: Quotable, used: Used, chars: tuple[int, int] = QUOTE_CHARS) -> bool:
        """Whether prose may quote the post, less the hashtags at its end."""
        text = stem(post.text)
        is_whole = text == post.text.strip()
        return (
            not used.is_quoted(post.post_id)
            and self._may_be_shown(post, text, chars)
            and post.lang not in UNSURE
            and text.count("#") <= MAX_TAGS
            and (is_whole or not self._hangs(text))
        )

    def stands_alone(self, post: Quotable, used: Used) -> bool:
        """Whether the post may be shown as a whole, hashtags and all, beside the story."""
        is_fresh = not used.is_quoted(post.post_id)
        return is_fresh and self._may_be_shown(post, post.text.strip(), BLOCK_CHARS)

    def _may_be_shown(self, post: Quotable, text: str, chars: tuple[int, int]) -> bool:
        house = self.evidence.house
        allowed = ("ok",) if house.policy == "cleared-only" else ("ok", "ask")
        return (
            post.clearance in allowed
            and house.policy != "paraphrase"
            and chars[0] <= len(text) <= chars[1]
            and is_clean(text)
            and not is_coarse(text)
            and not any(mark in text for mark in ("@", "http", "://", "<", "[["))
        )

    def _hangs(self, text: str) -> bool:
        """Whether a text breaks off once the hashtags at its end are cut."""
        words = WORD.findall(text.casefold())
        return not words or words[-1] in self.say.words("lexicon-hanging")


def is_told_by_statement(theme: ThemeRow) -> bool:
    """Whether a theme is told by a post that stands for it: it has one, and no line to go by."""
    return bool(theme.statement) and theme.agreement > 0 and not theme.cues


def weight(theme: ThemeRow) -> float:
    """What a theme is worth telling: how much its texts say the same, and how many they are.

    >>> from uproar.model.rows import ThemeRow
    >>> rest = dict(cues=(), stance="mixed", humour=0.0, by_day=(), rise=None, sensitive=())
    >>> row = ThemeRow("t", (), 25, 0.1, 0.1, 0.1, (), **rest, children=(), agreement=0.5)
    >>> round(weight(row), 3)
    1.118
    """
    # chosen on: ditto, golden-globes, lesserafim: statements of their theme's commonest reading .54
    # (power 1/2: .50, 0: .56, by size alone .44)
    return float(round(theme.agreement * theme.n**0.25, 6))


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(w.casefold() for w in WORD.findall(" ".join(texts)))


def _spaced(text: str) -> str:
    """The words of a text between single spaces, so that a name of several is found whole.

    >>> _spaced("Real Estate") in _spaced("REAL women like it")
    False
    """
    return f" {' '.join(w.casefold() for w in WORD.findall(text))} "


def is_against(post: Quotable) -> bool:
    """Whether a post objects to something, or has no emotions read from it, so that it may."""
    return not post.emotions or objects(post.emotions)


def is_off_side(post: Quotable, theme: ThemeRow) -> bool:
    """Whether a post takes another side than its theme."""
    if theme.stance == "critical":
        return not is_against(post)
    return theme.stance == "positive" and objects(post.emotions)


def is_for(post: Quotable) -> bool:
    """Whether a post approves of something and objects to nothing."""
    return approves(post.emotions) and not objects(post.emotions)


def roughness(text: str) -> int:
    """How many emoji, drawn-out letters and shouts a post has; plain ones read best.

    >>> roughness("one one one"), roughness("nooooo!!! 😭")
    (0, 3)
    """
    return len(_ROUGH.findall(text))
