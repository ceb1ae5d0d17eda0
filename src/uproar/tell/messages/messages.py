"""The words of stories, read from Fluent message files: one set of files per language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from fluent.runtime import FluentBundle, FluentResource

from uproar import plugins
from uproar.errors import ConfigError

FALLBACK = "en"
_NOT_PROSE = re.compile(r"^#.*$|^[a-zA-Z][\w-]*\s*=|\{[^{}]*\}|\[\[[^\]]*\]\]", re.MULTILINE)


class Messages:
    """Messages of one language, with English behind it where a message is missing.

    >>> Messages("en").say("quote-open")
    '“'
    """

    def __init__(self, language: str, extra: Mapping[str, str] | None = None) -> None:
        self.language = language
        files = _language_files(language)
        sources = [*files.values(), *(extra or {}).values()]
        if not files:
            raise ConfigError(
                f"no words for language {language!r}",
                hint="add tell/*.<language>.ftl, or set language = 'en'",
            )
        self._bundle = FluentBundle([language], use_isolating=False)
        for source in sources:
            self._bundle.add_resource(FluentResource(source))
        self._behind = Messages(FALLBACK, extra) if language != FALLBACK else None
        prose = [source for name, source in files.items() if name != "lexicon"]
        self.texts = tuple(_prose(source) for source in (*prose, *(extra or {}).values()))

    def has(self, message: str) -> bool:
        """Whether the message exists in this language or in English."""
        return self._bundle.has_message(message) or bool(self._behind and self._behind.has(message))

    def speaks(self, message: str) -> bool:
        """Whether the message exists in this very language."""
        return bool(self._bundle.has_message(message))

    def say(self, message: str, **args: object) -> str:
        """The message with its arguments filled in.

        Raises ConfigError for an unknown message or a missing argument.
        """
        if not self._bundle.has_message(message):
            if self._behind:
                return self._behind.say(message, **args)
            raise ConfigError(f"no message {message!r}", hint="add it to the message file")
        pattern = self._bundle.get_message(message).value
        if pattern is None:
            raise ConfigError(f"message {message!r} is empty", hint="give it a text")
        text, errors = self._bundle.format_pattern(pattern, args)
        if errors:
            raise ConfigError(f"message {message!r}: {errors[0]}", hint=f"given: {sorted(args)}")
        return str(text)

    def words(self, message: str) -> frozenset[str]:
        """A message that is a list of words, one or more a line, comma-separated."""
        return frozenset(w.strip() for w in re.split(r"[,\n]", self.say(message)) if w.strip())

    def variants(self, message: str) -> tuple[str, ...]:
        """The ids `message`, `message-b`, `message-c` … that exist, in this order."""
        names = (message, *(f"{message}-{letter}" for letter in "bcdefgh"))
        return tuple(name for name in names if self.has(name))


@lru_cache(maxsize=8)
def _language_files(language: str) -> Mapping[str, str]:
    return plugins.messages("uproar.tell.messages", language)


@lru_cache(maxsize=32)
def _cached(language: str, extra: tuple[tuple[str, str], ...]) -> Messages:
    return Messages(language, dict(extra))


def messages_in(language: str, extra: Mapping[str, str] | None = None) -> Messages:
    """The same Messages object for the same language and extra files: parsing them is slow."""
    return _cached(language, tuple(sorted((extra or {}).items())))


def _prose(source: str) -> str:
    """A message file's words, without comments, ids, arguments and slots."""
    return _NOT_PROSE.sub(" ", source)
