"""The numbers that decide what the archive tells, each with where it comes from.

What was chosen on "the bundled event" was chosen on one invented archive of forty articles, and
is not proved elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class RecallConfig:
    """How near in time articles must lie."""

    # before the event, for context and related news; chosen on: judgement: a season; not swept
    recent: timedelta = timedelta(days=120)
    # between an article and a later peak that it may have caused. source: Wu & Huberman 2007,
    # doi:10.1073/pnas.0704916104: the novelty of a shared news item halves in about 69 minutes; six
    # hours are five half-lives
    peak_lag: timedelta = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class GateConfig:
    """What a sentence's chances must be, and how many sentences are read."""

    # least chance of being tellable, by reader; chosen on: data/gate dev, 480 sentences, one eighth
    # of its situations left out at a time: closest .91 withheld, .85 told, closer .78 and .79
    # (docs/models/gate.md); not seen by the choice: the kept-back sentences of the same design
    min_tellable: Mapping[str, float] = field(
        default_factory=lambda: {"closest": 0.55, "closer": 0.5}
    )
    # the same where the word lists find doubt too; chosen on: the same, 40 of whose sentences they
    # doubt, 26 of them wrongly: .913 withheld, .847 told (.70: .913, .819)
    min_tellable_cued: float = 0.6
    # chance of being tellable up to which a headline or a first sentence stands for its article,
    # and another sentence for those beside it; chosen on: the archives of every second case of
    # data/gate precedents, all of them plain reports: 7 of 472 articles are withheld whole
    max_beyond: float = 0.3
    # chance from which a sentence stands whatever is beside it; chosen on: judgement; not swept
    min_alone: float = 0.7
    # sentences and headlines of one event's archive; chosen on: the cost, some 25 ms of CPU each
    max_read: int = 300


@dataclass(frozen=True, slots=True)
class MentionsConfig:
    """When a name in a text means somebody else."""

    # characters before a name searched for a first name; chosen on: judgement, for a bounded time
    name_chars: int = 60
    # characters before a name searched for an office; source: the longest listed has twelve
    trade_chars: int = 40
    # words of a headline that can be in title case; chosen on: judgement; not swept
    min_title_words: int = 5
    # share of its words with a capital; chosen on: judgement: articles and prepositions have none
    title_share: float = 0.7


@dataclass(frozen=True, slots=True)
class PlacesConfig:
    """When an article that names only a place of the event is taken for the event's."""

    # before the event; chosen on: judgement: as for recent news; not swept
    near: timedelta = timedelta(days=120)
    # words shared with the event's title and summary; chosen on: judgement: one is a coincidence
    min_shared_words: int = 2


@dataclass(frozen=True, slots=True)
class ArchiveContextConfig:
    """When an earlier sentence is about what a theme is about."""

    # standard deviations of cosine above all the archive's sentences; chosen on: judgement; not
    # swept
    min_deviations: float = 2.0
    # shared words; chosen on: judgement: one alone also moves the cosine, so both err together
    min_shared_words: int = 2
    # sentences that make a distribution; source: the usual rule of thumb for a normal approximation
    min_sentences: int = 30
    # cosine that counts in a smaller archive; chosen on: judgement; not swept
    min_cosine: float = 0.35
    # share of sentences with a word that says nothing any more; chosen on: judgement; not swept
    max_commonness: float = 0.1
    # words in a row, in a quoted phrase and in a line; chosen on: judgement; not swept
    min_run_words: int = 3
    # the same in pairs of characters; source: arithmetic: three words of two characters make five
    min_run_pairs: int = 5


@dataclass(frozen=True, slots=True)
class ReportCopiesConfig:
    """When two articles are the same report."""

    # words in a row that are compared; source: four-grams, as news text reuse is usually detected
    run_words: int = 4
    # share of a later article's runs that an earlier one has; chosen on: judgement; not swept
    min_repeated: float = 0.6
    # runs that make an article comparable by them; chosen on: judgement; not swept
    min_runs: int = 12
    # share of all words of two short articles that both have; chosen on: judgement; not swept
    min_same_words: float = 0.8
    # latest articles compared that share a run or word; chosen on: judgement, for a bounded time
    max_compared: int = 200


@dataclass(frozen=True, slots=True)
class CredibilityConfig:
    """When a sentence is taken back or contradicted."""

    # equal words beside the number, in a contradiction; chosen on: judgement; not swept
    min_same_words: int = 3
    # words that a correction and the article it corrects share; chosen on: judgement; not swept
    min_correction_words: int = 3
    # Jaccard of the tokens of a sentence and the one taken back; chosen on: judgement; not swept
    min_same_sentence: float = 0.6
    # between two articles that contradict each other; chosen on: judgement; not swept
    contradicted_within: timedelta = timedelta(days=3)
    # articles with one sentence, beyond which it is a form and no claim; chosen on: judgement
    max_same_form: int = 20
    # between an article and its correction; chosen on: judgement; not swept
    corrected_within: timedelta = timedelta(days=60)
    # characters of a headline and first sentence searched for a note; chosen on: judgement
    max_note_chars: int = 500


@dataclass(frozen=True, slots=True)
class ArchiveIndexConfig:
    """How the archive is ranked."""

    # ranks read of each list; chosen on: judgement: ten times what is shown; not swept
    depth: int = 100
    # k of reciprocal rank fusion; source: Cormack and others 2009, doi:10.1145/1571941.1572114
    rank_offset: int = 60
    # of a word in the headline, beside 1 in the sentence; chosen on: tests/unit/recall/queries.tsv,
    # 25, first article right
    headline_weight: float = 0.4
    # standard deviations of cosine above the archive's mean; chosen on: judgement; not swept
    min_deviations: float = 2.0
    # words of a query that are read; chosen on: judgement, for a bounded time
    max_query_words: int = 200


@dataclass(frozen=True, slots=True)
class PrecedentsConfig:
    """When an earlier occasion is told as a precedent of a theme."""

    # before the event, another occasion whatever it names; chosen on: judgement; not swept
    other_occasion: timedelta = timedelta(days=90)
    # enough where a work other than the event's is named; chosen on: judgement; not swept
    other_work: timedelta = timedelta(days=21)
    # strength of an echo (see echoes.echo); by definition: a changed slot, or two shared words
    min_echo: float = 2.0
    # words of a phrase that can be a frame with a changed slot; chosen on: the bundled event
    max_frame_words: int = 4
    # characters of a sentence searched for quoted phrases; chosen on: judgement, for a bounded time
    max_chars: int = 5000
    # standard deviations above all sentences of the archive; source: the three-sigma rule
    min_deviations: float = 3.0
    # deviations beyond which a likeness counts no more; source: arithmetic: twice the least
    max_deviations: float = 6.0
    # sentences that make a distribution; source: the usual rule of thumb for a normal approximation
    min_sentences: int = 30
    # of the score, for a name in the sentence, and again for a known speaker; chosen on: judgement
    named_weight: float = 0.5


@dataclass(frozen=True, slots=True)
class BroughtUpConfig:
    """When posts bring up an article."""

    # share of the posts with a word that is then the event's own; chosen on: judgement
    max_common: float = 0.25
    # posts with a word of which a share is not yet counted; chosen on: judgement
    min_common: int = 3
    # share of the articles with a word that is then not rare; chosen on: judgement
    max_articles: float = 0.02
    # articles with a word of which a share is not yet counted; chosen on: judgement
    min_articles: int = 3
    # of a name beside another rare word; chosen on: judgement
    proper_weight: float = 2.0
    # of a year that is the article's; chosen on: judgement: one article in four is of that year
    year_weight: float = 1.4
    # of all that one post shares with one article; chosen on: judgement: two names
    max_weight: float = 12.0
    # names shared by a post that does not compare; chosen on: judgement
    min_unasked: int = 2
    # of an article brought up; chosen on: our ten cases (tests/unit/recall/tuned.precedents.jsonl)
    min_score: float = 3.0
    # consonants of a name by which it is known in another script; chosen on: judgement
    min_sounds: int = 3
    # shared words that are told; chosen on: judgement
    max_words: int = 6
    # share of the best score from which meaning decides; chosen on: judgement
    near_best: float = 0.8
    # the same below which an article is not told beside the best; chosen on: judgement
    least_of_best: float = 0.5
    # articles that are told or withheld; chosen on: judgement
    max_told: int = 3


@dataclass(frozen=True, slots=True)
class LikenessConfig:
    """When an earlier occasion is alike, though no post says so."""

    # standard deviations above the next article of the same people; chosen on: our ten cases
    # (tests/unit/recall/tuned.precedents.jsonl) and every second one of data/gate precedents, where
    # no wrong one stands out by more than .8, so half as much again; reported on: docs/recall.md
    min_margin: float = 1.3
    # articles of the same people; by definition: there must be one to stand out from
    min_candidates: int = 2
    # articles that make a distribution; chosen on: judgement
    min_articles: int = 20
    # articles of either kind that are read; chosen on: the cost, some 30 ms of CPU each
    max_read: int = 40
    # characters of a text; source: the encoder reads some 500 pieces of words
    max_chars: int = 2000
    # of a cosine, so that equal ones divide; by definition: less than any that differ
    min_spread: float = 1e-6


@dataclass(frozen=True, slots=True)
class TimelineConfig:
    """When two sentences speak of one occasion."""

    # first letters that a noun and its verb share ("enlistment", "enlisted"); chosen on: judgement
    min_stem_letters: int = 6
    # letters of an ending that a longer stem leaves out; chosen on: judgement ("-ment"); not swept
    max_ending_letters: int = 4
    # years between an occasion and the article that counts from it; chosen on: judgement
    max_years: int = 3


@dataclass(frozen=True, slots=True)
class MovedDatesConfig:
    """When a later article moves a date."""

    # of an article, in which it is said; chosen on: judgement: news begin with what is new
    opening_sentences: int = 2
    # beginnings of words that both articles share; chosen on: judgement: one is a coincidence
    min_shared_words: int = 2
    # letters by which a noun and its verb are one ("hearing", "heard"); chosen on: judgement
    stem_letters: int = 4


@dataclass(frozen=True, slots=True)
class DayWeightsConfig:
    """What makes a day of an archive weigh."""

    # of an article of the day, beside one that looks back on it; chosen on: timeline17, 5
    # timelines, date F1 .795 (twice as much: .769); reported on: ml-crisis-tls, 4 timelines, .419
    own_day: float = 0.5
    # days that an article looks back; chosen on: judgement: two and a half years; not swept
    looks_back: timedelta = timedelta(days=900)


@dataclass(frozen=True, slots=True)
class DatesConfig:
    """How far a date expression is read."""

    # characters of a sentence; chosen on: judgement, for a bounded time
    max_chars: int = 2000
    # characters of a preposition before an expression; source: "desde el " has nine
    max_lead_chars: int = 9
    # characters before a date searched for a word that changes it; chosen on: judgement
    guard_chars: int = 40
    # days of a range; chosen on: judgement: a year and a month
    max_range_days: int = 400
    # characters beside a date searched for the verb that says its tense; chosen on: judgement
    verb_chars: int = 160
    # characters before a participle searched for "will be"; source: "will " + an adverb + "have "
    auxiliary_chars: int = 24
    # days from now that leave no doubt which year is meant; source: somewhat under half a year
    max_days_from_now: int = 170
