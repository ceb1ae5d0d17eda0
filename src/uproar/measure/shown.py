"""Which emotions every original post shows: by its own words, and by what it says much the same as.

Most posts hold no word of an emotion: "eleven hours in cold water" is anger because those who say
the same are angry. What the posts of a theme show more than posts of this event do as a rule is
therefore evidence for each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import Float64s, Int64s
from uproar.measure.parameters import parameters_of
from uproar.measure.stats.grouping import compact, sums
from uproar.measure.stats.shares import ORIGINALS
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured

VERSION = "1"
OWN, THEME = "read from its words", "read from its words and the posts of its theme"
# The labels of the emotion annotator, in its order, less the last, which stands for none.
LABELS = (
    "admiration", "amusement", "anger", "annoyance", "approval", "caring", "confusion", "curiosity",
    "desire", "disappointment", "disapproval", "disgust", "embarrassment", "excitement", "fear",
    "gratitude", "grief", "joy", "love", "nervousness", "optimism", "pride", "realization",
    "relief", "remorse", "sadness", "surprise",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownConfig:
    """How a theme's posts speak for each; "the invented events" as in docs/models/stance.md."""

    # Log-odds for each standard deviation by which its theme shows an emotion more than others.
    # chosen on: paper-lanterns, macro-F1 .353 at 1, .390 at 2, .402 at 3; beside it
    # night-market-apology, .242, .250, .251
    weight: float = 2.0
    # Emotions of a post, at most. chosen on: the same, .324 at 2, .390 at 3; .243, .250
    most: int = 3
    # An emotion below this chance is not shown. chosen on: judgement; not swept
    least_p: float = 0.05
    # Themes that differ by less nats do not differ: noise would be scaled up.
    least_spread: float = 0.02  # chosen on: judgement; not swept
    # Texts that a theme's emotions are weighed against. chosen on: judgement; not swept
    prior: float = 20.0


CONFIG = ShownConfig()
_POSTS = """
select o.id, o.norm_id, o.emotions_p as p, m.value as theme
from originals o left join (select post_id, value from marks where kind = 'theme') m
  on m.post_id = o.id
where o.emotions_p is not null and o.norm_id is not null order by o.id
"""
_BY_THEME = f"""
select distinct post_id as id from marks where kind = 'shows' and reason = '{THEME}' order by id
"""


def shown(corpus: Corpus, event: Event) -> Measured:
    """Mark every original post with the emotions that it shows, at most three.

    Score: the chance, by its words and its theme; the reason says which of them decided. A post
    without a theme is read by its words. Unit of the finding: original posts that show an emotion
    that their words alone do not show among their strongest; for the desk. Empty corpus, or posts
    that no annotator has read: nothing. Ties: the order of LABELS.
    """
    if not corpus.has("emotions_p"):
        return Measured()
    posts = corpus.query(_POSTS)
    if not posts.num_rows:
        return Measured()
    steps = pc.list_flatten(posts["p"]).to_numpy().astype(np.float64)
    read = steps.reshape(posts.num_rows, -1)[:, : len(LABELS)] / 255
    has_theme = np.array([bool(theme) for theme in posts["theme"].to_pylist()])
    themes = compact([str(theme or "") for theme in posts["theme"].to_pylist()])
    chances = with_themes(read, posts["norm_id"].to_numpy(), themes, has_theme, CONFIG)
    marks = _marks([str(i) for i in posts["id"].to_pylist()], read, chances)
    by_theme = marks.filter(pc.equal(marks["reason"], pa.scalar(THEME)))
    finding = Finding(
        "shown.by_theme",
        len(pc.unique(by_theme["post_id"])),
        "posts",
        n=posts.num_rows,
        n_of=f"{ORIGINALS} that were read for emotions",
        method="what a theme's posts show more than others, in standard deviations of themes",
        parameters=parameters_of(CONFIG),
        evidence_sql=_BY_THEME,
    )
    return Measured((finding,), marks)


def with_themes(
    read: Float64s, norm_ids: Int64s, themes: Int64s, has_theme: np.ndarray, config: ShownConfig
) -> Float64s:
    """The chances of each post's emotions with its theme's help. Shape: (n posts, n labels).

    `read`: by its words alone; `themes`: each post's, of which only those of posts that have one
    help. Posts of one normal form count once.
    """
    _, once = np.unique(norm_ids, return_index=True)
    usual = np.maximum(read[once].mean(0), 1e-6)
    present, row = np.unique(themes, return_inverse=True)
    counted = row[once]
    total = np.zeros((len(present), read.shape[1]))
    total[np.unique(counted)] = sums(compact(counted), read[once])
    n = np.bincount(counted, minlength=len(present))[:, None]
    lift = np.log((total + config.prior * usual) / (n + config.prior) / usual)
    spread = np.sqrt((n * lift**2).sum(0) / n.sum())
    help_ = lift / np.maximum(spread, config.least_spread) * config.weight
    odds = read.clip(1e-4, 1 - 1e-4)
    logit = np.log(odds / (1 - odds)) + help_[row] * has_theme[:, None]
    return np.asarray(1 / (1 + np.exp(-logit))).round(6)


def _marks(ids: Sequence[str], read: Float64s, chances: Float64s) -> pa.Table:
    """Marks of kind `shows`, post by post, the likeliest emotion first."""
    likeliest = np.argsort(-chances, axis=1, kind="stable")[:, : CONFIG.most]
    own = np.argsort(-read, axis=1, kind="stable")[:, : CONFIG.most]
    row = np.repeat(np.arange(len(chances)), likeliest.shape[1])
    label = likeliest.ravel()
    is_shown = chances[row, label] >= CONFIG.least_p
    is_own = (own[row] == label[:, None]).any(axis=1)
    row, label, is_own = row[is_shown], label[is_shown], is_own[is_shown]
    names = np.array(LABELS, dtype=object)
    columns = [
        pa.array([ids[i] for i in row.tolist()], pa.string()),
        pa.repeat("shows", len(row)),
        pa.array(names[label], pa.string()),
        pa.array(chances[row, label].round(4)),
        pa.array(np.where(is_own, OWN, THEME)),
    ]
    return pa.table(columns, schema=MARKS)


MEASURE = Measure(
    "shown",
    VERSION,
    shown,
    needs=("relevant", "spam", "copy", "coordinated", "theme"),
    gives=("shows", "shown"),
)
