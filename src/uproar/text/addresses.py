"""What a web address names, without asking anybody: a post or account of a platform, or a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import regex

# Parameters that name who sent the reader, not what is read.
# source: the names that Google Analytics, Facebook, Microsoft, Instagram, Twitter and YouTube give
_SENDER = frozenset(
    {"fbclid", "gclid", "dclid", "msclkid", "igsh", "igshid", "si", "s", "t", "ref", "ref_src",
     "ref_url", "feature", "app", "share", "cmpid", "smid", "smtyp", "mc_cid", "mc_eid"}
)  # fmt: skip
_SENDER_PREFIX = "utm_"
# Addresses that stand for another one, which they do not tell.
_SHORTENERS = frozenset(
    {"t.co", "bit.ly", "lnkd.in", "dlvr.it", "buff.ly", "ift.tt", "tinyurl.com", "ow.ly", "goo.gl",
     "is.gd", "trib.al", "fb.me", "wp.me", "flip.it", "naver.me", "han.gl"}
)  # fmt: skip
# A host's name: labels of letters, digits and hyphens, the last one of letters (or encoded ones).
# source: RFC 1123, section 2.1, with the letters of other scripts, RFC 5890. A link that was cut
# off, or whose end is other text, is none.
_HOST = regex.compile(
    r"(?:[\p{L}\p{M}\p{N}-]{1,63}+\.)++(?:\p{L}[\p{L}\p{M}]{1,62}|xn--[a-z0-9-]{2,59})"
)
_SAME_HOST = {"youtu.be": "youtube.com", "m.youtube.com": "youtube.com"}


class Address(NamedTuple):
    """One reading of an address: native ids, as the platform itself writes them."""

    platform: str
    post: str | None = None
    author: str | None = None


_BLUESKY_URI = re.compile(r"at://([^/]+)(?:/[^/]+/([^/?#]+))?/?")
_BLUESKY = re.compile(r"/profile/([^/]+)(?:/post/([^/]+))?/?")
_X_POST = re.compile(r"/(?:i/web|([^/]+))/status(?:es)?/(\d+)(?:/.*)?")
_X_NUMBER = re.compile(r"/i/user/(\d+)/?")
_X_PROFILE = re.compile(r"/@?(\w{1,15})/?")
_REDDIT_POST = re.compile(r"(?:/(?:r|u|user)/[^/]+)?/comments/(\w+)(?:/[^/]*(?:/(\w+))?)?/?")
_REDDIT_PROFILE = re.compile(r"/(?:u|user)/([^/]+)/?")
_YOUTUBE_PROFILE = re.compile(r"/(?:channel/([^/]+)|(@[^/]+))(?:/.*)?")
_MASTODON = re.compile(r"/(?:@|users/)([^/@]+)(?:@([^/]+))?(?:/(?:statuses/)?(\d+))?/?")


def addresses(url: str) -> tuple[Address, ...]:
    """What an address may name, the likeliest first. Empty: no address, or one of nothing we know.

    >>> addresses("https://x.com/ada/status/12?s=20")
    (Address(platform='x', post='12', author=None),)
    >>> addresses("bsky.app/profile/did:plc:a/post/3k")
    (Address(platform='bluesky', post='did:plc:a/3k', author=None),)
    >>> addresses("https://example.social/@ada")
    (Address(platform='mastodon', post=None, author='ada@example.social'),)
    """
    if match := _BLUESKY_URI.fullmatch(url.strip()):
        return (_bluesky(*match.groups()),)
    try:
        parts = urlsplit(url.strip() if "://" in url else f"https://{url.strip()}")
    except ValueError:
        return ()
    host = (parts.hostname or "").removeprefix("www.").removeprefix("mobile.")
    if "." not in host:
        return ()
    if host in ("x.com", "twitter.com"):
        return _x(parts.path)
    if host == "bsky.app":
        match = _BLUESKY.fullmatch(parts.path)
        return (_bluesky(*match.groups()),) if match else ()
    if host == "redd.it":
        return (Address("reddit", f"t3_{parts.path.strip('/')}"),)
    if host.removeprefix("old.").removeprefix("np.") == "reddit.com":
        return _reddit(parts.path)
    if host in ("youtube.com", "m.youtube.com", "youtu.be"):
        return _youtube(parts.path, parse_qs(parts.query))
    return _mastodon(host, parts.path)


def _bluesky(author: str, record: str | None) -> Address:
    if record:
        return Address("bluesky", f"{author}/{record}")
    return Address("bluesky", author=author)


def _x(path: str) -> tuple[Address, ...]:
    if match := _X_POST.fullmatch(path):
        return (Address("x", match[2]),)
    match = _X_NUMBER.fullmatch(path) or _X_PROFILE.fullmatch(path)
    return (Address("x", author=match[1]),) if match else ()


def _reddit(path: str) -> tuple[Address, ...]:
    if match := _REDDIT_POST.fullmatch(path):
        return (Address("reddit", f"t1_{match[2]}" if match[2] else f"t3_{match[1]}"),)
    match = _REDDIT_PROFILE.fullmatch(path)
    return (Address("reddit", author=match[1]),) if match else ()


def _youtube(path: str, query: dict[str, list[str]]) -> tuple[Address, ...]:
    if "lc" in query:
        return (Address("youtube", query["lc"][0]),)
    match = _YOUTUBE_PROFILE.fullmatch(path)
    return (Address("youtube", author=match[1] or match[2]),) if match else ()


def _mastodon(host: str, path: str) -> tuple[Address, ...]:
    """A status has its server's number on that server, and its address anywhere else."""
    match = _MASTODON.fullmatch(path)
    if match is None:
        return ()
    user, home, number = match.groups()
    if number is None:
        return (Address("mastodon", author=f"{user}@{home or host}"),)
    if home:
        return (Address("mastodon", number),)
    uri = f"https://{host}/users/{user}/statuses/{number}"
    seen = f"https://{host}/@{user}/{number}"
    return (Address("mastodon", number), Address("mastodon", uri), Address("mastodon", seen))


def post_prefixes(account: str) -> tuple[str, ...]:
    """What the ids of an account's posts begin with, up to the last slash, where ids name it.

    >>> post_prefixes("bluesky:did:plc:a")
    ('bluesky:did:plc:a',)
    >>> post_prefixes("mastodon:ada@example.social")[1]
    'mastodon:https://example.social/users/ada/statuses'
    """
    platform, _, native = account.partition(":")
    user, _, host = native.partition("@")
    if platform != "mastodon" or not host:
        return (account,)
    home = f"mastodon:https://{host}"
    return account, f"{home}/users/{user}/statuses", f"{home}/@{user}"


def page(link: str) -> str:
    """The page that an address leads to, without scheme, sender and anchor; "" for none.

    A shortened address is none: it does not say where it leads.

    >>> page("https://www.Example.org/a/?utm_source=x&id=3#top")
    'example.org/a?id=3'
    >>> page("https://youtu.be/abc?si=1") == page("http://www.youtube.com/watch?v=abc&feature=share")
    True
    >>> page("https://t.co/xyz"), page("no link"), page("http://[bad"), page("http://t.co…/a")
    ('', '', '', '')
    """
    try:
        parts = urlsplit(link.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    is_shortened = host in _SHORTENERS or any(host.startswith(f"{s}.") for s in _SHORTENERS)
    if parts.scheme not in ("http", "https") or is_shortened or not _HOST.fullmatch(host):
        return ""
    asked = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name not in _SENDER and not name.startswith(_SENDER_PREFIX)
    ]
    path = parts.path.rstrip("/")
    if host == "youtu.be":
        path, asked = "/watch", [("v", path.strip("/"))]
    if host in ("youtube.com", "m.youtube.com") and path == "/watch":
        asked = [(name, value) for name, value in asked if name == "v"]
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{_SAME_HOST.get(host, host)}{path}{query}"


def hosts(urls: Iterable[str | None]) -> set[str]:
    """The sites that addresses lead to, but for those that stand before everybody's links.

    >>> sorted(hosts(["https://www.a.example/1", "b.example/x", "https://t.co/2", None, "http://[bad"]))
    ['a.example', 'b.example']
    """
    named = set()
    for url in (each or "" for each in urls):
        try:
            host = urlsplit(url if "://" in url else f"//{url}").hostname
        except ValueError:  # an address that is none: nothing can be shared through it
            continue
        if host and host.removeprefix("www.") not in _SHORTENERS:
            named.add(host.removeprefix("www."))
    return named
