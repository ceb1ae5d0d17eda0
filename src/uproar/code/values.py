"""What may stand in a coder's cell, in the spellings that people use."""

from __future__ import annotations

import regex

from uproar.errors import ConfigError
from uproar.model.coding import CODED_EMOTIONS, NO_THEME, STANCES

YES = frozenset({"yes", "y", "1", "true", "x", "ja", "oui", "sí", "si", "예", "はい"})
NO = frozenset({"no", "n", "0", "false", "nein", "non", "아니요", "いいえ"})
# A theme's id is read aloud, typed and put into file names. chosen on: judgement; not swept
LONGEST_THEME = 60  # characters
_GAPS = regex.compile(r"[\s_]+")
_THEME = regex.compile(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}-]*")


def yes_or_no(cell: str) -> str:
    """ "yes", "no" or "" for an empty cell. Raises ConfigError for anything else.

    >>> yes_or_no(" Y "), yes_or_no(""), yes_or_no("0")
    ('yes', '', 'no')
    """
    word = cell.strip().casefold()
    if not word:
        return ""
    if word in YES | NO:
        return "yes" if word in YES else "no"
    raise ConfigError(f"{_shown(cell)} is neither yes nor no", hint="write yes, no, or nothing")


def stance(cell: str) -> str:
    """One of STANCES, or "" for an empty cell. Raises ConfigError for anything else."""
    return _one_of(cell, STANCES)


def emotion(cell: str) -> str:
    """One of CODED_EMOTIONS, or "" for an empty cell. Raises ConfigError for anything else."""
    return _one_of(cell, CODED_EMOTIONS)


def theme(cell: str) -> str:
    """A theme's id, or one of NO_THEME, or "" for an empty cell.

    Raises ConfigError for what cannot be an id: it holds letters, digits and hyphens of any script.

    >>> theme("Return plea"), theme("none"), theme("복귀 요청")
    ('return-plea', 'none-unclear', '복귀-요청')
    """
    word = str(_GAPS.sub("-", cell.strip().casefold())).strip("-")
    if word == "none":
        return "none-unclear"
    if not word or word in NO_THEME:
        return word
    if len(word) > LONGEST_THEME or not _THEME.fullmatch(word) or word.startswith("none-"):
        raise ConfigError(
            f"{_shown(cell)} cannot be a theme",
            hint=f"letters, digits and hyphens, at most {LONGEST_THEME}; for posts without a theme "
            + ", ".join(NO_THEME),
        )
    return word


def _one_of(cell: str, allowed: tuple[str, ...]) -> str:
    word = cell.strip().casefold()
    if not word or word in allowed:
        return word
    raise ConfigError(f"{_shown(cell)} is not one of the codes", hint=", ".join(allowed))


def _shown(cell: str) -> str:
    """The cell as a message may show it: short, and nothing that steers a terminal."""
    longest = 40  # characters; chosen on: judgement, half a terminal's line
    return repr(cell if len(cell) <= longest else cell[:longest] + "…")
