"""Short texts grouped into themes, as the product finds them and at the true number.

`*_unknown_k` is what the product gives: a story's few themes (`FittingConfig`). The figures at the
true number are a diagnostic, since no user gives one: the same function with both bounds there.
Beside each figure stands TF-IDF with k-means at the true number. `unassigned` is the share of
texts without a theme; `rerun_identical` is 1 when the texts in another order get the same themes.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import pyarrow as pa
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from benchmarks.labelled_sets import table, tables
from benchmarks.resources import cpu_s, peak_rss_mb
from uproar.annotate import embed, normal
from uproar.measure.themes.config import FittingConfig
from uproar.measure.themes.fitting import Texts, fit
from uproar.model import TEXTS, text_id
from uproar.text import tokens

SEED = 20256
FIGURES = ("nmi", "acc", "ari")
CONFIG = FittingConfig()


def run(data: Path, train: Path | None = None) -> dict[str, Any]:
    """Every set in the folder. `nmi`, `acc`, `ari`: means over the sets at the true number."""
    del train
    sets = {name: _set(table(path)) for name, path in tables(data).items()}
    n = sum(s["n"] for s in sets.values())
    return {
        "benchmark": "themes",
        "data": data.name,
        "n": n,
        **{figure: fmean(s["known"][figure] for s in sets.values()) for figure in FIGURES},
        **{
            f"{figure}_unknown_k": fmean(s["unknown"][figure] for s in sets.values())
            for figure in FIGURES
        },
        "diagnostic": "nmi, acc and ari: at the true number of themes, which no user gives",
        "themes_within": [CONFIG.min_themes, CONFIG.max_themes],
        "unassigned": fmean(s["unassigned"] for s in sets.values()),
        "rerun_identical": int(all(s["rerun_identical"] for s in sets.values())),
        "posts_per_cpu_s": n / sum(s["cpu_s"] for s in sets.values()),
        "peak_rss_mb": peak_rss_mb(),
        "sets": sets,
    }


def _set(rows: list[dict[str, str]]) -> dict[str, Any]:
    gold = np.unique([row["cluster"] for row in rows], return_inverse=True)[1]
    k = int(gold.max()) + 1
    words = [row["text"] for row in rows]
    known, _, _ = assigned(words, replace(CONFIG, min_themes=k, max_themes=k))
    unknown, without, cost = assigned(words)
    order = np.random.default_rng(SEED).permutation(len(words))
    again, _, _ = assigned([words[i] for i in order])
    return {
        "n": len(words),
        "k": k,
        "known": _scores(gold, known),
        "unknown": _scores(gold, unknown),
        "baseline_tfidf_kmeans": _scores(gold, _baseline(words, k)),
        "unassigned": without,
        "rerun_identical": bool((again == unknown[order]).all()),
        "cpu_s": cost,
    }


def assigned(words: list[str], config: FittingConfig = CONFIG) -> tuple[Any, float, float]:
    """Each text's theme, the share of texts without one, and the cost from plain text on."""
    start = cpu_s()
    read = normal.ANNOTATOR.annotate(
        pa.table({"text_id": [text_id(t) for t in words], "text": words}, schema=TEXTS)
    )
    of = read["norm_id"].to_numpy()
    by_text = np.array(sorted(range(len(words)), key=lambda i: (of[i], words[i])))
    ids, first = np.unique(of[by_text], return_index=True)
    first, inverse = by_text[first], np.searchsorted(ids, of)
    norms = [read["norm"][int(i)].as_py() for i in first]
    texts = Texts(
        ids,
        embed.vectors([words[int(i)] for i in first]),
        [[tokens.token_id(t) for t in tokens.terms(norm)] for norm in norms],
        [[] for _ in norms],
        np.zeros(len(ids), np.int64),
    )
    fitted = fit(texts, config).assign(texts)
    without = float(np.mean(fitted.margin[inverse] <= 0))
    return fitted.themes[inverse], without, cpu_s() - start


def _baseline(words: list[str], k: int) -> Any:
    counts = TfidfVectorizer().fit_transform(words)
    return KMeans(k, n_init=1, random_state=SEED).fit_predict(counts)


def _scores(gold: Any, found: Any) -> dict[str, Any]:
    k = int(max(gold.max(), found.max())) + 1
    both = np.zeros((k, k))
    np.add.at(both, (found, gold), 1)
    matched = both[linear_sum_assignment(-both)].sum()
    return {
        "nmi": float(normalized_mutual_info_score(gold, found)),
        "acc": float(matched / len(gold)),
        "ari": float(adjusted_rand_score(gold, found)),
        "themes": len(np.unique(found)),
    }
