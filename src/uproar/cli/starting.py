"""init, event: a desk, and what people react to."""

from __future__ import annotations

from pathlib import Path

import click

from uproar.cli.options import desk_option, json_option, opened, print_json


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
def init(path: Path) -> None:
    """Make an empty desk in the folder PATH."""
    from uproar.store import Desk

    Desk.create(path).close()
    click.echo(f"{path} is a desk; next: uproar event FOLDER --desk {path}")


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@desk_option
@json_option
def event(folder: Path | None, desk_path: Path, as_json: bool) -> None:
    """Put the event in FOLDER on the desk (event.toml, footage/, archive/), or list events."""
    from uproar.pipeline import add_event

    with opened(desk_path) as (desk, _):
        if folder is not None:
            add_event(desk, folder.resolve())
        events = desk.events.all()
        if as_json:
            print_json(
                [{"id": e.id, "title": e.title, "published_at": e.published_at} for e in events]
            )
            return
        for known in events:
            tracks = ", ".join(sorted(known.footage.tracks)) or "none"
            click.echo(
                f"{known.id}  {known.title}\n"
                f"  posted {known.published_at:%Y-%m-%d %H:%M} UTC by {known.publisher} · "
                f"{len(known.sources)} sources · captions: {tracks} · "
                f"{len(desk.articles.load(known.id))} archive articles"
            )


COMMANDS = (init, event)
