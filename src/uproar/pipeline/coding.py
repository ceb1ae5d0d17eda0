"""Coding at the desk: a sheet drawn, read back, its codebook changed, and who agrees with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import pyarrow as pa

from uproar.code import (
    Agreement,
    Disagreement,
    Draw,
    SheetCodes,
    agreements,
    disagreements,
    drawn,
    read_sheet,
)
from uproar.code.frame import frame
from uproar.code.values import theme as theme_id
from uproar.config import Settings
from uproar.errors import ConfigError
from uproar.model import CodedTheme, Decision, Event, rows_of
from uproar.model.coding import NO_THEME
from uproar.model.rows import ThemeRow
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
    codebook: tuple[CodedTheme, ...]


def draw_sheet(
    desk: Desk, event: Event, settings: Settings, *, n: int, n_uncertain: int, seed: int, coder: str
) -> DrawnSheet:
    """The next posts for a coder: those that this coder has not coded.

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


def codebook(desk: Desk, event: Event) -> tuple[CodedTheme, ...]:
    """The event's codebook, or the one that the last measurement's themes suggest.

    A suggested theme has no statement: an editor writes it.
    """
    stored = desk.codebook.for_event(event.id)
    if stored:
        return stored
    run = desk.runs.latest(event.id)
    findings = {f.id: f for f in desk.findings.load(run.id)} if run is not None else {}
    names = [row.name_terms for row in rows_of(findings.get("themes"), ThemeRow)]
    ids = dict.fromkeys(_suggested(words) for words in names if words)
    return tuple(CodedTheme(i) for i in ids if i)


def take_in(
    desk: Desk,
    event: Event,
    content: bytes,
    name: str,
    *,
    coder: str,
    decided_at: datetime,
    is_model: bool = False,
) -> TakenIn:
    """Keep a filled sheet's codes and its codebook, and write that in the decision log.

    Codes of posts that the desk does not have are counted and not kept. Raises ConfigError for a
    sheet that cannot be read; then nothing is kept.
    """
    sheet = read_sheet(content, name, coder=coder, coded_at=decided_at, is_model=is_model)
    return keep(desk, event, sheet, name=name, coder=coder, decided_at=decided_at)


def keep(
    desk: Desk, event: Event, sheet: SheetCodes, *, name: str, coder: str, decided_at: datetime
) -> TakenIn:
    """Keep codes, whatever they came from; see `take_in`."""
    known = {str(i) for i in desk.posts.posts(event.id, columns=["id"])["id"].to_pylist()}
    codes = [code for code in sheet.codes if code.post_id in known]
    unknown = sorted({code.post_id for code in sheet.codes} - known)
    with desk.transaction():
        themes = {theme.id: theme for theme in desk.codebook.for_event(event.id)}
        listed = {theme.id: theme for theme in sheet.themes}
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
        _log(desk, event, "code", name, f"{n} posts coded", coder, decided_at)
    return TakenIn(n, sheet.n_open, tuple(added), tuple(unknown))


def rename_theme(
    desk: Desk, event: Event, old: str, new: str, *, by: str, decided_at: datetime
) -> int:
    """Give a theme another id; its codes keep it. Returns how many codes have it."""
    source, target = _listed(desk, event, old), theme_id(new)
    if target in {theme.id for theme in desk.codebook.for_event(event.id)} | {*NO_THEME, ""}:
        raise ConfigError(f"{new!r} is taken", hint="merge the two, or choose another name")
    with desk.transaction():
        n = desk.codes.rename_theme(event.id, source.id, target)
        for theme in desk.codebook.for_event(event.id):
            if theme.merged_into == source.id:
                desk.codebook.save(event.id, replace(theme, merged_into=target))
        desk.codebook.delete(event.id, source.id)
        desk.codebook.save(event.id, replace(source, id=target))
        _log(desk, event, "rename theme", source.id, target, by, decided_at)
    return n


def merge_theme(
    desk: Desk, event: Event, theme: str, into: str, *, by: str, decided_at: datetime
) -> None:
    """Count a theme's posts with another theme. The codes stay as they were: it can be undone."""
    source, target = _listed(desk, event, theme), _listed(desk, event, into)
    merged = {t.id: t.merged_into for t in desk.codebook.for_event(event.id)}
    step = target.id
    while step:
        if step == source.id:
            raise ConfigError(f"{target.id!r} is part of {source.id!r} already")
        step = merged.get(step, "")
    with desk.transaction():
        desk.codebook.save(event.id, replace(source, merged_into=target.id))
        _log(desk, event, "merge theme", source.id, target.id, by, decided_at)


def split_theme(desk: Desk, event: Event, theme: str, *, by: str, decided_at: datetime) -> None:
    """Let a theme that was merged into another stand by itself again."""
    source = _listed(desk, event, theme)
    if not source.merged_into:
        raise ConfigError(
            f"{theme!r} is not merged into another theme",
            hint="to split a theme by its posts, draw a sheet and give them a new theme",
        )
    with desk.transaction():
        desk.codebook.save(event.id, replace(source, merged_into=""))
        _log(desk, event, "split theme", source.id, "", by, decided_at)


def state_theme(
    desk: Desk, event: Event, theme: str, statement: str, *, by: str, decided_at: datetime
) -> None:
    """Write a theme's statement: what its posts say, in an editor's words."""
    words = " ".join(statement.split())
    if not words:
        raise ConfigError("an empty statement", hint="say in a sentence what the posts say")
    name = theme_id(theme)
    stored = {t.id: t for t in desk.codebook.for_event(event.id)}
    with desk.transaction():
        before = stored.get(name, CodedTheme(name))
        desk.codebook.save(event.id, replace(before, statement=words, by=by))
        _log(desk, event, "state theme", name, words, by, decided_at)


def pin_theme(
    desk: Desk, event: Event, theme: str, *, is_pinned: bool, by: str, decided_at: datetime
) -> None:
    """Have a theme always told, or no longer."""
    source = _listed(desk, event, theme)
    with desk.transaction():
        desk.codebook.save(event.id, replace(source, is_pinned=is_pinned))
        _log(
            desk, event, "pin theme" if is_pinned else "unpin theme", source.id, "", by, decided_at
        )


def coding_state(desk: Desk, event: Event) -> CodingState:
    """Who coded how much, how far they agree, and on what they do not."""
    codes = desk.codes.for_event(event.id)
    coders = sorted({code.coder for code in codes})
    return CodingState(
        tuple((coder, sum(code.coder == coder for code in codes)) for coder in coders),
        len({code.post_id for code in codes}),
        agreements(codes),
        disagreements(codes),
        desk.codebook.for_event(event.id),
    )


def _listed(desk: Desk, event: Event, theme: str) -> CodedTheme:
    name = theme_id(theme)
    themes = {t.id: t for t in desk.codebook.for_event(event.id)}
    if name not in themes:
        raise ConfigError(
            f"the codebook has no theme {theme!r}",
            hint=f"it has: {', '.join(themes)}" if themes else "read a coded sheet first",
        )
    return themes[name]


def _suggested(words: Sequence[str]) -> str:
    """A theme id out of the words that name it; "" where they cannot be one."""
    try:
        return theme_id(" ".join(words[:2]))
    except ConfigError:
        return ""


def _log(
    desk: Desk, event: Event, action: str, target: str, value: str, by: str, decided_at: datetime
) -> None:
    desk.decisions.add(event.id, Decision(action, target, value, by, decided_at))
