"""One file per platform: what its records look like, and how one becomes a post."""

from __future__ import annotations

from uproar.errors import ConfigError
from uproar.model import Source
from uproar.plugins import scan


def find() -> tuple[Source, ...]:
    """Every source, in alphabetical order of their modules."""
    sources: tuple[Source, ...] = scan(f"{__name__}.platforms", "SOURCE", "uproar.sources")
    return sources


def by_name(name: str) -> Source:
    """The source of a format named in `event.toml`.

    Raises ConfigError for an unknown name.

    >>> by_name("jetstream").platform
    'bluesky'
    """
    for source in find():
        if name == source.name or name in getattr(source, "aliases", ()):
            return source
    known = ", ".join(source.name for source in find())
    raise ConfigError(f"unknown format {name!r}", hint=f"one of {known}")
