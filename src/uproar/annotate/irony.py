"""Signs that a text may not mean what it says. A warning for whoever quotes it, not a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uproar.annotate.sieve import may_match

# Tags by which writers say so themselves.
_SAID = frozenset(
    {
        "sarcasm",
        "sarcastic",
        "irony",
        "ironic",
        "not",
        "ironia",
        "sarcasmo",
        "ironie",
        "sarcasme",
        "sarkasme",
        "sindiran",
        "satire",
        "비꼬기",
        "반어법",
        "皮肉",
        "ประชด",
    }
)  # fmt: skip
_TURNS = re.compile(
    r"(?<!\w)/s(?!\w)"
    r"|(?<!\w)(?:yeah|oh|sure|wow|ah),? (?:right|great|joy|sure|thanks|because)(?!\w)"
    r"|(?<!\w)(?:just (?:great|what i needed|perfect)|thanks for nothing|what could go wrong|"
    r"how (?:nice|lovely|original|surprising) of|so much for|good job (?:ruining|breaking)|"
    r"shocker|sure jan|said no ?one(?: ever)?|i(?:'m| am) so (?:shocked|surprised)|"
    r"because that(?:'s| is) (?:totally|exactly)|love (?:it )?when (?:my|the|they|people)|"
    r"nothing (?:better|says) .{0,30} (?:than|like)|wow,? (?:thanks|what a surprise))(?!\w)"
    r"|(?<!\w)(?:claro que sí, claro|sí, claro|ay sí|qué sorpresa|aham, sei|só que não|sqn|"
    r"ben voyons|bah bien sûr|quelle surprise|ya iyalah|hebat ya)(?!\w)"
    r"|퍽이나|아주 잘(?:들)? (?:한다|하는 ?짓|났)|참 잘(?:하는 ?짓|했네)|어련하시겠"
    r"|さすがですね[ー〜]*（?笑|\(皮肉\)|เก่งจังเลยนะ"
)
_WINKS = frozenset(("🙃", "🙄", "🤡"))
_PRAISE = re.compile(
    r"(?<!\w)(?:great|love|nice|perfect|genius|bravo|lovely|fantastic|amazing|brilliant|thanks|"
    r"genial|perfecto|ótimo|lindo|super|génial|hebat|bagus)(?!\w)|대단|최고|잘한다|素晴|さすが|เก่ง"
)


def is_ironic(norm: str, tags: Sequence[str], emoji: Sequence[str]) -> bool:
    """Whether a text says so, uses a turn that rarely means itself, or praises with a grimace.

    >>> is_ironic("oh great another trailer", [], [])
    True
    >>> is_ironic("a great trailer", [], [])
    False
    >>> is_ironic("what a genius plan", [], ["🙄"])
    True
    """
    return are_ironic([norm], [tags], [emoji])[0]


def are_ironic(
    norms: Sequence[str], tags: Sequence[Sequence[str]], emoji: Sequence[Sequence[str]]
) -> list[bool]:
    """The same of many texts."""
    found = [not _SAID.isdisjoint(said) for said in tags]
    for row in may_match(norms, _TURNS.pattern):
        found[row] = found[row] or _TURNS.search(norms[row]) is not None
    for row, signs in enumerate(emoji):
        if signs and not found[row] and not _WINKS.isdisjoint(signs):
            found[row] = _PRAISE.search(norms[row]) is not None
    return found
