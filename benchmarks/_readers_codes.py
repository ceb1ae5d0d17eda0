"""What readers coded of an event's posts, and the event with those posts alone."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import zstandard

from benchmarks.labelled_sets import text_of
from uproar.sources.events.event_file import load_event

# Codes of posts to which a reader gave no theme begin so.
NO_THEME = "none-"


@dataclass(frozen=True, slots=True)
class Code:
    """What a reader said of one post."""

    about: bool
    lang: str
    stance: str
    emotion: str
    theme: str

    @property
    def has_theme(self) -> bool:
        """Whether the reader gave it a theme, not a reason for none."""
        return not self.theme.startswith(NO_THEME)


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader: the codes by the platform's post id, those that must not, and may be quoted."""

    name: str
    codes: dict[str, Code]
    banned: frozenset[str]
    fit: frozenset[str] = frozenset()


def reader_files(folder: Path) -> list[Path]:
    """The sheets of the readers in a folder, by name."""
    return sorted(p for p in folder.glob("readers.*.tsv") if not p.name.endswith(".quotes.tsv"))


def readers_of(folder: Path) -> list[Reader]:
    """Every reader of the event; sheets have no header and quote nothing."""
    readers = []
    for path in reader_files(folder):
        codes = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            post, about, lang, stance, emotion, theme = line.split("\t")
            codes[post] = Code(about == "y", lang, stance, emotion, theme)
        name = path.name.split(".")[1]
        listed = folder / f"readers.{name}.quotes.tsv"
        readers.append(Reader(name, codes, _judged(listed, "no"), _judged(listed, "fit")))
    return readers


def _judged(path: Path, sought: str) -> frozenset[str]:
    """The posts that a reader listed as not to be quoted, or as fit for it. No list: none."""
    if not path.is_file():
        return frozenset()
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(post for post, verdict, *_ in rows if verdict == sought)


def coded_alone(folder: Path, readers: Sequence[Reader], scratch: Path) -> Path:
    """A copy of the event that holds only the posts that a reader coded.

    Raises ValueError for posts in a format other than JSON lines or CSV.
    """
    copy = scratch / folder.name
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("readers.*", "posts"))
    ids = frozenset(post for reader in readers for post in reader.codes)
    for source in load_event(folder / "event.toml").sources:
        column = source.options.get("columns", {}).get("id", "id")
        for path in sorted(folder.glob(source.path)):
            target = copy / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            content = text_of(path)
            kept = (
                _csv_rows(content, column, ids)
                if ".csv" in path.name
                else _json_lines(content.splitlines(), column, ids)
            )
            written = kept.encode()
            if path.suffix == ".zst":
                written = zstandard.ZstdCompressor().compress(written)
            target.write_bytes(written)
    return copy


def _json_lines(lines: Iterable[str], column: str, ids: frozenset[str]) -> str:
    kept = [line for line in lines if line.strip() and str(json.loads(line).get(column)) in ids]
    return "".join(f"{line}\n" for line in kept)


def _csv_rows(content: str, column: str, ids: frozenset[str]) -> str:
    reader = csv.DictReader(io.StringIO(content, newline=""))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, reader.fieldnames or ())
    writer.writeheader()
    writer.writerows(row for row in reader if row.get(column) in ids)
    return out.getvalue()
