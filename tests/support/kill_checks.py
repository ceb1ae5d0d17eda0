"""What must hold after a kill: nothing lost, doubled, half written or locked; erasures finished."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path

from tests.support.desk_bytes import remnants
from tests.support.kill_cases import Case, Contents, cases, contents, prepared
from tests.support.killing import Death, Nursery
from tests.support.whole_desk import STORY, WholeDesk, spoken

from uproar.errors import DamageError, UproarError
from uproar.store.layout import LOCKS
from uproar.store.oplog.lock import free_lock

# The command that comes next is one of these, none of which is about what was killed.
NEXT = (
    *(("exports",), ("rejects",), ("review", "log", "--story", STORY), ("event",), ("gather",)),
    *(
        ("why", "0", "--posts", "3", "--story", STORY),
        ("annotate",),
        ("archive", "search", "ladder"),
        ("doctor",),
    ),
)


PARTS = tuple(field.name for field in fields(Contents))
ACKNOWLEDGING = (
    *("keep", "cut", "clear", "block", "gloss", "listen", "approve", "forget", "forget now"),
    *("forget account", "annotate", "story", "brief"),
)
# A second measurement begins with the memories of the first, a second list of cuts finds them cut.
REPEATING = ("measure", "apply")


class Killer:
    """Kills one command after the other on copies of prepared desks."""

    def __init__(self, folder: Path, nursery: Nursery) -> None:
        self._folder, self._nursery = folder, nursery
        self.desks = prepared(folder / "prepared")
        self.cases = {case.name: case for case in cases(self.desks["base"])}
        self._whole: dict[str, tuple[Contents, Contents, int, float]] = {}
        self._turn = 0

    def kills(self, name: str, n: int, seed: int) -> Iterator[str]:
        """Kill a command `n` times: at steps of its own from the first to the last, and at random
        moments. Yields what each kill found the command doing."""
        case = self.cases[name]
        n_steps, seconds = self._unkilled(case)[2:]
        chance = random.Random(seed)
        n_chosen = min(n_steps, n * 2 // 3)
        chosen = sorted({1 + i * (n_steps - 1) // max(1, n_chosen - 1) for i in range(n_chosen)})
        for step in chosen:
            yield self._killed(case, last=step)
        left = n - len(chosen)
        while left > 0:
            said = self._killed(case, seconds=chance.random() * seconds)
            if said == "killed":
                left -= 1
            else:
                seconds *= 0.8  # it was quicker than it had been
            yield said

    def steps(self, name: str) -> int:
        """How many steps a command takes that nobody kills."""
        return self._unkilled(self.cases[name])[2]

    def _unkilled(self, case: Case) -> tuple[Contents, Contents, int, float]:
        """What the desk holds before and after the command, its steps and how long it takes."""
        if case.name not in self._whole:
            desk = self._copy(case.variant)
            before = contents(self._copy("base")) if case.variant == "damaged" else contents(desk)
            start = time.monotonic()
            death = self._nursery.run(desk.path, *case.words(desk), "--desk", desk.path)
            seconds = time.monotonic() - start
            assert death.code == 0, (case.name, death)
            self._whole[case.name] = (before, contents(desk), death.n_steps, seconds)
        return self._whole[case.name]

    def _copy(self, variant: str) -> WholeDesk:
        root = self._folder / "killed"
        shutil.rmtree(root, ignore_errors=True)
        return self.desks[variant].copy(root)

    def _killed(self, case: Case, *, last: int = 0, seconds: float | None = None) -> str:
        """Kill it once and check all; a failure says at which step or moment."""
        try:
            return self._checked(case, last=last, seconds=seconds)
        except (AssertionError, UproarError) as error:
            place = f"step {last}" if last else f"{seconds:.4f} s"
            raise AssertionError(f"{case.name}, killed at {place}: {error}") from error

    def _checked(self, case: Case, *, last: int, seconds: float | None) -> str:
        before, done, *_ = self._unkilled(case)
        desk = self._copy(case.variant)
        words = (*case.words(desk), "--desk", desk.path)
        death = self._nursery.run(desk.path, *words, last=last, seconds=seconds)
        n_begun = self._begun(desk)
        self._turn += 1
        following = NEXT[self._turn % len(NEXT)]
        code, out, err = spoken(*following, "--desk", desk.path)
        allowed = (0, DamageError.exit_code) if case.variant == "damaged" else (0,)
        assert code in allowed, (following, code, err)
        if case.variant != "damaged":
            self._check_doctor(desk, following, out)
            self._check_rest(desk)
            self._check_contents(case, before, done, contents(desk), death)
        if case.erases and n_begun:
            assert remnants(desk.path, *case.erases) == []
        code, _, err = spoken(*words)
        assert code in case.codes, (code, err)
        self._check_rest(desk)
        self._check_again(case, done, contents(desk))
        return "killed" if death.is_killed else "ended"

    def _begun(self, desk: WholeDesk) -> int:
        with closing(sqlite3.connect(desk.path / "desk.db")) as sql:
            return int(sql.execute("select count(*) from erasure").fetchone()[0])

    def _check_doctor(self, desk: WholeDesk, following: tuple[str, ...], out: str) -> None:
        """The doctor deletes nothing unless asked to mend: it names what the next will sweep."""
        if following == ("doctor",):
            assert "left over" in out or not list(desk.path.rglob("*.draft")), out
            assert spoken("exports", "--desk", desk.path)[0] == 0

    def _check_rest(self, desk: WholeDesk) -> None:
        """No draft, no stray, no lock, no erasure left; and the doctor is content."""
        assert self._begun(desk) == 0
        drafts = list(desk.path.rglob("*.draft"))
        assert drafts == [], drafts
        for name in LOCKS:
            with free_lock(desk.path / name) as is_free:
                assert is_free, name
        code, out, err = spoken("doctor", "--desk", desk.path)
        assert code == 0 and "left over" not in out, (out, err)

    def _check_contents(
        self, case: Case, before: Contents, done: Contents, after: Contents, death: Death
    ) -> None:
        """Each part of the desk is as before or as after; what was acknowledged is there."""
        ids = [post for post, _ in after.posts]
        assert len(ids) == len(set(ids))
        assert after.decisions[: len(before.decisions)] == before.decisions or case.erases
        mixed = ("story", "decisions") if case.name == "apply" else ()  # several, one by one
        for part in PARTS:
            was, will, now = (getattr(each, part) for each in (before, done, after))
            assert now in (was, will) or part in mixed, (part, was, will, now)
        if before.story != done.story and before.decisions != done.decisions and not mixed:
            is_decided = after.decisions == done.decisions
            assert is_decided == (after.story == done.story), "a decision without what it decided"
        # These print when they are done; others print on their way.
        if death.code == 0 or (death.said.strip() and case.name in ACKNOWLEDGING):
            lost = [part for part in PARTS if getattr(after, part) != getattr(done, part)]
            assert not lost, (lost, death.said[-200:])

    def _check_again(self, case: Case, done: Contents, after: Contents) -> None:
        """Run again to its end, a command has done what it does; only its log may have it twice."""
        for part in PARTS:
            will, now = getattr(done, part), getattr(after, part)
            if part in ("decisions", "exports"):
                assert list(dict.fromkeys(now)) == list(dict.fromkeys(will)), (part, will, now)
            elif part == "erasures":
                assert will <= now <= will + 1, "asked for again, it is logged again"
            elif part not in ("findings", "marks", "story") or case.name not in REPEATING:
                assert now == will, part
