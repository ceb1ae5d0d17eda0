"""Author ids, and their pseudonyms where the desk wants none kept."""

from __future__ import annotations

from hashlib import blake2b

_KEY_BYTES = 64  # source: RFC 7693, 2.1; the longest key that BLAKE2b takes


class Names:
    """Ids of one platform's authors: "platform:native", or a keyed hash of the native id.

    With a key the native id never reaches a column. The same key gives the same pseudonym, so an
    account's deletion still finds its posts. Names inside a post's text are not touched.

    >>> Names("x", "").author("42")
    'x:42'
    >>> Names("x", "secret").author("42") == Names("x", "secret").author("42") != "x:42"
    True
    """

    def __init__(self, platform: str, key: str) -> None:
        self.platform = platform
        raw = key.encode()
        self._key = raw if len(raw) <= _KEY_BYTES else blake2b(raw).digest()

    def native(self, native: str) -> str:
        """The native id as it may be kept."""
        if not self._key:
            return native
        secret = f"{self.platform}:{native}".encode()
        return f"~{blake2b(secret, key=self._key, digest_size=12).hexdigest()}"

    def author(self, native: str | None) -> str | None:
        """The author's id; None where the platform did not say."""
        return None if native is None else f"{self.platform}:{self.native(native)}"

    def url(self, url: str | None) -> str | None:
        """An address that names the author: kept only where names are."""
        return None if self._key else url
