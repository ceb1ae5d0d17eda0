"""doctor: what of a desk is damaged, and mending it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uproar.cli.options import desk_option, json_option, now, print_json, say_finished
from uproar.cli.screen import show
from uproar.config import resolve
from uproar.errors import DamageError

if TYPE_CHECKING:
    from uproar.pipeline.doctoring import Examination, Examined


@click.command()
@click.option("--mend", "is_mending", is_flag=True, help="Mend what can be mended.")
@desk_option
@json_option
def doctor(is_mending: bool, desk_path: Path, as_json: bool) -> None:
    """Look for damage in the desk's files; says what is lost, and what --mend would do.

    Annotations, marks and findings are made anew from the posts, the posts' log from what the desk
    noted of it. Copy the folder first where you can. Exit 7 if damage is left.
    """
    from uproar.pipeline.doctoring import examine, mend

    settings = resolve(desk_path)
    examination = (mend if is_mending else examine)(desk_path, settings, mended_at=now())
    if as_json:
        print_json(
            {
                "is_whole": examination.is_whole,
                "whole": examination.whole,
                "faults": examination.faults,
                "skipped": examination.skipped,
                "n_finished": examination.n_finished,
            }
        )
    else:
        _show(examination)
    if not examination.is_whole:
        raise click.exceptions.Exit(DamageError.exit_code)


def _show(examination: Examination) -> None:
    if examination.n_finished:
        show(say_finished(examination.n_finished), err=True)
    for part in examination.whole:
        show(f"whole     {part}")
    for fault in examination.faults:
        for line in _lines(fault):
            show(line)
    for part in examination.skipped:
        show(f"not seen  {part}: what it rests on is damaged")
    if any(f.can_be_mended and not f.is_mended for f in examination.faults):
        show("`uproar doctor --mend` does what is said there; copy the folder first")


def _lines(fault: Examined) -> list[str]:
    if fault.is_mended:
        word, remedy = "mended", f"done: {fault.remedy}"
    elif fault.can_be_mended:
        word, remedy = ("left over" if fault.is_stray else "DAMAGED"), f"--mend {fault.remedy}"
    else:
        word, remedy = "DAMAGED", f"by hand: {fault.remedy}"
    lines = [f"{word:9} {fault.path}: {fault.what}", f"{'':10}{remedy}"]
    if fault.loss:
        lines.append(f"{'':10}{'lost' if fault.is_mended else 'lost then'}: {fault.loss}")
    return lines


COMMANDS = (doctor,)
