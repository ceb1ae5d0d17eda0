"""The codebook at the desk: suggested, renamed, merged, split, stated, pinned; each a decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from uproar.code.values import theme as theme_id
from uproar.errors import ConfigError
from uproar.model import CodedTheme, Decision, Event, rows_of
from uproar.model.coding import NO_THEME
from uproar.model.rows import ThemeRow
from uproar.store import Desk

RENAME = "rename theme"  # in the decision log


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
        log_coding(desk, event, RENAME, source.id, target, by, decided_at)
    return n


def renamed_themes(desk: Desk, event: Event) -> dict[str, str]:
    """What themes of the decision log are called now, by the names that they had.

    A name that the codebook has again is that theme's.
    """
    taken = {theme.id for theme in desk.codebook.for_event(event.id)}
    after: dict[str, str] = {}
    for decision in desk.decisions.for_event(event.id):
        if decision.action == RENAME:
            after = {old: decision.value if new == decision.target else new
                     for old, new in after.items()}  # fmt: skip
            after[decision.target] = decision.value
    return {old: new for old, new in after.items() if old not in taken and new in taken}


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
        log_coding(desk, event, "merge theme", source.id, target.id, by, decided_at)


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
        log_coding(desk, event, "split theme", source.id, "", by, decided_at)


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
        log_coding(desk, event, "state theme", name, words, by, decided_at)


def pin_theme(
    desk: Desk, event: Event, theme: str, *, is_pinned: bool, by: str, decided_at: datetime
) -> None:
    """Have a theme always told, or no longer."""
    source = _listed(desk, event, theme)
    with desk.transaction():
        desk.codebook.save(event.id, replace(source, is_pinned=is_pinned))
        log_coding(
            desk, event, "pin theme" if is_pinned else "unpin theme", source.id, "", by, decided_at
        )


def log_coding(
    desk: Desk, event: Event, action: str, target: str, value: str, by: str, decided_at: datetime
) -> None:
    """Write a decision about coding in the log."""
    desk.decisions.add(event.id, Decision(action, target, value, by, decided_at))


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
