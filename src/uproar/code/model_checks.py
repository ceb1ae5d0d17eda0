"""Whether a model codes as people do, on the posts that both read; what fails does not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from uproar.code.resolve import final_theme, resolved
from uproar.intervals import wilson
from uproar.model.coding import CODED_FIELDS, Code

# Posts that a model and a person have both coded, from which the model is judged.
# chosen on: judgement; the interval of kappa is then some .15 to either side
LEAST_SHARED = 30
# The lower end of kappa's interval from which a model's codes count.
# source: Landis & Koch 1977, doi:10.2307/2529310: above .4 agreement is moderate or better
LEAST_KAPPA = 0.4


@dataclass(frozen=True, slots=True)
class ModelCheck:
    """How a model's codes of one field compare with people's, on the `n` posts that both coded.

    `kappa` with its 95 % interval; None where too few values occur for it to be defined.
    `is_counted`: they are alike enough for the model's codes of this field to count.
    """

    coder: str
    field: str
    n: int
    kappa: float | None
    low: float | None
    high: float | None
    is_counted: bool


def model_checks(
    codes: Iterable[Code], merged: Mapping[str, str] | None = None
) -> tuple[ModelCheck, ...]:
    """A check for every model and field that it coded, by model and in the order of fields.

    People who coded a post are taken together, as `resolved` does; where they are split the post is
    not compared. A field that was not compared often enough does not count.
    """
    into = merged or {}
    coded = list(codes)
    people = {p.post_id: p for p in resolved((c for c in coded if not c.is_model), into)}
    checks = []
    for coder in sorted({code.coder for code in coded if code.is_model}):
        by_model = [code for code in coded if code.is_model and code.coder == coder]
        for field in CODED_FIELDS:
            if not any(getattr(code, field) for code in by_model):
                continue
            pairs = [
                (_value(code, field, into), getattr(people[code.post_id], field))
                for code in by_model
                if code.post_id in people
            ]
            checks.append(_check(coder, field, [(a, b) for a, b in pairs if a and b]))
    return tuple(checks)


def counted(codes: Iterable[Code], checks: Iterable[ModelCheck]) -> tuple[Code, ...]:
    """The codes that count: all of people's, and of each model those of the fields that passed.

    A model that says a post is not to be quoted is always heard. A code with nothing left is gone.
    """
    passed = {(check.coder, check.field) for check in checks if check.is_counted}
    heard = (_passed(code, passed) if code.is_model else code for code in codes)
    return tuple(
        code
        for code in heard
        if not code.is_model or code.is_banned or any(getattr(code, f) for f in CODED_FIELDS)
    )


def coder_rows(codes: Iterable[Code], checks: Iterable[ModelCheck]) -> list[dict[str, object]]:
    """Who coded how many posts, by coder and in the order of fields. Shape: rows of CODERS."""
    n_of: Counter[tuple[str, bool, str]] = Counter()
    for code in codes:
        n_of.update((code.coder, code.is_model, f) for f in CODED_FIELDS if getattr(code, f))
    by_field = {(check.coder, check.field): check for check in checks}
    rows: list[dict[str, object]] = []
    for coder, is_model in sorted({(coder, is_model) for coder, is_model, _ in n_of}):
        for field in CODED_FIELDS:
            n = n_of[coder, is_model, field]
            check = by_field.get((coder, field)) if is_model else None
            if n:
                rows.append(
                    {
                        "coder": coder,
                        "is_model": is_model,
                        "field": field,
                        "n": n,
                        "is_counted": check.is_counted if check else True,
                        "n_shared": check.n if check else None,
                        "kappa": check.kappa if check else None,
                        "low": check.low if check else None,
                        "high": check.high if check else None,
                    }
                )
    return rows


def cohen(pairs: Sequence[tuple[str, str]]) -> tuple[float, float, float] | None:
    """Cohen's kappa with its 95 % interval; None where both sides give one value throughout.

    Agreement by chance is taken as known, as in the standard error of the source; the interval of
    the agreement is Wilson's, which stays honest where all are alike. Source: Cohen 1960,
    doi:10.1177/001316446002000104, equations 1 and 7.

    >>> [round(x, 2) for x in cohen([("a", "a")] * 20 + [("b", "b")] * 15 + [("a", "b")] * 5)]
    [0.75, 0.48, 0.89]
    """
    n = len(pairs)
    if not n:
        return None
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(left[value] * right[value] for value in left) / n**2
    if by_chance >= 1.0:
        return None
    agreed = sum(a == b for a, b in pairs) / n
    kappa, low, high = (
        (share - by_chance) / (1.0 - by_chance) for share in (agreed, *wilson(agreed, n))
    )
    return kappa, low, high


def _check(coder: str, field: str, pairs: Sequence[tuple[str, str]]) -> ModelCheck:
    figures = cohen(pairs)
    if figures is None:
        return ModelCheck(coder, field, len(pairs), None, None, None, is_counted=False)
    kappa, low, high = (round(figure, 4) for figure in figures)
    is_counted = len(pairs) >= LEAST_SHARED and low >= LEAST_KAPPA
    return ModelCheck(coder, field, len(pairs), kappa, low, high, is_counted)


def _value(code: Code, field: str, merged: Mapping[str, str]) -> str:
    value = str(getattr(code, field))
    return final_theme(value, merged) if field == "theme" else value


def _passed(code: Code, passed: set[tuple[str, str]]) -> Code:
    def said(field: str) -> str:
        return str(getattr(code, field)) if (code.coder, field) in passed else ""

    return replace(
        code,
        about=said("about"),
        stance=said("stance"),
        emotion=said("emotion"),
        theme=said("theme"),
    )
