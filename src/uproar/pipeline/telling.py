"""Evidence gathered for the words, the draft, and its words with every slot filled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NotRequired, TypedDict, cast

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
    Event,
    Finding,
    Saying,
    State,
    Story,
    rows_of,
)
from uproar.model.rows import MomentRow, SharedPostRow, ThemeRow
from uproar.pipeline.annotating import annotate, distinct_texts
from uproar.pipeline.recalling import recall
from uproar.pipeline.versions import refuse_to_replace, stale
from uproar.plugins import messages
from uproar.store import Desk, VersionConflict, redone
from uproar.tell import PLAIN, Evidence, FilledStory, House, Quotable, Writer, draft, fill_standing
from uproar.tell.review.approval import standing
from uproar.tell.review.clearance import clearance, optin
from uproar.tell.review.review import LISTENED, decided, quoted_posts, reopened
from uproar.tell.rewording import Vectors

# What is read of a text for a quote: its language, its sensitive subjects, what it feels.
_READ = ("lang", "lang_trust", "sensitive", "unquotable", "emotions")
# Below this trust a language that the platform does not confirm is not named.
# chosen on: judgement; not swept
NAMED_FROM = 0.7
# Posts that bring up an earlier case, behind the sentence that says so.
MAX_RAISING = 3  # chosen on: judgement; not swept


class _QuoteRow(TypedDict):
    """A row of POSTS, and what annotators read of its text (_READ), where they read it."""

    id: str
    text: str | None
    text_id: int
    platform: str
    url: str | None
    author: str | None
    kind: str
    reuse: str | None
    lang_declared: str | None
    created_at: int | None
    seen_at: int | None
    lang: NotRequired[str | None]
    lang_trust: NotRequired[float | None]
    sensitive: NotRequired[list[str] | None]
    unquotable: NotRequired[list[str] | None]
    emotions: NotRequired[list[str] | None]


def tell(
    desk: Desk,
    event: Event,
    settings: Settings,
    *,
    length: str = "story",
    drafted_at: datetime | None = None,
    is_anew: bool = False,
) -> Story:
    """Draft a story on the event's last measurement and keep it on the desk.

    An update tells nothing twice that the event's story has told, where there is one. A draft that
    says what the story on the desk says changes nothing there. `is_anew`: the draft may replace
    what editors made of an earlier one. `drafted_at` goes into the log of versions.

    Raises EvidenceError when not even the headline holds, ConfigError for an unknown length, where
    nothing was measured, or where the work of editors would be lost; StaleDecision where somebody
    decided on the story while it was drafted.
    """
    return redone(lambda: _drafted(desk, event, settings, length, drafted_at, is_anew))


def _drafted(
    desk: Desk,
    event: Event,
    settings: Settings,
    length: str,
    drafted_at: datetime | None,
    is_anew: bool,
) -> Story:
    read_epoch = desk.guard.epoch()
    story_id = f"{event.id}.{length}"
    read = desk.versions.current(story_id)
    run = desk.runs.latest(event.id)
    if run is None:
        raise ConfigError(f"nothing measured for {event.id!r}", hint="run `uproar measure`")
    findings = {finding.id: finding for finding in desk.findings.load(run.id)}
    background = recall(desk, event, findings, desk.marks.load(event.id, run.state), settings)
    evidence = evidence_of(desk, event, findings, background, settings, state=run.state)
    earlier = {s.id: s for s in desk.stories.for_event(event.id)}
    told_before = earlier.get(f"{event.id}.story") if length == "update" else None
    writer, vectors = writer_of(settings)
    story = draft(evidence, length=length, writer=writer, earlier=told_before, vectors=vectors)
    before = earlier.get(story.id)
    if before is not None and reopened(before) == story:
        with desk.guard.writing(read_epoch):
            desk.stories.save_background(story.id, background)
        return before
    if before is not None and not is_anew:
        refuse_to_replace(desk, before)
    with desk.guard.writing(read_epoch), desk.transaction():
        try:
            desk.versions.add_draft(story, read=read, drafted_at=drafted_at)
        except VersionConflict as conflict:
            raise stale(desk, story.id, read) from conflict
        desk.stories.save_background(story.id, background)
    return story


def opened_story(
    desk: Desk, story_id: str, settings: Settings, *, findings: Mapping[str, Finding] | None = None
) -> tuple[Story, Evidence, FilledStory]:
    """A saved story with its evidence and words; quotes are read from the store now.

    A sentence that no longer holds is a note instead (`FilledSentence.broken`). A story that was
    approved is a draft again where it does not say what was approved.
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
    filled = standing(fill_standing(story, evidence), desk.decisions.for_event(event.id))
    return filled.story, evidence, filled


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
    raising = [post for p in background.precedents for post in p.posts[:MAX_RAISING]]
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
            _quotes(desk, (*quotable_ids(findings), *cited, *raising), house, marks, settings),
            decisions,
        ),
        cues=_cues(event),
        gaps=desk.gaps.for_event(event.id),
        messages=messages("uproar.measure", settings.language),
        house=house,
    )


def writer_of(settings: Settings) -> tuple[Writer, Vectors | None]:
    """The configured writer, and what its words are compared by, where that is needed.

    Raises ConfigError where it cannot be had.
    """
    if settings.writer == "plain":
        return PLAIN, None
    from uproar.annotate.embed import vectors
    from uproar.tell.write.llm import writer

    return writer(settings), vectors


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
    themes = [
        row
        for name in ("themes", "themes.statements")
        for row in rows_of(findings.get(name), ThemeRow)
    ]
    moments = rows_of(findings.get("moments"), MomentRow)
    passed_on = rows_of(findings.get("shared.posts"), SharedPostRow)[:1]
    offered = [
        *(row.quotes for row in themes),
        *(row.posts for row in moments),
        *((row.post_id,) for row in passed_on),
    ]
    return list(dict.fromkeys(post for posts in offered for post in posts))


def _posts(desk: Desk, ids: list[str], settings: Settings) -> list[_QuoteRow]:
    read_epoch = desk.guard.epoch()
    live = desk.posts.get(ids)
    annotated = annotate(desk, distinct_texts(live), settings, read_epoch=read_epoch)
    read = annotated.select(["text_id", *_READ]).to_pylist()
    by_text = {row["text_id"]: row for row in read}
    rows = (row | by_text.get(row["text_id"], {}) for row in live.to_pylist())
    return [cast("_QuoteRow", row) for row in rows]


def _by_post(marks: pa.Table, ids: list[str]) -> dict[str, dict[str, str | None]]:
    chosen = marks.filter(pc.is_in(marks["post_id"], pa.array(ids, pa.string())))
    values: dict[str, dict[str, str | None]] = {}
    for row in chosen.to_pylist():
        values.setdefault(row["post_id"], {})[row["kind"]] = row["value"]
    return values


def _quotable(row: _QuoteRow, marks: Mapping[str, str | None], house: House) -> Quotable:
    state, why = clearance(
        row["text"],
        reuse=row["reuse"],
        subjects=row.get("sensitive") or (),
        doubts=row.get("unquotable") or (),
        is_campaign="coordinated" in marks,
        is_banned="no_quote" in marks,
        house=house,
    )
    posted_at = row["seen_at"] if row["seen_at"] is not None else row["created_at"]
    cue = marks.get("cue")
    return Quotable(
        post_id=row["id"],
        text=row["text"] or "",
        lang=_language(row),
        platform=row["platform"],
        url=row["url"],
        author_key=voice_of(row["author"], row["text_id"], row["id"]),
        themes=tuple(name for kind in ("theme", "statement") if (name := marks.get(kind))),
        clearance=state,
        why=why,
        posted_at=None if posted_at is None else from_us(posted_at),
        cue=int(cue) if cue else None,
        kind=row["kind"],
        emotions=tuple(row.get("emotions") or ()),
        stance=marks.get("stance") or "",
    )


def _language(row: _QuoteRow) -> str:
    read, declared = row.get("lang") or "und", row["lang_declared"]
    is_sure = read == declared or (row.get("lang_trust") or 0.0) >= NAMED_FROM
    return read if is_sure else "und"
