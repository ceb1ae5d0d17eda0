"""story, why, check, approve, export: from findings to a signed-off story."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uproar.cli.options import (
    by_option,
    chosen_event,
    chosen_story,
    desk_option,
    event_option,
    json_option,
    now,
    opened,
    print_json,
    story_argument,
)
from uproar.errors import ConfigError, EvidenceError

if TYPE_CHECKING:
    from uproar.pipeline.editing import Link


@click.command()
@click.option("--length", type=click.Choice(["brief", "story", "update"]), default="story")
@click.option("--writer", type=click.Choice(["plain", "llm"]), help="Who phrases it.")
@desk_option
@event_option
@json_option
def story(
    length: str, writer: str | None, desk_path: Path, event_id: str | None, as_json: bool
) -> None:
    """Draft the story on the last measurement, and print it."""
    from uproar import pipeline
    from uproar.pipeline.editing import rendered

    with opened(desk_path, writer=writer) as (desk, settings):
        event = chosen_event(desk, event_id)
        drafted = pipeline.tell(desk, event, settings, length=length)
        _, text, _ = rendered(desk, drafted.id, "json" if as_json else "markdown", settings)
        click.echo(text)


@click.command()
@click.argument("sentence")
@click.option("--posts", "limit", default=5, help="Posts to show of each figure.")
@desk_option
@story_argument
@json_option
def why(sentence: str, limit: int, desk_path: Path, story_id: str | None, as_json: bool) -> None:
    """Open a SENTENCE (its number, 0 the headline, or its id) down to its figures and posts."""
    from uproar.pipeline import editing

    with opened(desk_path) as (desk, settings):
        found, links = editing.why(
            desk, chosen_story(desk, story_id), sentence, settings, limit=limit
        )
        if as_json:
            print_json({"sentence": found.text, "id": found.id, "links": links})
            return
        click.echo(found.text)
        for link in links:
            _show(link)


def _show(link: Link) -> None:
    kind, _, ref = link.reference.partition(":")
    cited = link.cited
    click.echo(f"\n{kind} {ref}")
    if kind == "finding" and cited is not None:
        click.echo(f"  {cited.id} = {cited.value} {cited.unit}")
        if cited.low is not None:
            click.echo(f"  interval {cited.low:.5g} to {cited.high:.5g}")
        if cited.n is not None:
            click.echo(f"  n = {cited.n:,} {cited.n_of}")
        click.echo(
            f"  measured by {cited.method} at pin {cited.state.pin}, epoch {cited.state.epoch}"
        )
        for name, value in sorted(cited.parameters.items()):
            click.echo(f"  {name} = {value}")
    elif kind == "cue" and cited is not None:
        minute, second = divmod(int(cited.start_s), 60)
        who = cited.speaker or "speaker not named"
        click.echo(f"  {minute}:{second:02d}, {who}: {cited.text}")
    elif kind == "article" and cited is not None:
        number = ref.rpartition("#")[2]
        words = cited.headline if number in ("0", ref) else cited.sentences[int(number) - 1]
        click.echo(
            f"  {cited.publisher}, {cited.published_at:%Y-%m-%d}: {cited.headline}\n  {words}"
        )
    if link.n_posts:
        click.echo(f"  {link.n_posts:,} posts, the first:" if link.n_posts > 1 else "  one post:")
    for post in link.posts:
        click.echo(_post(post))


def _post(post: Mapping[str, Any]) -> str:
    """One line per post: its text is shown to the desk, on its own screen, with where it lies."""
    text = " ".join((post["text"] or "").split())
    shown = text if len(text) <= 160 else text[:159] + "…"
    printable = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown)
    return f"    {post['id']}  [{post['origin']}]\n      {printable}"


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
            click.echo(f"{chosen}: {checked.recomputed} findings recomputed, "
                       f"{len(checked.differing)} differ")  # fmt: skip
            for change in checked.changes.changes:
                click.echo(
                    f"\n{change.sentence}: {change.why} ({change.reference}) {change.detail}"
                )
                click.echo(f"  was: {change.before or '(words of a post that is gone)'}")
                click.echo(f"  now: {change.after or '(cannot be said any more)'}")
            if checked.changes.note:
                click.echo(f"\n{checked.changes.note}")
        if checked.changes:
            raise click.exceptions.Exit(4)


@click.command()
@by_option
@desk_option
@story_argument
def approve(by: str, desk_path: Path, story_id: str | None) -> None:
    """Sign the story off under your name; refused until every quote is cleared."""
    from uproar.pipeline.editing import sign_off

    with opened(desk_path) as (desk, settings):
        signed = sign_off(desk, chosen_story(desk, story_id), settings, by=by, at=now())
        click.echo(f"{signed.id} approved by {signed.approved_by}")


@click.command()
@click.argument("format_name", metavar="FORMAT")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="File (default: stdout).")
@click.option("--final", is_flag=True, help="For publication: the story must be approved.")
@click.option("--by", default="", help="Your name, for the ledger of exports.")
@desk_option
@story_argument
def export(
    format_name: str, out: Path | None, final: bool, by: str, desk_path: Path, story_id: str | None
) -> None:
    """Write the story in FORMAT (markdown, html, json, ninjs, …); a draft says it is one."""
    from uproar.pipeline import editing

    with opened(desk_path) as (desk, settings):
        chosen = chosen_story(desk, story_id)
        filled, content, suffix = editing.rendered(desk, chosen, format_name, settings)
        if final and filled.story.status != "approved":
            raise EvidenceError(f"{chosen} is a {filled.story.status}", hint="`uproar approve`")
        if final and not by:
            raise ConfigError("a final export needs a name", hint='--by "Your Name"')
        raw = content if isinstance(content, bytes) else content.encode()
        if out is None:
            sys.stdout.buffer.write(raw)
        else:
            target = out if out.suffix else out.with_suffix(suffix)
            target.write_bytes(raw)
            click.echo(str(target))
        editing.note_export(
            desk, filled, format_name=format_name, target=str(out or "-"), by=by or "-", at=now()
        )


COMMANDS = (story, why, check, approve, export)
