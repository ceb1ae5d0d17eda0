"""Settings, resolved once: flag, then UPROAR_*, then uproar.toml, then default.

The only module that reads the environment.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from uproar.errors import ConfigError
from uproar.files import read_toml

QUOTE_POLICIES = ("ask", "cleared-only", "unnamed", "paraphrase")
MAX_BYTES = 1 << 20  # of uproar.toml; chosen on: judgement; a file of settings has a few hundred
SECRET = frozenset({"pseudonym_key", "llm_api_key"})
# What a bearer key is made of: visible letters, digits and signs of ASCII, on one line.
# source: RFC 9110, section 5.5, visible characters of a field value; RFC 6750, section 2.1
_KEY = re.compile(r"[\x21-\x7e]*")
_LONGEST_WAIT_S = 86_400  # by definition: a day; a lock cannot wait for all floats


CLOSEST_UNSET = -1  # by definition: as many as the cost allows, where the package is there


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can have an informed opinion on. Saved with every run, without secrets."""

    timezone: str = "UTC"  # the desk's; days and hours in prose are told in it
    language: str = "en"  # of the story
    workers: int = 1  # processes that annotate
    closer_texts: int = 10_000  # distinct texts that the contextual encoder reads at most; 0: none
    closest_texts: int = -1  # the slower, better one reads events of so many; -1: 400 if installed
    relevance_threshold: float = 0.5  # a post is about the event from this probability on
    quote_policy: str = "ask"  # one of QUOTE_POLICIES; see docs/quotes.md
    sensitive_optin: str = ""  # subjects an editor opened, "subject=named source; …"
    trusted_publishers: str = ""  # by name or host, "…; …"; where set, late news of others waits
    blocked_publishers: str = ""  # nothing of these is told, "…; …"
    tell_anyway: str = ""  # passages of the archive that an editor opened, "article#2=name; …"
    disclosure: str = ""  # printed with a story when an artist's own desk publishes it
    pseudonym_key: str = ""  # not empty: authors are replaced by keyed hashes at capture
    writer: str = "plain"  # "plain" | "llm"
    llm_base_url: str = "http://127.0.0.1:11434/v1"
    llm_model: str = ""
    llm_api_key: str = ""
    llm_timeout_s: float = 60.0

    def public(self) -> dict[str, str | int | float]:
        """All settings but the secrets, for saving with a run."""
        return {k: v for k, v in asdict(self).items() if k not in SECRET}


def is_header_safe(key: str) -> bool:
    """Whether a key can stand in a header: no line end, no space, nothing outside ASCII.

    >>> is_header_safe("sk-1"), is_header_safe("sk-1\\r"), is_header_safe("ключ")
    (True, False, False)
    """
    return _KEY.fullmatch(key) is not None


def resolve(desk: Path | None = None, flags: Mapping[str, object] | None = None) -> Settings:
    """Settings for this run.

    Raises ConfigError for an unknown name, a wrong type or an unusable value.

    >>> resolve(flags={"workers": 2}).workers
    2
    """
    known = {f.name for f in fields(Settings)}
    merged: dict[str, tuple[object, str]] = {}
    toml = desk / "uproar.toml" if desk else None
    if toml and toml.exists():
        stored = read_toml(toml, most_bytes=MAX_BYTES, hint="see docs/settings.md")
        merged |= {k: (v, str(toml)) for k, v in stored.items()}
    merged |= {
        name: (os.environ[f"UPROAR_{name.upper()}"], f"UPROAR_{name.upper()}")
        for name in known
        if f"UPROAR_{name.upper()}" in os.environ
    }
    merged |= {k: (v, f"--{k}") for k, v in (flags or {}).items() if v is not None}
    unknown = sorted(set(merged) - known)
    if unknown:
        raise ConfigError(
            f"unknown setting {unknown[0]!r} in {merged[unknown[0]][1]}",
            hint=f"known settings: {', '.join(sorted(known))}",
        )
    hints = get_type_hints(Settings)
    typed = {
        name: _typed(name, value, hints[name], place) for name, (value, place) in merged.items()
    }
    return _checked(Settings(**typed))


def _typed(name: str, value: object, kind: type, place: str) -> Any:
    try:
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise ValueError
        return kind(value)
    except ValueError:
        shown = name if name in SECRET else f"{name} = {value!r}"
        raise ConfigError(
            f"{place}: {shown} is not {kind.__name__}", hint="see docs/settings.md"
        ) from None


def _checked(settings: Settings) -> Settings:
    _check_unshown(settings)
    try:
        ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, OSError, ValueError) as error:
        raise ConfigError(
            f"timezone = {settings.timezone!r} is not known", hint="for example 'Asia/Seoul'"
        ) from error
    for ok, name, hint in (
        (settings.workers >= 1, "workers", "1 or more"),
        (settings.closer_texts >= 0, "closer_texts", "0 or more"),
        (settings.closest_texts >= CLOSEST_UNSET, "closest_texts", "0 or more, or -1"),
        (0 < settings.relevance_threshold < 1, "relevance_threshold", "between 0 and 1"),
        (settings.quote_policy in QUOTE_POLICIES, "quote_policy", f"one of {QUOTE_POLICIES}"),
        (settings.writer in ("plain", "llm"), "writer", "plain or llm"),
        (0 < settings.llm_timeout_s <= _LONGEST_WAIT_S, "llm_timeout_s", "seconds, up to a day"),
    ):
        if not ok:
            raise ConfigError(f"{name} = {getattr(settings, name)!r} is unusable", hint=hint)
    return settings


def _check_unshown(settings: Settings) -> None:
    """Refuse settings that are secrets, or may hold one, without showing them.

    The address is saved with every run.
    """
    if not is_header_safe(settings.llm_api_key):
        raise ConfigError(
            "llm_api_key holds a line end, a space or a letter outside ASCII",
            hint="one line of letters and digits; a file from Windows may end with an unseen sign",
        )
    if any(mark in settings.llm_base_url for mark in "@?#"):
        raise ConfigError(
            "llm_base_url holds a login, a query or a fragment", hint="put the key into llm_api_key"
        )
