"""One POST to one host: nothing followed, nothing unpacked, bounded in bytes and in time.

urllib3 speaks the protocol: it is maintained, installed already (the archive's reader needs it),
and refuses lengths and chunks that do not add up. Its connection is used below the pool: there,
no redirect, no proxy of the environment, no retry and no cookie come into play.
"""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from uproar.endpoint.address import Address
from uproar.errors import EvidenceError

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection

MAX_REPLY_BYTES = 1_000_000  # chosen on: judgement, a story's sentences fifty times over
_PIECE_BYTES = 65_536  # by definition: read at a time, decides nothing
# How long a call that was cut off may take to put its socket away before it is left behind.
_GRACE_S = 1.0  # chosen on: judgement; not swept
_REDIRECTS = range(300, 400)  # source: RFC 9110, section 15.4
_FINE = 200  # source: RFC 9110, section 15.3.1


def post(
    address: Address, path: str, content: bytes, headers: Mapping[str, str], *, timeout_s: float
) -> bytes:
    """The body of the answer.

    Raises EvidenceError when no whole, plain answer with status 200 comes within `timeout_s`, a
    time for all of it: resolving, connecting, sending, and the answer's last byte. Nothing that
    the server sent stands in the error.
    """
    call = _Call(address, address.path + path, content, headers, timeout_s)
    thread = threading.Thread(target=call.run, daemon=True, name="language-model")
    thread.start()
    thread.join(timeout_s)
    if thread.is_alive():
        call.cut_off()
        thread.join(_GRACE_S)
        raise EvidenceError(
            f"the language model gave no whole answer within {timeout_s:g} s",
            hint="raise llm_timeout_s, or ask a faster model",
        )
    if isinstance(call.outcome, bytes):
        return call.outcome
    raise call.outcome


class _Call:
    """A call in a thread of its own, which the caller can cut off wherever it hangs."""

    def __init__(
        self,
        address: Address,
        path: str,
        content: bytes,
        headers: Mapping[str, str],
        timeout_s: float,
    ) -> None:
        self.outcome: bytes | BaseException = EvidenceError("the language model gave no answer")
        self._connection = _connection(address, timeout_s)
        self._request = (path, content, {"Accept-Encoding": "identity", **headers})

    def run(self) -> None:
        from urllib3.exceptions import HTTPError

        try:
            self.outcome = self._answer()
        except EvidenceError as error:
            self.outcome = error
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            # no route, no name, no certificate; lines, lengths and chunks that are none
            name = type(error).__name__
            self.outcome = EvidenceError(f"the language model gave no sound answer: {name}")
        except BaseException as error:  # noqa: BLE001  # a bug is raised where the caller is
            self.outcome = error
        finally:
            self._connection.close()

    def cut_off(self) -> None:
        """End whatever the thread waits for, by closing the line under it."""
        line: socket.socket | None = self._connection.sock
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _answer(self) -> bytes:
        path, content, headers = self._request
        self._connection.request(
            "POST", path, content, headers, preload_content=False, decode_content=False
        )
        with self._connection.getresponse() as response:
            if response.status in _REDIRECTS:
                raise EvidenceError(
                    f"the language model answered with a redirect ({response.status}), "
                    "which is not followed",
                    hint="set llm_base_url to where the model is",
                )
            if response.status != _FINE:
                raise EvidenceError(f"the language model answered with status {response.status}")
            if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
                raise EvidenceError("the language model's answer is packed, unasked")
            if not response.headers.get("Content-Length", "0").isdecimal():
                raise EvidenceError("the language model's answer has a length that is no number")
            body = bytearray()
            for piece in response.stream(_PIECE_BYTES, decode_content=False):
                body += piece
                if len(body) > MAX_REPLY_BYTES:
                    raise EvidenceError(
                        f"the language model's answer is over {MAX_REPLY_BYTES:,} bytes long"
                    )
            return bytes(body)


def _connection(address: Address, timeout_s: float) -> HTTPConnection:
    from urllib3.connection import HTTPConnection, HTTPSConnection

    kind = HTTPSConnection if address.is_encrypted else HTTPConnection
    # a single wait may be as long as the whole call: what ends it is the deadline, not this
    return kind(address.host, address.port, timeout=timeout_s + _GRACE_S)
