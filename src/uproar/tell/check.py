"""The check that every sentence passes before it stands, whoever wrote it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from uproar.errors import EvidenceError
from uproar.model import Sentence, Story
from uproar.tell.evidence.evidence import Evidence, withheld
from uproar.tell.evidence.themes import is_open, lookup, theme
from uproar.tell.messages.lexicon import WORD, Lexicon, lexicon
from uproar.tell.messages.messages import messages_in
from uproar.tell.slots.fill import fill_sentence, referent
from uproar.tell.slots.grammar import Slot, outside, slots

MIN_SHARE_N = 30  # posts; below, a share says less than the counts do; chosen on: judgement
MIN_CROWD = 3  # authors; fewer are not "viewers"; chosen on: judgement; not swept
MAX_HEADLINE = 65  # characters; chosen on: judgement, what a search result shows of a title
# In one paragraph of the story.
MAX_FIGURES = 4  # chosen on: stories by two readers of coachella, up to four; not swept
_QUOTES = frozenset('"“”„‟«»‹›「」『』〝〞＂`´')
_START = re.compile(r"(?:^|[.!?:…]\s+|\ufffc[.!?:]?\s+(?=[A-Z]))")


def check(sentence: Sentence, evidence: Evidence) -> str | None:
    """Why the sentence may not stand; None when it may."""
    text = outside(sentence.text)
    words = lexicon(messages_in(evidence.house.language, evidence.messages))
    for rule in _RULES:
        reason = rule(sentence, text, evidence, words)
        if reason:
            return reason
    return None


def check_story(story: Story, evidence: Evidence) -> tuple[tuple[str, str], ...]:
    """Every sentence that may not stand, with the reason; too many figures in a paragraph too."""
    everything = (story.headline, story.dek, *(s for p in story.paragraphs for s in p))
    faults = [(s.id, reason) for s in everything if (reason := check(s, evidence))]
    failed = {sentence_id for sentence_id, _ in faults}
    for paragraph in story.paragraphs:
        sound = [s for s in paragraph if s.beat != "method" and s.id not in failed]
        figures = sum(x.is_figure for s in sound for x in fill_sentence(s, evidence).segments)
        if figures > MAX_FIGURES:
            faults.append((sound[0].id, f"{figures} figures in one paragraph"))
    return tuple(faults)


Rule = Callable[[Sentence, str, Evidence, Lexicon], "str | None"]


def _resolves(sentence: Sentence, text: str, evidence: Evidence, words: Lexicon) -> str | None:
    if "[[" in text or "]]" in text:
        return "brackets that are no slot"
    try:
        filled = fill_sentence(sentence, evidence)
    except EvidenceError as error:
        return error.message
    if not filled.references:
        return "cites nothing"
    if not any(c.isalnum() for c in filled.text):
        return "says nothing"
    if sentence.beat == "headline" and len(filled.text) > MAX_HEADLINE:
        return f"a headline of {len(filled.text)} characters; {MAX_HEADLINE} at most"
    for reference in sentence.support:
        kind = reference.partition(":")[0]
        if kind in ("finding", "quote", "cue", "article") and not referent(reference, evidence):
            return f"support {reference!r} does not resolve"
    return None


def _typed(sentence: Sentence, text: str, evidence: Evidence, words: Lexicon) -> str | None:
    for char in text:
        if unicodedata.category(char)[0] == "N":
            return f"digit {char!r} outside a slot"
        if char in _QUOTES:
            return f"quotation mark {char!r} outside a slot"
        if char in "<>{}@#\\|" or unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs"):
            return f"character {char!r} has no place in a sentence"
    if re.search(r"(?<!\w)['‘]|['’](?!\w)", text.replace("\ufffc", "x")):
        return "quotation mark outside a slot"
    return None


def _lexical(sentence: Sentence, text: str, evidence: Evidence, words: Lexicon) -> str | None:
    folded = f" {' '.join(WORD.findall(text.casefold()))} "
    for banned in words.banned:
        if f" {banned} " in folded:
            return f"word {banned!r} is not ours to use"
    for match in WORD.finditer(text):
        folded_word = match[0].casefold()
        if folded_word in words.numbers:
            return f"number word {match[0]!r} outside a slot"
        if folded_word in words.quantities:
            return f"quantity {match[0]!r} outside a slot"
    return None


def _named(sentence: Sentence, text: str, evidence: Evidence, words: Lexicon) -> str | None:
    starts = {m.end() for m in _START.finditer(text)}
    for match in WORD.finditer(text):
        word = match[0]
        if not _is_own_script(word, words):
            return f"word {word!r} in another script outside a slot"
        if word == word.lower():
            continue
        if match.start() not in starts or word.casefold() not in words.known:
            return f"name {word!r} outside a slot"
    for entity in evidence.event.entities:
        for alias in sorted(
            {entity.name, *(a for names in entity.aliases.values() for a in names)}
        ):
            if alias.casefold() not in words.known and re.search(
                rf"(?<!\w){re.escape(alias)}(?!\w)", text
            ):
                return f"name {alias!r} outside a slot"
    return None


def _is_own_script(word: str, words: Lexicon) -> bool:
    return all(unicodedata.name(c, "").split(" ")[0] in words.scripts for c in word if c.isalpha())


def _crowd(sentence: Sentence, text: str, evidence: Evidence, words: Lexicon) -> str | None:
    crowd = next((w for w in WORD.findall(text.casefold()) if w in words.crowds), None)
    if crowd is None:
        return None
    counts = [_people(r, evidence) for r in _references(sentence)]
    if max(counts, default=0) < MIN_CROWD:
        return f"{crowd!r} needs a finding on at least {MIN_CROWD} authors"
    return None


def _people(reference: str, evidence: Evidence) -> int:
    """How many authors a reference stands for; a post without one speaks for its text.

    Every theme has `MIN_CROWD` of them, or it would be none.
    """
    if not reference.startswith("finding:"):
        return 0
    finding = lookup(evidence, reference.removeprefix("finding:"))
    if finding is None:
        return 0
    parts = finding.id.split(".")
    if parts[0] == "themes" and len(parts) == 3:
        row = theme(evidence, parts[1])
        return row.n if row else 0
    value = finding.parameters.get("voices", finding.value)
    return int(value) if parts[0] == "voices" and isinstance(value, (int, float)) else 0


def _figures(sentence: Sentence, text: str, evidence: Evidence, words: Lexicon) -> str | None:
    for slot in slots(sentence.text):
        if slot.kind != "finding":
            continue
        if slot.ref.startswith("emotions") and slot.form not in ("words", ""):
            return "a figure of an emotion has no place in prose"
        finding = lookup(evidence, slot.ref)
        is_share = slot.form in (
            "share",
            "quantifier",
            "rank",
            "top-rank",
            "feeling",
            "leading",
            "split",
        )
        if is_share and finding and finding.n is not None and finding.n < MIN_SHARE_N:
            return f"{slot.ref}: {finding.n} posts are too few for a share"
    return None


def _sensitive(sentence: Sentence, text: str, evidence: Evidence, words: Lexicon) -> str | None:
    for reference in _references(sentence):
        kind, _, ref = reference.partition(":")
        parts = ref.split(".")
        if kind == "finding" and parts[0] == "themes" and len(parts) == 3:
            row = theme(evidence, parts[1])
            if row and not is_open(row, evidence):
                return f"theme {row.id} touches {', '.join(row.sensitive)}; an editor must open it"
        if kind == "quote" and ref in evidence.quotes:
            post = evidence.quotes[ref]
            if post.clearance in ("paraphrase", "blocked"):
                return f"{ref} may not be quoted: {post.clearance}, {post.why}"
    return None


def _withheld(sentence: Sentence, text: str, evidence: Evidence, words: Lexicon) -> str | None:
    for reference in _references(sentence):
        kind, _, ref = reference.partition(":")
        why = withheld(ref, evidence) if kind == "article" else None
        if why:
            return f"article {ref} is withheld: {why}"
    return None


def _references(sentence: Sentence) -> tuple[str, ...]:
    cited = (s.reference for s in slots(sentence.text) if isinstance(s, Slot))
    return tuple(dict.fromkeys((*cited, *sentence.support)))


_RULES: Sequence[Rule] = (
    _typed,
    _lexical,
    _named,
    _resolves,
    _withheld,
    _sensitive,
    _figures,
    _crowd,
)
