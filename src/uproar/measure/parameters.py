"""A measure's parameter object as the parameters that its findings show."""

from __future__ import annotations

from dataclasses import Field, fields, is_dataclass
from typing import ClassVar, Protocol

from uproar.model import Value


class Config(Protocol):
    """A frozen dataclass of numbers, of other such objects, and of tuples of numbers."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


def parameters_of(config: Config) -> dict[str, Value]:
    """Field → value; those of an object within it as `name.field`, a tuple as "0.5, 0.75".

    >>> from dataclasses import make_dataclass
    >>> inner = make_dataclass("inner", [("least", int, 8)], frozen=True)
    >>> outer = make_dataclass("outer", [("group", inner, inner()), ("levels", tuple, (0.5, 0.75))])
    >>> parameters_of(outer())
    {'group.least': 8, 'levels': '0.5, 0.75'}
    """
    shown: dict[str, Value] = {}
    for field in fields(config):
        value = getattr(config, field.name)
        if is_dataclass(value) and not isinstance(value, type):
            shown |= {f"{field.name}.{name}": part for name, part in parameters_of(value).items()}
        elif isinstance(value, tuple):
            shown[field.name] = ", ".join(str(part) for part in value)
        else:
            shown[field.name] = value
    return shown
