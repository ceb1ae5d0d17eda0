"""The kinds of row that a finding can hold: what one value cannot say, in a fixed order.

Times (`*_at`) are int64 microseconds since 1970 UTC, as in the columns; shares are 0-1; `low` and
`high` bound the 95 % interval of the figure beside them. Post ids are "platform:native id". No two
kinds have the same fields, so a stored row says by its fields which kind it is.
"""

from __future__ import annotations

from uproar.model.rows.coding import CodedFieldRow, CodedShareRow, ModelCheckRow
from uproar.model.rows.coverage import GatheredRow
from uproar.model.rows.organised import CopyRow, GroupRow, HashtagPushRow, PassingRow, ReasonRow
from uproar.model.rows.row import Row, RowKind, row_fields
from uproar.model.rows.sharing import (
    PlaceRow,
    SharedLinkRow,
    SharedPostRow,
    SharedTagRow,
    ThreadRow,
)
from uproar.model.rows.themes import DayRow, MomentRow, StretchRow, SubthemeRow, ThemeRow
from uproar.model.rows.times import BinRow, CollectionRow, PeakRow, SwellRow
from uproar.model.rows.voices import (
    BusiestAccountsRow,
    LanguageShareRow,
    PersonRow,
    PlatformShareRow,
    PlatformSpanRow,
    SilentPlatformRow,
)

ROW_KINDS: tuple[type[Row], ...] = (
    BinRow,
    BusiestAccountsRow,
    CodedFieldRow,
    CodedShareRow,
    CollectionRow,
    CopyRow,
    DayRow,
    GatheredRow,
    GroupRow,
    HashtagPushRow,
    LanguageShareRow,
    ModelCheckRow,
    MomentRow,
    PassingRow,
    PeakRow,
    PersonRow,
    PlaceRow,
    PlatformShareRow,
    PlatformSpanRow,
    ReasonRow,
    SharedLinkRow,
    SharedPostRow,
    SharedTagRow,
    SilentPlatformRow,
    StretchRow,
    SubthemeRow,
    SwellRow,
    ThemeRow,
    ThreadRow,
)

__all__ = [
    "ROW_KINDS",
    "BinRow",
    "BusiestAccountsRow",
    "CodedFieldRow",
    "CodedShareRow",
    "CollectionRow",
    "CopyRow",
    "DayRow",
    "GatheredRow",
    "GroupRow",
    "HashtagPushRow",
    "LanguageShareRow",
    "ModelCheckRow",
    "MomentRow",
    "PassingRow",
    "PeakRow",
    "PersonRow",
    "PlaceRow",
    "PlatformShareRow",
    "PlatformSpanRow",
    "ReasonRow",
    "Row",
    "RowKind",
    "SharedLinkRow",
    "SharedPostRow",
    "SharedTagRow",
    "SilentPlatformRow",
    "StretchRow",
    "SubthemeRow",
    "SwellRow",
    "ThemeRow",
    "ThreadRow",
    "row_fields",
]
