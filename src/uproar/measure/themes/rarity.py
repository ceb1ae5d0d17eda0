"""How much a word tells: by how rare its pieces are in general language."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import sentencepiece

from uproar.measure.themes.config import KeywordsConfig
from uproar.models import load
from uproar.text.lexicons import is_function_word, is_generic_word

MODEL = "pieces.model"


@lru_cache(maxsize=1 << 16)
def rarity(word: str, config: KeywordsConfig) -> float:
    """How much a word tells whoever knows the language: 0 plain, 1 rare.

    >>> rarity("good", KeywordsConfig()), rarity("towel", KeywordsConfig())
    (0.0, 1.0)
    """
    model = _model()
    nats = -sum(model.get_score(piece) for piece in model.encode(word))
    weight = (nats - config.plain_nats) / (config.rare_nats - config.plain_nats)
    return round(float(np.clip(weight, 0.0, 1.0)), 6)


def telling(word: str, config: KeywordsConfig) -> float:
    """Its rarity where it is no function word and no generic one; else 0.

    >>> telling("the", KeywordsConfig()), telling("towel", KeywordsConfig())
    (0.0, 1.0)
    """
    if is_function_word(word) or is_generic_word(word):
        return 0.0
    return rarity(word, config)


@cache
def _model() -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_file=str(load.path(MODEL)))
