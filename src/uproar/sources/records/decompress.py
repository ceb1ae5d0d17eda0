"""Opening a user's file: plain, gzip or zstd, as a stream that cannot exhaust memory or disk.

Frames are decompressed one by one, not through `gzip.GzipFile` and zstandard's `stream_reader`: the
latter takes a file that is cut off for one that ends (measured with zstandard 0.25).
"""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import zstandard

from uproar.errors import UnexpectedPayload
from uproar.files import open_regular

# chosen on: judgement; not swept. The buffer that readers of the stream see.
CHUNK_BYTES = 1 << 18
# by definition: a kilobyte decompresses to 30 MB at the very most, so that no read fills the memory
READ_BYTES = 1 << 10
# source: the monthly Reddit dumps are packed with this window.
ZSTD_WINDOW_BYTES = 2**31
# chosen on: judgement; JSON lines of chat shrink about 20-fold, those of one repeated line up to
# 300-fold, a bomb thousands of times. Decompressed bytes per byte on disk.
MAX_RATIO = 1000
# chosen on: judgement; what decompresses to less than this harms nobody, whatever its ratio
RATIO_FROM_BYTES = 64 << 20
# chosen on: judgement; more than any desk's disk holds
MAX_BYTES = 2 << 40
_BLOCK_BYTES = 512  # source: POSIX, st_blocks
_UNPACK = "unpack it first"
_REFUSED = {
    b"PK\x03\x04": ("a zip archive", "unpack it first; save a spreadsheet as CSV"),
    b"\xd0\xcf\x11\xe0": ("an old Office document", "save it as CSV"),
    b"BZh": ("bzip2", _UNPACK),
    b"\xfd7zXZ\x00": ("xz", _UNPACK),
    b"7z\xbc\xaf\x27\x1c": ("a 7z archive", _UNPACK),
    b"Rar!": ("a rar archive", _UNPACK),
}


def open_file(path: Path) -> io.BufferedReader:
    """The file's decompressed bytes as a stream.

    Raises ConfigError when it cannot be opened or is no regular file, UnexpectedPayload for another
    kind of archive and, while reading, for one that is cut off, damaged, or decompresses to more
    than the limits allow.
    """
    with open_regular(path) as file:
        _refuse_holes(path, file)
        head = file.read(8)
    for magic, (what, hint) in _REFUSED.items():
        if head.startswith(magic):
            raise UnexpectedPayload(f"{path.name} is {what}", hint=hint)
    for magic, new_frame in _PACKED.items():
        if head.startswith(magic):
            return io.BufferedReader(_PieceStream(_decompressed(path, new_frame)), CHUNK_BYTES)
    return open_regular(path)


def n_bytes_read(stream: io.BufferedReader) -> int:
    """How many decompressed bytes a stream of `open_file` has taken from its file so far."""
    return stream.raw.tell()


def _refuse_holes(path: Path, file: io.BufferedReader) -> None:
    """Refuse a file that a file system makes up of zeros: it is a bomb that needs no packing."""
    if isinstance(file.raw, io.BytesIO):
        return
    status = os.fstat(file.fileno())
    on_disk = getattr(status, "st_blocks", status.st_size) * _BLOCK_BYTES
    if status.st_size > max(RATIO_FROM_BYTES, MAX_RATIO * on_disk):
        raise UnexpectedPayload(
            f"{path.name} says that it has {status.st_size:,} bytes; {on_disk:,} are on the disk",
            hint="this looks like a file of zeros; copy it again",
        )


class _Frame(Protocol):
    """The state of decompressing one frame (zstd) or member (gzip)."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, packed: bytes, /) -> bytes: ...


def _zstd_frame() -> _Frame:
    return zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW_BYTES).decompressobj()


def _gzip_frame() -> _Frame:
    return zlib.decompressobj(wbits=31)  # 31: a gzip header, and the largest window


_PACKED: dict[bytes, Callable[[], _Frame]] = {
    b"\x1f\x8b": _gzip_frame,
    b"\x28\xb5\x2f\xfd": _zstd_frame,
}


def _decompressed(path: Path, new_frame: Callable[[], _Frame]) -> Iterator[bytes]:
    """The decompressed pieces of a file of one or more frames."""
    packed_bytes, unpacked_bytes = 0, 0
    frame: _Frame | None = None
    with open_regular(path) as file:
        while packed := file.read(READ_BYTES):
            packed_bytes += len(packed)
            while packed:
                if frame is None and not packed.strip(b"\0"):
                    break  # padding after the last frame
                frame = frame or new_frame()
                try:
                    piece = frame.decompress(packed)
                except (zlib.error, zstandard.ZstdError) as error:
                    raise _damaged(path, unpacked_bytes, str(error)) from error
                unpacked_bytes += len(piece)
                _refuse_bomb(path, packed_bytes, unpacked_bytes)
                yield piece
                packed = frame.unused_data if frame.eof else b""
                frame = None if frame.eof else frame
    if frame is not None:
        raise _damaged(path, unpacked_bytes, "it ends in the middle")


def _damaged(path: Path, unpacked_bytes: int, why: str) -> UnexpectedPayload:
    return UnexpectedPayload(
        f"{path.name} is damaged after {unpacked_bytes:,} decompressed bytes: {why}",
        hint="fetch the file again; what was read before that point is whole",
    )


def _refuse_bomb(path: Path, packed_bytes: int, unpacked_bytes: int) -> None:
    is_bomb = unpacked_bytes > RATIO_FROM_BYTES and unpacked_bytes > MAX_RATIO * packed_bytes
    if is_bomb or unpacked_bytes > MAX_BYTES:
        raise UnexpectedPayload(
            f"{path.name}: {packed_bytes:,} bytes unpack to {unpacked_bytes:,} and more",
            hint="this looks like a decompression bomb; unpack it yourself if you trust it",
        )


class _PieceStream(io.RawIOBase):
    """A readable stream over pieces of bytes."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")
        self._n_read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as io calls it
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        n = min(len(buffer), len(self._rest))
        buffer[:n] = self._rest[:n]
        self._rest = self._rest[n:]
        self._n_read += n
        return n

    def tell(self) -> int:
        return self._n_read
