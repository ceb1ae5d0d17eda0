"""Folders of labelled sets, plain or packed."""

from pathlib import Path

import zstandard
from benchmarks.labelled_sets import MEASURED, pairs, split, table


def test_reads_plain_and_packed_tables_alike(tmp_path: Path) -> None:
    content = 'text\tlabel\n"one\ttake"\t1\n'
    (tmp_path / "dev.tsv").write_text(content)
    (tmp_path / "train.tsv.zst").write_bytes(zstandard.ZstdCompressor().compress(content.encode()))
    assert table(tmp_path / "dev.tsv") == [{"text": "one\ttake", "label": "1"}]
    assert table(tmp_path / "train.tsv.zst") == table(tmp_path / "dev.tsv")


def test_prefers_the_test_split(tmp_path: Path) -> None:
    for name in ("dev", "test", "train"):
        (tmp_path / f"{name}.tsv").write_text("text\nx\n")
    assert split(tmp_path, MEASURED) == tmp_path / "test.tsv"
    assert split(tmp_path, ("none",)) is None


def test_reads_pairs(tmp_path: Path) -> None:
    (tmp_path / "kor-eng.tsv").write_text("kor\teng\n하나\tone\n")
    assert list(pairs(tmp_path)) == [("kor", ["하나"], ["one"])]
