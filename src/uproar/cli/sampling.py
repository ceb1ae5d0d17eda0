"""sample: a theme checked by hand, a sheet out and its precision back."""

from __future__ import annotations

from pathlib import Path

import click

from uproar import files
from uproar.cli.options import (
    chosen_event,
    desk_option,
    event_option,
    json_option,
    opened,
    print_json,
)
from uproar.cli.screen import show, show_text
from uproar.errors import ConfigError


@click.command()
@click.argument("theme", required=False)
@click.option("-n", "size", default=100, help="Posts to draw.")
@click.option("--seed", default=0, help="The same seed draws the same posts.")
@click.option("--coded", type=click.Path(path_type=Path), help="Read a coded sheet back.")
@desk_option
@event_option
@json_option
def sample(
    theme: str | None,
    size: int,
    seed: int,
    coded: Path | None,
    desk_path: Path,
    event_id: str | None,
    as_json: bool,
) -> None:
    """Draw posts of THEME as a CSV sheet to code by hand, or read the coded sheet's precision."""
    from uproar.measure.themes import coding_sheet
    from uproar.pipeline.measuring import measured_corpus

    if coded is not None:
        try:
            sheet = files.read(coded, most_bytes=files.MAX_SHEET_BYTES).decode()
        except UnicodeDecodeError as error:
            raise ConfigError(f"{coded} cannot be read: {error}", hint="a CSV in UTF-8") from error
        precisions = coding_sheet.precision(sheet)
        if as_json:
            print_json(precisions)
            return
        for each in precisions:
            interval = f"[{each.low:.3f}, {each.high:.3f}]"
            show(
                f"{each.theme}: {each.share:.3f} {interval} of n={each.n} coded, "
                f"{each.n_left_open} left open"
            )
        return
    if theme is None:
        raise ConfigError("no theme", hint="`uproar measure` lists themes.<id>.n")
    with opened(desk_path) as (desk, settings):
        corpus = measured_corpus(desk, chosen_event(desk, event_id), settings)
        show_text(coding_sheet.sample(corpus, theme, n=size, seed=seed), is_ended=True)


COMMANDS = (sample,)
