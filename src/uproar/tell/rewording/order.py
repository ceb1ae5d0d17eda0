"""Whether the phrases of a clause stand where a reader takes each for what it is."""

from __future__ import annotations

from uproar.tell.rewording.parts import Mode, OpenClause, Part, Sort
from uproar.tell.rewording.units import Unreadable


def check_order(opened: OpenClause) -> None:
    """Raises Unreadable for an order that no plain sentence has, or that reads otherwise."""
    nouns = opened.nouns()
    before = [p for p in nouns if not p.is_after_verb]
    after = [p for p in nouns if p.is_after_verb]
    if opened.verb is not None:
        if len(before) > 1:
            raise Unreadable("two nouns before one verb")
        _check_start(opened)
        _check_objects(opened, after)
        if opened.is_participle and opened.mode in (Mode.FREE, Mode.DEPENDENT):
            raise Unreadable("a participle for a verb")
        is_led = bool(before) or any(not p.is_after_verb for p in opened.parts)
        if opened.is_by_colon and not (is_led and after):
            raise Unreadable("a colon that stands for no 'is'")
    if opened.tense_of_cleft and (
        opened.verb is None or opened.verb.tense != opened.tense_of_cleft
    ):
        raise Unreadable("two times in one clause")
    speech = [p for p in opened.parts if p.sort is Sort.SPEECH]
    for part in opened.parts:
        _check_part(part, opened, has_speech=bool(speech))
    if any(p.is_restated for p in nouns):
        raise Unreadable("an 'or' that cannot be read")
    for part in speech:
        _check_speech(part, opened, before, after)


def _check_start(opened: OpenClause) -> None:
    """A question begins with its verb."""
    is_told = opened.subject or opened.mode is not Mode.MAIN or opened.lacks_subject()
    said = Sort.SPEECH if opened.is_of_speech else None
    is_first = not any(
        not p.is_after_verb and (p.sort is not Sort.SPEECH or p.sort is said) for p in opened.parts
    )
    if is_first and not is_told and not opened.exists:
        raise Unreadable("a verb before all else")


def _check_objects(opened: OpenClause, after: list[Part]) -> None:
    """The noun behind a verb is its own, unless something that is no place or time parts them."""
    if not after or after[0].is_after_colon:
        return
    index = opened.parts.index(after[0])
    between = [p for p in opened.parts[:index] if p.is_after_verb]
    is_parted = bool(between) and between[0].is_behind_verb_and_comma
    if after[0].is_after_comma != is_parted or any(not p.opening for p in between):
        raise Unreadable("a noun too far from its verb")
    if not is_parted and any(p.is_after_comma for p in between):
        raise Unreadable("a noun too far from its verb")


def _check_part(part: Part, opened: OpenClause, *, has_speech: bool) -> None:
    is_last = part is opened.parts[-1]
    if part.opening and not part.words and not (part.measure and (is_last or part.is_before_mark)):
        raise Unreadable(f"{part.opening!r} before nothing")
    is_led_in = part.is_after_colon and (has_speech or not part.opening)
    if part.sort is Sort.AROUND and is_led_in and not opened.is_by_colon:
        raise Unreadable("a colon before what is not said")
    if part.is_set_off:
        is_first = part is opened.parts[0] and not part.is_after_verb
        is_end = is_last and (part.is_after_verb or opened.verb is None)
        if not ((is_first or part.is_after_comma) and (part.is_before_mark or is_end)):
            raise Unreadable("an aside without its commas")


def _check_speech(part: Part, opened: OpenClause, before: list[Part], after: list[Part]) -> None:
    """What is said is never where who says it would be."""
    index = opened.parts.index(part)
    is_free = index == 0 or part.is_after_comma or part.is_after_colon
    if not (is_free or part.is_right_after_verb):
        raise Unreadable("speech in the middle of a phrase")
    following = opened.parts[index + 1] if part is not opened.parts[-1] else None
    may_run_on = following is None or part.is_before_mark or part.is_after_verb
    if not may_run_on and not opened.is_of_speech:
        raise Unreadable("speech that runs into a clause")
    if following is not None and not part.is_before_mark and following.sort is Sort.AROUND:
        raise Unreadable("speech that runs into a phrase")
    if "form=content" in str(part.words[0]):
        _check_content(part, following, opened)
    if opened.verb is None or part.is_after_verb:
        if any(opened.parts.index(p) > index and not p.is_after_comma for p in after):
            raise Unreadable("speech before a noun")
        return
    if any(opened.parts.index(p) < index for p in before):
        raise Unreadable("speech between a noun and its verb")
    if not before:
        is_simple = opened.verb.tense in ("present", "past") and opened.is_of_speech
        has_speaker = bool(after) and after[0].is_right_after_verb
        if not (is_simple and has_speaker):
            raise Unreadable("speech in place of who says it")


def _check_content(part: Part, following: Part | None, opened: OpenClause) -> None:
    """A report's own sentence has no quotation marks: nothing may seem to belong to it."""
    if following is None:
        is_sound = part.is_after_colon or len(opened.parts) == 1
    else:
        sources = opened.vocabulary.joining["of_source"]
        names_source = following.sort is Sort.NOUN or following.opening in sources
        is_sound = part.is_before_mark and names_source and not part.is_after_verb
    if not is_sound:
        raise Unreadable("a report's sentence that runs into another")
