"""annotate, measure: what each text says, and what the reaction was."""

from __future__ import annotations

from pathlib import Path

import click

from uproar.cli.options import (
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


@click.command()
@desk_option
@event_option
@click.option("--workers", type=int, help="Processes to spread the texts over.")
def annotate(desk_path: Path, event_id: str | None, workers: int | None) -> None:
    """Read every text that no annotator of this version has read yet."""
    from uproar.pipeline import corpus_of

    with opened(desk_path, workers=workers) as (desk, settings), progress() as bar:
        event = chosen_event(desk, event_id)
        corpus = corpus_of(desk, event, settings, progress=bar)
        bar.close()
        counts = corpus.counts(
            "select count(*) as posts, count(distinct text_id) as texts from scope"
        )
        show(f"{counts['posts']:,} posts, {counts['texts']:,} distinct texts annotated")


@click.command()
@desk_option
@event_option
@click.option("--workers", type=int, help="Processes to spread the texts over.")
@json_option
def measure(desk_path: Path, event_id: str | None, workers: int | None, as_json: bool) -> None:
    """Annotate, decide which posts are about the event, and measure the reaction."""
    from uproar import pipeline

    with opened(desk_path, workers=workers) as (desk, settings), progress() as bar:
        event = chosen_event(desk, event_id)
        measured = pipeline.measure(desk, event, settings, measured_at=now(), progress=bar)
        bar.close()
        if as_json:
            print_json(list(measured.findings.values()))
            return
        for finding in measured.findings.values():
            low_high = "" if finding.low is None else f"  [{finding.low:.4g}, {finding.high:.4g}]"
            n = "" if finding.n is None else f"  n={finding.n:,} {finding.n_of}"
            value = finding.value
            shown = f"{value:.4g}" if isinstance(value, float) else str(value)
            show(f"{finding.id:36} {shown} {finding.unit}{low_high}{n}")


COMMANDS = (annotate, measure)
