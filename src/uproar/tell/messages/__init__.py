"""The words of stories and reports: Fluent files per language, and the word lists of the check.

`*.<language>.ftl` beside the modules hold the words; a new language is new files, no code.
"""

from uproar.tell.messages.lexicon import WORD, Lexicon, lexicon
from uproar.tell.messages.messages import Messages, messages_in

__all__ = ["WORD", "Lexicon", "Messages", "lexicon", "messages_in"]
