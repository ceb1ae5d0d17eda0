"""forget: a post or an account, gone from everything."""

from __future__ import annotations

from pathlib import Path

import click

from uproar.cli.options import by_option, desk_option, json_option, now, opened, print_json
from uproar.errors import ConfigError


@click.command()
@click.argument("post_ids", nargs=-1)
@click.option("--account", "accounts", multiple=True, help="An author id; all its posts go.")
@click.option("--why", default="asked for", help="The reason, for the log; never post text.")
@click.option("--now", "at_once", is_flag=True, help="Take the bytes off the disk at once.")
@by_option
@desk_option
@json_option
def forget(
    post_ids: tuple[str, ...],
    accounts: tuple[str, ...],
    why: str,
    at_once: bool,
    by: str,
    desk_path: Path,
    as_json: bool,
) -> None:
    """Erase posts or accounts everywhere: posts, annotations, evidence, drafts, ledgers."""
    if not post_ids and not accounts:
        raise ConfigError("nothing to forget", hint="give post ids, or --account")
    with opened(desk_path) as (desk, _):
        touched = desk.forget(
            ids=post_ids, accounts=accounts, by=by, why=why, erased_at=now(), now=at_once
        )
        if as_json:
            print_json(touched)
        else:
            click.echo(f"forgotten: {touched}\nstories that cited them are flagged: `uproar check`")


COMMANDS = (forget,)
