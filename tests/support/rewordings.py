"""Tries rewordings as a draft does: `python -m tests.support.rewordings FILE.tsv` prints the accepted.

FILE has a line each: a plain sentence with its slots, a tab, and what stands for it. A head line with
the columns `plain` and `rewording` may name them among others. `--plain` lists the plain sentences of
the made-up events, with their slots, in the order of the story, and what each reads as.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.evidence_more import ALL

from uproar.annotate.embed import vectors
from uproar.errors import EvidenceError
from uproar.model import Sentence
from uproar.tell import LENGTHS, Evidence, check, draft
from uproar.tell.plan.outline import plan_story
from uproar.tell.plan.plan import Plan, Point
from uproar.tell.rewording import why_refused
from uproar.tell.slots.fill import fill_sentence
from uproar.tell.write.draft import canonical, equal_wordings

HERE = Path(__file__).parents[1] / "unit" / "tell" / "rewordings"


@dataclass(frozen=True)
class Place:
    """Where a plain sentence stands: what it may be reworded by, and its evidence."""

    event: str
    point: Point
    wordings: tuple[str, ...]
    evidence: Evidence


@cache
def places() -> dict[str, Place]:
    """Every plain sentence of the made-up events at every length, by its text."""
    by_text: dict[str, Place] = {}
    for name, make in ALL.items():
        evidence = make()
        for plan in _plans(evidence):
            for point in plan.points():
                wordings = equal_wordings(point, plan)
                by_text.setdefault(wordings[0], Place(name, point, wordings, evidence))
    return by_text


def _plans(evidence: Evidence) -> Iterator[Plan]:
    earlier = draft(evidence)
    for length in LENGTHS:
        try:
            yield plan_story(evidence, length, earlier=earlier if length == "update" else None)
        except EvidenceError:  # nothing new to tell
            continue


def refusal(plain: str, rewording: str) -> str | None:
    """Why a draft would not take the rewording; None when it would."""
    place = places().get(canonical(plain))
    wordings = place.wordings if place else (canonical(plain),)
    reason = why_refused(canonical(rewording), wordings, "en", vectors)
    if reason or place is None:
        return reason
    sentence = Sentence(
        place.point.id, place.point.beat, canonical(rewording), "", place.point.support
    )
    return check(sentence, place.evidence)


def rows(path: Path) -> list[dict[str, str]]:
    """The lines of a file, by the names of its columns."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if line]
    head = lines[0] if "rewording" in lines[0] else ["plain", "rewording"]
    return [dict(zip(head, line, strict=False)) for line in lines[head is lines[0] :]]


def main(arguments: list[str]) -> int:
    if arguments == ["--plain"]:
        for plain, place in places().items():
            read = fill_sentence(Sentence("s", place.point.beat, plain), place.evidence).text
            sys.stdout.write(f"{place.event}\t{plain}\t{read}\n")
        return 0
    n_accepted = n = 0
    for row in rows(Path(arguments[0])):
        n += 1
        reason = refusal(row["plain"], row["rewording"])
        n_accepted += reason is None
        if reason is None:
            sys.stdout.write(f"{row['plain']}\t{row['rewording']}\n")
        elif "-v" in arguments:
            sys.stdout.write(f"# {reason}\t{row['rewording']}\n")
    sys.stderr.write(f"{n_accepted} of {n} accepted\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
