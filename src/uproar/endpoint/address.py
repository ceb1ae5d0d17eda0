"""The address of a language model's endpoint, read strictly: what is odd is refused."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from uproar.errors import ConfigError

_SETTING = "llm_base_url"
_HINT = "http://… or https://…, a host, and where needed a port and a path"
# source: RFC 3986, section 3.3, characters of a path, percent-encoded ones included
_PATH = re.compile(r"(?:/[A-Za-z0-9._~!$&'()*+,;=:@%-]*)*")
# source: RFC 1123, section 2.1, and RFC 1035, section 2.3.4; "_" is common in local networks
_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
_MAX_HOST = 253  # characters; source: RFC 1035, section 2.3.4


@dataclass(frozen=True, slots=True)
class Address:
    """A host that answers HTTP. `host` is in ASCII; an IPv6 one is without brackets."""

    is_encrypted: bool
    host: str
    port: int | None  # None: the scheme's usual one
    path: str  # without a slash at its end


def address_of(base_url: str) -> Address:
    """The parts of an address.

    Raises ConfigError for any that is not wholly plain; one that may hold a secret is not shown.

    >>> address_of("http://127.0.0.1:11434/v1/")
    Address(is_encrypted=False, host='127.0.0.1', port=11434, path='/v1')
    """
    if any(mark in base_url for mark in "@?#"):
        raise ConfigError(
            f"{_SETTING} holds a login, a query or a fragment", hint="put the key into llm_api_key"
        )
    refusal = ConfigError(f"{_SETTING} = {base_url[:200]!r} is unusable", hint=_HINT)
    try:
        parts = urlsplit(base_url)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError as error:  # a bracket left open, a port out of range, a name of no letters
        raise refusal from error
    # `urlsplit` drops some characters in silence: what it read has to be all that was written
    is_whole = parts.geturl() == base_url and base_url.isprintable() and " " not in base_url
    is_web = parts.scheme in ("http", "https") and host and _PATH.fullmatch(parts.path)
    if not (is_whole and is_web):
        raise refusal
    return Address(parts.scheme == "https", host, port, parts.path.rstrip("/"))


def _ascii_host(host: str) -> str:
    """The host as a resolver takes it; "" where it can be none. Raises ValueError."""
    if ":" in host:
        return str(ipaddress.IPv6Address(host))
    name = host.encode("idna").decode("ascii")
    is_name = len(name) <= _MAX_HOST and all(map(_LABEL.fullmatch, name.split(".")))
    return name if is_name else ""
