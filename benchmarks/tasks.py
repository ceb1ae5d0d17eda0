"""What each benchmark asks, and what stands beside its figure: the rows of docs/benchmarks.md."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Task:
    """One row per result of a benchmark.

    `figure` and `baseline` are keys of the result, with a dot between the key of a mapping and the
    key in it; `also` are further figures with their labels. `anchors`: data set → what others
    reached there, and by what; `chosen_on`: what our constants were chosen on, and `chosen_here`:
    data set → the same where it is another. `parts`: the key of a mapping whose members are data
    sets of their own. `n_of`: what n counts where it is not texts.
    """

    asks: str
    metric: str
    figure: str
    baseline: str
    beside: str  # what the baseline is
    chosen_on: str
    chosen_here: dict[str, str] = field(default_factory=dict)
    also: dict[str, str] = field(default_factory=dict)
    anchors: dict[str, str] = field(default_factory=dict)
    parts: str = ""
    n_of: str = ""


_HEAD = "a head, not shipped: weights on tweeteval, indonlu-emot and a fold of kote"
_HEAD_HERE = "a head, not shipped: weights on **this set** and two others"

TASKS: dict[str, Task] = {
    "bursts": Task(
        asks="When does a count rise beyond its normal?",
        metric="NAB score, standard profile",
        figure="nab_score",
        baseline="baseline.nab_score",
        beside="8 standard deviations",
        chosen_on="**these five series**",
        chosen_here={
            "nab-realtweets-others": "the five series above; looked at while the design was made"
        },
        n_of="series",
        also={"false_positives": "false alarms"},
        anchors={"nab-realtweets": "ARTime 83.8 (recorded in NAB, same series)"},
    ),
    "crosslingual": Task(
        asks="Does a sentence find its translation among all?",
        metric="accuracy",
        figure="top1",
        baseline="baseline_top1",
        beside="character trigrams",
        chosen_on="pairs of other sources (docs/models/)",
        anchors={"tatoeba": "LaBSE .95, mean of 36 languages (Feng et al. 2020)"},
    ),
    "emotion": Task(
        asks="Which emotions does a text show?",
        metric="macro-F1",
        figure="macro_f1",
        baseline="baseline_macro_f1",
        beside="majority label",
        chosen_on=_HEAD,
        chosen_here={
            "goemotions": "its train split; signs on tweeteval too (docs/models/)",
            "indonlu-emot": _HEAD_HERE,
            "kote": _HEAD_HERE,
            "tweeteval": _HEAD_HERE,
        },
        anchors={
            "goemotions": "BERT .46, test split (Demszky et al. 2020)",
            "kote": "KcELECTRA .56, trained on 40,000 rows (Jeon et al. 2022)",
            "tweeteval": "RoBERTa-base .761, test split (Barbieri et al. 2020)",
        },
    ),
    "gate": Task(
        asks="Which sentences of the archive must not be told?",
        metric="share withheld of the unconfirmed, sensitive and retracted",
        figure="withheld",
        baseline="baseline.withheld",
        beside="word lists alone",
        chosen_on="our own sentences and data/gate dev (docs/models/gate.md)",
        chosen_here={
            "gate": "**this set** and our own sentences; on situations left out .91, told .85"
            " (docs/models/gate.md); precedents: every second case"
        },
        also={
            "told": "told of the tellable",
            "baseline.told": "by the word lists",
            "precedent_hit1": "precedents hit at 1",
            "precedent_silent": "silent where there is none",
        },
    ),
    "keypoints": Task(
        asks="Which key point does an argument match?",
        metric="mean average precision, strict",
        figure="map_strict",
        baseline="baseline_words.map_strict",
        beside="overlap of words",
        chosen_on="ArgKP train, topics left out; a head that is not shipped",
        also={
            "map_relaxed": "relaxed",
            "untrained.map_strict": "untrained",
            "untrained.map_relaxed": "untrained, relaxed",
            "baseline_words.map_relaxed": "words, relaxed",
        },
    ),
    "language": Task(
        asks="Which language is a text in?",
        metric="accuracy",
        figure="accuracy",
        baseline="baseline_accuracy",
        beside="script alone",
        chosen_on="daily words on paper-lanterns; else not recorded",
        chosen_here={"paper-lanterns": "daily words on **this set**; else not recorded"},
        also={"accuracy_short_noisy": "short and noisy"},
    ),
    "livepeaks": Task(
        asks="Do two channels that watch one show peak together?",
        metric="share of peaks that agree",
        figure="agreement",
        baseline="baseline.agreement",
        beside="random clock offset",
        n_of="shows",
        chosen_on="judgement; docs/bursts.md sweeps them on **these two shows**",
    ),
    "organised": Task(
        asks="Which accounts are in a campaign, beside rituals, chants and calls?",
        metric="precision",
        figure="precision",
        baseline="baseline.precision",
        beside="an equal text by somebody else",
        chosen_on="ten named shapes of made-up events; these were drawn by lot",
        also={"recall": "recall", "baseline.recall": "recall of equal texts"},
        n_of="posts",
    ),
    "sentiment": Task(
        asks="Is a text positive, negative or neither?",
        metric="macro-F1 (TweetEval: macro-recall)",
        figure="macro_f1|macro_recall",
        baseline="baseline_macro_f1|baseline_macro_recall",
        beside="majority class",
        chosen_on=_HEAD,
        anchors={
            "tweeteval": "RoBERTa-base .713, test split (Barbieri et al. 2020)",
        },
    ),
    "spam": Task(
        asks="Is a comment spam, on a video never seen?",
        metric="accuracy",
        figure="accuracy",
        baseline="baseline_link_accuracy",
        beside="has a link",
        chosen_on="the other videos",
        also={"ham_blocked": "ham blocked"},
    ),
    "themes": Task(
        asks="Which short texts belong together?",
        metric="NMI, as many themes as a story has",
        figure="unknown.nmi",
        baseline="baseline_tfidf_kmeans.nmi",
        beside="TF-IDF and k-means told the true number",
        chosen_on="paper-lanterns",
        also={"known.nmi": "told the true number"},
        anchors={
            "stackoverflow": "SCCL .745, told the true number (Zhang et al. 2021)",
            "tweet": "SCCL .892, told the true number (Zhang et al. 2021)",
            "tweets-269-stream": "MStream .844 (Yin et al. 2018)",
        },
        parts="sets",
    ),
    "timeline": Task(
        asks="Which days make a topic's timeline?",
        metric="date F1",
        figure="date_f1",
        baseline="baseline.date_f1",
        beside="days with most articles",
        chosen_on="timeline17",
        chosen_here={"timeline17": "**this set**"},
        also={"ar1": "AR1", "ar2": "AR2"},
        anchors={
            "timeline17": "DateWise .544, mean of T17's 19 timelines (Gholipour Ghalandari and Ifrim 2020)"
        },
    ),
}

# Figures of the bundled event in the order of the work: key, what it is.
EVENT = {
    "unaccounted": "records that are not accounted for",
    "malformed_ok": "malformed records that were recognised, share",
    "language_accuracy": "language of a post, accuracy",
    "relevance_f1": "posts about the event, F1",
    "relevance_ambiguous_precision": "posts with an ambiguous name, precision",
    "spam_f1": "spam, F1",
    "campaign_precision": "coordinated posts, precision",
    "campaign_recall": "coordinated posts, recall",
    "peak_ratio_error": "peak against the normal, relative error",
    "onset_error_min": "onset, minutes off",
    "theme_ari": "themes, adjusted Rand index",
    "theme_share_error": "share of a theme, mean error",
    "moments_recall5": "the five lines quoted most, recall",
    "moment_accuracy": "line that a post quotes, accuracy",
    "emotion_macro_f1": "emotion of a post, macro-F1",
    "facts_must": "facts that the story must tell, told",
    "facts_told": "facts that the story may tell, told",
    "traps": "traps of the archive that it fell into",
}
EVENT_TOTALS = {"facts_must": "facts_must_total", "facts_told": "facts_total"}
EVENT_BASELINES = {
    "language_accuracy": ("language_baseline_majority", "majority"),
    "relevance_f1": ("relevance_baseline_all_f1", "all posts"),
}

# What runs cost: benchmark → key → what it is.
COSTS: dict[str, dict[str, str]] = {
    "speed": {
        "posts_per_cpu_s": "posts per CPU-second, whole flow",
        "posts_per_cpu_s_gather": "posts per CPU-second, gathering",
        "peak_rss_mb": "peak memory, MB",
        "growth_factor": "CPU time of ten times the posts, times",
    },
    "reading": {
        "texts_per_cpu_s": "distinct texts per CPU-second, all annotators",
        "texts_per_cpu_s_embed": "distinct texts per CPU-second, embedding alone",
        "load_cpu_s": "CPU-seconds before the first post is read",
        "load_rss_mb": "memory then, MB",
    },
    "language": {"posts_per_cpu_s": "posts per CPU-second"},
    "crosslingual": {"posts_per_cpu_s": "sentences per CPU-second, embedding"},
    "themes": {"posts_per_cpu_s": "texts per CPU-second, themes"},
    "cost": {
        "cpu_s": "CPU-seconds, themes",
        "peer_cpu_s": "CPU-seconds, BERTopic on the same posts",
        "unassigned": "share of posts without a theme",
        "peer_outliers": "the same, BERTopic",
    },
    "coordination": {
        "posts_per_cpu_s": "posts per CPU-second, near copies",
        "recall": "made-up groups that were recovered, recall",
        "precision": "precision",
        "baseline_exact_recall": "recall of exact copies alone",
        "cpu_s": "CPU-seconds, co-shares",
        "peer_cpu_s": "CPU-seconds, CooRTweet itself",
        "peer_pairs_equal": "strong pairs are the same as CooRTweet's (1: yes)",
    },
    "engines": {
        "statements": "statements that both engines ran",
        "identical": "answers are the same (1: yes)",
        "duckdb_cpu_s": "CPU-seconds, DuckDB",
        "spark_cpu_s": "CPU-seconds, Spark",
    },
}
