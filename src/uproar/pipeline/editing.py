"""What becomes of a story after the draft: its chain of evidence, its check, sign-off, export."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa

from uproar.config import Settings
from uproar.errors import ConfigError, EvidenceError
from uproar.model import Event, Finding, State, Story
from uproar.pipeline.measuring import (
    corpus_of,
    first_memories,
    mark_and_measure,
    measured_corpus,
)
from uproar.pipeline.recalling import recall
from uproar.pipeline.telling import evidence_of, findings_of, told
from uproar.store import Desk
from uproar.tell import Changes, Evidence, FilledSentence, FilledStory, audit, fill, renderers
from uproar.tell.review.review import approve, quoted_posts

_IN_QUOTES = re.compile(r'"([^"\s]+)"')


@dataclass(frozen=True, slots=True)
class Link:
    """One step from a sentence down: what it cites, and the posts behind that."""

    reference: str
    cited: Any  # Finding, Quotable, Cue or Article
    n_posts: int = 0
    posts: tuple[dict[str, Any], ...] = ()


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

    story, evidence, filled = told(desk, story_id, settings)
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
    corpus: Any = None
    from_sql: dict[str, list[str]] = field(default_factory=dict)

    def ids(self, reference: str, cited: Any) -> list[str]:
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
            self.from_sql[sql] = self.corpus.query(sql).column(0).to_pylist()
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
    background = recall(desk, event, fresh)
    marks: pa.Table = corpus.query("select * from marks")
    kept = desk.stories.background(story_id)
    new = evidence_of(
        desk, event, fresh, background, settings, state=state, marks=marks, story=story
    )
    old = evidence_of(desk, event, before, kept, settings, state=story.state, story=story)
    differing = sorted(
        i for i in before.keys() | fresh.keys() if _told(before.get(i)) != _told(fresh.get(i))
    )
    return Check(len(fresh), tuple(differing), audit(story, old, new))


def _told(finding: Finding | None) -> tuple[Any, ...] | None:
    if finding is None:
        return None
    return (finding.value, finding.low, finding.high, finding.n, finding.rows, finding.evidence)


def edit(
    desk: Desk, story_id: str, change: Callable[[Story, Evidence], Any], settings: Settings
) -> Story:
    """Apply one of tell.review's operations; the story and the decision are kept.

    Raises EvidenceError or ConfigError as the operation does, and then nothing is kept.
    """
    story, evidence, _ = told(desk, story_id, settings)
    changed: Story
    changed, decision = change(story, evidence)
    background = desk.stories.background(story_id)
    with desk.transaction():  # a decision is never there without what it decided
        desk.decisions.add(story.event_id, decision)
        desk.stories.save(changed)
        desk.stories.save_background(changed.id, background)
    return changed


def sign_off(desk: Desk, story_id: str, settings: Settings, *, by: str, at: datetime) -> Story:
    """Approve a story under a name; refused while it does not recompute or a quote is open."""
    checked = check_story(desk, story_id, settings)
    if checked.changes:
        first = checked.changes.changes[0]
        raise EvidenceError(
            f"{story_id} has changed: {first.sentence} ({first.why})",
            hint="run `uproar check`, then tell the story again",
        )
    return edit(
        desk, story_id, lambda story, evidence: approve(story, evidence, by=by, at=at), settings
    )


def rendered(
    desk: Desk, story_id: str, format_name: str, settings: Settings
) -> tuple[FilledStory, str | bytes, str]:
    """A story in one format, and the file suffix of the format.

    Raises ConfigError for an unknown format, EvidenceError while a sentence no longer holds.
    """
    formats = renderers()
    if format_name not in formats:
        raise ConfigError(
            f"unknown format {format_name!r}", hint=f"one of {', '.join(sorted(formats))}"
        )
    _, _, filled = told(desk, story_id, settings)
    broken = [sentence for sentence in filled.sentences() if sentence.broken]
    if broken:
        raise EvidenceError(
            f"{story_id}: {'; '.join(f'{s.id} {s.text} {s.broken}' for s in broken)}",
            hint=f"uproar review cut {broken[0].id} (a headline or dek: reword it)",
        )
    renderer = formats[format_name]
    return filled, renderer.render(filled), renderer.suffix


def note_export(
    desk: Desk,
    filled: FilledStory,
    content: str | bytes,
    *,
    format_name: str,
    target: str,
    by: str,
    at: datetime,
) -> None:
    """Write into the ledger that a story leaves the house, and which posts are in it.

    To be called before the file is written, so that no file is unknown. `content` may list posts
    that the story does not quote, as the JSON export lists those behind a figure.
    """
    desk.exports.add(
        filled.story.id,
        format=format_name,
        target=target,
        by=by,
        exported_at=at,
        post_ids=(*quoted_posts(filled.story), *_listed_posts(filled, content)),
    )


def _listed_posts(filled: FilledStory, content: str | bytes) -> set[str]:
    """Posts behind the findings that the exported content names; a packed one may name all."""
    every = {post for finding in filled.evidence.findings.values() for post in finding.evidence}
    if isinstance(content, bytes) and content.startswith(b"PK"):
        return every
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    return every & {*_IN_QUOTES.findall(text)}


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
    "edit",
    "fill",
    "note_export",
    "rendered",
    "sentences_of",
    "sign_off",
]
