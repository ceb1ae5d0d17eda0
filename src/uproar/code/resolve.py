"""One code per post and field, out of those of several coders."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from uproar.model.coding import CODED_FIELDS, Code


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the coders say of a post together; a field is "" where none said or they are split.

    `is_by_model`: no person coded the post. `is_banned`: at least one says it is not to be quoted.
    """

    post_id: str
    draw: str
    is_by_model: bool
    is_banned: bool
    about: str
    stance: str
    emotion: str
    theme: str
    coders: tuple[str, ...]


def resolved(
    codes: Iterable[Code], merged: Mapping[str, str] | None = None
) -> tuple[Resolved, ...]:
    """The posts with the code that most coders gave, field by field, by post id.

    A person's code outweighs any model's: models count only for posts that no person coded. Two
    codes level: the field is open, and `agreement.disagreements` lists it. `merged`: theme → the
    theme that it became part of.
    """
    by_post: dict[str, list[Code]] = defaultdict(list)
    for code in codes:
        by_post[code.post_id].append(code)
    into = merged or {}
    return tuple(_of_post(post_id, by_post[post_id], into) for post_id in sorted(by_post))


def final_theme(theme: str, merged: Mapping[str, str]) -> str:
    """The theme that a theme is part of after all merges; a circle ends where it began.

    >>> final_theme("a", {"a": "b", "b": "c"}), final_theme("x", {"x": "y", "y": "x"})
    ('c', 'x')
    """
    seen = [theme]
    while (after := merged.get(seen[-1])) and after not in seen:
        seen.append(after)
    return theme if after in seen else seen[-1]


def _of_post(post_id: str, codes: list[Code], merged: Mapping[str, str]) -> Resolved:
    people = [code for code in codes if not code.is_model]
    counted = people or codes
    said = {field: _majority(getattr(code, field) for code in counted) for field in CODED_FIELDS}
    said["theme"] = _majority(final_theme(code.theme, merged) for code in counted)
    draws = {code.draw for code in counted}
    draw = next((name for name in ("uniform", "uncertain") if name in draws), "picked")
    return Resolved(
        post_id,
        draw,
        is_by_model=not people,
        is_banned=any(code.is_banned for code in codes),
        coders=tuple(sorted({code.coder for code in counted})),
        **said,
    )


def _majority(said: Iterable[str]) -> str:
    """The value said most often; "" for none, or where two are level."""
    ranked = Counter(value for value in said if value).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]
