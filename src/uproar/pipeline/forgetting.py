"""What a person asks to be forgotten, in the words that they know it by: looked up, and erased."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from uproar.config import Settings
from uproar.sources.values.author_ids import Names
from uproar.store import Desk, Lookup, Touched
from uproar.text.addresses import addresses


@dataclass(frozen=True, slots=True)
class Asked:
    """One name as it was typed, and what the desk has by it.

    `posts` and `accounts` are held; `mentioned` are posts that only others' references or rejects
    name. All empty: the desk has nothing by that name.
    """

    name: str
    posts: tuple[str, ...]
    accounts: tuple[str, ...]
    mentioned: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.posts or self.accounts or self.mentioned)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was asked for, with what the desk had by each name; `touched` None: nothing at all."""

    asked: tuple[Asked, ...]
    touched: Touched | None

    @property
    def unknown(self) -> tuple[str, ...]:
        """The names that the desk has nothing by."""
        return tuple(each.name for each in self.asked if not each)


def forget(
    desk: Desk,
    posts: Sequence[str],
    accounts: Sequence[str],
    settings: Settings,
    *,
    by: str,
    why: str,
    erased_at: datetime,
    now: bool = False,
) -> Forgotten:
    """Erase what these names stand for: our ids, native ids, handles, links of posts or profiles.

    On a desk with pseudonyms they are tried under the desk's key too. Nothing is erased, and
    nothing is written, where no name is known.
    """
    asked = tuple(
        matches_of(desk, name, settings, is_account=is_account)
        for names, is_account in ((posts, False), (accounts, True))
        for name in dict.fromkeys(names)
    )
    ids = {post for each in asked for post in (*each.posts, *each.mentioned)}
    authors = {account for each in asked for account in each.accounts}
    if not ids and not authors:
        return Forgotten(asked, None)
    touched = desk.forget(ids, authors, by=by, why=why, erased_at=erased_at, now=now)
    return Forgotten(asked, touched)


def matches_of(desk: Desk, name: str, settings: Settings, *, is_account: bool) -> Asked:
    """What the desk has by one name: of an account, or of a post (or of a profile's address)."""
    platforms = desk.posts.platforms()
    readings = addresses(name) if "/" in name or "." in name else ()
    posts = [(r.platform, r.post) for r in readings if r.post]
    authors = [(r.platform, r.author) for r in readings if r.author]
    platform, colon, native = name.strip().partition(":")
    plain = name.strip().removeprefix("@")
    bare = [(p, text) for p in platforms for text in dict.fromkeys((name.strip(), plain))]
    if colon and platform in platforms:
        bare = [(platform, native), (platform, native.removeprefix("@"))]
    is_handle = name.strip().startswith("@")
    if is_account or is_handle:
        authors += bare
    elif not readings or (colon and platform in platforms):
        posts += bare
    matches = desk.find(
        _under_any_key(posts, settings) if not is_account else (),
        _under_any_key(authors, settings),
        Lookup(_urls(name), _endings(posts)) if not is_account else None,
    )
    return Asked(name, matches.posts, matches.accounts, matches.mentioned)


def _under_any_key(names: Iterable[tuple[str, str]], settings: Settings) -> list[str]:
    """Our ids of native ones: as they are, and as the desk's key makes them.

    Bluesky's posts are named by their account, so its part alone is under the key.
    """
    ids: list[str] = []
    for platform, native in dict.fromkeys(names):
        keyed = Names(platform, settings.pseudonym_key)
        account, slash, record = native.rpartition("/")
        ids += [f"{platform}:{native}", f"{platform}:{keyed.native(native)}"]
        if platform == "bluesky" and slash:
            ids.append(f"{platform}:{keyed.native(account)}/{record}")
    return list(dict.fromkeys(ids))


def _urls(name: str) -> list[str]:
    """The ways in which posts may hold this address."""
    if "/" not in name:
        return []
    bare = name.strip().partition("#")[0]
    short = bare.partition("?")[0].rstrip("/")
    host_and_path = short.partition("://")[2] or short
    return list(
        dict.fromkeys(
            (bare, short, f"{short}/", f"https://{host_and_path}", f"https://www.{host_and_path}")
        )
    )


def _endings(posts: Iterable[tuple[str, str]]) -> list[str]:
    """Records of Bluesky whose address has a handle: ids hold the account's number instead."""
    return [
        native.rpartition("/")[2]
        for platform, native in posts
        if platform == "bluesky" and "/" in native and not native.startswith(("did:", "~"))
    ]
