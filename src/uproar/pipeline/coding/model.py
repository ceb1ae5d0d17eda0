"""A language model codes posts of the event, as a coder among others and never a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from uproar.code import AskedPost, ModelCheck, SheetCodes, ask, model_checks
from uproar.config import Settings
from uproar.endpoint import endpoint
from uproar.model import Event
from uproar.model.coding import model_coder
from uproar.pipeline.coding.sheets import draw_sheet, keep, refuse_model_name
from uproar.pipeline.progress import Progress
from uproar.store import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking a model: codes kept, posts refused with the reason, posts not asked.

    `checks`: how it compares with people on the posts that both coded, field by field.
    """

    coder: str
    n_codes: int
    refused: tuple[tuple[str, str], ...]
    not_asked: tuple[str, ...]
    checks: tuple[ModelCheck, ...]


def ask_model(
    desk: Desk,
    event: Event,
    settings: Settings,
    *,
    n: int,
    seed: int,
    by: str,
    decided_at: datetime,
    progress: Progress | None = None,
) -> Asked:
    """Have the model that the settings name code the next `n` posts of the random order.

    Its codebook is the desk's, whose themes are people's. People who draw a sheet read the same
    posts first, which is how the model is checked. The posts' texts leave for the endpoint. Raises
    ConfigError without a model, without a theme, or where nothing was measured.
    """
    refuse_model_name(by)
    asked_model = endpoint(settings)
    coder = model_coder(asked_model.model)
    drawn = draw_sheet(desk, event, settings, n=n, n_uncertain=0, seed=seed, coder=coder)
    done = 0

    def answered() -> None:
        nonlocal done
        done += 1
        if progress:
            progress("ask", done, len(drawn.draws))

    known = {
        row["id"]: row for row in drawn.posts.select(["id", "text", "parent_text"]).to_pylist()
    }
    posts = [
        AskedPost(
            draw.post_id,
            draw.draw,
            str(known[draw.post_id]["text"]),
            str(known[draw.post_id]["parent_text"] or ""),
        )
        for draw in drawn.draws
    ]
    themes = desk.codebook.for_event(event.id)
    answers = ask(asked_model, event.title, themes, posts, coded_at=decided_at, answered=answered)
    sheet = SheetCodes(answers.codes, (), len(answers.refused) + len(answers.not_asked))
    taken = keep(desk, event, sheet, name=coder, by=by, decided_at=decided_at)
    merged = {theme.id: theme.merged_into for theme in themes if theme.merged_into}
    checks = model_checks(desk.codes.for_event(event.id), merged)
    return Asked(
        coder,
        taken.n_codes,
        answers.refused,
        answers.not_asked,
        tuple(check for check in checks if check.coder == coder),
    )
