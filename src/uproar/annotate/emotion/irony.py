"""Signs that a text may not mean what it says. A warning for whoever quotes it, not a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uproar.text.prefilter import may_match

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
# Delight at what nobody delights in. Either alone is meant: fans are excited, and it rains.
# Source: Riloff et al. 2013, aclanthology D13-1066 (positive words, negative situations).
_DELIGHT = re.compile(
    r"(?<!\w)(?:love (?:it )?(?:when|how|being|having|getting|waking)|"
    r"(?:i(?: just)?|just|gotta|don'?t you(?: just)?|really) love|"
    r"so (?:excited|happy|pumped|thrilled|glad) (?:for|to|about|that)|"
    r"can(?:'?t| not) wait (?:for|to)|yay+|woo ?hoo+|hooray|"
    r"what an? (?:great|lovely|wonderful|fantastic|amazing|beautiful|perfect|fun|nice|awesome) "
    r"(?:day|way|start|night|morning|time|weekend|evening|surprise)|"
    r"(?:great|fun|awesome|fantastic|wonderful|lovely|perfect|excellent|brilliant) "
    r"(?:start|way|timing|end)|looking forward|(?:my )?favou?rite (?:thing|part|way)|"
    r"always (?:nice|fun|great|good)|nothing (?:like|better)|how (?:fun|exciting|lovely|nice)|"
    r"oh joy|(?:the )?joys? of|fun times|lucky me|just what i)(?!\w)"
)
_BURDEN = re.compile(
    r"(?<!\w)(?:(?:at|to|from|for) work|overtime|(?:night|early|double|long|\d+ ?hours?) shift|"
    r"working (?:on|all|till|until|late|overtime|weekends?|nights?|a double)|"
    r"mondays?|exams?|finals|homework|assignments?|essays?|revision|revising|studying|dentist|"
    r"hospital|traffic|roadworks|alarms?|[4-7] ?am|sick|flu|headaches?|migraines?|hung ?over|"
    r"sleepless|(?:no|hours?(?: of)?) sleep|insomnia|(?:being|getting) ignored|"
    r"ignor(?:es|ed|ing) me|cancel+ed|delay(?:ed|s)|stuck|on hold|flat t[iy]re|bills|taxes|"
    r"laundry|dishes|cleaning|fired|failing|vomit|puke|crutches|surgery|cramps?|"
    r"no (?:wifi|internet|power|signal|hot water)|rain(?:ing)?|snow(?:ing|ed)?|freezing|"
    r"food poisoning|toothache|spam|ads?|adverts?|lag(?:s|ging)?|buffering|sold out|"
    r"crash(?:es|ed|ing)?)(?!\w)"
)
_WINKS = frozenset(("🙃", "🙄", "🤡"))
_PRAISE = re.compile(
    r"(?<!\w)(?:great|love|nice|perfect|genius|bravo|lovely|fantastic|amazing|brilliant|thanks|"
    r"genial|perfecto|ótimo|lindo|super|génial|hebat|bagus)(?!\w)|대단|최고|잘한다|素晴|さすが|เก่ง"
)


def is_ironic(norm: str, tags: Sequence[str], emoji: Sequence[str]) -> bool:
    """Whether a text says so, uses a turn that rarely means itself, delights in a burden, or
    praises with a grimace.

    >>> is_ironic("oh great another trailer", [], [])
    True
    >>> is_ironic("a great trailer", [], [])
    False
    >>> is_ironic("what a genius plan", [], ["🙄"])
    True
    >>> is_ironic("so excited for another night shift", [], [])
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
    for row in may_match(norms, _DELIGHT.pattern):
        if not found[row] and _DELIGHT.search(norms[row]):
            found[row] = _BURDEN.search(norms[row]) is not None
    for row, signs in enumerate(emoji):
        if signs and not found[row] and not _WINKS.isdisjoint(signs):
            found[row] = _PRAISE.search(norms[row]) is not None
    return found
