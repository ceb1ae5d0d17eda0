"""Turns what platforms and newsrooms keep into posts, events, footage and articles.

`platforms/` holds one file per format, each with its SOURCE; `records/` opens and cuts files,
`values/` reads single values, `events/` reads event.toml and captions, `articles/` the archive.
"""

from __future__ import annotations

from uproar.errors import ConfigError
from uproar.model import Source
from uproar.plugins import scan


def all_sources() -> tuple[Source, ...]:
    """Every source, in alphabetical order of their modules."""
    sources: tuple[Source, ...] = scan(f"{__name__}.platforms", "SOURCE", "uproar.sources")
    return sources


def source_named(name: str) -> Source:
    """The source of a format named in `event.toml`.

    Raises ConfigError for an unknown name.

    >>> source_named("jetstream").platform
    'bluesky'
    """
    for source in all_sources():
        if name == source.name or name in getattr(source, "aliases", ()):
            return source
    known = ", ".join(source.name for source in all_sources())
    raise ConfigError(f"unknown format {name!r}", hint=f"one of {known}")
