"""The matching form of a text, and what is taken out of it: tags, mentions, links, emoji.

The stored text is never changed; two texts with the same form say the same thing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import regex

from uproar.text import lookalikes
from uproar.text.codepoints import Kinds, lasting, letters
from uproar.text.prefilter import may_match
from uproar.text.tokens import PLAIN_WORD

LAUGH = "haha"  # what laughter in any language becomes
CRY = "ㅠㅠ"  # what typed tears become

_URL = regex.compile(r"(?:https?://|www\.)[^\s<>\"'`|^{}\\]+", regex.IGNORECASE)
_MENTION = regex.compile(r"(?<![\w@＠.])[@＠]([\w][\w.\-]*(?:@[\w][\w.\-]*)?)")
_TAG = regex.compile(r"(?<![\w#＃&])[#＃]([\p{L}\p{M}\p{N}_·・ー]+)")
_EMOJI = regex.compile(
    r"\p{RI}\p{RI}"
    r"|[0-9#*]\uFE0F?\u20E3"
    r"|(?![©®™])\p{Extended_Pictographic}[\uFE0F\p{EMod}]?"
    r"(?:\u200D\p{Extended_Pictographic}[\uFE0F\p{EMod}]?)*+"
)
_HAS_EMOJI = regex.compile(r"[\p{Extended_Pictographic}\p{RI}\u20E3]")
# Format characters, variation selectors, blank fillers and control characters but white space.
_UNSEEN = regex.compile(
    r"[\p{Cf}\p{Cs}\u115F\u1160\u3164\uFFA0\u034F\u17B4\u17B5\uFE00-\uFE0F\x00-\x08\x0E-\x1F\x7F-\x9F]"
)
# Those of them that may stand inside a link or a handle; joiners are left, emoji need them.
_HIDDEN = regex.compile(r"[\u200B\u2060\uFEFF\u00AD\u200E\u200F\u202A-\u202E\u2066-\u2069]")
_STACKED = regex.compile(r"(\p{M}{2})\p{M}+")
_FOREIGN_LETTER = regex.compile(f"[{lookalikes.letters()}]")
_LATIN_LETTER = regex.compile(r"\p{Latin}")
# How people of twenty languages write that they laugh. source: general knowledge of the languages.
# Repeats give nothing back, and one of fives is tried at its beginning only: linear in the text.
_LAUGHTER = regex.compile(
    r"[ㅋㅎᄏᄒ]{2,}|哈{2,}|呵{2,}|嘿{2,}|嘻{2,}|[はハㅎ]{3,}|[(（]笑[)）]"
    r"|(?<!\p{Cyrillic})(?:а?(?:ха){2,}+х?|а(?:ха)++х?|(?:хе){2,}+х?|(?:хи){3,}+)(?!\p{Cyrillic})"
    r"|(?<!\p{Arabic})(?:ه{3,}+|خ{3,}+|(?:ها){2,}+ه?)(?!\p{Arabic})"
    r"|(?<!\p{Devanagari})(?:(?:हा){2,}+|ह{3,}+)(?!\p{Devanagari})|(?:ฮ่า){2,}+|ฮ่าๆ++|(?:อิ){2,}+"
    r"|(?<![\p{Latin}\p{N}])(?:b?w?a?(?:ha){2,}+h?|a(?:ha)++h?|(?:he){2,}+h?|(?:hi){3,}+"
    r"|(?:ja){2,}+j?|(?:je){2,}+|(?:ji){3,}+|(?:ha|ah|aj|ja){3,}+[hj]?|(?:ke){2,}+k?|(?:rs){2,}+"
    r"|(?:wk){2,}+w?|(?:hue){2,}+|(?:h[au]{2}){2,}+|a?(?:wok){2,}+|a?(?:kw){2,}+k?|(?:xi){3,}+|(?:kah){2,}+"
    r"|h{3,}+|k{2,}+|w{2,}+|mdr++|ptdr++|lo++l++|lmf?ao++|rofl|xd++"
    r")(?![\p{Latin}\p{N}])"
    r"|(?<!5)(?:(?<=\p{Thai}\s{0,2})5{3,}+\+?(?![\p{N}.,:])|5{3,}+\+?(?=\s{0,2}\p{Thai}))"
    r"|^\s{0,2}5{3,}+\+?\s{0,2}$"
    r"|(?<=\p{Han}\s{0,2})23{2,}+(?![\p{N}\p{Han}.,:])|^\s{0,2}23{3,}+\s{0,2}$"
    r"|(?<=[\p{Hiragana}\p{Katakana}\p{Han}ー！？。])w++(?![\p{Latin}\p{N}])"
)
# What every laugh and tear has; a text without it is not searched further. Plain `re` is faster.
_MAY_LAUGH = re.compile(
    r"[ㅋㅎᄏᄒ哈呵嘿嘻はハ笑]|ахах|хаха|хехе|хихи|ههه|خخخ|هاها|हाहा|हहह|ฮ่า|อิอิ|233|hhh|wokwok"
    r"|kwkw|xixi|kahkah|h[au]{2}h|haha|ahah|hehe|hihi|jaja|jeje|jiji|ajaj|keke|rsrs|wkwk|huehue"
    r"|kk|ww|[ーぁ-ヿ一-鿿！？。]w"
    r"|hah|haj|jah|aha|mdr|tdr|lol|loo|lma|lmf|rofl|xd|555"
)
_MAY_CRY = re.compile(r"[ㅠㅜᅲᅮ_;]|tt")
_TEARS = regex.compile(r"[ㅠㅜᅲᅮ]{2,}|(?<![\p{L}\p{N}])(?:T_+T|[tT]{2}|;_+;|Q_+Q)(?![\p{L}\p{N}])")
_LONG = re.compile(r"([^\d\s])\1{2,}")
_RUN_OF_MARKS = re.compile(r"([!?.,~…‥。！？])\1+")
_NO_WORD = regex.compile(r"[^\p{L}\p{N}]*")


class Reading(NamedTuple):
    """What normalising found, in the order of COLUMNS less `norm_id`."""

    norm: str
    only: str | None
    tags: list[str]
    mentions: list[str]
    urls: list[str]
    emoji: list[str]


# What one look at each letter tells, so that patterns are searched only where they may be.
_HID, _SIGN, _UNSEE, _MARK, _FOREIGN, _WORDY, _REPEATS = (1 << bit for bit in range(7))
_LOOKS = (
    (_HID, _HIDDEN),
    (_SIGN, _HAS_EMOJI),
    (_UNSEE, _UNSEEN),
    (_MARK, regex.compile(r"\p{M}")),
    (_FOREIGN, _FOREIGN_LETTER),
    (_WORDY, regex.compile(r"[\p{L}\p{N}]")),
    (_REPEATS, re.compile(r"[!?.,~…‥。！？]")),
)
_KINDS = Kinds(lambda letter: sum(bit for bit, pattern in _LOOKS if pattern.match(letter)))


def read(text: str) -> Reading:
    """Normal form and parts of one text.

    >>> read("SOOOOO good ㅋㅋㅋㅋ https://a.example #Lantern")
    Reading(norm='soo good haha lantern', only=None, tags=['lantern'], mentions=[], \
urls=['https://a.example'], emoji=[])
    >>> read("ㅋㅋㅋㅋㅋ").only, read("  ").only, read("😭😭").only
    ('laughter', 'empty', 'emoji')
    """
    return readings([text])[0]


def readings(texts: Sequence[str]) -> list[Reading]:
    """Normal forms and parts of texts, each as if it were alone."""
    decoded = letters(texts)
    seen = decoded.any_of(_KINDS.kinds(decoded.codes))
    parts = [_apart(text, kinds) for text, kinds in zip(texts, seen, strict=True)]
    norms, wordy = _norms([part[0] for part in parts])
    return [
        Reading(norm, None if is_wordy else _only(text, norm, rest), *rest)
        for norm, is_wordy, text, (_, *rest) in zip(norms, wordy, texts, parts, strict=True)
    ]


def _apart(text: str, kinds: int) -> tuple[str, list[str], list[str], list[str], list[str]]:
    """The folded text, and what is taken out of it: tags, mentions, links, emoji."""
    if kinds & _HID:
        text = _HIDDEN.sub("", text)
    urls = _URL.findall(text) if "://" in text or "www." in text.lower() else []
    rest = _URL.sub(" ", text) if urls else text
    mentions: list[str] = []
    if "@" in rest or "＠" in rest:
        mentions = _MENTION.findall(rest)
        rest = _MENTION.sub(" ", rest)
    tags: list[str] = []
    if "#" in rest or "＃" in rest:
        tags = [fold(tag) for tag in _TAG.findall(rest)]
        rest = _TAG.sub(r" \1 ", rest)
    emoji: list[str] = []
    if kinds & _SIGN and _HAS_EMOJI.search(rest):
        emoji = [e.rstrip("\ufe0f") for e in _EMOJI.findall(rest)]
        rest = _EMOJI.sub(lambda m: f" {m[0]} ", rest)
    seen = _UNSEEN.sub("", rest) if kinds & _UNSEE else rest
    folded = seen.lower() if seen.isascii() else unicodedata.normalize("NFKC", seen).casefold()
    return folded, tags, mentions, urls, emoji


def _norms(folded: list[str]) -> tuple[list[str], list[bool]]:
    """The normal forms of folded texts, and which of them hold a word for certain."""
    decoded = letters(folded)
    letter_kinds = _KINDS.kinds(decoded.codes)
    kinds = decoded.any_of(letter_kinds)
    texts = [t if t.isascii() else unicodedata.normalize("NFC", t) for t in folded]
    for row in decoded.rows(lasting((letter_kinds & _MARK) > 0, 3)):
        texts[row] = unicodedata.normalize("NFC", _STACKED.sub(r"\1", folded[row]))
    for row, kind in enumerate(kinds):
        if kind & _FOREIGN:
            texts[row] = _same_scripts(texts[row])
    voiced = {*may_match(texts, _MAY_LAUGH.pattern), *may_match(texts, _MAY_CRY.pattern)}
    voiced.update(row for row, text in enumerate(texts) if text != folded[row])
    same = decoded.codes[1:] == decoded.codes[:-1]
    again = np.append(False, same)
    runs = lasting(again, 2) | (again & ((letter_kinds & _REPEATS) > 0))
    for row in voiced.union(decoded.rows(runs)):
        texts[row] = _squeezed(texts[row])
    wordy = [bool(kind & _WORDY) for kind in kinds]
    for row in voiced:
        wordy[row] = False
    return [
        _once(text) if kind & _SIGN or not is_wordy else " ".join(text.split())
        for text, kind, is_wordy in zip(texts, kinds, wordy, strict=True)
    ], wordy


def fold(text: str) -> str:
    """NFKC, case-folded, without characters that cannot be seen.

    >>> fold("Ｐａｐｅｒ\\u200b LANTERN")
    'paper lantern'
    """
    if text.isascii():
        seen = text if text.isprintable() else _UNSEEN.sub("", text)
        return seen.lower()
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    return unicodedata.normalize("NFC", _STACKED.sub(r"\1", plain))


def _squeezed(text: str) -> str:
    """Laughs and tears as one word each, long runs short."""
    if _MAY_LAUGH.search(text):
        text = _LAUGHTER.sub(f" {LAUGH} ", text)
    if _MAY_CRY.search(text):
        text = _TEARS.sub(f" {CRY} ", text)
    return _RUN_OF_MARKS.sub(r"\1", _LONG.sub(r"\1\1", text))


def _once(text: str) -> str:
    """The words, a laugh, a tear or an emoji only once in a row."""
    words: list[str] = []
    for word in text.split():
        if not (words and words[-1] == word and (word in (LAUGH, CRY) or _HAS_EMOJI.match(word))):
            words.append(word)
    return " ".join(words)


def _same_scripts(text: str) -> str:
    """Look-alike letters become Latin inside words that have Latin letters too."""
    if text.isascii() or not _FOREIGN_LETTER.search(text):
        return text
    return str(PLAIN_WORD.sub(_latin, text))


def _latin(match: regex.Match[str]) -> str:
    word = str(match[0])
    if not (_LATIN_LETTER.search(word) and _FOREIGN_LETTER.search(word)):
        return word
    return word.translate(lookalikes.look_alikes())


def _only(text: str, norm: str, parts: list[list[str]]) -> str | None:
    """What the text consists of when there is not one word in it."""
    _, mentions, urls, emoji = parts
    if not _NO_WORD.fullmatch(norm.replace(LAUGH, "").replace(CRY, "")):
        return None
    if LAUGH in norm:
        return "laughter"
    for kind, matches in (("emoji", emoji or CRY in norm), ("link", urls), ("mention", mentions)):
        if matches:
            return kind
    return "symbols" if _UNSEEN.sub("", text).strip() else "empty"
