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

from uproar.errors import DamageError
from uproar.store.layout import LOCKS
from uproar.store.oplog.lock import free_lock

# The command that comes next is one of these, none of which is about what was killed.
NEXT = (
    *(("exports",), ("rejects",), ("review", "log", "--story", STORY), ("event",), ("gather",)),
    *(
        ("why", "0", "--posts", "3", "--story", STORY),
        ("annotate",),
        ("archive", "search", "ladder"),
    ),
)


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
            left -= said != "ended"
            yield said

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
        desk = self._copy(case.variant)
        before, done, *_ = self._unkilled(case)
        desk = self._copy(case.variant)
        words = (*case.words(desk), "--desk", desk.path)
        death = self._nursery.run(desk.path, *words, last=last, seconds=seconds)
        where = (case.name, last, seconds, death.is_killed)
        n_begun = self._begun(desk)
        self._turn += 1
        following = NEXT[self._turn % len(NEXT)]
        code, _, err = spoken(*following, "--desk", desk.path)
        allowed = (0, DamageError.exit_code) if case.variant == "damaged" else (0,)
        assert code in allowed, (where, following, code, err)
        if case.variant != "damaged":
            self._check_rest(desk, where)
            self._check_contents(case, before, done, contents(desk), death, where)
        if case.erases and n_begun:
            assert remnants(desk.path, *case.erases) == [], where
        code, _, err = spoken(*words)
        assert code in case.codes, (where, code, err)
        self._check_rest(desk, where)
        self._check_again(case, done, contents(desk), where)
        return "killed" if death.is_killed else "ended"

    def _begun(self, desk: WholeDesk) -> int:
        with closing(sqlite3.connect(desk.path / "desk.db")) as sql:
            return int(sql.execute("select count(*) from erasure").fetchone()[0])

    def _check_rest(self, desk: WholeDesk, where: object) -> None:
        """No draft, no stray, no lock, no erasure left; and the doctor is content."""
        assert self._begun(desk) == 0, where
        assert not list(desk.path.rglob("*.draft")), where
        for name in LOCKS:
            with free_lock(desk.path / name) as is_free:
                assert is_free, (where, name)
        code, out, err = spoken("doctor", "--desk", desk.path)
        assert code == 0 and "left over" not in out, (where, out, err)

    def _check_contents(
        self, case: Case, before: Contents, done: Contents, after: Contents, death: Death, where: object
    ) -> None:  # fmt: skip
        """Each part of the desk is as before or as after; what was acknowledged is there."""
        ids = [post for post, _ in after.posts]
        assert len(ids) == len(set(ids)), where
        for part in (field.name for field in fields(Contents)):
            was, will, now = (getattr(each, part) for each in (before, done, after))
            if case.name == "apply" and part in ("story", "decisions"):
                continue
            assert now in (was, will), (where, part, was, will, now)
        assert after.decisions[: len(before.decisions)] == before.decisions or case.erases, where
        is_story_done, is_decided = after.story == done.story, after.decisions == done.decisions
        if (
            before.story != done.story
            and before.decisions != done.decisions
            and case.name != "apply"
        ):
            assert is_story_done == is_decided, (where, "a decision without what it decided")
        if death.code == 0 or (
            death.said.strip() and case.name not in ("gather", "apply", "measure")
        ):
            acknowledged = [f.name for f in fields(Contents) if f.name not in ("exports",)]
            lost = [p for p in acknowledged if getattr(after, p) != getattr(done, p)]
            assert not lost or case.name == "doctor --mend", (where, lost, death.said[-200:])

    def _check_again(self, case: Case, done: Contents, after: Contents, where: object) -> None:
        """Run again to its end, the command has done what it does; only its log may have it twice."""
        for part in (field.name for field in fields(Contents)):
            will, now = getattr(done, part), getattr(after, part)
            if part in ("decisions", "exports"):
                assert list(dict.fromkeys(now)) == list(dict.fromkeys(will)), (
                    where,
                    part,
                    will,
                    now,
                )
            elif part in ("findings", "marks", "story") and case.name in ("measure", "apply"):
                continue  # a second measurement begins with the memories of the first
            elif part == "erasures":
                assert will <= now <= will + 1, (where, "asked for again, it is logged again")
            else:
                assert now == will, (where, part)
