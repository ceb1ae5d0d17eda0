"""Evidence gathered for the words, the draft, and its words with every slot filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from uproar import measure
from uproar.clock import from_us
from uproar.config import Settings
from uproar.errors import ConfigError
from uproar.measure.authorship import voice_of
from uproar.model import (
    Background,
    Cue,
    Decision,
    Event,
    Finding,
    Saying,
    State,
    Story,
    rows_of,
)
from uproar.model.rows import MomentRow, ThemeRow
from uproar.pipeline.annotating import annotate, distinct_texts
from uproar.pipeline.recalling import recall
from uproar.plugins import messages
from uproar.store import Desk, redone
from uproar.tell import PLAIN, Evidence, FilledStory, House, Quotable, Writer, draft, fill_standing
from uproar.tell.review.clearance import clearance, optin
from uproar.tell.review.review import decided, quoted_posts

# What is read of a text for a quote: its language, its sensitive subjects, what it feels.
_READ = ("lang", "lang_trust", "sensitive", "emotions")
# Below this trust a language that the platform does not confirm is not named.
NAMED_FROM = 0.7
# The decision that somebody has listened to an auto-captioned line; its subject is the cue.
LISTENED = "listened"


def tell(desk: Desk, event: Event, settings: Settings, *, length: str = "story") -> Story:
    """Draft a story on the event's last measurement and keep it on the desk.

    An update tells nothing twice that the event's story has told, where there is one.

    Raises EvidenceError when not even the headline holds, ConfigError for an unknown length or
    where nothing was measured.
    """
    return redone(lambda: _drafted(desk, event, settings, length))


def _drafted(desk: Desk, event: Event, settings: Settings, length: str) -> Story:
    read_epoch = desk.guard.epoch()
    run = desk.runs.latest(event.id)
    if run is None:
        raise ConfigError(f"nothing measured for {event.id!r}", hint="run `uproar measure`")
    findings = {finding.id: finding for finding in desk.findings.load(run.id)}
    background = recall(desk, event, findings)
    evidence = evidence_of(desk, event, findings, background, settings, state=run.state)
    earlier = {s.id: s for s in desk.stories.for_event(event.id)}
    told_before = earlier.get(f"{event.id}.story") if length == "update" else None
    story = draft(evidence, length=length, writer=writer_of(settings), told=told_before)
    with desk.guard.writing(read_epoch), desk.transaction():
        desk.stories.save(story)
        desk.stories.save_background(story.id, background)
    return story


def told(
    desk: Desk, story_id: str, settings: Settings, *, findings: Mapping[str, Finding] | None = None
) -> tuple[Story, Evidence, FilledStory]:
    """A saved story with its evidence and words; quotes are read from the store now.

    A sentence that no longer holds is a note instead (`FilledSentence.broken`).
    """
    story = desk.stories.get(story_id)
    event = desk.events.get(story.event_id)
    evidence = evidence_of(
        desk,
        event,
        findings if findings is not None else findings_of(desk, story),
        desk.stories.background(story_id),
        settings,
        state=story.state,
        story=story,
    )
    return story, evidence, fill_standing(story, evidence)


def translate(desk: Desk, story_id: str, settings: Settings, *, at: datetime) -> int:
    """Ask the configured endpoint for glosses of the story's foreign quotes; gives how many came.

    They are kept in the log of decisions as a machine's, and each quote still waits for a person.
    Raises ConfigError where no endpoint is set.
    """
    from uproar.tell.write.endpoint import endpoint
    from uproar.tell.write.translate import glossed

    story, evidence, _ = told(desk, story_id, settings)
    wanted = quoted_posts(story)
    after = glossed(evidence.quotes, wanted, settings.language, endpoint(settings))
    fresh = [q for i, q in sorted(after.items()) if q.gloss and not evidence.quotes[i].gloss]
    for quote in fresh:
        gloss, by = quote.gloss or "", quote.translated_by or ""
        desk.decisions.add(story.event_id, Decision("gloss", quote.post_id, gloss, by, at))
    return len(fresh)


def findings_of(desk: Desk, story: Story) -> dict[str, Finding]:
    """The findings a story was drafted on. Raises ConfigError when they are gone."""
    run = desk.runs.latest(story.event_id, story.state)
    if run is None:
        raise ConfigError(
            f"{story.id} was drafted at {story.state}, of which no measurement is kept",
            hint="run `uproar measure` and `uproar story`",
        )
    return {finding.id: finding for finding in desk.findings.load(run.id)}


def evidence_of(
    desk: Desk,
    event: Event,
    findings: Mapping[str, Finding],
    background: Background,
    settings: Settings,
    *,
    state: State,
    marks: pa.Table | None = None,
    story: Story | None = None,
) -> Evidence:
    """Everything a sentence may cite at one state; post texts come from the store, not a draft.

    `marks` are those kept on the desk for the state unless given. The posts that `story` quotes
    are there as long as the store has them, though the findings may offer others by now.
    """
    marks = desk.marks.load(event.id, state) if marks is None else marks
    decisions = desk.decisions.for_event(event.id)
    cited = quoted_posts(story) if story else ()
    house = House(
        timezone=settings.timezone,
        language=settings.language,
        policy=settings.quote_policy,
        disclosure=settings.disclosure,
        optin=optin(settings.sensitive_optin),
        listened=frozenset(int(d.target) for d in decisions if d.action == LISTENED),
    )
    return Evidence(
        event=event,
        state=state,
        findings=findings,
        sayings=_sayings(findings, event),
        background=background,
        articles={article.id: article for article in desk.articles.load(event.id)},
        quotes=decided(
            _quotes(desk, (*quotable_ids(findings), *cited), house, marks, settings), decisions
        ),
        cues=_cues(event),
        gaps=desk.gaps.for_event(event.id),
        messages=messages("uproar.measure", settings.language),
        house=house,
    )


def writer_of(settings: Settings) -> Writer:
    """The configured writer. Raises ConfigError where it cannot be had."""
    if settings.writer == "plain":
        return PLAIN
    from uproar.tell.write.llm import writer

    return writer(settings)


def _sayings(findings: Mapping[str, Finding], event: Event) -> tuple[Saying, ...]:
    return tuple(saying for m in measure.find() for saying in m.says(findings, event))


def _cues(event: Event) -> dict[int, dict[str, Cue]]:
    cues: dict[int, dict[str, Cue]] = {}
    for lang, track in sorted(event.footage.tracks.items()):
        for cue in track:
            cues.setdefault(cue.number, {})[lang] = cue
    return cues


def _quotes(
    desk: Desk,
    ids: Iterable[str],
    house: House,
    marks: pa.Table,
    settings: Settings,
) -> dict[str, Quotable]:
    rows = _posts(desk, list(dict.fromkeys(ids)), settings)
    marked = _by_post(marks, [row["id"] for row in rows])
    return {row["id"]: _quotable(row, marked.get(row["id"], {}), house) for row in rows}


def quotable_ids(findings: Mapping[str, Finding]) -> list[str]:
    """Posts that findings offer as quotes, in order, each once."""
    themes = rows_of(findings.get("themes"), ThemeRow)
    moments = rows_of(findings.get("moments"), MomentRow)
    offered = [*(row.quotes for row in themes), *(row.posts for row in moments)]
    return list(dict.fromkeys(post for posts in offered for post in posts))


def _posts(desk: Desk, ids: list[str], settings: Settings) -> list[dict[str, Any]]:
    read_epoch = desk.guard.epoch()
    live = desk.posts.get(ids)
    annotated = annotate(desk, distinct_texts(live), settings, read_epoch=read_epoch)
    read = annotated.select(["text_id", *_READ]).to_pylist()
    by_text = {row["text_id"]: row for row in read}
    return [row | by_text.get(row["text_id"], {}) for row in live.to_pylist()]


def _by_post(marks: pa.Table, ids: list[str]) -> dict[str, dict[str, str | None]]:
    chosen = marks.filter(pc.is_in(marks["post_id"], pa.array(ids, pa.string())))
    found: dict[str, dict[str, str | None]] = {}
    for row in chosen.to_pylist():
        found.setdefault(row["post_id"], {})[row["kind"]] = row["value"]
    return found


def _quotable(row: Mapping[str, Any], marks: Mapping[str, str | None], house: House) -> Quotable:
    state, why = clearance(
        row["text"],
        reuse=row["reuse"],
        subjects=row.get("sensitive") or (),
        is_campaign="coordinated" in marks,
        house=house,
    )
    at = row["seen_at"] if row["seen_at"] is not None else row["created_at"]
    theme, cue = marks.get("theme"), marks.get("cue")
    return Quotable(
        post_id=row["id"],
        text=row["text"] or "",
        lang=_language(row),
        platform=row["platform"],
        url=row["url"],
        author_key=voice_of(row["author"], row["text_id"], row["id"]),
        themes=(theme,) if theme else (),
        clearance=state,
        why=why,
        at=None if at is None else from_us(at),
        cue=int(cue) if cue else None,
        kind=row["kind"],
        emotions=tuple(row.get("emotions") or ()),
    )


def _language(row: Mapping[str, Any]) -> str:
    read, declared = row.get("lang") or "und", row["lang_declared"]
    is_sure = read == declared or (row.get("lang_trust") or 0.0) >= NAMED_FROM
    return read if is_sure else "und"
