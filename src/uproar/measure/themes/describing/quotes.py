"""Posts that show a theme: central, readable, of different people and languages.

Never a repost, copy, spam or coordinated post (they are no originals), one whose platform signals
against reuse, or one on a sensitive subject. Deleted posts are not in the corpus at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from uproar.arrays import Bools, Float64s, Int64s
from uproar.measure.themes import columns
from uproar.measure.themes.config import QuotesConfig
from uproar.measure.themes.describing.passages import Passage
from uproar.measure.themes.fitting import Assigned
from uproar.measure.themes.themed_posts import ThemedPosts

# Languages that are none: not recognised, and several at once.
NO_LANGUAGE = ("und", "mix")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A post that may be quoted. `voice`: its author's number; `score`: higher is better."""

    post: str
    voice: int
    language: str
    score: float
    grams: frozenset[str]


class Quotable:
    """The posts that may be quoted, and how well each stands for its theme."""

    def __init__(
        self,
        posts: ThemedPosts,
        assigned: Assigned,
        stances: Sequence[str],
        config: QuotesConfig,
        *,
        concentration: float,
    ) -> None:
        """`stances`: one per theme; a critical theme is quoted by critical posts, if it has any.

        `concentration`: the nats that a lead of one in the cosine of a text and its theme is worth.
        """
        self.posts = posts
        self._config = config
        self._is_allowed = allowed(posts, stances)
        self._centrality = centrality(posts, assigned, len(stances), config)
        self._worth = self._centrality + _lead(posts, assigned, concentration)
        self._language, self._languages = columns.codes(posts.table, "lang")

    def most_central(self, rows: Int64s) -> Int64s:
        """Those of these posts that may be quoted, the most central first; ties: lower id."""
        rows = rows[self._is_allowed[rows]]
        return rows[np.lexsort((rows, -self._worth[rows]))]

    def of_theme(self, theme: int) -> list[int]:
        """The posts to read for a theme's quotes.

        The most central of all, of the theme's commonest language, and of English.
        """
        most = self._config.max_read
        members = np.flatnonzero(self.posts.of_theme(theme))
        rows = self.most_central(members)
        language = self._language[rows]
        common, english = (
            rows[language == self._code(name)] for name in (self.commonest_language(theme), "en")
        )
        picked = [*rows[:most].tolist(), *common[:most].tolist(), *english[:most].tolist()]
        return list(dict.fromkeys(picked))

    def of_group(self, rows: Int64s) -> list[int]:
        """The posts to read for the quotes of a subtheme, which these posts are."""
        return [int(row) for row in self.most_central(rows)[: self._config.max_subtheme_read]]

    def commonest_language(self, theme: int) -> str:
        """The language of most of a theme's originals; ties go to the alphabet, "" for none."""
        languages = self._language[self.posts.of_theme(theme)]
        n = np.bincount(languages[languages >= 0], minlength=len(self._languages))
        counts = [
            (-int(k), name)
            for name, k in zip(self._languages, n, strict=True)
            if k and name not in NO_LANGUAGE
        ]
        return min(counts)[1] if counts else ""

    def agreement(self, post_id: str) -> float:
        """How well the post stands for its theme, 0-1; 0 for no post."""
        row = pc.index(self.posts.ids, post_id).as_py()
        return float(self._centrality[row]) if row >= 0 else 0.0

    def _code(self, language: str) -> int:
        """The number of a language; one that no post has where none is in it."""
        return self._languages.index(language) if language in self._languages else -2

    def candidates(self, rows: Sequence[int], passages: Mapping[int, Passage]) -> list[Candidate]:
        """Those of the posts that read as prose; a coarse one is quoted last."""
        return [
            Candidate(
                post=passages[row].post,
                # A post without a voice is one of its own.
                voice=int(self.posts.voice[row]) if self.posts.voice[row] >= 0 else -1 - row,
                language=self._languages[self._language[row]]
                if self._language[row] >= 0
                else "und",
                score=float(self._worth[row]) + self._how_it_reads(passages[row]),
                grams=passages[row].grams,
            )
            for row in rows
            if row in passages
        ]

    def _how_it_reads(self, passage: Passage) -> float:
        """What a post's words add to its score: what is specific, less what is coarse or linked."""
        n_specific = min(passage.n_specific, self._config.max_specific)
        gain = self._config.specific * n_specific
        return gain - self._config.behind_link * passage.has_link - passage.is_coarse


def _lead(posts: ThemedPosts, assigned: Assigned, concentration: float) -> Float64s:
    """By how much a post's text is nearer to its own theme than to the next one, as a cosine.

    chosen on: ditto, golden-globes, lesserafim, quotes of their theme's commonest reading .60
    (without: .48). Zero where the model does not say how texts stand.
    """
    if assigned.standing is None or not len(assigned.themes):
        return np.zeros(len(posts.text))
    lead: Float64s = np.round(assigned.margin[np.maximum(posts.text, 0)] / concentration, 6)
    return np.where(posts.text >= 0, lead, 0.0)


def allowed(posts: ThemedPosts, stances: Sequence[str]) -> Bools:
    """Which posts may be quoted, by their columns and the stance of their theme."""
    table = posts.table
    may = posts.is_original & columns.flags(table, "is_quotable") & (posts.text >= 0)
    is_critical = columns.flags(table, "is_critical")
    for theme, stance in enumerate(stances):
        members = may & posts.of_theme(theme)
        if stance == "critical" and (members & is_critical).any():
            may[members & ~is_critical] = False
    return may


def centrality(
    posts: ThemedPosts, assigned: Assigned, n_themes: int, config: QuotesConfig
) -> Float64s:
    """How well a post stands for its theme, 0-1. Shape: (n posts,).

    As the model says, where it does; else the mean of three: how sure its theme is, how near it
    lies to the centre of its fine group, and how large that group is within the theme.
    """
    text = np.maximum(posts.text, 0)
    if not len(assigned.themes):
        return np.zeros(len(text))
    if assigned.standing is not None:
        return assigned.standing[text]
    sure = np.minimum(assigned.margin[text], config.sure_nats) / config.sure_nats
    highest = max(1.0, float(assigned.similarity.max()))
    size = np.zeros(len(text))
    groups = assigned.groups[text]
    for theme in range(n_themes):
        members = posts.of_theme(theme) & (posts.text >= 0)
        if members.any():
            n = np.bincount(groups[members])
            size[members] = np.sqrt(n[groups[members]] / n.max())
    mean: Float64s = np.round((sure + assigned.similarity[text] / highest + size) / 3, 6)
    return mean


def diverse(
    candidates: Sequence[Candidate],
    most: int,
    config: QuotesConfig,
    needed: Sequence[tuple[str, int]] = (),
) -> tuple[str, ...]:
    """The best candidates' ids one by one, each time marking down what repeats those chosen.

    One post per voice; of the languages `needed`, as many as asked for and there are, later ones
    giving way. Ties go to the lower id. Source: Carbonell & Goldstein 1998,
    doi:10.1145/290941.291025, maximal marginal relevance, with language and words as likeness.
    """
    chosen: list[Candidate] = []
    left = list(candidates)
    while left and len(chosen) < most:
        eligible = _eligible(left, chosen, most - len(chosen), needed)
        best = min(eligible, key=lambda c: (-round(_worth(c, chosen, config), 6), c.post))
        chosen.append(best)
        left = [c for c in left if c.voice != best.voice]
    return tuple(c.post for c in chosen)


def _eligible(
    left: list[Candidate],
    chosen: Sequence[Candidate],
    places: int,
    needed: Sequence[tuple[str, int]],
) -> list[Candidate]:
    """All candidates while places last, then only those of a language still needed."""
    missing = {
        lang: n - k for lang, n in needed if (k := sum(c.language == lang for c in chosen)) < n
    }
    wanted = [c for c in left if c.language in missing]
    return wanted if wanted and places <= sum(missing.values()) else left


def _worth(candidate: Candidate, chosen: Sequence[Candidate], config: QuotesConfig) -> float:
    """A candidate's score, less what it repeats of the quotes already chosen."""
    same = sum(c.language == candidate.language for c in chosen)
    overlap = max((_overlap(candidate.grams, c.grams) for c in chosen), default=0.0)
    by_language = config.same_language * min(same, config.max_same_language)
    return candidate.score - by_language - config.same_words * overlap


def _overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of the shorter text that the other holds too, by runs of characters."""
    return len(left & right) / max(1, min(len(left), len(right)))
