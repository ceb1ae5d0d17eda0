"""Stance and humour out of the emotions that an annotator read."""

import numpy as np
import pyarrow as pa
from tests.support.footage_event import chatter, corpus

from uproar.engines.local import LocalCorpus
from uproar.measure.themes.config import QuotesConfig, StanceConfig
from uproar.measure.themes.describing import stance
from uproar.measure.themes.post_columns import post_columns
from uproar.measure.themes.themed_posts import ThemedPosts
from uproar.model import MARKS, POSTS, State


def _with_emotions(labels: list[list[str]]) -> LocalCorpus:
    posts = chatter()[: len(labels)]
    table = pa.Table.from_pylist(posts, schema=POSTS)
    none = pa.array([[]] * len(posts), pa.list_(pa.string()))
    texts = pa.table(
        {
            "text_id": table["text_id"],
            "text": table["text"],
            "lang": ["en"] * len(posts),
            "lang_trust": [1.0] * len(posts),
            "norm": ["words"] * len(posts),
            "norm_id": list(range(len(posts))),
            "only": pa.nulls(len(posts), pa.string()),
            "emoji": none,
            "tags": none,
            "mentions": none,
            "urls": none,
            "emotions": pa.array(labels, pa.list_(pa.string())),
        }
    )
    made = LocalCorpus(table, texts, state=State(1, 0))
    relevant = [{"post_id": p["id"], "kind": "relevant", "value": "yes"} for p in posts]
    made.add_marks(pa.Table.from_pylist(relevant, schema=MARKS))
    return made


def _themed(made: LocalCorpus, themes: np.ndarray) -> ThemedPosts:
    """The corpus's posts with these themes."""
    n = len(themes)
    table = post_columns(made, QuotesConfig())
    return ThemedPosts(table, np.arange(n), themes, np.zeros(n, np.int64), ("",))


def _moods(made: LocalCorpus, themes: np.ndarray, n_themes: int) -> list[stance.Mood]:
    return stance.moods(_themed(made, themes), n_themes, StanceConfig())


def test_each_theme_has_its_own_stance() -> None:
    labels = [["anger"]] * 20 + [["joy", "amusement"]] * 20 + [["neutral"]] * 20
    moods = _moods(_with_emotions(labels), np.repeat([0, 1, 2], 20), 3)
    assert [m.stance for m in moods] == ["critical", "positive", "mixed"]
    assert [m.humour for m in moods] == [0.0, 1.0, 0.0]


def test_without_emotions_every_theme_is_mixed() -> None:
    moods = _moods(corpus(chatter(1)), np.zeros(18, np.int64), 1)
    assert moods == [stance.Mood("mixed", 0.0)]


def test_missing_somebody_objects_to_nothing() -> None:
    longing = [["disappointment", "sadness"], ["sadness"], ["grief", "disappointment"], ["love"]]
    made = _with_emotions(longing * 10 + [["disappointment"], ["annoyance", "love"]] * 10)
    posts = _themed(made, np.repeat([0, 1], [40, 20]))
    moods = stance.moods(posts, 2, StanceConfig())
    assert [m.stance for m in moods] == ["positive", "critical"]
    against = posts.table.filter(posts.table["is_critical"])["id"].to_pylist()
    assert against == [p["id"] for p in chatter()[40:60]]


def test_without_emotions_nothing_is_known_to_object() -> None:
    assert post_columns(corpus(chatter(1)), QuotesConfig())["is_critical"].null_count == 18
