"""The figures of METRICS.md: a product's posts, findings and story against readers' codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from statistics import fmean
from typing import Any

from sklearn.metrics import adjusted_rand_score, cohen_kappa_score, normalized_mutual_info_score

from benchmarks._event_posts import f1, found
from benchmarks._event_story import citations
from benchmarks._readers_codes import Code, Reader
from uproar.model import Corpus, Finding, Story, rows_of
from uproar.model.rows import ThemeRow

Post = Mapping[str, Any]
Figures = dict[str, float | None]
Score = Callable[[Sequence[Reader], Mapping[str, Post], Mapping[str, Finding], Story, int], Figures]

NO_LANGUAGE = ("mix", "und")
STOCK = "none-stock"
# The product's reason for no theme that means as much.
SAYS_NOTHING = "nothing in particular"
LARGEST = 5  # themes of a reader that a story should show
MIXED = "mixed"
# Emotions of the readers that METRICS.md counts as one.
FEELING = {"excitement": "delight", "longing": "sadness", "disgust": "anger", "unclear": "none"}
# The product's fine labels as the readers' list, where it has no coarse view of its own.
_COARSE = {
    "delight": ("joy", "excitement", "admiration", "approval", "optimism", "relief", "gratitude"),
    "affection": ("love", "caring", "desire"),
    "amusement": ("amusement",),
    "anger": ("anger", "annoyance", "disapproval", "disgust"),
    "sadness": ("sadness", "grief", "remorse"),
    "disappointment": ("disappointment", "embarrassment"),
    "worry": ("fear", "nervousness"),
    "pride": ("pride",),
    "surprise": ("surprise", "realization"),
}
COARSE = {fine: coarse for coarse, labels in _COARSE.items() for fine in labels}


def product_posts(corpus: Corpus) -> dict[str, Post]:
    """The platform's id → what the product says of each live post, marks as `mark_<kind>`.

    Columns that annotators of stance or of coarse emotion may add (`stance`, `emotion`) are in it.
    """
    posts = found(corpus)
    for column in ("stance", "emotion", "sensitive", "unquotable"):
        if corpus.has(column):
            rows = corpus.query(f"select id, {column} from scope").to_pylist()
            for row in rows:
                posts[row["id"]][column] = row[column]
    return {name.split(":", 1)[1]: post for name, post in posts.items()}


def as_it_comes(
    readers: Sequence[Reader],
    posts: Mapping[str, Post],
    findings: Mapping[str, Finding],
    story: Story,
    words: int,
) -> Figures:
    """What is scored on the whole event. A coded post that the product has not counts as wrong."""
    del words
    told = set(_told(story, findings))
    figures: Figures = {
        name: _mean([score(reader, posts) for reader in readers])
        for name, score in (
            ("about_kappa", _about_kappa),
            ("about_agree", _about_agree),
            ("language_accuracy", _language),
            ("stance_kappa", _stance),
            ("emotion_kappa", _emotion),
            ("theme_ari", lambda r, p: adjusted_rand_score(*_themes(r, p))),
            ("theme_nmi", lambda r, p: normalized_mutual_info_score(*_themes(r, p))),
            ("generic_f1", _generic),
        )
    }
    rows = rows_of(findings.get("themes"), ThemeRow)
    return {
        **figures,
        **_refused(readers, posts),
        "themes": len(rows),
        "themes_told": len(told),
    }


def _refused(readers: Sequence[Reader], posts: Mapping[str, Post]) -> Figures:
    """The shares of posts that no story would quote: of those banned, of those fit, of the rest.

    For a sensitive subject or another reason in their words; a post that is not there is left out.
    """
    banned = set().union(*(reader.banned for reader in readers))
    fit = set().union(*(reader.fit for reader in readers)) - banned
    coded = set().union(*(reader.codes for reader in readers))
    groups = {"banned": banned, "fit": fit, "rest": coded - banned - fit}
    return {
        f"refused_{name}": _mean(
            [float(bool(posts[i].get("sensitive") or posts[i].get("unquotable"))) for i in held]
        )
        for name, group in groups.items()
        if (held := sorted(i for i in group if i in posts))
    }


def equal_terms(
    readers: Sequence[Reader],
    posts: Mapping[str, Post],
    findings: Mapping[str, Finding],
    story: Story,
    words: int,
) -> Figures:
    """What is scored where the product has read the coded posts alone."""
    told, quoted = _told(story, findings), _quoted(story)
    banned = set().union(*(reader.banned for reader in readers))
    return {
        "shown5": fmean(len(shown(reader, posts, told, quoted)) for reader in readers),
        "quotes_right": _mean([_quotes_right(reader, posts, quoted) for reader in readers]),
        "quotes_banned": len(banned & set(quoted)),
        "quotes": len(quoted),
        "story_words": words,
        "theme_ari_equal": fmean(adjusted_rand_score(*_themes(r, posts)) for r in readers),
        "themes_equal": len(rows_of(findings.get("themes"), ThemeRow)),
    }


def agreement(readers: Sequence[Reader]) -> Figures:
    """How well the readers agree with one another, by the same definitions."""
    pairs = list(combinations(readers, 2))
    return _averaged([_agreement(left, right) for left, right in pairs])


def baseline(readers: Sequence[Reader]) -> Figures:
    """One language, no stance, no emotion, one theme, all of it about the event."""
    languages = Counter(code.lang for reader in readers for code in reader.codes.values())
    commonest = languages.most_common(1)[0][0]
    dull = Code(about=True, lang=commonest, stance="neutral", emotion="none", theme="all")
    return _averaged(
        [
            _agreement(reader, Reader("", dict.fromkeys(reader.codes, dull), frozenset()))
            for reader in readers
        ]
    )


def shown(
    reader: Reader, posts: Mapping[str, Post], told: Sequence[str], quoted: Sequence[str]
) -> set[str]:
    """Those of a reader's largest themes that a story shows.

    By a quote that the reader coded so, or by a theme told of which at least half of the coded
    posts are that one. Ties in size: the first in the alphabet.
    """
    sizes = Counter(code.theme for code in reader.codes.values() if code.has_theme)
    largest = sorted(sizes, key=lambda theme: (-sizes[theme], theme))[:LARGEST]
    by_quote = {reader.codes[post].theme for post in quoted if post in reader.codes}
    by_theme = set()
    for product in told:
        codes = [
            code.theme for post, code in reader.codes.items() if product in _marks(posts.get(post))
        ]
        by_theme |= {theme for theme in largest if 2 * codes.count(theme) >= max(1, len(codes))}
    return {theme for theme in largest if theme in by_quote | by_theme}


def _quotes_right(reader: Reader, posts: Mapping[str, Post], quoted: Sequence[str]) -> float | None:
    """The share of quotes that are of the theme that most posts are of which they are told for.

    Those are the posts of their statement, where they have one, else of their product theme.
    """
    votes: dict[str, Counter[str]] = {}
    for post, code in reader.codes.items():
        for product in _marks(posts.get(post)):
            if code.has_theme:
                votes.setdefault(product, Counter())[code.theme] += 1
    majority = {p: max(sorted(c), key=lambda t, c=c: c[t]) for p, c in votes.items()}
    judged = [post for post in quoted if post in reader.codes]
    right = [
        reader.codes[post].theme == majority.get(next(iter(_marks(posts.get(post))), ""), "")
        for post in judged
    ]
    return fmean(right) if right else None


def _marks(post: Post | None) -> list[str]:
    """The statement and the theme that the product gave a post."""
    return [name for kind in ("statement", "theme") if (name := (post or {}).get(f"mark_{kind}"))]


def _mark(post: Post | None) -> str:
    return (post or {}).get("mark_theme") or ""


def _told(story: Story, findings: Mapping[str, Finding]) -> list[str]:
    """The themes that the story cites a finding of."""
    names = ("themes", "themes.statements")
    ids = [row.id for name in names for row in rows_of(findings.get(name), ThemeRow)]
    cited = citations(story)
    return [i for i in ids if any(_is_of(ref, i) for ref in cited)]


def _is_of(reference: str, theme: str) -> bool:
    whole = f"finding:themes.{theme}"
    return reference == whole or reference.startswith(f"{whole}.")


def _quoted(story: Story) -> list[str]:
    """The platform's ids of the posts quoted in the story and its post block."""
    cited = (ref.removeprefix("quote:") for ref in citations(story) if ref.startswith("quote:"))
    return sorted({post.split(":", 1)[1] for post in cited})


def _themes(reader: Reader, posts: Mapping[str, Post]) -> tuple[list[str], list[str]]:
    """The reader's themes and the product's, each of its reasons for none a theme of its own."""
    rows = [(code.theme, posts.get(i)) for i, code in reader.codes.items() if code.has_theme]
    return [theme for theme, _ in rows], [
        _mark(post) or f"none:{(post or {}).get('why_theme') or 'no mark'}" for _, post in rows
    ]


def _about(reader: Reader, posts: Mapping[str, Post]) -> tuple[list[bool], list[bool]]:
    return [code.about for code in reader.codes.values()], [
        posts.get(i, {}).get("mark_relevant") == "yes" for i in reader.codes
    ]


def _about_kappa(reader: Reader, posts: Mapping[str, Post]) -> float:
    return kappa(*_about(reader, posts))


def _about_agree(reader: Reader, posts: Mapping[str, Post]) -> float:
    return fmean(a == b for a, b in zip(*_about(reader, posts), strict=True))


def _language(reader: Reader, posts: Mapping[str, Post]) -> float | None:
    judged = [(c.lang, posts.get(i, {}).get("lang")) for i, c in reader.codes.items()]
    return _mean([float(a == b) for a, b in judged if a not in NO_LANGUAGE])


def _stance(reader: Reader, posts: Mapping[str, Post]) -> float | None:
    """None where the product says no stance of a post."""
    rows = [
        (side(code.stance), post.get("mark_stance") or post.get("stance"))
        for i, code in reader.codes.items()
        if code.stance != MIXED and (post := posts.get(i, {})) is not None
    ]
    if not any(said for _, said in rows):
        return None
    return kappa([side for side, _ in rows], [side(said or "neutral") for _, said in rows])


def side(stance: str) -> str:
    return stance if stance in ("praise", "criticism") else "neutral"


def _emotion(reader: Reader, posts: Mapping[str, Post]) -> float:
    codes = [FEELING.get(code.emotion, code.emotion) for code in reader.codes.values()]
    return kappa(codes, [_feeling(posts.get(i, {})) for i in reader.codes])


def _feeling(post: Post) -> str:
    """The product's coarse emotion of a post: its own word, else its first fine label's."""
    own = post.get("mark_emotion") or post.get("emotion")
    if own:
        return FEELING.get(own, own)
    return next((COARSE[e] for e in post.get("emotions") or () if e in COARSE), "none")


def _generic(reader: Reader, posts: Mapping[str, Post]) -> float:
    return f1(
        [
            (code.theme == STOCK, posts.get(i, {}).get("why_theme") == SAYS_NOTHING)
            for i, code in reader.codes.items()
        ]
    )[2]


def _agreement(left: Reader, right: Reader) -> Figures:
    both = [(left.codes[i], right.codes[i]) for i in left.codes if i in right.codes]
    themed = [(a.theme, b.theme) for a, b in both if a.has_theme and b.has_theme]
    sided = [(a.stance, b.stance) for a, b in both if MIXED not in (a.stance, b.stance)]
    ours, theirs = [a for a, _ in themed], [b for _, b in themed]
    return {
        "about_kappa": kappa([a.about for a, _ in both], [b.about for _, b in both]),
        "about_agree": fmean(a.about == b.about for a, b in both),
        "language_accuracy": fmean(a.lang == b.lang for a, b in both if a.lang not in NO_LANGUAGE),
        "stance_kappa": kappa([side(a) for a, _ in sided], [side(b) for _, b in sided]),
        "emotion_kappa": kappa(
            [FEELING.get(a.emotion, a.emotion) for a, _ in both],
            [FEELING.get(b.emotion, b.emotion) for _, b in both],
        ),
        "theme_ari": adjusted_rand_score(ours, theirs),
        "theme_nmi": normalized_mutual_info_score(ours, theirs),
        "generic_f1": f1([(a.theme == STOCK, b.theme == STOCK) for a, b in both])[2],
    }


def kappa(left: Sequence[object], right: Sequence[object]) -> float:
    """Cohen's kappa; 1 where both say one thing throughout.

    >>> kappa(["a", "a"], ["a", "a"])
    1.0
    """
    if len({*left, *right}) < 2:
        return 1.0
    return float(cohen_kappa_score([str(v) for v in left], [str(v) for v in right]))


def _averaged(rows: Sequence[Figures]) -> Figures:
    return {name: _mean([row[name] for row in rows]) for name in rows[0]} if rows else {}


def _mean(values: Sequence[float | None]) -> float | None:
    held = [value for value in values if value is not None]
    return fmean(held) if held else None
