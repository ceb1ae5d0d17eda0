"""gather, rejects: records into the desk, and those that did not become posts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uproar.cli.options import (
    chosen_event,
    desk_option,
    event_option,
    json_option,
    opened,
    print_json,
    progress,
)
from uproar.cli.screen import show
from uproar.errors import ConfigError, SourceError

if TYPE_CHECKING:
    from uproar.model import Event, Gap
    from uproar.store import Desk

COLUMNS = ("in", "posts", "edits", "deletes", "accounts", "repeats", "out of scope", "rejected")


@click.command()
@click.argument("target", nargs=-1)
@click.option("--format", "format_name", help="The files' format, where it cannot be told.")
@click.option("--platform", help="The platform that the files come from.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="PART=NAME",
    help="A table's column for a part of a post, e.g. text=Message (docs/exports.md).",
)
@desk_option
@event_option
@json_option
def gather(
    target: tuple[str, ...],
    format_name: str | None,
    platform: str | None,
    columns: tuple[str, ...],
    desk_path: Path,
    event_id: str | None,
    as_json: bool,
) -> None:
    """Read posts: all files of event.toml, or TARGET files, or `youtube URL`.

    Every record is accounted for: in = posts + operations + repeats + out of scope + rejected.
    """
    from uproar import pipeline
    from uproar.model import Query, SourceSpec

    with opened(desk_path) as (desk, settings), progress() as bar:
        event = chosen_event(desk, event_id)
        base = desk.events.folder(event.id) or Path()
        gaps: tuple[Gap, ...] = ()
        is_live = bool(target) and target[0] == "youtube"
        if (format_name or platform or columns) and (is_live or not target):
            raise ConfigError(
                "--format, --platform and --column say how to read files",
                hint="name the files, or describe them in event.toml",
            )
        if is_live:
            if len(target) != 2:
                raise ConfigError(f"gather youtube takes one URL, not {len(target) - 1}")
            pipeline.gather_live(
                desk, event, "youtube-live", Query(target[1], event.queries), settings, progress=bar
            )
        elif target:
            options = {"columns": _mapping(columns)} if columns else {}
            specs = [
                SourceSpec(platform or "file", str(Path(t).resolve()), format_name, options)
                for t in target
            ]
            gaps = pipeline.gather(desk, event, Path("/"), settings, specs=specs, progress=bar)
        else:
            gaps = pipeline.gather(desk, event, base, settings, progress=bar)
        bar.close()
        show_coverage(desk, event, as_json=as_json)
        if gaps:
            raise click.exceptions.Exit(SourceError.exit_code)


def _mapping(columns: tuple[str, ...]) -> dict[str, str | list[str]]:
    """The table's column for each part of a post; a part named twice is joined of several.

    >>> _mapping(("text=Message", "id=Thread", "id=No=1"))
    {'text': 'Message', 'id': ['Thread', 'No=1']}
    """
    names: dict[str, list[str]] = {}
    for column in columns:
        part, _, name = column.partition("=")
        if not part or not name:
            raise ConfigError(f"--column {column}", hint="PART=NAME, for example text=Message")
        names.setdefault(part, []).append(name)
    return {part: each if len(each) > 1 else each[0] for part, each in names.items()}


def show_coverage(desk: Desk, event: Event, *, as_json: bool) -> None:
    """The account of every file and stream, and the gaps."""
    rows = desk.coverage.for_event(event.id)
    gaps = desk.gaps.for_event(event.id)
    if as_json:
        print_json({"streams": rows, "gaps": gaps, "state": desk.posts.state()})
        return
    show(f"{'':38}" + "".join(f"{c:>13}" for c in COLUMNS))
    for row in rows:
        c = row.counts
        parts = (
            c.posts,
            c.edits,
            c.deletes,
            c.account_events,
            c.repeats,
            c.out_of_scope,
            c.rejected,
        )
        name = row.stream.removeprefix(f"{event.id}:").partition("@")[0]
        show(f"{name:38}" + "".join(f"{n:>13,}" for n in (row.n_records, *parts)))
    for gap in gaps:
        show(f"gap: {gap.source}: {gap.why}")


@click.command()
@desk_option
@event_option
@json_option
def rejects(desk_path: Path, event_id: str | None, as_json: bool) -> None:
    """List records that did not become posts, each with its reason."""
    with opened(desk_path) as (desk, _):
        event = chosen_event(desk, event_id)
        if as_json:
            print_json(desk.rejects.load(event.id).to_pylist())
            return
        for (outcome, reason), n in desk.rejects.counts(event.id).items():
            show(f"{n:>8,}  {outcome}: {reason}")
        for row in desk.rejects.load(event.id).to_pylist():
            if row["outcome"] == "rejected":
                show(f"{row['origin']}  {row['reason']}: {row['detail']}")


COMMANDS = (gather, rejects)
