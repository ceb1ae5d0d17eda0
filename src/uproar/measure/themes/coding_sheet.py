"""A theme checked by hand: a random sample of its posts out, the coded sheet back as precision."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import xxhash

from uproar import intervals
from uproar.errors import UproarError
from uproar.model import Corpus
from uproar.text.spreadsheet import csv_text

COLUMNS = ("post_id", "theme", "text", "fits")
YES = frozenset({"yes", "y", "1", "true", "x"})
NO = frozenset({"no", "n", "0", "false"})
POSTS = """
select m.post_id, o.text from marks m join originals o on o.id = m.post_id
where m.kind = 'theme' and m.value = $theme order by m.post_id
"""


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of a theme's sampled posts belong to it, by the coder's judgement."""

    theme: str
    share: float
    low: float
    high: float
    n: int
    n_left_open: int


def sample(corpus: Corpus, theme: str, *, n: int = 100, seed: int = 0) -> str:
    """A CSV sheet of a theme's originals to code: fill `fits` with yes or no.

    The same seed gives the same posts. Fewer posts than asked: all of them.
    """
    rows = corpus.query(POSTS, {"theme": theme}).to_pylist()
    drawn = sorted(rows, key=lambda row: (_draw(row["post_id"], seed), row["post_id"]))[:n]
    return csv_text(COLUMNS, [(row["post_id"], theme, row["text"], "") for row in drawn])


def precision(sheet: str) -> list[Precision]:
    """The coded sheet's precision per theme, with its 95 % interval. Open rows are not counted.

    Raises UproarError for a sheet without the columns, or a judgement that is neither yes nor no.

    >>> judged = precision("post_id,theme,text,fits\\nx:1,t1,a,yes\\nx:2,t1,b,no\\nx:3,t1,c,\\n")
    >>> [(p.theme, p.share, p.n, p.n_left_open) for p in judged]
    [('t1', 0.5, 2, 1)]
    """
    reader = csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"), newline=""))
    missing = {"theme", "fits"} - set(reader.fieldnames or ())
    if missing:
        raise UproarError(
            f"the coded sheet has no column {min(missing)!r}; columns: {reader.fieldnames}",
            hint=f"keep the columns as exported: {', '.join(COLUMNS)}",
        )
    judged: dict[str, list[int]] = {}
    for line, row in enumerate(reader, 2):
        fits = (row["fits"] or "").strip().casefold()
        if fits and fits not in YES | NO:
            raise UproarError(f"line {line}: fits = {row['fits']!r}", hint="write yes or no")
        tally = judged.setdefault(row["theme"] or "", [0, 0, 0])
        tally[0 if fits in YES else 1 if fits else 2] += 1
    return [
        Precision(theme, *intervals.share(yes, yes + no), n=yes + no, n_left_open=left)
        for theme, (yes, no, left) in sorted(judged.items())
    ]


def _draw(post_id: str, seed: int) -> int:
    return xxhash.xxh3_64_intdigest(post_id.encode(), seed=seed)
