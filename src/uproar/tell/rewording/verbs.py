"""Reads a verb with its helpers: "could not be read", "had reported", "took up"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from uproar.tell.rewording.clauses import Verb
from uproar.tell.rewording.cursor import Cursor
from uproar.tell.rewording.units import Kind, Unit, Unreadable

# Helpers in a row, a letter each: M modal, H have, B be in a form of its own, b "be", p "been",
# i "being", D do.
_SOUND = re.compile(r"B?i?|Mb?|Hp?|MHp?|D")


@dataclass(frozen=True, slots=True)
class VerbRead:
    """A verb as it stands; `may_be_passive` where only its clause can tell: "found"."""

    verb: Verb
    is_passive: bool = False
    may_be_passive: bool = False
    is_equation: bool = False  # "is", with no other verb
    is_participle: bool = False  # in a form that makes no clause alone: "written"
    adverbs: tuple[str, ...] = ()  # that stood among the helpers


def read_verb(cursor: Cursor) -> VerbRead:
    """Reads on behind the verb and a particle that belongs to it. Raises Unreadable."""
    helpers: list[Unit] = []
    around: list[str] = []
    adverbs: list[str] = []
    while (unit := cursor.here) is not None:
        if unit.kind in (Kind.BE, Kind.HAVE, Kind.DO, Kind.MODAL):
            helpers.append(unit)
        elif unit.kind is Kind.NOT and len(helpers) <= 1:
            around.append(unit.key)
        elif unit.kind is Kind.ADVERB and helpers and cursor.is_kind(cursor.place + 1, Kind.VERB):
            adverbs.append(unit.key)
        else:
            break
        cursor.place += 1
    if not _SOUND.fullmatch("".join(map(_letter, helpers))):
        raise Unreadable("helping verbs that do not go together")
    main = _main(cursor, helpers)
    around.extend(h.key for h in helpers if h.kind is Kind.MODAL)
    return _put_together(cursor, main, helpers, tuple(sorted(around)), tuple(adverbs))


def _letter(helper: Unit) -> str:
    letters = {"be": "b", "been": "p", "being": "i"}
    kinds = {Kind.MODAL: "M", Kind.HAVE: "H", Kind.DO: "D", Kind.BE: "B"}
    return letters.get(helper.key, kinds[helper.kind])


def _main(cursor: Cursor, helpers: list[Unit]) -> Unit | None:
    """The verb behind its helpers, where it is in a form that goes with them."""
    unit = cursor.here
    if unit is None or unit.kind is not Kind.VERB:
        return None
    fitting = {
        None: {"base", "with_he", "past", "participle"},
        Kind.BE: {"participle", "with_ing"},
        Kind.HAVE: {"participle"},
        Kind.DO: {"base"},
        Kind.MODAL: {"base"},
    }[helpers[-1].kind if helpers else None]
    if not unit.forms & fitting:
        return None
    cursor.place += 1
    return unit


def _put_together(
    cursor: Cursor,
    main: Unit | None,
    helpers: list[Unit],
    around: tuple[str, ...],
    adverbs: tuple[str, ...],
) -> VerbRead:
    if main is None:
        if not helpers or helpers[-1].kind not in (Kind.BE, Kind.HAVE):
            raise Unreadable("a verb that cannot be read")
        is_equation = helpers[-1].kind is Kind.BE
        sense, tense = "be" if is_equation else "have", _tense(cursor, None, helpers)
        verb = Verb(sense, tense, around, _number(None, helpers))
        return VerbRead(verb, is_equation=is_equation, adverbs=adverbs)
    sense = main.key
    particle = cursor.here
    if particle is not None and f"{sense} {particle.key}" in cursor.words.with_particle:
        sense = f"{sense} {particle.key}"
        cursor.place += 1
    is_passive = bool(helpers) and helpers[-1].kind is Kind.BE and "with_ing" not in main.forms
    # "come" is a participle too, but made so that it is read as what it is more often
    is_more_often_active = "base" in main.forms and "past" not in main.forms
    may_be_passive = not helpers and "participle" in main.forms and not is_more_often_active
    return VerbRead(
        Verb(sense, _tense(cursor, main, helpers), around, _number(main, helpers)),
        is_passive,
        may_be_passive,
        is_participle=not helpers and main.forms == {"participle"},
        adverbs=adverbs,
    )


def _number(main: Unit | None, helpers: list[Unit]) -> str:
    """Whether one does it or many, or has it done; "" where the form does not tell."""
    if helpers:
        voice = "has it done: " if main is not None and helpers[-1].kind is Kind.BE else ""
        return {"is": f"{voice}one", "was": f"{voice}one", "are": f"{voice}many",
                "were": f"{voice}many"}.get(helpers[0].key, "")  # fmt: skip
    if main is None or not main.forms & {"base", "with_he"} or "past" in main.forms:
        return ""
    return "many" if "base" in main.forms else "one"


def _tense(cursor: Cursor, main: Unit | None, helpers: list[Unit]) -> str:
    """Past or present, perfect, going on; what stands between two of these is neither."""
    names = cursor.words.joining
    if not helpers:
        assert main is not None
        is_past = main.slot is not None or not main.forms & {"base", "with_he"}
        return "past" if is_past else "present"
    first = helpers[0]
    is_past = first.key in names["be_past"] | names["have_past"] | names["do_past"]
    parts = ["past" if is_past else "present"]
    if any(h.kind is Kind.HAVE for h in helpers) and (main is not None or len(helpers) > 1):
        parts.append("perfect")
    if (main is not None and "with_ing" in main.forms) or helpers[-1].key == "being":
        parts.append("going on")
    return " ".join(parts)
