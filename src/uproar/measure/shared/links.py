"""Which addresses lead to the same page, and which pages are pictures, sound or film."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

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
_MEDIA_HOSTS = frozenset(
    {"youtube.com", "youtu.be", "vimeo.com", "tiktok.com", "twitch.tv", "soundcloud.com",
     "open.spotify.com", "music.apple.com", "dailymotion.com", "bilibili.com", "nicovideo.jp",
     "imgur.com", "pic.twitter.com", "pbs.twimg.com", "video.twimg.com", "giphy.com", "tenor.com",
     "vlive.tv", "weverse.io", "v.redd.it", "i.redd.it", "vine.co", "instagram.com"}
)  # fmt: skip
_MEDIA_ENDS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4", ".webm", ".mov", ".mp3", ".m4a")
# A host's name: labels of letters, digits and hyphens, the last one of letters (or encoded ones).
# source: RFC 1123, section 2.1, with the letters of other scripts, RFC 5890. A link that was cut
# off, or whose end is other text, is none.
_HOST = regex.compile(
    r"(?:[\p{L}\p{M}\p{N}-]{1,63}+\.)++(?:\p{L}[\p{L}\p{M}]{1,62}|xn--[a-z0-9-]{2,59})"
)
_SAME_HOST = {"youtu.be": "youtube.com", "m.youtube.com": "youtube.com"}


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


def is_media(page_: str) -> bool:
    """Whether a page is a picture, sound or film by its address.

    >>> is_media("youtube.com/watch?v=abc"), is_media("example.org/a.PNG"), is_media("example.org")
    (True, True, False)
    """
    host, _, path = page_.partition("/")
    return host in _MEDIA_HOSTS or path.partition("?")[0].casefold().endswith(_MEDIA_ENDS)
