"""Opening plain, gzip and zstd files, whole, cut off, and made to harm."""

import gzip
from pathlib import Path

import pytest
import zstandard

from uproar.errors import ConfigError, UnexpectedPayload
from uproar.sources.records import decompress

TEXT = b"one one one\n" * 50_000


def zstd(raw: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(raw)


def save(folder: Path, raw: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    "packed",
    [
        TEXT,
        gzip.compress(TEXT),
        zstd(TEXT),
        gzip.compress(TEXT[:999]) + gzip.compress(TEXT[999:]),
        zstd(TEXT[:999]) + zstd(TEXT[999:]),
        gzip.compress(TEXT) + b"\0" * 700,
    ],
    ids=["plain", "gzip", "zstd", "gzip members", "zstd frames", "padded"],
)
def test_every_packing_gives_the_same_bytes(tmp_path: Path, packed: bytes) -> None:
    with decompress.open_file(save(tmp_path, packed)) as stream:
        assert stream.read() == TEXT


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_a_file_cut_off_says_so_after_its_last_whole_piece(tmp_path: Path, pack: object) -> None:
    packed = pack(TEXT)  # type: ignore[operator]
    with (
        decompress.open_file(save(tmp_path, packed[:-6])) as stream,
        pytest.raises(UnexpectedPayload, match="damaged"),
    ):
        while stream.read(1000):
            pass


def test_damage_inside_says_so(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(bytes(range(256)) * 5000))
    packed[40:60] = b"\xff" * 20
    with (
        decompress.open_file(save(tmp_path, bytes(packed))) as stream,
        pytest.raises(UnexpectedPayload, match="damaged"),
    ):
        stream.read()


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_a_bomb_is_refused_before_it_fills_memory(
    tmp_path: Path, pack: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decompress, "RATIO_FROM_BYTES", 1 << 20)
    monkeypatch.setattr(decompress, "MAX_RATIO", 500)
    packed = pack(b"\0" * (64 << 20))  # type: ignore[operator]
    with (
        decompress.open_file(save(tmp_path, packed)) as stream,
        pytest.raises(UnexpectedPayload, match="bomb"),
    ):
        while stream.read(1 << 20):
            pass


@pytest.mark.parametrize("magic", [b"PK\x03\x04aaaa", b"BZh9aaaa", b"\xfd7zXZ\x00aa"])
def test_other_archives_are_named(tmp_path: Path, magic: bytes) -> None:
    with pytest.raises(UnexpectedPayload, match="unpack it first"):
        decompress.open_file(save(tmp_path, magic))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot open .*nothing"):
        decompress.open_file(tmp_path / "nothing")


def test_a_file_of_holes_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "file").open("wb") as file:
        file.write(b'{"id": 1}\n')
        file.truncate(1 << 40)
    with pytest.raises(UnexpectedPayload, match="1,099,511,627,776 bytes") as refused:
        decompress.open_file(tmp_path / "file")
    assert refused.value.hint


@pytest.mark.parametrize(
    ("magic", "says"),
    [(b"PK\x03\x04", "CSV"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "CSV"), (b"Rar!", "unpack")],
)
def test_spreadsheets_and_archives_are_not_opened(magic: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(UnexpectedPayload) as refused:
        decompress.open_file(save(tmp_path, magic + b"x" * 100))
    assert says in refused.value.hint
