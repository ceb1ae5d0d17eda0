"""Whatever a desk goes through in whatever order: what was erased is in no byte of it.

Hypothesis drives a desk beside a plain model in memory. Posts have words, ids and authors that
stand nowhere else, so that a byte of them can be looked for.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine
from tests.support.desk_bytes import remnants

from uproar import pipeline
from uproar.config import Settings
from uproar.model import (
    OPERATIONS,
    POSTS,
    REJECTS,
    Batch,
    Decision,
    Event,
    Sentence,
    Story,
    text_id,
)
from uproar.pipeline.forgetting import forget
from uproar.store import Desk

AT = datetime(2026, 1, 1, tzinfo=UTC)
PICKS = st.integers(0, 1000)
EVENT = Event("e", "An event", "video", AT, "Somebody", None, "", (), None, None)
# Imports once and forks a child per line: a page to append, or names to forget, as JSON.
NURSERY = """
import json, os, sys
from pathlib import Path
import pyarrow as pa
from datetime import UTC, datetime
from uproar.model import OPERATIONS, POSTS, REJECTS, Batch
from uproar.pipeline.forgetting import forget
from uproar.config import Settings
from uproar.store import Desk

def work(path, task):
    with Desk.open(path) as desk:
        if task["do"] == "append":
            tables = [pa.Table.from_pylist(task[n], schema=s) for n, s in
                      (("posts", POSTS), ("operations", OPERATIONS), ("rejects", REJECTS))]
            batch = Batch(*tables, n_records=sum(t.num_rows for t in tables))
            desk.append("e", batch, stream=task["stream"], cursor="0")
        else:
            forget(desk, task["names"], [], Settings(), by="E", why="asked",
                   erased_at=datetime(2026, 1, 1, tzinfo=UTC), now=True)

for line in sys.stdin:
    pid = os.fork()
    if pid == 0:
        print(os.getpid(), flush=True)
        work(Path(sys.argv[1]), json.loads(line))
        os._exit(0)
    print("ended", os.waitpid(pid, 0)[1], flush=True)
"""


def nine_digits(n: int) -> int:
    """Nine digits of the n-th name, as unlike those of others as can be.

    Compression puts numbers that follow each other together from parts: 910000013 then stands in
    the bytes of a file that holds 910000019 and 910000033.
    """
    return 100_000_000 + n * 387_420_489 % 900_000_007


@dataclass
class Model:
    """What is on the desk, as plainly as it can be said."""

    posts: dict[str, dict[str, Any]] = field(default_factory=dict)  # as they were put last
    records: list[dict[str, Any]] = field(default_factory=list)  # every record there ever was
    gone: set[str] = field(default_factory=set)
    gone_accounts: set[str] = field(default_factory=set)
    old_words: set[str] = field(default_factory=set)
    reviewed: set[str] = field(default_factory=set)

    def is_live(self, post: dict[str, Any]) -> bool:
        original = self.posts.get(post["repost_of"] or "")
        return self._stands(post) and (
            post["repost_of"] not in self.gone and (original is None or self._stands(original))
        )

    def _stands(self, post: dict[str, Any]) -> bool:
        return post["id"] not in self.gone and post["author"] not in self.gone_accounts

    def live(self) -> dict[str, str]:
        return {i: p["text"] for i, p in sorted(self.posts.items()) if self.is_live(p)}

    def secrets(self) -> set[str]:
        """Words, ids and authors that nobody may find any more."""
        live_words = {word for text in self.live().values() for word in text.split()}
        dead = [p for p in self.posts.values() if not self.is_live(p)]
        words = {word for p in dead for word in p["text"].split() if word.endswith("quux")}
        ids = {p["id"].partition(":")[2] for p in dead}
        accounts = {a.partition(":")[2] for a in self.gone_accounts}
        return (words | ids | accounts | self.old_words) - live_words


def operation(op: str, **columns: Any) -> dict[str, Any]:
    return {"op": op, "id": "", "platform": "x", "kind": "post", "origin": "f#op", **columns}


class DeskMachine(RuleBasedStateMachine):
    """One desk's life."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "desk"
        Desk.create(self.path).close()
        with Desk.open(self.path) as desk:
            desk.events.save(EVENT)
        self.model, self.n, self.nursery = Model(), 0, None

    def teardown(self) -> None:
        if self.nursery is not None:
            self.nursery.communicate()
        shutil.rmtree(self.folder)

    def name(self) -> int:
        self.n += 1
        return nine_digits(self.n)

    def picked(self, pick: int) -> str | None:
        """One of the live posts; what is drawn must not depend on which process was killed when."""
        live = sorted(self.model.live())
        return live[pick % len(live)] if live else None

    def new_post(self, author: int, other: str | None, kind: str) -> dict[str, Any]:
        number = self.name()
        refers = {"reply": "reply_to", "quote": "quote_of", "repost": "repost_of"}.get(kind)
        text = f"the tide and the towel were lovely today w{number}quux"
        if kind == "repost" and other:
            text = self.model.posts[other]["text"]
        native = (other or "x:0").partition(":")[2]
        post = {"id": f"x:{number}", "platform": "x", "kind": kind if other else "post",
                "author": f"x:{nine_digits(-author)}", "text": text, "text_id": text_id(text),
                "created_at": 1_767_225_600_000_000, "revision": 0, "origin": f"f#{number}",
                "reply_to": None, "quote_of": None, "repost_of": None,
                "thread": other, "hashtags": [f"tag{number}quux"],
                "links": [f"https://x.com/i/web/status/{native}"] if other else None}  # fmt: skip
        if refers and other:
            post[refers] = other
        return post

    def take(self, posts: list[dict[str, Any]], operations: Any = (), rejects: Any = ()) -> None:
        tables = [pa.Table.from_pylist(list(rows), schema=schema)
                  for rows, schema in ((posts, POSTS), (operations, OPERATIONS),
                                       (rejects, REJECTS))]  # fmt: skip
        batch = Batch(*tables, n_records=sum(t.num_rows for t in tables))
        with Desk.open(self.path) as desk:
            desk.append("e", batch, stream=f"s{self.name()}", cursor="0")

    def note(self, posts: list[dict[str, Any]]) -> None:
        for post in posts:
            self.model.posts.setdefault(post["id"], post)
            self.model.records.append(post)

    @rule(
        pick=PICKS,
        authors=st.lists(st.integers(1, 5), min_size=1, max_size=4),
        kind=st.sampled_from(["post", "reply", "quote", "repost"]),
    )
    def put(self, pick: int, authors: list[int], kind: str) -> None:
        other = self.picked(pick)
        posts = [self.new_post(author, other, kind) for author in authors]
        rejects = [{"outcome": "rejected", "reason": "r", "detail": f"about {other or 'none'}",
                    "post_id": other, "origin": f"f#{self.name()}"}]  # fmt: skip
        self.take(posts, (), rejects)
        self.note(posts)

    @rule()
    def import_again(self) -> None:
        if not self.model.records:
            return
        self.take(list(reversed(self.model.records)))

    @rule(pick=PICKS)
    def edit(self, pick: int) -> None:
        name = self.picked(pick)
        if name is None or self.model.posts[name]["kind"] == "repost":
            return
        post = self.model.posts[name]
        text = f"edited words w{self.name()}quux"
        new = {**post, "text": text, "text_id": text_id(text), "revision": post["revision"] + 1,
               "hashtags": [f"tag{self.n}quux"]}  # fmt: skip
        self.take([], [{"op": "edit", **new}])
        is_repeated = any(p["repost_of"] == post["id"] for p in self.model.posts.values())
        # A repost keeps the old words; so does a translation of them, and an export (SECURITY.md).
        if not is_repeated and post["id"] not in self.model.reviewed:
            self.model.old_words.add(post["text"].split()[-1])
        self.model.posts[post["id"]] = new

    @rule(pick=PICKS)
    def delete(self, pick: int) -> None:
        post = self.picked(pick)
        if post is None:
            return
        self.take([], [operation("delete", id=post)])
        self.model.gone.add(post)

    @rule(author=st.integers(1, 5))
    def delete_account(self, author: int) -> None:
        name = f"x:{nine_digits(-author)}"
        self.take([], [operation("delete_account", id=name, author=name)])
        self.model.gone_accounts.add(name)

    @rule()
    def measure(self) -> None:
        if len(self.model.live()) < 3:
            return
        with Desk.open(self.path) as desk:
            pipeline.measure(desk, EVENT, Settings(), measured_at=AT)

    @rule(pick=PICKS)
    def review_and_export(self, pick: int) -> None:
        post = self.picked(pick)
        if post is None:
            return
        word = self.model.posts[post]["text"].split()[-1]
        self.model.reviewed.add(post)
        with Desk.open(self.path) as desk:
            state = desk.posts.state()
            line = Sentence(
                "s1", "joke", f"[[quote:{post}, form=one_wrote]]", "", (f"quote:{post}",)
            )
            desk.stories.save(
                Story("e.story", "e", state, "story", line, line, ((line,),), (post,))
            )
            desk.decisions.add("e", Decision("gloss", post, f"translated {word}", "E", AT))
            target = self.path / "exported.html"
            desk.exports.add("e.story", format="html", target=str(target), by="E",
                             exported_at=AT, post_ids=[post])  # fmt: skip
            target.write_text(f"{post}: {word}", encoding="utf-8")

    @rule()
    def compact(self) -> None:
        with Desk.open(self.path) as desk:
            desk.compact()
        self.look()

    @rule(pick=PICKS, form=st.sampled_from(["ours", "native", "link", "account"]))
    def forget_now(self, pick: int, form: str) -> None:
        name = self.picked(pick)
        if name is None:
            return
        post = self.model.posts[name]
        native = post["id"].partition(":")[2]
        names = {"ours": post["id"], "native": native, "link": f"https://x.com/a/status/{native}"}
        posts = [names[form]] if form in names else []
        accounts = [post["author"]] if form == "account" else []
        with Desk.open(self.path) as desk:
            forgotten = forget(
                desk, posts, accounts, Settings(), by="E", why="asked", erased_at=AT, now=True
            )
        assert forgotten.touched is not None and forgotten.unknown == ()
        self.model.gone.add(post["id"]) if posts else self.model.gone_accounts.add(post["author"])
        self.look()

    @rule(pick=PICKS, delay_s=st.floats(0.0, 0.6), do=st.sampled_from(["append", "forget"]))
    def killed_writer(self, pick: int, delay_s: float, do: str) -> None:
        post = self.picked(pick)
        if do == "append" or post is None:
            posts = [self.new_post(author, None, "post") for author in (1, 2)]
            stream = f"killed{self.name()}"
            task: dict[str, Any] = {"do": "append", "stream": stream, "posts": posts,
                                    "operations": [], "rejects": []}  # fmt: skip
            self.kill(task, delay_s)
            with Desk.open(self.path) as desk:
                if desk.posts.cursor(stream) is not None:
                    self.note(posts)
            return
        self.kill({"do": "forget", "names": [post]}, delay_s)
        with Desk.open(self.path) as desk:  # whoever opens the desk finishes what was begun
            assert not desk.begun.all()
            if desk.posts.gone([post]):
                self.model.gone.add(post)
        if post in self.model.gone:
            with Desk.open(self.path) as desk:
                desk.compact()
            self.look()

    def kill(self, task: dict[str, Any], delay_s: float) -> None:
        if self.nursery is None:
            command = [sys.executable, "-u", "-c", NURSERY, str(self.path)]
            pipe = subprocess.PIPE
            self.nursery = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        self.nursery.stdin.write(json.dumps(task) + "\n")
        self.nursery.stdin.flush()
        child = int(self.nursery.stdout.readline())
        time.sleep(delay_s)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        assert self.nursery.stdout.readline().startswith("ended")

    @invariant()
    def the_desk_shows_what_is_live(self) -> None:
        with Desk.open(self.path) as desk:
            posts = desk.posts.posts("e", columns=["id", "text"])
        shown = dict(zip(posts["id"].to_pylist(), posts["text"].to_pylist(), strict=True))
        assert shown == self.model.live()

    def look(self) -> None:
        """No byte of what is gone is left, once the desk is compacted."""
        assert remnants(self.path, *sorted(self.model.secrets())) == []


CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def test_nothing_erased_is_left_in_any_byte() -> None:
    run_machine(
        DeskMachine,
        settings=settings(
            max_examples=6, stateful_step_count=14, deadline=None, derandomize=True,
            suppress_health_check=CHECKS, phases=[Phase.generate],
        ),
    )  # fmt: skip


@pytest.mark.slow
def test_nothing_erased_is_left_in_any_byte_of_many_desks() -> None:
    run_machine(
        DeskMachine,
        settings=settings(
            max_examples=150, stateful_step_count=40, deadline=None,
            suppress_health_check=CHECKS,
        ),
    )  # fmt: skip
