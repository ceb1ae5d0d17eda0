"""What event.toml may hold: its sections, their keys and the types of these."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Text = Annotated[str, Meta(pattern=r"\S")]
PlatformName = Annotated[str, Meta(pattern=r"^[^\s:]+$")]
Time = object  # a TOML time or a string; `_utc` reads both


class EventSection(Struct, frozen=True, kw_only=True):
    """[event]"""

    id: Text
    title: Text
    published_at: Time
    kind: Text = ""
    publisher: Text = ""
    url: Text | None = None
    summary: Text = ""


class EntitySection(Struct, frozen=True, kw_only=True):
    """[[entity]]; `aliases`: language → names."""

    id: Text
    name: Text
    kind: Text = "person"
    aliases: dict[str, tuple[Text, ...]] = {}
    ambiguous: tuple[Text, ...] = ()


class BaselineSection(Struct, frozen=True):
    """[baseline]"""

    start: Time = None


class WindowSection(Struct, frozen=True):
    """[window]"""

    end: Time = None


class GatherSection(Struct, frozen=True):
    """[gather]"""

    queries: tuple[Text, ...] = ()
    hashtags: tuple[Text, ...] = ()


class FolderSection(Struct, frozen=True):
    """[footage] and [archive]"""

    path: Text | None = None


class SourceSection(Struct, frozen=True, kw_only=True):
    """[[source]], without the options: the format that reads the file checks those."""

    platform: PlatformName
    path: Text
    format: Text | None = None


class EventFile(Struct, frozen=True, kw_only=True):
    """The whole file."""

    event: EventSection
    entity: tuple[EntitySection, ...] = ()
    baseline: BaselineSection = BaselineSection()
    window: WindowSection = WindowSection()
    gather: GatherSection = GatherSection()
    source: tuple[SourceSection, ...] = ()
    footage: FolderSection = FolderSection()
    archive: FolderSection = FolderSection()


# What a file format may need to be told; see docs/exports.md.
OPTIONS = (
    *("columns", "encoding", "delimiter", "quotechar", "quoting", "date_format", "timezone"),
    *("utc_offset_hours", "time_precision_s", "kind", "empty_text"),
)
# Section → the keys that it may hold; "" is the file itself.
KEYS = {
    "": EventFile.__struct_fields__,
    "event": EventSection.__struct_fields__,
    "entity": EntitySection.__struct_fields__,
    "baseline": BaselineSection.__struct_fields__,
    "window": WindowSection.__struct_fields__,
    "gather": GatherSection.__struct_fields__,
    "footage": FolderSection.__struct_fields__,
    "archive": FolderSection.__struct_fields__,
    "source": (*SourceSection.__struct_fields__, *OPTIONS),
}
