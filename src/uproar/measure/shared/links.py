"""Which pages are pictures, sound or film."""

from __future__ import annotations

_MEDIA_HOSTS = frozenset(
    {"youtube.com", "youtu.be", "vimeo.com", "tiktok.com", "twitch.tv", "soundcloud.com",
     "open.spotify.com", "music.apple.com", "dailymotion.com", "bilibili.com", "nicovideo.jp",
     "imgur.com", "pic.twitter.com", "pbs.twimg.com", "video.twimg.com", "giphy.com", "tenor.com",
     "vlive.tv", "weverse.io", "v.redd.it", "i.redd.it", "vine.co", "instagram.com"}
)  # fmt: skip
_MEDIA_ENDS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4", ".webm", ".mov", ".mp3", ".m4a")


def is_media(page_: str) -> bool:
    """Whether a page is a picture, sound or film by its address.

    >>> is_media("youtube.com/watch?v=abc"), is_media("example.org/a.PNG"), is_media("example.org")
    (True, True, False)
    """
    host, _, path = page_.partition("/")
    return host in _MEDIA_HOSTS or path.partition("?")[0].casefold().endswith(_MEDIA_ENDS)
