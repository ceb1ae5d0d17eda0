"""story, why, check, approve, export: from findings to a signed-off story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uproar.cli.options import (
    by_option,
    chosen_event,
    chosen_story,
    desk_option,
    event_option,
    json_option,
    json_text,
    now,
    on_version_option,
    opened,
    print_json,
    story_argument,
)
from uproar.cli.screen import check_bytes, show, show_bytes, show_text
from uproar.config import Settings, resolve
from uproar.errors import ConfigError, EvidenceError
from uproar.text.controls import one_line

if TYPE_CHECKING:
    from uproar.model import Finding
    from uproar.pipeline.editing import Link
    from uproar.store import Desk
    from uproar.store.desk_db.answers import Answer

# Posts shown of each figure, where --posts does not say.
SHOWN_POSTS = 5  # chosen on: judgement; not swept
SHOWN_CHARS = 160  # chosen on: judgement; two lines of a terminal. Of a post's text.


@click.command()
@click.option("--length", type=click.Choice(["alert", "brief", "story", "update"]), default="story")
@click.option("--writer", type=click.Choice(["plain", "llm"]), help="Who phrases it.")
@click.option("--anew", is_flag=True, help="Draft over what editors decided on the last draft.")
@desk_option
@event_option
@json_option
def story(
    length: str,
    writer: str | None,
    anew: bool,
    desk_path: Path,
    event_id: str | None,
    as_json: bool,
) -> None:
    """Draft the story on the last measurement, and print it.

    Where editors cut, reworded, swapped or approved, it is refused unless --anew is given.
    """
    from uproar import pipeline
    from uproar.pipeline.exporting import rendered
    from uproar.pipeline.versions import status

    with opened(desk_path, writer=writer) as (desk, settings):
        event = chosen_event(desk, event_id)
        drafted = pipeline.tell(
            desk, event, settings, length=length, drafted_at=now(), is_anew=anew
        )
        version = desk.versions.current(drafted.id)
        form = "json" if as_json else "markdown"
        filled, text, _ = rendered(desk, drafted.id, form, settings)
        keep_answers(desk, drafted.id, settings)
        show_text(text if isinstance(text, str) else text.decode())
        show(f"{drafted.id}: {status(desk, filled.story, version)}", err=True)


@click.command()
@click.argument("sentence")
@click.option("--posts", "limit", default=SHOWN_POSTS, help="Posts to show of each figure.")
@desk_option
@story_argument
@json_option
def why(sentence: str, limit: int, desk_path: Path, story_id: str | None, as_json: bool) -> None:
    """Open a SENTENCE (its number, 0 the headline, or its id) down to its figures and posts."""
    answer = _kept_answer(desk_path, story_id, sentence, limit)
    if answer is None:
        with opened(desk_path) as (desk, settings):
            chosen = chosen_story(desk, story_id)
            answer = _picked(keep_answers(desk, chosen, settings, limit), sentence, chosen)
    show_text(answer.json if as_json else answer.lines)


def _kept_answer(desk_path: Path, story_id: str | None, sentence: str, limit: int) -> Answer | None:
    """The answer that lies on the desk, read without what makes one; None: none does."""
    from uproar.store.desk_db.answers import Answers
    from uproar.store.desk_db.database import Database

    if not (desk_path / "desk.db").is_file():
        return None
    settings = resolve(desk_path).public()
    with closing(Database(desk_path / "desk.db")) as database:
        answers = Answers(database)
        return answers.load(story_id, sentence, limit, answers.basis(settings))


def keep_answers(
    desk: Desk, story_id: str, settings: Settings, limit: int = SHOWN_POSTS
) -> tuple[Answer, ...]:
    """Open every sentence of a story once, and keep the answers on the desk."""
    from uproar.pipeline.editing import chains
    from uproar.store.desk_db.answers import Answer

    basis = desk.answers.basis(settings.public())
    answers = tuple(
        Answer(
            sentence.id,
            number,
            "\n".join(map(one_line, _opened(sentence.text, links))),
            json_text({"sentence": sentence.text, "id": sentence.id, "links": links}),
        )
        for number, sentence, links in chains(desk, story_id, settings, limit=limit)
    )
    desk.answers.save(story_id, answers, limit, basis, settings.public())
    return answers


def _picked(answers: Sequence[Answer], wanted: str, story_id: str) -> Answer:
    """A sentence by its number in reading order (the headline is 0), or by its id."""
    number = int(wanted) if wanted.isdecimal() else None
    for answer in answers:
        if wanted == answer.sentence or (number is not None and number == answer.number):
            return answer
    last = max(a.number for a in answers if a.number is not None)
    raise ConfigError(
        f"no sentence {wanted!r} in {story_id}",
        hint=f"0 to {last}, or one of {', '.join(a.sentence for a in answers)}",
    )


def _opened(sentence: str, links: Sequence[Link]) -> Iterator[str]:
    yield sentence
    for link in links:
        yield ""
        yield from _lines(link)


def _lines(link: Link) -> Iterator[str]:
    """What one reference stands for, a line each, and the first posts behind it."""
    from uproar.model import Article, Cue, Finding

    kind, _, ref = link.reference.partition(":")
    yield f"{kind} {ref}"
    match link.cited:
        case Finding() as finding:
            yield from _finding_lines(finding)
        case Cue() as cue:
            minute, second = divmod(int(cue.start_s), 60)
            who = cue.speaker or "speaker not named"
            yield f"  {minute}:{second:02d}, {who}: {cue.text}"
        case Article() as article:
            number = ref.rpartition("#")[2]
            is_headline = number in ("0", ref)
            words = article.headline if is_headline else article.sentences[int(number) - 1]
            yield f"  {article.publisher}, {article.published_at:%Y-%m-%d}: {article.headline}"
            yield f"  {words}"
    if link.n_posts:
        yield f"  {link.n_posts:,} posts, the first:" if link.n_posts > 1 else "  one post:"
    for post in link.posts:
        yield from _post(post)


def _finding_lines(finding: Finding) -> Iterator[str]:
    yield f"  {finding.id} = {finding.value} {finding.unit}"
    if finding.low is not None:
        yield f"  interval {finding.low:.5g} to {finding.high:.5g}"
    if finding.n is not None:
        yield f"  n = {finding.n:,} {finding.n_of}"
    if finding.state is not None:
        pin, epoch = finding.state.pin, finding.state.epoch
        yield f"  measured by {finding.method} at pin {pin}, epoch {epoch}"
    for name, value in sorted(finding.parameters.items()):
        yield f"  {name} = {value}"


def _post(post: Mapping[str, object]) -> Iterator[str]:
    """A post's text is shown to the desk, on its own screen, with where it lies."""
    text = " ".join(str(post["text"] or "").split())
    yield f"    {post['id']}  [{post['origin']}]"
    yield f"      {text if len(text) <= SHOWN_CHARS else text[: SHOWN_CHARS - 1] + '…'}"


@click.command()
@click.option("--latest", is_flag=True, help="On everything gathered since, not only at its pin.")
@desk_option
@story_argument
@json_option
def check(latest: bool, desk_path: Path, story_id: str | None, as_json: bool) -> None:
    """Recompute every claim of the story; says what changed and why. Exit 4 if anything did."""
    from uproar.pipeline.editing import check_story

    with opened(desk_path) as (desk, settings):
        chosen = chosen_story(desk, story_id)
        checked = check_story(desk, chosen, settings, is_latest=latest)
        if as_json:
            print_json(checked)
        else:
            show(f"{chosen}: {checked.recomputed} findings recomputed, "
                       f"{len(checked.differing)} differ")  # fmt: skip
            for change in checked.changes.changes:
                show()
                show(f"{change.sentence}: {change.why} ({change.reference}) {change.detail}")
                show(f"  was: {change.before or '(words of a post that is gone)'}")
                show(f"  now: {change.after or '(cannot be said any more)'}")
            if checked.changes.note:
                show()
                show(checked.changes.note)
        if checked.changes:
            raise click.exceptions.Exit(4)


@click.command()
@by_option
@on_version_option
@desk_option
@story_argument
def approve(by: str, on_version: int | None, desk_path: Path, story_id: str | None) -> None:
    """Sign one version of the story off under your name; refused until every quote is cleared.

    A change withdraws the approval, whoever makes it; `uproar review list` says so.
    """
    from uproar.pipeline.deciding import sign_off

    with opened(desk_path) as (desk, settings):
        chosen = chosen_story(desk, story_id)
        signed = sign_off(desk, chosen, settings, by=by, decided_at=now(), on_version=on_version)
        show(f"{chosen} approved by {signed.story.approved_by}; version {signed.version}")


@click.command()
@click.argument("format_name", metavar="FORMAT")
@click.option("-o", "--out", help="File (default: stdout).")
@click.option("--final", is_flag=True, help="For publication: the story must be approved.")
@click.option("--by", default="", help="Your name, for the ledger of exports.")
@desk_option
@story_argument
def export(
    format_name: str,
    out: str | None,
    final: bool,
    by: str,
    desk_path: Path,
    story_id: str | None,
) -> None:
    """Write the story in FORMAT (markdown, html, json, ninjs, …); a draft says it is one.

    A file is written whole or not at all: when the disk is full the one that stood there stays.
    """
    from uproar.pipeline.exporting import export_to, note_export, rendered, target_of

    with opened(desk_path) as (desk, settings):
        chosen = chosen_story(desk, story_id)
        filled, content, suffix = rendered(desk, chosen, format_name, settings)
        if final and filled.story.status != "approved":
            raise EvidenceError(f"{chosen} is a {filled.story.status}", hint="`uproar approve`")
        if final and not by:
            raise ConfigError("a final export needs a name", hint='--by "Your Name"')
        signed, time = by or "-", now()
        if out is None:
            raw = content if isinstance(content, bytes) else content.encode()
            check_bytes(raw, format_name)
            note_export(
                desk,
                filled,
                content,
                format_name=format_name,
                target="-",
                by=signed,
                exported_at=time,
            )
            show_bytes(raw)
            return
        target = target_of(out, suffix)
        export_to(
            desk,
            filled,
            content,
            target,
            format_name=format_name,
            by=signed,
            exported_at=time,
        )
        show(str(target))


COMMANDS = (story, why, check, approve, export)
