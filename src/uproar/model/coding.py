"""Coding: what a reader says of one post, and the list of themes that readers code by."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from datetime import datetime

# A reader's view of a post's stance towards the event. source: the codebook of our own readers,
# docs/coding.md; "unclear" is an answer, an empty cell is none.
STANCES = ("praise", "criticism", "mixed", "neutral", "unclear")
# source: the same codebook; coarser than what the emotion annotator gives
CODED_EMOTIONS = (
    "affection", "amusement", "anger", "delight", "disappointment", "disgust", "excitement",
    "longing", "none", "pride", "sadness", "surprise", "unclear", "worry",
)  # fmt: skip
# The feeling that a coded emotion counts as, where that has another name; see FEELINGS.
FEELING_OF = {"excitement": "delight", "longing": "sadness", "disgust": "anger"}
# Why a reader gives a post no theme: it says what any post might say, it is about something else,
# it sells something, or nobody can tell what it says.
NO_THEME = ("none-stock", "none-offtopic", "none-spam", "none-unclear")
# How a post came to be coded: drawn with the same chance as every other, drawn because the
# classifier was unsure of it, or picked by a person. Only the first kind corrects shares.
DRAWS = ("uniform", "uncertain", "picked")
# What a reader can say of a post, field by field of `Code`.
CODED_FIELDS = ("about", "stance", "emotion", "theme")
# A language model's name as a coder begins so, in every list, log and sheet; no person's may.
MODEL_PREFIX = "model:"


@dataclass(frozen=True, slots=True)
class Code:
    """What one reader says of one post. A field is "" where the reader left it open.

    `about` is "yes" or "no"; `theme` is the id of a theme of the codebook, or one of NO_THEME.
    """

    post_id: str
    coder: str
    coded_at: datetime
    _: KW_ONLY
    is_model: bool = False  # a language model that the desk named, not a person
    draw: str = "picked"  # one of DRAWS
    about: str = ""
    stance: str = ""  # one of STANCES
    emotion: str = ""  # one of CODED_EMOTIONS
    theme: str = ""
    is_banned: bool = False  # the reader says that it is not to be quoted


@dataclass(frozen=True, slots=True)
class CodedTheme:
    """A theme of the codebook: its id, and its statement in a person's own words.

    `by` names who wrote the statement, "" where nobody has yet. A theme that was merged into
    another names it in `merged_into`; a pinned one is always told where it has posts.
    """

    id: str
    statement: str = ""
    by: str = ""
    merged_into: str = ""
    is_pinned: bool = False


def model_coder(model: str) -> str:
    """The name that a language model codes under.

    >>> model_coder("small-7b"), model_coder("model:small-7b")
    ('model:small-7b', 'model:small-7b')
    """
    name = " ".join(model.split())
    return name if is_model_coder(name) else MODEL_PREFIX + name


def is_model_coder(coder: str) -> bool:
    """Whether a coder's name is a model's.

    >>> is_model_coder("Model:x"), is_model_coder("Ana")
    (True, False)
    """
    return coder.strip().casefold().startswith(MODEL_PREFIX)
