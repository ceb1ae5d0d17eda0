"""Slots of a sentence and what fills them: numbers and quotations are written here only.

`grammar` reads and writes slots, `resolve` gives the text that stands for one, `fill` fills all.
"""

from uproar.tell.slots.articles import content, is_dangling, is_relative
from uproar.tell.slots.fill import FilledSentence, FilledStory, fill, fill_sentence, referent
from uproar.tell.slots.grammar import Slot, outside, pieces, slot, slots, whole
from uproar.tell.slots.kind_of_reaction import PATTERNS, SMALL, pattern
from uproar.tell.slots.quotations import UNSURE, excerpt, is_clean, is_named, short, stem
from uproar.tell.slots.resolve import Segment, resolve
from uproar.tell.slots.theme_words import telling_terms

__all__ = [
    "PATTERNS",
    "SMALL",
    "UNSURE",
    "FilledSentence",
    "FilledStory",
    "Segment",
    "Slot",
    "content",
    "excerpt",
    "fill",
    "fill_sentence",
    "is_clean",
    "is_dangling",
    "is_named",
    "is_relative",
    "outside",
    "pattern",
    "pieces",
    "referent",
    "resolve",
    "short",
    "slot",
    "slots",
    "stem",
    "telling_terms",
    "whole",
]
