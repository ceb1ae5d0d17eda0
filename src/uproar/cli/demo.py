"""demo: the bundled invented event, from posts to story."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from uproar.cli.options import now, progress
from uproar.cli.screen import show, show_text
from uproar.cli.stories import keep_answers
from uproar.config import resolve
from uproar.errors import ConfigError


@click.command()
@click.option(
    "--desk",
    "desk_path",
    type=click.Path(path_type=Path),
    default=Path("demo-desk"),
    help="Where to make the demo's desk; one that lies there from an earlier demo is replaced.",
)
def demo(desk_path: Path) -> None:
    """Run everything on the bundled event; all its posts, people and articles are invented."""
    from uproar import pipeline
    from uproar.demo import folder
    from uproar.pipeline.exporting import export_to, rendered
    from uproar.store import Desk

    if desk_path.exists():
        if not (desk_path / "demo.txt").exists():
            raise ConfigError(f"{desk_path} is not a demo's desk", hint="give another --desk")
        shutil.rmtree(desk_path)
    with Desk.create(desk_path) as desk, progress() as bar:
        (desk_path / "demo.txt").write_text("made by `uproar demo`; safe to delete\n")
        settings = resolve(desk_path)
        _, _, story = pipeline.run(desk, folder(), settings, measured_at=now(), progress=bar)
        bar.close()
        _, markdown, _ = rendered(desk, story.id, "markdown", settings)
        filled, page, suffix = rendered(desk, story.id, "html", settings)
        report = desk_path / f"story{suffix}"
        export_to(
            desk, filled, page, report, format_name="html", by="uproar demo", exported_at=now()
        )
        keep_answers(desk, story.id, settings)
    show_text(str(markdown))
    show()
    show(f"The report:  {report.resolve().as_uri()}")
    show(f"Next:        uproar why 3 --desk {desk_path}")


COMMANDS = (demo,)
