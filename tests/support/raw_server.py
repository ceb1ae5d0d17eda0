"""A server on this machine that answers with any bytes at all, at any pace."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterable
from typing import Self

import orjson


class RawServer:
    """Answers every connection with the same pieces of bytes; remembers the requests.

    `pause_s` lies between two pieces. A piece is sent whole; then the connection is closed.
    """

    def __init__(self, pieces: Iterable[bytes], *, pause_s: float = 0.0) -> None:
        self.requests: list[bytes] = []
        self.n_sent = 0  # pieces, over all connections
        self._pieces = tuple(pieces)
        self._pause_s = pause_s
        self._over = threading.Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(0.02)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}/v1"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self._listening.close()

    def _serve(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listening.accept()
            except TimeoutError:
                continue
            with connection:
                try:
                    self._answer(connection)
                except OSError:  # the client hung up, which is part of the test
                    continue

    def _answer(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        self.requests.append(_request(connection))
        for piece in self._pieces:
            if self._over.wait(self._pause_s):
                return
            connection.sendall(piece)
            self.n_sent += 1
        connection.shutdown(socket.SHUT_WR)
        while not self._over.is_set() and connection.recv(4096):
            pass


def _request(connection: socket.socket) -> bytes:
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(65536)
        if not piece:
            return received
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    for line in head.split(b"\r\n"):
        name, _, number = line.partition(b":")
        if name.lower() == b"content-length":
            while len(body) < int(number):
                body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def chat(content: str) -> bytes:
    """The body of an answer in the OpenAI-compatible shape."""
    return orjson.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]})


def http(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A whole HTTP/1.1 answer; `length` is what it claims to have."""
    claimed = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {claimed}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body
