"""Any store of posts must behave as this plain model of one, whatever happens in which order."""

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from uproar.model import OPERATIONS, POSTS, REJECTS, Batch, State, text_id
from uproar.store import PostStore

AT = datetime(2025, 5, 18, tzinfo=UTC)
IDS, AUTHORS, EVENTS = ("x:1", "x:2", "x:3", "x:4"), ("x:a", "x:b"), ("e", "f")

RECORDS = st.tuples(
    st.sampled_from(["put"] * 5 + ["edit", "delete", "delete_account", "hide_account",
                                   "show_account", "refuse_reuse", "allow_reuse"]),
    st.sampled_from(IDS), st.sampled_from(AUTHORS), st.sampled_from(["", "la", "ho"]),
    st.integers(0, 3),
)  # fmt: skip
PAGES = st.lists(RECORDS, min_size=1, max_size=4)
STEPS = st.lists(
    st.tuples(st.just("page"), st.sampled_from(EVENTS), PAGES)
    | st.tuples(st.sampled_from(["compact", "reopen", "again"]))
    | st.tuples(st.just("erase"), st.sampled_from([*IDS, *AUTHORS])),
    max_size=7,
)


@dataclass
class Model:
    """The same promises in plain Python: one record after the other."""

    posts: dict[tuple[str, str], tuple[str, int, str]] = field(default_factory=dict)
    authors: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    standing: list[tuple[str, str, int]] = field(default_factory=list)

    def take(self, event: str, record: tuple[str, str, str, str, int]) -> None:
        op, id, author, text, revision = record
        if op in ("put", "edit"):
            old = self.posts.get((event, id))
            is_new = old is None or (text != old[0] and revision > old[1])
            if is_new and not {id, author} & self.gone:
                self.posts[event, id] = (text, revision, author)
                self.authors.setdefault((event, id), set()).add(author)
        elif op == "delete":
            self.gone.add(id)
        elif op == "delete_account":
            self.remove(author)
        elif op == "hide_account":
            self.hidden.add(author)
        elif op == "show_account":
            self.hidden.discard(author)
        else:
            self.standing.append((op, author, revision))

    def remove(self, name: str) -> None:
        """A post, or an account with the ids of all its posts: they come back under no name."""
        self.gone.add(name)
        self.gone |= {id for (_, id), authors in self.authors.items() if name in authors}

    def compact(self) -> None:
        """Earlier versions of a post are known no longer."""
        for key, (_, _, author) in self.posts.items():
            self.authors[key] = {author}

    def is_refused(self, author: str, at: int) -> bool:
        """Whether a post of that time may not be quoted: an opt-out ends for later posts only."""
        said = [(op, t) for op, of, t in self.standing if of == author]
        last = max((t for op, t in said if op == "refuse_reuse"), default=None)
        ends = [t for op, t in said if op == "allow_reuse" and last is not None and t > last]
        return last is not None and not (ends and at >= min(ends))

    def refused(self, event: str) -> set[str]:
        return {
            id
            for id in self.live(event)
            if self.is_refused(self.posts[event, id][2], self.posts[event, id][1])
        }

    def live(self, event: str) -> dict[str, str]:
        return {
            id: text
            for (of, id), (text, _, author) in sorted(self.posts.items())
            if of == event and not {id, author} & (self.gone | self.hidden)
        }


def page(records: list[tuple[str, str, str, str, int]], number: int) -> Batch:
    """Records as a source gives them; posts come before operations within a page."""

    def row(i: int, record: tuple[str, str, str, str, int]) -> dict[str, Any]:
        op, id, author, text, revision = record
        return {"op": op, "id": id, "platform": "x", "kind": "post", "author": author,
                "text": text, "text_id": text_id(text), "revision": revision,
                "seen_at": revision, "origin": f"{number}#{i}",
                "reuse": "refused: so" if op == "refuse_reuse" else None}  # fmt: skip

    rows = [row(i, r) for i, r in enumerate(records)]
    posts = pa.Table.from_pylist([r for r in rows if r["op"] == "put"], schema=POSTS)
    others = pa.Table.from_pylist([r for r in rows if r["op"] != "put"], schema=OPERATIONS)
    return Batch(posts, others, REJECTS.empty_table(), len(rows))


def in_order(records: list[Any]) -> list[Any]:
    rank = {"put": 0, "edit": 1}
    return sorted(records, key=lambda r: rank.get(r[0], 2))


def live(store: PostStore, event: str, state: State | None = None) -> dict[str, str]:
    found = store.posts(event, state)
    return dict(zip(found["id"].to_pylist(), found["text"].to_pylist(), strict=True))


def refused(store: PostStore, event: str) -> set[str]:
    found = store.posts(event, columns=["id", "reuse"]).to_pylist()
    return {row["id"] for row in found if row["reuse"] is not None}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_the_store_behaves_as_the_model(steps: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, model = PostStore.create(Path(folder)), Model()
        last: tuple[str, Batch, int] | None = None
        for number, step in enumerate(steps):
            if step[0] == "page":
                batch = page(in_order(step[2]), number)
                got = store.append(step[1], batch, stream="s", cursor=str(number))
                assert got.n_records == batch.n_records
                last = (step[1], batch, number)
                for record in in_order(step[2]):
                    model.take(step[1], record)
            elif step[0] == "again" and last:
                event, batch, cursor = last
                assert store.append(event, batch, stream="s", cursor=str(cursor)).repeats == (
                    batch.n_records
                )
            elif step[0] == "erase":
                is_post = step[1] in IDS
                store.erase(
                    [step[1]] * is_post, [step[1]] * (not is_post), by="a", why="b", erased_at=AT
                )
                model.remove(step[1])
            elif step[0] == "compact":
                before = {event: live(store, event) for event in EVENTS}
                store.compact()
                model.compact()
                assert before == {event: live(store, event) for event in EVENTS}
            elif step[0] == "reopen":
                store = PostStore(Path(folder))
            for event in EVENTS:
                assert live(store, event) == model.live(event)
                assert refused(store, event) == model.refused(event)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(RECORDS, min_size=2, max_size=8), st.integers(1, 8))
def test_the_size_of_pages_does_not_matter(records: list[Any], size: int) -> None:
    ordered, found = in_order(records), []
    for step in (len(ordered), size):
        with tempfile.TemporaryDirectory() as folder:
            store = PostStore.create(Path(folder))
            for n in range(0, len(ordered), step):
                batch = page(ordered[n : n + step], n)
                store.append("e", batch, stream="s", cursor=str(n))
            found.append((live(store, "e"), refused(store, "e")))
    assert found[0] == found[1]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PAGES, min_size=1, max_size=4))
@example(  # an edit changed the author; with the account the whole post goes, its old words too
    [
        [
            ("put", "x:1", "x:a", "", 0),
            ("put", "x:2", "x:b", "la", 0),
            ("put", "x:2", "x:a", "", 1),
            ("delete_account", "x:1", "x:a", "", 0),
        ]
    ]
)
def test_a_pin_shows_what_it_showed(pages: list[Any]) -> None:
    """Until a compaction leaves edited and deleted words out, under a new epoch."""
    with tempfile.TemporaryDirectory() as folder:
        store, shown = PostStore.create(Path(folder)), []
        for n, records in enumerate(pages):
            store.append("e", page(in_order(records), n), stream="s", cursor=str(n))
            shown.append((store.state(), live(store, "e")))
        assert [live(store, "e", state) for state, _ in shown] == [posts for _, posts in shown]
        after = store.compact()
        if after.epoch == 0:
            assert [live(store, "e", state) for state, _ in shown] == [p for _, p in shown]
        assert live(store, "e") == shown[-1][1]
