"""Names of what was erased or deleted, and texts and JSON with those names taken out."""

from __future__ import annotations

import re
from collections.abc import Collection, Container
from dataclasses import dataclass

from uproar.store.oplog.ledger import Ledger, digest, gone_name
from uproar.text.addresses import addresses, post_prefixes

_SLOT = re.compile(r"(\[\[quote:)(.+?)(?=, form=|,form=|\]\])")
_TOKEN = re.compile(r"[^\s\[\]()\"';,]+")
_REFERENCE = "quote:"


@dataclass(frozen=True, slots=True)
class ErasedNames:
    """Ids of posts and accounts that one erasure reaches; an id that begins with an account is in.

    >>> "bluesky:did:plc:a/3k" in ErasedNames.reached_by(["bluesky:did:plc:a"])
    True
    """

    names: frozenset[str]

    @classmethod
    def reached_by(cls, names: Collection[str]) -> ErasedNames:
        """These ids and accounts, and what ids of the accounts' posts begin with."""
        return cls(frozenset(prefix for name in names for prefix in post_prefixes(name)))

    def __contains__(self, name: object) -> bool:
        return name in self.names or str(name).rpartition("/")[0] in self.names


@dataclass(frozen=True, slots=True)
class GoneNames:
    """Ids of posts and accounts that are gone from a desk, known by their digests alone."""

    ledger: Ledger

    def __bool__(self) -> bool:
        return bool(self.ledger.gone or self.ledger.gone_accounts)

    def __contains__(self, name: object) -> bool:
        text = str(name)
        mark = digest(text)
        if mark in self.ledger.gone or mark in self.ledger.gone_accounts:
            return True
        account = text.rpartition("/")[0]
        return bool(account) and digest(account) in self.ledger.gone_accounts


def link_without(link: str, names: Container[str]) -> str:
    """A link as it is, or the digest of the post or account that it names where that is gone."""
    for platform, post, author in addresses(link):
        for native in (post, author):
            if native is not None and f"{platform}:{native}" in names:
                return gone_name(f"{platform}:{native}")
    return link


def without(value: object, names: Container[str]) -> object:
    """JSON without these names: dropped from lists, elsewhere replaced by their digests.

    >>> without({"evidence": ["x:1", "x:2"]}, frozenset({"x:1"}))
    {'evidence': ['x:2']}
    """
    if isinstance(value, str):
        return text_without(value, names)
    if isinstance(value, list):
        return [without(v, names) for v in value if not (isinstance(v, str) and v in names)]
    if isinstance(value, dict):
        return {text_without(k, names): without(v, names) for k, v in value.items()}
    return value


def text_without(text: str, names: Container[str]) -> str:
    """A text with the digests of these names in their place."""
    if text in names:
        return gone_name(text)

    def slot(match: re.Match[str]) -> str:
        return match[1] + (gone_name(match[2]) if match[2] in names else match[2])

    def token(match: re.Match[str]) -> str:
        prefix = _REFERENCE if match[0].startswith(_REFERENCE) else ""
        name = match[0][len(prefix) :]
        bare = name.rstrip(".:!?")
        for candidate in (name, bare):
            if candidate in names:
                return prefix + gone_name(candidate) + name[len(candidate) :]
        return match[0]

    return _TOKEN.sub(token, _SLOT.sub(slot, text))
