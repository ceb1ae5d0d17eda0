"""Forges rewordings by rule: other claims made of a plain sentence, of the posts' and everyday words.

`python -m tests.support.forgery N SEED` prints N of them, a line each: operation, plain sentence,
forged one.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import count

from tests.support.rewordings import places

from uproar import plugins
from uproar.tell.messages import lexicon, messages_in
from uproar.tell.slots.grammar import SLOT, parse

_TOKEN = re.compile(r"\[\[[^\]]*\]\]|[’'](?=s\b)s|\w+(?:-\w+)*|[^\w\s]")
_JOINS = (
    " ",
    ", and ",
    "; ",
    ". ",
    ", which ",
    " as ",
    ", so ",
    " because ",
    " while ",
    ", but ",
    " when ",
    " though ",
)
_PREPOSITIONS = (
    *("after", "against", "at", "before", "behind", "by", "for", "from", "in", "into", "of", "on"),
    *("over", "through", "to", "under", "with", "without", "since", "until", "about", "despite"),
)
_NEGATIONS = (
    "not",
    "no",
    "never",
    "hardly",
    "without",
    "nothing",
    "neither",
    "none of",
    "n’t",
    "barely",
)
_DETERMINERS = (
    "no",
    "every",
    "some",
    "any",
    "all",
    "many",
    "few",
    "only",
    "a",
    "another",
    "most",
    "each",
)
_HEDGES = frozenset(
    [
        "some",
        "same",
        "such",
        "about",
        "by",
        "in",
        "found",
        "said",
        "says",
        "reported",
        "according",
        "words",
        "near-identical",
        "not",
        "only",
        "included",
        "without",
        "other",
        "another",
        "further",
        "again",
        "line",
        "search",
        "report",
        "archive",
        "theme",
        "posts",
        "critical",
    ]
)
_HELPERS = (
    "will",
    "would",
    "may",
    "might",
    "could",
    "must",
    "had",
    "has",
    "is",
    "was",
    "did",
    "used to",
    "should",
)
_AFFIXES = ("s", "ed", "ing", "er", "un", "ly")

Operation = Callable[[list[str], random.Random], "list[str] | None"]


@cache
def _everyday() -> tuple[str, ...]:
    lists = lexicon(messages_in("en"))
    words = lists.everyday | lists.crowds | {w for w in lists.banned if " " not in w}
    return tuple(sorted(words))


@cache
def _posted() -> tuple[str, ...]:
    """Words of the posts of the made-up events, in lower case."""
    texts = [q.text for place in places().values() for q in place.evidence.quotes.values()]
    words = {w.casefold() for text in texts for w in re.findall(r"[A-Za-z]{3,}", text)}
    return tuple(sorted(words))


def _word(rng: random.Random) -> str:
    return rng.choice(_posted() if rng.random() < 0.4 else _everyday())


def _clause(rng: random.Random) -> list[str]:
    """A subject, a verb, and what may follow, by chance."""
    subject = rng.choice(
        (
            "the public",
            "fans",
            "people",
            "it",
            "they",
            "he",
            "this",
            "viewers",
            "the line",
            "no one",
        )
    )
    parts = [subject, rng.choice(("is", "was", "are", "had", "will", "can", "did", "")), _word(rng)]
    if rng.random() < 0.7:
        parts += [
            rng.choice(_PREPOSITIONS),
            rng.choice(("it", "them", "the public", "that", _word(rng))),
        ]
    return [word for part in parts for word in part.split()]


def _spots(tokens: Sequence[str]) -> list[int]:
    return [i for i, t in enumerate(tokens) if not t.startswith("[[") and t[0].isalpha()]


def _append(tokens: list[str], rng: random.Random) -> list[str]:
    ends = tokens[-1:] if tokens[-1] in ".!?" else []
    body = tokens[: len(tokens) - len(ends)]
    return [*body, *_TOKEN.findall(rng.choice(_JOINS)), *_clause(rng), *ends]


def _prepend(tokens: list[str], rng: random.Random) -> list[str]:
    join = rng.choice(("when", "as", "while", "because", "after", "though", "and", "if", "that"))
    return [join, *_clause(rng), ",", *tokens]


def _insert_clause(tokens: list[str], rng: random.Random) -> list[str]:
    spot = rng.randrange(1, len(tokens))
    opening = rng.choice(([",", "which"], ["that"], ["who"], [",", "and"], ["("]))
    closing = [")"] if opening == ["("] else [","] if opening[0] == "," else []
    return [*tokens[:spot], *opening, *_clause(rng), *closing, *tokens[spot:]]


def _insert_word(tokens: list[str], rng: random.Random) -> list[str]:
    spot = rng.randrange(len(tokens))
    return [*tokens[:spot], _word(rng), *tokens[spot:]]


def _insert_phrase(tokens: list[str], rng: random.Random) -> list[str]:
    spot = rng.randrange(1, len(tokens))
    return [
        *tokens[:spot],
        rng.choice(_PREPOSITIONS),
        rng.choice(("the", "it", "them", "their")),
        _word(rng),
        *tokens[spot:],
    ]


def _replace_word(tokens: list[str], rng: random.Random) -> list[str] | None:
    spots = _spots(tokens)
    if not spots:
        return None
    spot = rng.choice(spots)
    return [*tokens[:spot], _word(rng), *tokens[spot + 1 :]]


def _negate(tokens: list[str], rng: random.Random) -> list[str]:
    spot = rng.randrange(len(tokens))
    return [*tokens[:spot], *rng.choice(_NEGATIONS).split(), *tokens[spot:]]


def _swap_slots(tokens: list[str], rng: random.Random) -> list[str] | None:
    """Two slots of one kind trade places; two that read alike would not be a forgery."""
    at_kind: dict[str, list[int]] = {}
    for i, token in enumerate(tokens):
        match = SLOT.fullmatch(token)
        slot = parse(match[1]) if match else None
        if slot is not None:
            at_kind.setdefault(slot.kind, []).append(i)
    pairs = [found for found in at_kind.values() if len(found) > 1]
    if not pairs:
        return None
    one, other = rng.sample(rng.choice(pairs), 2)
    swapped = list(tokens)
    swapped[one], swapped[other] = tokens[other], tokens[one]
    return swapped


def _swap_words(tokens: list[str], rng: random.Random) -> list[str] | None:
    spots = _spots(tokens)
    if len(spots) < 2:
        return None
    one, other = rng.sample(spots, 2)
    swapped = list(tokens)
    swapped[one], swapped[other] = tokens[other].lower(), tokens[one].lower()
    return swapped


def _drop_hedge(tokens: list[str], rng: random.Random) -> list[str] | None:
    spots = [i for i in _spots(tokens) if tokens[i].casefold() in _HEDGES]
    if not spots:
        return None
    spot = rng.choice(spots)
    return [*tokens[:spot], *tokens[spot + 1 :]]


def _shift_time(tokens: list[str], rng: random.Random) -> list[str] | None:
    spots = [
        i
        for i in _spots(tokens)
        if tokens[i] in ("is", "are", "was", "were", "has", "had", "have")
        or tokens[i].endswith(("ed", "s"))
    ]
    if not spots:
        return None
    spot = rng.choice(spots)
    return [*tokens[:spot], *rng.choice(_HELPERS).split(), *tokens[spot:]]


def _change_preposition(tokens: list[str], rng: random.Random) -> list[str] | None:
    spots = [i for i in _spots(tokens) if tokens[i].casefold() in _PREPOSITIONS]
    if not spots:
        return None
    spot = rng.choice(spots)
    others = [p for p in _PREPOSITIONS if p != tokens[spot].casefold()]
    return [*tokens[:spot], rng.choice(others), *tokens[spot + 1 :]]


def _change_determiner(tokens: list[str], rng: random.Random) -> list[str] | None:
    spots = [
        i
        for i in _spots(tokens)
        if tokens[i].casefold() in ("the", "a", "an", "another", "some", "no")
    ]
    if not spots:
        return None
    spot = rng.choice(spots)
    others = [d for d in _DETERMINERS if d != tokens[spot].casefold()]
    return [*tokens[:spot], rng.choice(others), *tokens[spot + 1 :]]


def _change_number(tokens: list[str], rng: random.Random) -> list[str] | None:
    spots = _spots(tokens)
    if not spots:
        return None
    spot = rng.choice(spots)
    word, affix = tokens[spot], rng.choice(_AFFIXES)
    changed = (
        f"un{word}"
        if affix == "un"
        else word.removesuffix("s")
        if word.endswith("s")
        else word + affix
    )
    return [*tokens[:spot], changed, *tokens[spot + 1 :]]


@cache
def _templates() -> tuple[tuple[str, int], ...]:
    """Every wording of the house with blanks for its slots, and how many it has."""
    source = plugins.messages("uproar.tell.messages", "en")["story"]
    wordings = re.findall(r"^[a-z][\w-]* = (.+)$", source, re.MULTILINE)
    blanked = [re.sub(r"\{ \$\w+ \}", "\ufffc", wording) for wording in wordings]
    return tuple((text, text.count("\ufffc")) for text in blanked)


@cache
def _by_tokens() -> dict[tuple[str, ...], tuple[str, ...]]:
    """What the house says instead of each plain sentence, itself included."""
    return {tuple(_TOKEN.findall(p)): place.wordings for p, place in places().items()}


def _other_message(tokens: list[str], rng: random.Random) -> list[str] | None:
    """The sentence's slots in the words of another: fluent, and about something else."""
    cited = [t for t in tokens if t.startswith("[[")]
    equals = {SLOT.sub("\ufffc", text) for text in _by_tokens()[tuple(tokens)]}
    fitting = [text for text, n in _templates() if n == len(cited) and text not in equals]
    if not fitting:
        return None
    text = rng.choice(fitting)
    rng.shuffle(cited)
    for slot in cited:
        text = text.replace("\ufffc", slot, 1)
    return _TOKEN.findall(text)


def _phrases(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Where phrases stand that begin with a preposition and end at a mark or the next one."""
    starts = [i for i in _spots(tokens) if tokens[i].casefold() in _PREPOSITIONS]
    ends = [*(i for i, t in enumerate(tokens) if t in ",.;:()"), *starts, len(tokens)]
    return [(start, min(e for e in ends if e > start)) for start in starts]


def _swap_phrases(tokens: list[str], rng: random.Random) -> list[str] | None:
    """What two prepositions govern trades places."""
    found = _phrases(tokens)
    if len(found) < 2:
        return None
    (a, b), (c, d) = sorted(rng.sample(found, 2))
    return [
        *tokens[: a + 1],
        *tokens[c + 1 : d],
        *tokens[b : c + 1],
        *tokens[a + 1 : b],
        *tokens[d:],
    ]


def _move_phrase(tokens: list[str], rng: random.Random) -> list[str] | None:
    """A phrase goes into another clause."""
    found = _phrases(tokens)
    if not found:
        return None
    a, b = rng.choice(found)
    rest = [*tokens[:a], *tokens[b:]]
    marks = [
        i for i, t in enumerate(rest[:-1]) if t in ".;:" or t in ("that", "which", "what", "who")
    ]
    spots = [i for i in range(1, len(rest)) if any(min(a, i) <= m < max(a, i) for m in marks)]
    if not spots:
        return None
    spot = rng.choice(spots)
    return [*rest[:spot], *tokens[a:b], *rest[spot:]]


def _ask(tokens: list[str], rng: random.Random) -> list[str]:
    verbs = [
        i
        for i in _spots(tokens)
        if tokens[i] in ("is", "are", "was", "were", "has", "had", "have", "does")
    ]
    moved = list(tokens)
    if verbs:
        moved.insert(0, moved.pop(rng.choice(verbs)))
    return [*(moved[:-1] if moved[-1] == "." else moved), rng.choice(("?", "!", "…", "."))]


OPERATIONS: dict[str, Operation] = {
    "append a clause": _append,
    "prepend a clause": _prepend,
    "insert a clause": _insert_clause,
    "insert a word": _insert_word,
    "insert a phrase": _insert_phrase,
    "replace a word": _replace_word,
    "negate": _negate,
    "swap slots": _swap_slots,
    "swap words": _swap_words,
    "another message": _other_message,
    "swap phrases": _swap_phrases,
    "move a phrase": _move_phrase,
    "drop a hedge": _drop_hedge,
    "shift the time": _shift_time,
    "change a preposition": _change_preposition,
    "change a determiner": _change_determiner,
    "change the number": _change_number,
    "ask": _ask,
}


def forgeries(n: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """Operation, plain sentence and forged one, n of them, each operation in turn."""
    rng = random.Random(seed)
    plains = [p for p in places() if SLOT.search(p) and len(_spots(_TOKEN.findall(p))) > 1]
    names = list(OPERATIONS)
    made: set[tuple[str, str]] = set()
    for turn in count():
        if len(made) == n:
            return
        name, plain = names[turn % len(names)], rng.choice(plains)
        tokens = OPERATIONS[name](_TOKEN.findall(plain), rng)
        forged = _written(tokens) if tokens else plain
        if forged != plain and (plain, forged) not in made:
            made.add((plain, forged))
            yield name, plain, forged


def _written(tokens: Sequence[str]) -> str:
    """Tokens as prose, each sentence with a capital."""
    text = re.sub(r" (’s|[,.;:)?!…]|n’t)", r"\1", " ".join(tokens)).replace("( ", "(")
    parts = re.split(r"(?<=\. )", text)
    return "".join(p[:1].upper() + p[1:] for p in parts)


if __name__ == "__main__":
    for line in forgeries(int(sys.argv[1]), int(sys.argv[2])):
        sys.stdout.write("\t".join(line) + "\n")
