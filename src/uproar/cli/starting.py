"""init, event: a desk, and what people react to."""

from __future__ import annotations

from pathlib import Path

import click

from uproar.cli.options import desk_option, json_option, opened, print_json
from uproar.cli.screen import show


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
def init(path: Path) -> None:
    """Make an empty desk in the folder PATH."""
    from uproar.store import Desk

    Desk.create(path).close()
    show(f"{path} is a desk; next: uproar event FOLDER --desk {path}")


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
        for stored in events:
            tracks = ", ".join(sorted(stored.footage.tracks)) or "none"
            n_articles = len(desk.articles.load(stored.id))
            show(f"{stored.id}  {stored.title}")
            show(
                f"  posted {stored.published_at:%Y-%m-%d %H:%M} UTC by {stored.publisher} · "
                f"{len(stored.sources)} sources · captions: {tracks} · "
                f"{n_articles} archive articles"
            )


COMMANDS = (init, event)
