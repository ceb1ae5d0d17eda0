"""The text to train on: every set with a licence that allows shipping, less the test sentences.

A row is (language, text, meaning): the meaning is the text whose teacher vector is the target, an
English translation where there is one, else the text itself.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sparse
import xxhash
import zstandard

MAX_CHARS = 280
TOO_CLOSE = 0.55  # character-trigram Jaccard to a test sentence from which on a row is left out
_NOISE = re.compile(r"https?://\S+|\[(?:URL|USERNAME|NAME|RELIGION)\]|@\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+")
_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+(?=[.,!?;:)'’]|n't\b)")


class Row(NamedTuple):
    lang: str
    text: str
    meaning: str


def rows(shared: Path, sources: Path, sizes: dict[str, int]) -> list[Row]:
    """All rows, each text once, in an order that depends on the texts alone."""
    found: dict[tuple[str, str], Row] = {}
    for name, gathered in _sets(shared, sources):
        wanted = sorted(set(gathered), key=lambda r: _key(r.text + "\t" + r.meaning))
        for row in wanted[: sizes.get(name, len(wanted))]:
            found.setdefault((row.lang, row.text), row)
    kept = without_tests(list(found.values()), shared / "tatoeba")
    return sorted(kept, key=lambda r: _key(r.lang + "\t" + r.text))


def clean(text: str) -> str:
    """Text without links and masks, on one line, of at most MAX_CHARS characters."""
    return _SPACES.sub(" ", _NOISE.sub(" ", text)).strip()[:MAX_CHARS]


def _key(text: str) -> int:
    return int(xxhash.xxh3_64_intdigest(text.encode()))


def _sets(shared: Path, sources: Path) -> Iterator[tuple[str, list[Row]]]:
    yield "goemotions", _alone("en", column(shared / "goemotions/train.tsv.zst", "text"))
    yield "kote", _alone("ko", column(shared / "kote/val.tsv.zst", "text"))
    reviews = column(shared / "naver-movie-reviews/reviews.tsv.zst", "review", quoted=False)
    yield "naver", _alone("ko", reviews)
    yield "wisesight", _alone("th", column(shared / "wisesight-thai/train.tsv.zst", "texts"))
    yield "emot", _alone("id", column(shared / "indonlu-emot/train.tsv", "tweet"))
    yield (
        "smsa",
        _alone("id", (line.split("\t")[0] for line in _lines(sources / "indonlu-smsa.tsv"))),
    )
    for iso, lang in (("kor", "ko"), ("jpn", "ja"), ("spa", "es")):
        yield f"tatoeba-{iso}", _translated(lang, _tabbed(sources / f"tatoeba-{iso}.txt"))
    yield "tatoeba-fra", _translated("fr", _french(sources))
    yield "machado", _alone("pt", _sentences(sources / "machado" / "txt"))
    yield "tanaka", _translated("ja", _tanaka(sources))
    for folder in ("de", "es", "fr", "id", "it", "ja", "ko", "pt_BR", "pt_PT", "th"):
        pairs = described_pairs(sources / "tldr", folder)
        yield f"tldr-{folder}", _translated(folder[:2], pairs)


def _alone(lang: str, texts: Iterable[str]) -> list[Row]:
    return [Row(lang, t, t) for t in map(clean, texts) if len(t) >= 3]


def _translated(lang: str, pairs: Iterable[tuple[str, str]]) -> list[Row]:
    """Both sides of each pair, with the English side as their meaning."""
    gathered = []
    for english, other in pairs:
        english, other = clean(english), clean(other)
        if len(english) >= 3 and len(other) >= 2:
            gathered += [Row(lang, other, english), Row("en", english, english)]
    return gathered


def _lines(path: Path) -> list[str]:
    content = path.read_bytes()
    if path.suffix == ".zst":
        content = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(content)).read()
    return content.decode().split("\n")


def column(path: Path, name: str, *, quoted: bool = True) -> list[str]:
    quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    table = csv.DictReader(io.StringIO("\n".join(_lines(path))), delimiter="\t", quoting=quoting)
    return [row[name] or "" for row in table]


def _tabbed(path: Path) -> Iterator[tuple[str, str]]:
    for line in _lines(path):
        cells = line.split("\t")
        if len(cells) >= 2:
            yield cells[0], cells[1]


def _french(sources: Path) -> Iterator[tuple[str, str]]:
    """Pairs of which both sides are in the list of 2016, too.

    The longer list carries no notice of its licence; that of 2016 does, but its two sides no
    longer stand line by line.
    """
    known = [
        {_SPACES.sub(" ", line).strip() for line in _lines(sources / f"tatoeba-2016-{side}.txt")}
        for side in ("eng", "fra")
    ]
    for english, french in _tabbed(sources / "tatoeba-fra.txt"):
        plain = [_SPACES.sub(" ", side).strip() for side in (english, french)]
        if plain[0] in known[0] and plain[1] in known[1]:
            yield plain[0], plain[1]


def _sentences(folder: Path) -> Iterator[str]:
    """Sentences of a folder of prose, from files and lines in a fixed order."""
    for path in sorted(folder.rglob("*.txt")):
        for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8", errors="replace")):
            for sentence in _SENTENCE_END.split(" ".join(paragraph.split())):
                if 20 <= len(sentence) <= 220:
                    yield sentence.lstrip("-–— ")


def _tanaka(sources: Path) -> Iterator[tuple[str, str]]:
    english, japanese = _lines(sources / "tanaka.train.en"), _lines(sources / "tanaka.train.ja")
    for left, right in zip(english, japanese, strict=True):
        yield _BEFORE_MARK.sub("", left), right.replace(" ", "")


def described_pairs(folder: Path, lang: str) -> Iterator[tuple[str, str]]:
    """Descriptions of the same command in English and another language."""
    for page in sorted((folder / f"pages.{lang}").rglob("*.md")):
        original = folder / "pages" / page.relative_to(folder / f"pages.{lang}")
        if original.exists():
            english = dict(_described(original))
            for command, words in _described(page):
                if command in english:
                    yield english[command], words


def _described(page: Path) -> Iterator[tuple[str, str]]:
    """(command without its placeholders, description) of a tldr page, and its summary lines."""
    words, n_summary = "", 0
    for line in page.read_text().split("\n"):
        if line.startswith("> ") and "<http" not in line:
            n_summary += 1
            yield f"summary {n_summary}", line[2:].replace("`", "")
        elif line.startswith("- "):
            words = line[2:].rstrip(":").replace("[", "").replace("]", "").replace("`", "")
        elif line.startswith("`") and words:
            yield re.sub(r"\{\{.*?\}\}", "{}", line), words
            words = ""


def without_tests(gathered: list[Row], tatoeba: Path) -> list[Row]:
    """Rows of which neither the text nor the meaning is near a sentence of the test pairs."""
    tests = {cell for path in sorted(tatoeba.glob("*-eng.tsv")) for cell in _cells(path)}
    texts = sorted({r.text for r in gathered} | {r.meaning for r in gathered})
    close = set(_close(texts, sorted(tests)))
    return [r for r in gathered if r.text not in close and r.meaning not in close]


def _cells(path: Path) -> Iterator[str]:
    for line in _lines(path):
        yield from line.split("\t")


def _close(texts: list[str], tests: list[str]) -> Iterator[str]:
    right = _trigrams(tests)
    n_right = np.diff(right.indptr)
    turned = right.T.tocsr()
    for start in range(0, len(texts), 2000):
        left = _trigrams(texts[start : start + 2000])
        shared = (left @ turned).tocoo()
        union = np.diff(left.indptr)[shared.row] + n_right[shared.col] - shared.data
        for row in np.unique(shared.row[shared.data >= TOO_CLOSE * union]):
            yield texts[start + row]


def _trigrams(texts: list[str]) -> sparse.csr_matrix:
    """Shape: (n, 2**20), which character trigrams (bigrams in scripts without spaces) occur."""
    indices, ends = [], [0]
    for text in texts:
        plain = "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())
        width = 3 if plain.isascii() else 2
        grams = {plain[i : i + width] for i in range(max(1, len(plain) - width + 1))}
        indices += sorted({_key(gram) & 0xFFFFF for gram in grams})
        ends.append(len(indices))
    ones = np.ones(len(indices), np.float32)
    return sparse.csr_matrix((ones, indices, ends), shape=(len(texts), 1 << 20))
