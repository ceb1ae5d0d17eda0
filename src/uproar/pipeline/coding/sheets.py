"""Codes at the desk: a sheet drawn, read back and copied out, and who agrees with whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import pyarrow as pa

from uproar.code import (
    Agreement,
    Disagreement,
    Draw,
    ModelCheck,
    SheetCodes,
    agreements,
    coded_csv,
    disagreements,
    drawn,
    model_checks,
    read_sheet,
)
from uproar.code.frame import frame
from uproar.config import Settings
from uproar.errors import ConfigError
from uproar.model import CodedTheme, Event
from uproar.model.coding import NO_THEME, is_model_coder, model_coder
from uproar.pipeline.coding.codebook import codebook, log_coding, renamed_themes
from uproar.pipeline.measuring import measured_corpus
from uproar.store import Desk


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """Posts to code, in the order of the sheet, and the codebook to code them by."""

    posts: pa.Table  # the columns of code.frame
    draws: tuple[Draw, ...]
    codebook: tuple[CodedTheme, ...]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a sheet: codes kept, rows left open, themes that the codebook did not have."""

    n_codes: int
    n_open: int
    new_themes: tuple[str, ...]
    unknown_posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CodingState:
    """Where the coding of an event stands."""

    coders: tuple[tuple[str, int], ...]  # name, posts coded
    n_posts: int
    agreements: tuple[Agreement, ...]
    disagreements: tuple[Disagreement, ...]
    models: tuple[ModelCheck, ...]
    codebook: tuple[CodedTheme, ...]


def draw_sheet(
    desk: Desk, event: Event, settings: Settings, *, n: int, n_uncertain: int, seed: int, coder: str
) -> DrawnSheet:
    """The next posts for a coder, or a model: those that this coder has not coded.

    Posts that others coded come up too, where they stand first in the order: that is how several
    coders read the same posts. Raises ConfigError where nothing was measured.
    """
    corpus = measured_corpus(desk, event, settings)
    posts = frame(corpus)
    coded = {code.post_id for code in desk.codes.for_event(event.id) if code.coder == coder}
    rows = corpus.query(
        "select post_id, max(1e0 - score) as doubt from marks"
        " where kind in ('coded_theme', 'coded_stance') and score is not null group by post_id"
    ).to_pylist()
    doubt = {str(row["post_id"]): float(row["doubt"]) for row in rows}
    if n_uncertain and not doubt:
        raise ConfigError(
            "no post is known to be uncertain yet",
            hint="code a uniform sample first, measure, and then draw uncertain posts",
        )
    draws = drawn(posts, n, coded=coded, doubt=doubt, n_uncertain=n_uncertain, seed=seed)
    return DrawnSheet(posts, tuple(draws), codebook(desk, event))


def take_in(
    desk: Desk,
    event: Event,
    content: bytes,
    name: str,
    *,
    by: str,
    decided_at: datetime,
    model: str = "",
) -> TakenIn:
    """Keep a filled sheet's codes and its codebook, and write that in the decision log.

    `by` signs it, and is the coder unless a language model is named as that. Codes of posts that
    the desk does not have are counted and not kept. Raises ConfigError for a sheet that cannot be
    read, and for a person with a model's name; then nothing is kept.
    """
    refuse_model_name(by)
    sheet = read_sheet(
        content,
        name,
        coder=model_coder(model) if model else by,
        coded_at=decided_at,
        is_model=bool(model),
    )
    return keep(desk, event, sheet, name=name, by=by, decided_at=decided_at)


def keep(
    desk: Desk, event: Event, sheet: SheetCodes, *, name: str, by: str, decided_at: datetime
) -> TakenIn:
    """Keep codes, whatever they came from; see `take_in`.

    A theme that was renamed since the sheet was drawn has its new name.
    """
    known = {str(i) for i in desk.posts.posts(event.id, columns=["id"])["id"].to_pylist()}
    unknown = sorted({code.post_id for code in sheet.codes} - known)
    with desk.transaction():
        themes = {theme.id: theme for theme in desk.codebook.for_event(event.id)}
        renamed = renamed_themes(desk, event)
        codes = [
            replace(code, theme=renamed.get(code.theme, code.theme))
            for code in sheet.codes
            if code.post_id in known
        ]
        listed = {i: replace(t, id=i) for t in sheet.themes for i in [renamed.get(t.id, t.id)]}
        used = {code.theme for code in codes if code.theme} - set(NO_THEME)
        added = sorted((used | {*listed}) - {*themes})
        for theme in added:
            desk.codebook.save(event.id, listed.get(theme, CodedTheme(theme)))
        for before in themes.values():
            stated = listed.get(before.id, before)
            if stated.statement and stated.statement != before.statement:
                desk.codebook.save(
                    event.id, replace(before, statement=stated.statement, by=stated.by)
                )
        n = desk.codes.add(event.id, codes)
        models = sorted({code.coder for code in codes if code.is_model})
        whose = f" by {', '.join(models)}" if models else ""
        log_coding(desk, event, "code", name, f"{n} posts coded{whose}", by, decided_at)
    return TakenIn(n, sheet.n_open, tuple(added), tuple(unknown))


def refuse_model_name(by: str) -> None:
    """Raise ConfigError for a person's name that reads as a language model's."""
    if is_model_coder(by):
        raise ConfigError(f"{by!r} is how a model is named", hint="sign with a person's name")


def codes_sheet(desk: Desk, event: Event, settings: Settings) -> str:
    """All codes on the desk as a CSV sheet, each with its coder: people, and `model:…`.

    Raises ConfigError where nothing was measured.
    """
    posts = frame(measured_corpus(desk, event, settings))
    return coded_csv(posts, desk.codes.for_event(event.id))


def coding_state(desk: Desk, event: Event) -> CodingState:
    """Who coded how much, how far they agree, whether models count, and what is disagreed on."""
    codes = desk.codes.for_event(event.id)
    themes = desk.codebook.for_event(event.id)
    coders = sorted({code.coder for code in codes})
    return CodingState(
        tuple((coder, sum(code.coder == coder for code in codes)) for coder in coders),
        len({code.post_id for code in codes}),
        agreements(codes),
        disagreements(codes),
        model_checks(codes, {t.id: t.merged_into for t in themes if t.merged_into}),
        themes,
    )
