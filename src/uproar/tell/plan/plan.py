"""The nouns of planning: a point, a plan, and what a story in the making has used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum

from uproar.model import Sentence, State, Story
from uproar.tell.evidence import Quotable

LENGTHS = ("alert", "brief", "story", "update")


class Role(Enum):
    """What a point does in the story. The role decides which points a long story loses first."""

    HEADLINE = "headline"
    DEK = "dek"
    SCENE = "scene"
    PLAIN_SCENE = "plain scene"  # who posted what when, without a line of it
    LATER_LINE = "later line"
    BACKGROUND = "background"
    SIZE = "size"
    MOOD = "mood"  # which side, or which feeling, leads
    WHOM = "whom"  # whom posts name
    SHARE = "share"
    FURTHER_SHARE = "further share"
    FURTHER_QUOTE = "further quote"
    COUNTER = "counter"  # the group that takes the other side
    QUOTE = "quote"
    ECHO = "echo"
    DISSENT_LINE = "dissent line"
    CONTEXT = "context"
    MOMENTS = "moments"
    PASSED_ON = "passed on"
    CHANGE = "change"
    PRECEDENT = "precedent"
    PRECEDENT_DETAIL = "precedent detail"
    NEXT = "next"
    NEXT_ALSO = "next also"
    RELATED = "related"
    METHOD = "method"
    LEFT_OUT = "left out"
    GAPS = "gaps"
    OFFERED = "offered"  # by a measure


# The roles that a story can lose, the first to go first.
# chosen on: judgement; not swept
_LOSABLE = (
    Role.OFFERED,
    Role.RELATED,
    Role.LEFT_OUT,
    Role.GAPS,
    Role.NEXT_ALSO,
    Role.PASSED_ON,
    Role.FURTHER_QUOTE,
    Role.FURTHER_SHARE,
    Role.ECHO,
    Role.BACKGROUND,
    Role.LATER_LINE,
    Role.CONTEXT,
    Role.DISSENT_LINE,
    Role.WHOM,
    Role.PRECEDENT_DETAIL,
    Role.MOMENTS,
    Role.QUOTE,
    Role.NEXT,
    Role.COUNTER,
    Role.MOOD,
)


class Manner(StrEnum):
    """How a report of the archive is cited; the names of its messages end in it."""

    STATED = "stated"  # its sentence, with its source behind
    CONTENT = "content"  # its sentence, with its source before
    COUNTER = "counter"  # the group that takes the other side
    QUOTE = "quote"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Option:
    """One message that could tell a point, and what the point is when it does.

    `names_theme` is False for a share or a count of a theme that the message does not name.
    `cites` holds the numbers of the lines that the message quotes.
    """

    message: str
    role: Role
    names_theme: bool = True
    cites: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence to be written: messages that can tell it, best first, and their slots.

    `role`, `names_theme` and `cites` are those of the first message: see `Option`.
    """

    id: str
    beat: str
    wordings: tuple[str, ...]
    slots: Mapping[str, str] = field(default_factory=dict)
    support: tuple[str, ...] = ()
    role: Role = Role.METHOD
    names_theme: bool = True
    cites: frozenset[int] = frozenset()

    @property
    def priority(self) -> int:
        """Where the point stands in the order of loss; the lowest number goes first.

        >>> Point("a", "next", (), role=Role.RELATED).priority
        1
        """
        return _LOSABLE.index(self.role) if self.can_go else len(_LOSABLE)

    @property
    def can_go(self) -> bool:
        """Whether the story can do without the point."""
        return self.role in _LOSABLE


@dataclass(frozen=True, slots=True)
class Used:
    """What a story has used up so far, so that it tells nothing twice and begins no two alike.

    `manners` and `openings` count how often each was used. `n_drafted` counts the points that
    were drafted, those refused included; ids are made of it.
    """

    quotes: tuple[Quotable, ...] = ()  # in the order of their use
    cues: frozenset[int] = frozenset()
    articles: frozenset[str] = frozenset()
    manners: Mapping[Manner, int] = field(default_factory=dict)
    openings: Mapping[str, int] = field(default_factory=dict)
    n_drafted: int = 0

    def with_quote(self, post: Quotable) -> Used:
        """The same, with the post quoted."""
        return replace(self, quotes=(*self.quotes, post))

    def with_cues(self, numbers: frozenset[int]) -> Used:
        """The same, with these lines quoted."""
        return replace(self, cues=self.cues | numbers)

    def with_article(self, article_id: str) -> Used:
        """The same, with the article cited."""
        return replace(self, articles=self.articles | {article_id})

    def with_manner(self, manner: Manner) -> Used:
        """The same, with one more report cited in this manner."""
        return replace(self, manners={**self.manners, manner: self.manners.get(manner, 0) + 1})

    def with_opening(self, opening: str) -> Used:
        """The same, with one more sentence that begins so."""
        n_before = self.openings.get(opening, 0)
        return replace(self, openings={**self.openings, opening: n_before + 1})

    def is_quoted(self, post_id: str) -> bool:
        """Whether the story quotes the post."""
        return any(post.post_id == post_id for post in self.quotes)

    def authors(self) -> frozenset[str]:
        """The keys of the authors whose posts the story quotes."""
        return frozenset(post.author_key for post in self.quotes)


@dataclass(frozen=True, slots=True)
class Part:
    """What a beat gives: its points in order, what it could not tell, and what is used after it."""

    used: Used
    points: tuple[Point, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()  # what is not told, and why

    def followed_by(self, later: Part) -> Part:
        """Both parts in one. `later` was planned after this one, so it knows what is used."""
        return Part(later.used, self.points + later.points, self.withheld + later.withheld)

    def without_points(self) -> Part:
        """The part without its points; what they used stays used."""
        return replace(self, points=())


def joined(parts: Sequence[Part], used: Used) -> Part:
    """All parts in one, each planned after the one before it; `used` where there is none."""
    whole = Part(used)
    for part in parts:
        whole = whole.followed_by(part)
    return whole


@dataclass(frozen=True, slots=True)
class Plan:
    """The points of a story in order. `shown`: each slot and what it will read as."""

    event_id: str
    state: State
    length: str
    pattern: str
    headline: Point
    dek: Point
    paragraphs: tuple[tuple[Point, ...], ...]
    post_block: tuple[str, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()  # what is not told, and why
    shown: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    messages: Mapping[str, str] = field(default_factory=dict)

    def points(self) -> tuple[Point, ...]:
        """Headline, dek and every point of the body."""
        return (self.headline, self.dek, *(p for paragraph in self.paragraphs for p in paragraph))


def sentences_of(story: Story) -> tuple[Sentence, ...]:
    """Headline, dek and body of a story, in order."""
    return (story.headline, story.dek, *(s for p in story.paragraphs for s in p))
