"""Widens the table to twenty languages: new pieces, and rows taught by both packaged teachers.

    python -m training.twenty --shared ../shared/data --sources folder

starts from the shipped table of the first languages (`make models` makes it) and leaves what their
texts use as it is. USE-multilingual says where the English of a sentence points, and the sentences
of the languages that it knows; multilingual-e5-small says where new words and the sentences of
Hindi, Indonesian and Vietnamese point, by a linear map into the table's space.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import sentencepiece
import xxhash

from training import corpus, pieces, translated, widened
from training.distil import quantised
from training.shipping import put
from training.teacher import Teacher, encoded
from uproar.annotate import embed, subwords
from uproar.annotate.closer import CLOSEST
from uproar.errors import UproarError
from uproar.models import load

log = logging.getLogger(__name__)
Array = np.ndarray[Any, Any]

# Languages whose words get pieces of their own, and those whose sentences e5 teaches.
NEW = ("hi", "vi", "tl", "ms", "id")
BY_E5 = {"vi": 3500, "hi": 3500, "id": 2500}
# Sentences of Common Voice of a language, and rows of program texts and manuals, at most.
VOICE = {
    "ar": 14_000, "de": 9_000, "it": 7_000, "nl": 9_000, "pl": 12_000, "tr": 11_500, "zh": 12_000,
    "ja": 5_500, "es": 2_000, "pt": 2_000,
}  # fmt: skip
MOST = {"manuals": 4_000, "programs": 4_000}
E5_CHARS = 70  # of a sentence that e5 reads: longer ones cost much
# Share of the table's own vector of the English in a target, beside the teacher's.
OWN_SHARE = 0.5
RIDGE = {"use": 1.0, "e5": 3.0}
# Share of its parts' sum in a new word's start, beside e5's.
PARTS_SHARE = 0.3


class Rows(NamedTuple):
    """Texts with their languages and the texts that say where they point."""

    langs: list[str]
    texts: list[str]
    meanings: list[str]


def ship(shared: Path, sources: Path, cache: Path) -> None:
    """Widen the table that is there, and put it and the longer vocabulary among the shipped.

    Raises UproarError where the table is wide already.
    """
    if subwords.PARTS in load.digests() and len(load.arrays(subwords.PARTS)["ids"]):
        raise UproarError("the table knows twenty languages already", hint="make models")
    rows = gathered(shared, sources)
    log.info("%d rows of %d languages", len(rows.texts), len(set(rows.langs)))
    vocabulary = load.path(subwords.MODEL).read_bytes()
    added = _added(vocabulary, rows, first_texts(shared))
    log.info("%d new pieces", len(added))
    longer = sentencepiece.SentencePieceProcessor(model_proto=pieces.with_pieces(vocabulary, added))
    table, bag, aims, of = _prepared(rows, added, longer, first_texts(shared), cache)
    trained = widened.train(table, bag, aims, of)
    int8s, exponent = quantised(trained)
    put(embed.MODEL, {"rows": int8s, "exponent": exponent, "place": table.place.astype(np.int32)})
    put(subwords.PARTS, parts_of(added))
    put(subwords.MODEL, pieces.with_pieces(vocabulary, added))


def parts_of(added: Sequence[pieces.Piece]) -> dict[str, Array]:
    """The old pieces of the new ones, end to end."""
    ids = [part for piece in added for part in piece.parts]
    ends = np.cumsum([0, *(len(piece.parts) for piece in added)])
    return {"ids": np.array(ids, np.int32), "ends": ends.astype(np.int32)}


def gathered(shared: Path, sources: Path) -> Rows:
    """The rows to train on, each text once; a quarter of them in lower case too, as posts are."""
    by_source: dict[tuple[str, str], dict[tuple[str, str], corpus.Row]] = defaultdict(dict)
    for name, row in translated.rows(sources):
        by_source[row.lang, name].setdefault((row.lang, row.text), row)
    kept: dict[tuple[str, str], corpus.Row] = {}
    for (lang, name), found in by_source.items():
        most = MOST.get(name, len(found))
        if name == "voice":
            most = BY_E5.get(lang, VOICE.get(lang, 0))
            if lang in BY_E5:
                found = {key: r for key, r in found.items() if len(r.text) <= E5_CHARS}
        for key in sorted(found, key=lambda key: _hash(key[1]))[:most]:
            kept.setdefault(key, found[key])
    spoken = {row.meaning for row in kept.values() if row.lang != "en"}
    chosen = [row for row in kept.values() if row.lang != "en" or row.meaning in spoken]
    thai = [corpus.clean(t) for t in _wisesight(shared)]
    chosen += [corpus.Row("th", t, t) for t in thai if len(t) > 3][:8_000]
    every = corpus.without_tests(chosen, shared / "tatoeba")
    every += [
        r._replace(text=r.text.lower())
        for i, r in enumerate(every)
        if i % 4 == 0 and r.text.lower() != r.text
    ]
    return Rows(*(list(cells) for cells in zip(*every, strict=True)))


def _hash(text: str) -> int:
    return int(xxhash.xxh3_64_intdigest(text.encode()))


def _wisesight(shared: Path) -> list[str]:
    return corpus.column(shared / "wisesight-thai/train.tsv.zst", "texts")


def first_texts(shared: Path) -> list[str]:
    """Posts of the first languages, which must be read as they were."""
    texts = corpus.column(shared / "goemotions/train.tsv.zst", "text")
    texts += corpus.column(shared / "kote/val.tsv.zst", "text")
    reviews = corpus.column(shared / "naver-movie-reviews/reviews.tsv.zst", "review", quoted=False)
    texts = subwords.plain([*texts, *reviews[:30_000]])
    return texts + [text.lower() for text in texts]


def _added(vocabulary: bytes, rows: Rows, first: list[str]) -> list[pieces.Piece]:
    model = sentencepiece.SentencePieceProcessor(model_proto=vocabulary)
    own: list[str] = []
    counts = []
    for lang in NEW:
        written = [t for of, t in zip(rows.langs, rows.texts, strict=True) if of == lang]
        texts = subwords.plain(written)
        texts += [text.lower() for text in texts]
        own += texts
        counts.append(pieces.words([*texts, *(2 * [t for t in texts if " " not in t])]))
        if lang in pieces.PAIRED:
            counts.append(pieces.pairs(texts, counts[-1]))
    others = subwords.plain(
        [t for of, t in zip(rows.langs, rows.texts, strict=True) if of not in NEW]
    )
    others += [text.lower() for text in others] + first
    found = pieces.new_pieces(model, counts)
    # a piece that is left out makes room for another: twice settles it
    for _ in range(2):
        found = pieces.harmless(vocabulary, found, others, own)
    return found


def _prepared(
    rows: Rows,
    added: list[pieces.Piece],
    longer: sentencepiece.SentencePieceProcessor,
    first: list[str],
    cache: Path,
) -> tuple[widened.Wide, subwords.Bag, Array, Array]:
    """The table before training, the texts in pieces, and where they should point."""
    stored = {name: np.asarray(array) for name, array in load.arrays(embed.MODEL).items()}
    by_e5 = [
        lang in BY_E5 and text == meaning
        for lang, text, meaning in zip(rows.langs, rows.texts, rows.meanings, strict=True)
    ]
    of_e5 = {m for m, is_e5 in zip(rows.meanings, by_e5, strict=True) if is_e5}
    meanings = sorted({*rows.meanings} - of_e5)
    teacher = Teacher()
    use = encoded(teacher.encode, meanings, cache / "vectors").astype(np.float32)
    english = {m for la, m in zip(rows.langs, rows.meanings, strict=True) if la == "en"}
    known = np.array([i for i, m in enumerate(meanings) if m in english])
    own = _unit(embed.vectors([meanings[i] for i in known]).astype(np.float32))
    map_use = _map(use[known], own, RIDGE["use"])
    aims = _unit(use @ map_use)
    aims[known] = (1 - OWN_SHARE) * aims[known] + OWN_SHARE * own
    short = _short(rows)
    names = [piece.name.replace(pieces.SPACE, " ").strip() for piece in added]
    spoken = sorted(of_e5)
    e5 = _unit(encoded(CLOSEST.read, [*short, *names, *spoken], cache / "e5").astype(np.float32))
    e5 -= e5[: len(short)].mean(0)
    map_e5 = _map(e5[: len(short)], _unit(embed.vectors(short).astype(np.float32)), RIDGE["e5"])
    by_name, by_speech = np.split(_unit(e5[len(short) :] @ map_e5), [len(names)])
    bag = _bag(longer, rows.texts)
    n = longer.get_piece_size()
    n_first = np.bincount(_bag(longer, first).ids, minlength=n)
    is_first = np.repeat(np.isin(rows.langs, widened.FIRST), np.diff(bag.ends))
    n_first += np.bincount(bag.ids[is_first], minlength=n)
    edges = (teacher.pieces.bos_id(), teacher.pieces.eos_id())
    old = range(len(stored["place"]))
    single = teacher.encode_ids([[edges[0], p, edges[1]] for p in old]) @ map_use
    used = np.bincount(bag.ids, minlength=n)
    table = widened.widened(stored, [p.parts for p in added], single, used, n_first)
    table = widened.started(table, len(stored["place"]), by_name, PARTS_SHARE)
    place = {m: i for i, m in enumerate([*meanings, *spoken])}
    of = np.array([place[m] for m in rows.meanings])
    return table, bag, np.concatenate([_unit(aims), by_speech]).astype(np.float16), of


def _short(rows: Rows) -> list[str]:
    """Short texts of the first languages, on which both spaces are known."""
    found: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for lang, text in zip(rows.langs, rows.texts, strict=True):
        if lang in widened.FIRST and len(text) <= 80:
            found[lang, len(text) <= 30].add(text)
    return [
        text
        for (_, is_short), texts in sorted(found.items())
        for text in sorted(texts, key=_hash)[: 900 if is_short else 300]
    ]


def _bag(model: sentencepiece.SentencePieceProcessor, texts: Sequence[str]) -> subwords.Bag:
    numbers = model.encode(subwords.plain(texts), out_type=int)
    cut = [np.array(n[: subwords.MAX_PIECES], np.int64) for n in numbers]
    return subwords.Bag(np.concatenate(cut), np.cumsum([0, *map(len, cut)]))


def _map(left: Array, right: Array, ridge: float) -> Array:
    """The linear map that takes rows of `left` nearest to those of `right`, with a ridge."""
    return np.linalg.solve(left.T @ left + ridge * np.eye(left.shape[1]), left.T @ right)


def _unit(rows: Array) -> Array:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.twenty", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sources", type=Path, default=Path(".models-cache/sources"))
    parser.add_argument("--cache", type=Path, default=Path(".models-cache"))
    asked = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        ship(asked.shared, asked.sources, asked.cache)
    except UproarError as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
