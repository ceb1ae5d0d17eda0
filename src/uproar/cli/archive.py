"""archive: the earlier coverage, searched."""

from __future__ import annotations

from pathlib import Path

import click

from uproar.cli.options import (
    chosen_event,
    desk_option,
    event_option,
    json_option,
    opened,
    print_json,
)
from uproar.cli.screen import show


@click.group()
def archive() -> None:
    """Look into the event's archive of earlier coverage."""


@archive.command()
@click.argument("query")
@click.option("-n", "n", default=10, help="Articles to show.", type=click.IntRange(1))
@desk_option
@event_option
@json_option
def search(query: str, n: int, desk_path: Path, event_id: str | None, as_json: bool) -> None:
    """Articles nearest QUERY, by words and by meaning; in any language."""
    from uproar.pipeline.recalling import search_archive

    with opened(desk_path) as (desk, _):
        passages = search_archive(desk, chosen_event(desk, event_id), query, n)
    if as_json:
        print_json(passages)
        return
    for passage in passages:
        place = f"{passage['article']}#{passage['sentence']}  {str(passage['published_at'])[:10]}"
        show(f"{place}  {passage['publisher'] or ''}  {passage['headline']}")
        show(f"    {passage['text']}")
    if not passages:
        show("nothing in the archive is near that", err=True)


COMMANDS = (archive,)
