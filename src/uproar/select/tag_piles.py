"""Posts that ride on tags which others made popular: a pile of hashtags, each of another matter."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.arrays import ArrowColumn, Bools
from uproar.select.config import PilesConfig

CONFIG = PilesConfig()


def is_pile(norms: pa.StringArray, tags: ArrowColumn) -> Bools:
    """Whether most of a text's words are hashtags, and most and enough of those rare among texts.

    Whoever writes about the event uses the tags of its crowd; whoever wants to be seen strings
    together whatever trends. `norms`: the normal forms, tags included; `tags`: the hashtags of each
    text. Shape of the answer: (n_texts,). Few texts with tags: nobody's tags are rare, and nothing
    is a pile.
    """
    lists = tags.combine_chunks()
    text = pc.list_parent_indices(lists).to_numpy()
    tag = pc.list_flatten(lists).dictionary_encode().indices.to_numpy()
    n_tagged = len(np.unique(text))
    if n_tagged < CONFIG.min_texts:
        return np.zeros(len(lists), bool)
    used = np.unique(np.stack([text, tag], axis=1), axis=0)
    is_rare = np.bincount(used[:, 1]) < CONFIG.rare_share * n_tagged
    n_tags = np.bincount(used[:, 0], minlength=len(lists))
    n_rare = np.bincount(used[:, 0], is_rare[used[:, 1]], minlength=len(lists))
    n_words = pc.add(pc.count_substring(norms, " "), 1).to_numpy(zero_copy_only=False)
    is_rare_pile = (n_rare >= CONFIG.min_rare) & (n_rare > CONFIG.min_rare_share * n_tags)
    return is_rare_pile & (n_tags > CONFIG.min_tag_share * n_words)
