"""What becomes of a story after the draft: its chain of evidence, its check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from uproar.config import Settings
from uproar.engines import LocalCorpus
from uproar.model import Event, Finding, State
from uproar.pipeline.measuring import (
    corpus_of,
    first_memories,
    mark_and_measure,
    measured_corpus,
)
from uproar.pipeline.recalling import recall
from uproar.pipeline.telling import evidence_of, findings_of, opened_story
from uproar.store import Desk
from uproar.tell import Changes, Evidence, FilledSentence, FilledStory, audit, fill
from uproar.tell.slots.fill import Resolved


@dataclass(frozen=True, slots=True)
class Link:
    """One step from a sentence down: what it cites, and the posts behind that."""

    reference: str
    cited: Resolved
    n_posts: int = 0
    posts: tuple[Mapping[str, object], ...] = ()  # rows of POSTS


@dataclass(frozen=True, slots=True)
class Check:
    """A recomputation: findings that came out otherwise, and what that does to the story."""

    recomputed: int
    differing: tuple[str, ...]
    changes: Changes


def chains(
    desk: Desk, story_id: str, settings: Settings, *, limit: int = 5
) -> Iterator[tuple[int | None, FilledSentence, tuple[Link, ...]]]:
    """The chain of each sentence, with its number in reading order; the standfirst has none."""
    from uproar.tell import referent

    story, evidence, filled = opened_story(desk, story_id, settings)
    behind = _Behind(desk, evidence, settings, story.state)
    steps = []
    for number, sentence in (*sentences_of(filled), (None, filled.dek)):
        cited = [(ref, referent(ref, evidence)) for ref in sentence.references]
        steps.append((number, sentence, [(ref, c, behind.ids(ref, c)) for ref, c in cited]))
    shown = {i for _, _, parts in steps for _, _, ids in parts for i in ids[:limit]}
    rows = {row["id"]: row for row in desk.posts.get(shown).to_pylist()}
    for number, sentence, parts in steps:
        yield (
            number,
            sentence,
            tuple(
                Link(ref, c, len(ids), tuple(rows[i] for i in ids[:limit] if i in rows))
                for ref, c, ids in parts
            ),
        )


@dataclass(slots=True)
class _Behind:
    """The posts behind what is cited; the corpus is built once, and only for evidence in SQL."""

    desk: Desk
    evidence: Evidence
    settings: Settings
    state: State
    corpus: LocalCorpus | None = None
    from_sql: dict[str, list[str]] = field(default_factory=dict)

    def ids(self, reference: str, cited: Resolved) -> list[str]:
        if isinstance(cited, Finding):
            return list(cited.evidence) or self._from_sql(cited.evidence_sql)
        return [reference.removeprefix("quote:")] if reference.startswith("quote:") else []

    def _from_sql(self, sql: str) -> list[str]:
        if not sql:
            return []
        if self.corpus is None:
            event = self.evidence.event
            self.corpus = measured_corpus(self.desk, event, self.settings, state=self.state)
        if sql not in self.from_sql:
            self.from_sql[sql] = [str(i) for i in self.corpus.query(sql).column(0).to_pylist()]
        return self.from_sql[sql]


def check_story(desk: Desk, story_id: str, settings: Settings, *, is_latest: bool = False) -> Check:
    """Recompute every claim of a story at its own pin, less what was erased since.

    With `is_latest`, on everything gathered until now.
    """
    story = desk.stories.get(story_id)
    event = desk.events.get(story.event_id)
    now = desk.posts.state()
    state = now if is_latest else State(story.state.pin, now.epoch)
    memories = None if is_latest else first_memories(desk, event)
    corpus = corpus_of(desk, event, settings, state=state, memories=memories)
    fresh = mark_and_measure(corpus, event, settings).findings
    before = findings_of(desk, story)
    marks: pa.Table = corpus.query("select * from marks")
    background = recall(desk, event, fresh, marks, settings)
    drafted_on = desk.stories.background(story_id)
    new = evidence_of(
        desk, event, fresh, background, settings, state=state, marks=marks, story=story
    )
    old = evidence_of(desk, event, before, drafted_on, settings, state=story.state, story=story)
    differing = sorted(
        i for i in before.keys() | fresh.keys() if _claim(before.get(i)) != _claim(fresh.get(i))
    )
    return Check(len(fresh), tuple(differing), audit(story, old, new))


def _claim(finding: Finding | None) -> tuple[object, ...] | None:
    if finding is None:
        return None
    return (finding.value, finding.low, finding.high, finding.n, finding.rows, finding.evidence)


def sentences_of(filled: FilledStory) -> Iterator[tuple[int, FilledSentence]]:
    """The headline as 0, then the body's sentences from 1."""
    yield 0, filled.headline
    yield from enumerate((s for p in filled.paragraphs for s in p), 1)


__all__ = [
    "Check",
    "Event",
    "Link",
    "chains",
    "check_story",
    "fill",
    "sentences_of",
]
