"""code: a sample is read by people, and what they say of it is spread to all posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uproar import files
from uproar.cli.options import (
    by_option,
    chosen_event,
    desk_option,
    event_option,
    json_option,
    now,
    opened,
    print_json,
    progress,
)
from uproar.cli.screen import show
from uproar.errors import ConfigError

if TYPE_CHECKING:
    from uproar.code import ModelCheck

# Disagreements that are listed without --json. chosen on: judgement, what fits a terminal
_SHOWN = 20


@click.group()
def code() -> None:
    """Have people read a sample of the posts, and spread what they say to all of them.

    \b
      uproar code draw --by Ana -o ana.xlsx    300 posts to read, most telling first
      uproar code read ana.xlsx --by Ana       take the filled sheet in
      uproar code ask --by Ana                 have a language model read the same posts, and more
      uproar code status                       who coded what, and how far they agree
      uproar measure                           spread the codes; shares then hold

    docs/coding.md explains the columns and what a code changes.
    """


@code.command()
@click.option("-n", "size", default=300, show_default=True, help="Posts to draw.")
@click.option("--uncertain", default=0, help="How many of them are the classifier's hardest.")
@click.option("--seed", default=0, help="The same seed gives the same order of posts.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The sheet to write: .csv or .xlsx.",
)
@by_option
@desk_option
@event_option
def draw(
    size: int,
    uncertain: int,
    seed: int,
    output: Path,
    by: str,
    desk_path: Path,
    event_id: str | None,
) -> None:
    """Write a sheet of posts to read that you have not coded yet, drawn at random."""
    from uproar.code import sheet_csv, sheet_xlsx
    from uproar.pipeline.coding import draw_sheet
    from uproar.store.whole_file import check_target, save_whole

    if output.suffix not in (".csv", ".xlsx"):
        raise ConfigError(f"{output} is neither .csv nor .xlsx", hint="name the sheet so")
    if output.exists():
        raise ConfigError(f"{output} is there already", hint="it may hold codes; name another file")
    check_target(output)
    with opened(desk_path) as (desk, settings):
        event = chosen_event(desk, event_id)
        sheet = draw_sheet(
            desk, event, settings, n=size, n_uncertain=uncertain, seed=seed, coder=by
        )
    if output.suffix == ".csv":
        content = b"\xef\xbb\xbf" + sheet_csv(sheet.posts, sheet.draws).encode("utf-8", "replace")
    else:
        content = sheet_xlsx(sheet.posts, sheet.draws, sheet.codebook)
    save_whole(output, content)
    show(f"{len(sheet.draws)} posts to code in {output}")


@code.command()
@click.argument("sheet", type=click.Path(path_type=Path))
@click.option("--model", default="", help="The language model that filled it, if no person did.")
@by_option
@desk_option
@event_option
@json_option
def read(
    sheet: Path, model: str, by: str, desk_path: Path, event_id: str | None, as_json: bool
) -> None:
    """Take a filled SHEET in: all of it, or nothing where a cell cannot be read."""
    from uproar.pipeline.coding import take_in

    content = files.read(sheet, most_bytes=files.MAX_SHEET_BYTES)
    with opened(desk_path) as (desk, _):
        taken = take_in(
            desk,
            chosen_event(desk, event_id),
            content,
            sheet.name,
            by=by,
            decided_at=now(),
            model=model,
        )
    if as_json:
        print_json(taken)
        return
    show(f"{taken.n_codes} posts coded by {model or by}; {taken.n_open} rows left open")
    if taken.new_themes:
        show(f"new in the codebook: {', '.join(taken.new_themes)}")
    if taken.unknown_posts:
        show(f"{len(taken.unknown_posts)} posts are not on this desk and were left out", err=True)


@code.command()
@click.option("-n", "size", default=300, show_default=True, help="Posts to ask about.")
@click.option("--seed", default=0, help="The same seed as the people who draw sheets.")
@by_option
@desk_option
@event_option
@json_option
def ask(
    size: int, seed: int, by: str, desk_path: Path, event_id: str | None, as_json: bool
) -> None:
    """Have the model of the settings code posts, by the desk's codebook.

    \b
    Their texts go to llm_base_url, one call each, without authors. Its codes count, field by field,
    only while they are like people's on the posts that both read, and are marked as a model's.
    """
    from uproar.pipeline.coding import ask_model

    with opened(desk_path) as (desk, settings), progress() as bar:
        event = chosen_event(desk, event_id)
        asked = ask_model(
            desk, event, settings, n=size, seed=seed, by=by, decided_at=now(), progress=bar
        )
    if as_json:
        print_json(asked)
        return
    show(f"{asked.n_codes} posts coded by {asked.coder}")
    for why, n in Counter(reason for _, reason in asked.refused).most_common():
        show(f"{n} without a code: {why}", err=True)
    for post_id, why in asked.refused[:_SHOWN]:
        show(f"  {post_id}: {why}", err=True)
    if asked.not_asked:
        show(f"{len(asked.not_asked)} posts were not asked about: no answer came", err=True)
    _show_checks(asked.checks)


@code.command()
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The CSV to write.",
)
@desk_option
@event_option
def export(output: Path, desk_path: Path, event_id: str | None) -> None:
    """Write every code on the desk with its coder, person or model, as CSV."""
    from uproar.pipeline.coding import codes_sheet
    from uproar.store.whole_file import check_target, save_whole

    if output.exists():
        raise ConfigError(f"{output} is there already", hint="name another file")
    check_target(output)
    with opened(desk_path) as (desk, settings):
        sheet = codes_sheet(desk, chosen_event(desk, event_id), settings)
    save_whole(output, b"\xef\xbb\xbf" + sheet.encode("utf-8", "replace"))
    show(f"codes written to {output}")


@code.command()
@desk_option
@event_option
@json_option
def status(desk_path: Path, event_id: str | None, as_json: bool) -> None:
    """Say who coded how many posts, how far coders agree, and where they do not."""
    from uproar.pipeline.coding import coding_state

    with opened(desk_path) as (desk, _):
        state = coding_state(desk, chosen_event(desk, event_id))
    if as_json:
        print_json(state)
        return
    show(f"{state.n_posts} posts coded")
    for coder, n in state.coders:
        show(f"  {coder}: {n}")
    for field in state.agreements:
        alpha = "not defined" if field.alpha is None else f"{field.alpha:.2f}"
        show(
            f"{field.field}: alpha {alpha}, alike on {field.n_agreed} of {field.n} posts that two "
            "or more coded"
        )
    _show_checks(state.models)
    for differing in state.disagreements[:_SHOWN]:
        said = ", ".join(f"{coder} {value}" for coder, value in differing.said)
        show(f"  {differing.post_id} {differing.field}: {said}")
    if len(state.disagreements) > _SHOWN:
        show(f"  and {len(state.disagreements) - _SHOWN} more; --json lists all")
    for theme in state.codebook:
        into = f" (counted with {theme.merged_into})" if theme.merged_into else ""
        pinned = " (pinned)" if theme.is_pinned else ""
        show(f"theme {theme.id}{into}{pinned}: {theme.statement or 'no statement yet'}")


def _show_checks(checks: Sequence[ModelCheck]) -> None:
    """How each model codes beside people, and whether that counts."""
    from uproar.code.model_checks import LEAST_KAPPA, LEAST_SHARED

    for check in checks:
        figures = "not known"
        if check.kappa is not None:
            figures = f"{check.kappa:.2f} ({check.low:.2f} to {check.high:.2f})"
        counts = "counts" if check.is_counted else "does not count"
        show(
            f"{check.coder} {check.field}: kappa with people {figures} on {check.n} posts; {counts}"
        )
    if any(not check.is_counted for check in checks):
        show(
            f"a model's field counts from {LEAST_SHARED} posts that a person coded too, with all of"
            f" the interval above {LEAST_KAPPA}"
        )


@code.command()
@click.argument("action", type=click.Choice(["rename", "merge", "split", "state", "pin", "unpin"]))
@click.argument("name")
@click.argument("value", required=False, default="")
@by_option
@desk_option
@event_option
def theme(
    action: str, name: str, value: str, by: str, desk_path: Path, event_id: str | None
) -> None:
    """Change theme NAME of the codebook.

    \b
      rename NAME NEW          another id for it
      merge NAME OTHER         count its posts with OTHER
      split NAME               undo its merge
      state NAME "WORDS"       write what its posts say
      pin NAME, unpin NAME     always tell it, or no longer
    """
    from uproar.pipeline import coding

    if action in ("rename", "merge", "state") and not value:
        raise ConfigError(f"{action} needs a second word", hint="see `uproar code theme --help`")
    with opened(desk_path) as (desk, _):
        event = chosen_event(desk, event_id)
        if action == "rename":
            coding.rename_theme(desk, event, name, value, by=by, decided_at=now())
        elif action == "merge":
            coding.merge_theme(desk, event, name, value, by=by, decided_at=now())
        elif action == "split":
            coding.split_theme(desk, event, name, by=by, decided_at=now())
        elif action == "state":
            coding.state_theme(desk, event, name, value, by=by, decided_at=now())
        else:
            coding.pin_theme(desk, event, name, is_pinned=action == "pin", by=by, decided_at=now())
    show(f"{action}: {name}. Run `uproar measure` to count by it.")


COMMANDS = (code,)
