"""The numbers that decide how the language of a text is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageConfig:
    """What the language annotator goes by. Shares, chances and trust are 0-1.

    "Tatoeba" below is `python -m benchmarks language --data tatoeba`, n = 10,000, six languages,
    accuracy; "the demo event" is its posts, n = 15,925, accuracy. docs/models/language.md has the
    figures. The demo event was also the set that these were reported on.
    """

    # A second language counts when it has this share of the letters …
    mix_share: float = 0.3  # chosen on: judgement; not swept
    # … and this many words, …
    mix_words: int = 3  # chosen on: judgement; not swept
    # … read with this much trust: a name or a title in Latin letters is no language.
    mix_trust: float = 0.5  # chosen on: judgement; not swept
    # Known words of its languages from which on Latin letters beside another script are a language
    # of their own; without, they are names, titles and slogans. chosen on: judgement; not swept
    spoken_words: int = 3
    # Runs of another script to one Latin word, up to which they may be names in a Latin text that
    # has known words. chosen on: judgement; not swept
    names_share: float = 0.25
    # Weight of Latin letters from which on anything is said, and from which on few letters are no
    # reason for doubt any more.
    least_letters: int = 3  # chosen on: judgement; not swept
    many_letters: int = 12  # chosen on: judgement; not swept
    # What is left of the trust in the letter model where there is next to no letter.
    few_letters_trust: float = 0.4  # chosen on: judgement; not swept
    # Trust where settling words decide. chosen on: Tatoeba, .9922 without them and .9927 with them
    by_words_trust: float = 0.97
    # Romanised writing: least words of its lists, their least share of all words, and the trust.
    romanised_words: int = 2  # chosen on: judgement; not swept
    romanised_share: float = 0.25  # chosen on: judgement; not swept
    romanised_trust: float = 0.6  # chosen on: judgement; not swept
    # A daily word adds this to the log-odds of its language, shared among its languages.
    # chosen on: the demo event, .934 without daily words and quotations, .969 with them
    daily_log_odds: float = 2.0
    # Characters that are read: more of a text changes the cost and hardly the answer.
    max_chars: int = 120  # chosen on: judgement, bounds the cost
    # Characters beside the tags from which on tags are left out.
    enough_chars: int = 8  # chosen on: the demo event, together with the daily words
    # Chance of the likeliest language from which on, in a long text, no other is kept in mind.
    # source: arithmetic, above `trusted` whatever the fewest letters of a long text leave of it
    plain: float = 0.9
    # Words outside quotations read with less trust than this leave the answer to all words, …
    trusted: float = 0.5  # chosen on: the demo event, together with the daily words
    # … which are then trusted at most so far, so that a declared language wins.
    quoted_trust: float = 0.4  # by definition: below `trusted`
    # Tears and laughter typed on a Korean keyboard alone: a hint, no more.
    jamo_trust: float = 0.3  # by definition: below `quoted_trust`


CONFIG = LanguageConfig()
# Log-odds of languages beside a neighbour in the same letters that several times as many people
# write: ru, ar, hi, and id. chosen on: 150 sentences a language of stories and health messages, and
# their first 20 characters with noise; -2 against 0 for all, -1 and 0 about -0.7 for ms
RARER = {
    "bg": -2.0, "sr": -2.0, "uk": -2.0, "fa": -2.0, "ur": -2.0, "mr": -2.0, "ne": -2.0, "ms": -0.7,
}  # fmt: skip
