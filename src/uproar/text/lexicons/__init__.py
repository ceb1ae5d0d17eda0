"""Word lists: one TOML file per language, and one list per purpose in it.

No other package holds a list of words that depend on the language of posts. A section of a file is
a purpose; its `source` says where the words come from:

- `function`: words that hold sentences together and say nothing of a subject; `shortest`: those of
  them that the search of the archive leaves out;
- `generic`: what people say of anything: exclamations, praise, laughing, crying, "video";
- `profane`: coarse words, spelled out;
- `sensitive`: phrases that put a text on a sensitive subject, a list per subject;
- `sensitive_news`: further ones that do so only in news reports ("surgery", "lawsuit");
- `unquotable`: phrases for which a post is not quoted by itself, a list per reason;
- `feelings`: words and phrases that praise, scorn, long, and so on, a list per cue;
- `recalling`: words by which people bring up what was before ("again", "like in");
- `moved`: words by which news say that a date was changed ("postponed", "new date");
- `calls`: what fans ask of one another: to `vote`, to `stream`;
- `trades`: what people work as away from stage, sport and kitchen, beside the name of a namesake;
- `numbers`: how the language counts: `cardinals` from zero on, `tens` from twenty on;
- `identify`: what tells the language of a text in Latin letters: `settling`, `daily`, `romanised`.

Words are in matching form (`uproar.text.normalise.fold`). Where `stands_inside` is true the
language puts no spaces between words, or endings onto them: its coarse words and sensitive phrases
are looked for inside other words.
"""

from __future__ import annotations

from uproar.text.lexicons.coarse_words import is_coarse
from uproar.text.lexicons.fan_calls import CALLS, call_in
from uproar.text.lexicons.feelings import CUES, cue_patterns, spaced
from uproar.text.lexicons.function_words import function_words, is_function_word
from uproar.text.lexicons.generic_words import generic_text_check, is_generic_word
from uproar.text.lexicons.loader import Lexicon, entries, lexicons
from uproar.text.lexicons.sensitive_terms import SUBJECTS, Terms, terms_by_subject
from uproar.text.lexicons.unquotable_terms import REASONS, terms_by_reason

__all__ = [
    "CALLS",
    "CUES",
    "REASONS",
    "SUBJECTS",
    "Lexicon",
    "Terms",
    "call_in",
    "cue_patterns",
    "entries",
    "function_words",
    "generic_text_check",
    "is_coarse",
    "is_function_word",
    "is_generic_word",
    "lexicons",
    "spaced",
    "terms_by_reason",
    "terms_by_subject",
]
