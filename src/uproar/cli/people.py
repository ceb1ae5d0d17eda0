"""forget, compact, exports: what leaves the desk for good, and what left the house."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uproar.cli.options import by_option, desk_option, json_option, now, opened, print_json
from uproar.cli.screen import show
from uproar.errors import ConfigError

if TYPE_CHECKING:
    from uproar.pipeline.forgetting import Asked
    from uproar.store import Touched


@click.command()
@click.argument("names", nargs=-1, metavar="[POST]...")
@click.option("--account", "accounts", multiple=True, help="An account; all its posts go.")
@click.option("--why", default="asked for", help="The reason, for the log; never post text.")
@click.option("--now", "at_once", is_flag=True, help="Take the bytes off the disk at once.")
@by_option
@desk_option
@json_option
def forget(
    names: tuple[str, ...],
    accounts: tuple[str, ...],
    why: str,
    at_once: bool,
    by: str,
    desk_path: Path,
    as_json: bool,
) -> None:
    """Erase posts or accounts everywhere: posts, annotations, evidence, drafts, ledgers.

    POST and --account take our ids (x:12), native ids, handles, and links of posts or profiles;
    on a desk with pseudonyms too. Says what was there and what was not. Exit 2 if nothing was.
    """
    from uproar.pipeline.forgetting import forget as erase

    if not names and not accounts:
        raise ConfigError("nothing to forget", hint="give posts, or --account")
    with opened(desk_path) as (desk, settings):
        forgotten = erase(
            desk, names, accounts, settings, by=by, why=why, erased_at=now(), now=at_once
        )
    if as_json:
        print_json(
            {
                "asked": forgotten.asked,
                "unknown": forgotten.unknown,
                "touched": forgotten.touched,
            }
        )
    else:
        for asked in forgotten.asked:
            show(_answer(asked))
        if forgotten.touched is not None:
            _show(forgotten.touched)
    if forgotten.touched is None:
        raise ConfigError(
            "nothing was erased: the desk has nothing by " + ", ".join(forgotten.unknown),
            hint="give our id (platform:id), the platform's own id, or a link",
        )


def _answer(asked: Asked) -> str:
    if not asked:
        return f"not here: {asked.name}"
    counts = (
        (len(asked.accounts), "account"),
        (len(asked.posts), "post"),
        (len(asked.mentioned), "mention"),
    )
    parts = [f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in counts if n]
    return f"was here: {asked.name} ({', '.join(parts)})"


def _show(touched: Touched) -> None:
    show(
        f"erased {touched.posts:,} posts; cleaned {touched.marks:,} marks, "
        f"{touched.findings:,} findings, {touched.decisions:,} decisions, "
        f"{touched.rejects:,} rejects, {touched.memories:,} memories"
    )
    for story in touched.stories:
        show(f"{story} quoted them: `uproar review list` shows what to cut")
    for path in touched.removed:
        show(f"deleted the export {path}")
    for target in touched.recalled:
        show(f"to be taken back by hand: the export {target}")


@click.command()
@click.option("--if-due", is_flag=True, help="Only where deletions, erasures or edits wait.")
@desk_option
@json_option
def compact(if_due: bool, desk_path: Path, as_json: bool) -> None:
    """Merge the desk's files; no byte of what was deleted, erased or edited away is left.

    `gather` does so at its end where something waits for it.
    """
    with opened(desk_path) as (desk, _):
        is_done = desk.compact_if_due()
        if not is_done and not if_due:
            desk.compact()
            is_done = True
        state = desk.posts.state()
    if as_json:
        print_json({"is_compacted": is_done, "state": state})
    else:
        show("compacted" if is_done else "nothing waits for a compaction")


@click.command()
@desk_option
@json_option
def exports(desk_path: Path, as_json: bool) -> None:
    """List what left the house, and what is to be taken back: a post in it was erased since."""
    with opened(desk_path) as (desk, _):
        rows = desk.exports.all()
    if as_json:
        print_json(rows)
        return
    for row in rows:
        recalled = "  RECALLED: a post in it was erased or deleted" if row.is_recalled else ""
        show(
            f"{row.exported_at:%Y-%m-%d %H:%M}  {row.by}: {row.story_id} as {row.format} to "
            f"{row.target}{recalled}"
        )


COMMANDS = (forget, compact, exports)
