"""Names in texts that nobody listed: by capitals, by Korean surnames, by honorifics.

What comes back are candidates, most often named first: things are among them as well as people,
and an editor decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import regex

from uproar.measure.people.config import CONFIG
from uproar.text.lexicons import is_function_word, is_generic_word

_WORD = regex.compile(r"[\p{L}\p{M}][\p{L}\p{M}'’\-]*")
# Alphabets with capitals; a word of capitals alone is shouted.
_CAPITAL = regex.compile(r"\p{Lu}[\p{Ll}\p{M}'’\-]+")
_SENTENCE = regex.compile(r"(?<=[.!?…:;\n\"“”(])\s+|\n+")
_NOT_WORDS = regex.compile(r"https?://\S+|[@#＠＃]\S+")
_POSSESSIVE = regex.compile(r"['’]s?$")
# source: the commonest Korean surnames, 2015 census (Statistics Korea), nine in ten people
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현"
    "함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어"
)
_KOREAN = regex.compile(
    rf"(?<!\p{{L}})([{_SURNAMES}]\p{{Hangul}}{{2}})(\p{{Hangul}}{{0,3}})(?!\p{{L}})"
)
# Endings that go with a person's name and with nouns.
_ENDINGS = frozenset(
    ("", "은", "는", "이", "가", "을", "를", "의", "도", "만", "랑", "이랑", "과", "와", "에게",
     "한테", "님", "씨", "아", "야", "이가", "이는", "이를", "이도", "이의", "께서", "처럼", "보다")
)  # fmt: skip
_HONOURED = regex.compile(
    r"([\p{Han}\p{Katakana}ー・]{2,8}|(?<!\p{Hiragana})\p{Hiragana}{2,4})"
    r"(?:さん|ちゃん|くん|君|様|氏|先生|選手)"
    r"|(\p{Han}{2,3})(?:先生|女士|老师|老師|小姐)"
)


def candidates(texts: Sequence[str]) -> dict[str, str]:
    """Key → the name as posts write it most; those of most texts first, ties by key.

    A key is the name in lower case without spaces. Of a name of several words and its last word
    alone, only the longer one is given. Empty: no texts, no names.

    >>> texts = [f"we met Ana Bo at the quay {n}" for n in range(9)]
    >>> candidates(texts)
    {'anabo': 'Ana Bo'}
    """
    n_texts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    capital_share = _capital_shares(texts)
    endings: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        cut = _NOT_WORDS.sub(" ", text[: CONFIG.max_chars])
        names = {*_by_capitals(cut, capital_share), *_honoured(cut)}
        for stem, ending in _korean(cut):
            endings[stem].add(ending)
            names.add(stem)
        for name in names:
            forms[_key(name)][name] += 1
        n_texts.update({_key(name) for name in names})
    for stem, held in endings.items():
        if len(held) < CONFIG.min_endings:
            n_texts.pop(_key(stem), None)
    ordered = sorted(n_texts, key=lambda key: (-n_texts[key], key))
    chosen = [key for key in ordered if n_texts[key] >= CONFIG.min_voices]
    written = {key: max(sorted(forms[key]), key=forms[key].__getitem__) for key in chosen}
    return _without_last_words(written)


def _key(name: str) -> str:
    return name.casefold().replace(" ", "")


def _capital_shares(texts: Sequence[str]) -> Mapping[str, float]:
    """Word in lower case → the share of its uses with a capital, in texts that are no headlines."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        words = _WORD.findall(_NOT_WORDS.sub(" ", text[: CONFIG.max_chars]))
        if not words or _capital_share(words) > CONFIG.max_capitals:
            continue
        for word in words:
            (capital if word[0].isupper() else small)[_bare(word).casefold()] += 1
    return {word: n / (n + small[word]) for word, n in capital.items()}


def _capital_share(words: Sequence[str]) -> float:
    return sum(word[0].isupper() for word in words) / len(words)


def _bare(word: str) -> str:
    """The word without a possessive ending."""
    return str(_POSSESSIVE.sub("", word))


def _by_capitals(text: str, capital_share: Mapping[str, float]) -> Iterable[str]:
    """Runs of capitalised words that are no headline and do not merely begin a sentence."""
    for sentence in _SENTENCE.split(text):
        words = [_bare(word) for word in _WORD.findall(sentence)]
        if len(words) > 2 and _capital_share(words) > CONFIG.max_capitals:
            continue
        run: list[str] = []
        for word in [*words, ""]:
            if _CAPITAL.fullmatch(word) and _is_name(word, capital_share):
                run.append(word)
                continue
            if len(run) > 1 or (run and not _is_common(run[0])):
                yield " ".join(run[:3])
            run = []


def _is_name(word: str, capital_share: Mapping[str, float]) -> bool:
    """Whether people write the word with a capital wherever it stands."""
    if "'" in word or "’" in word:
        return False
    return capital_share.get(word.casefold(), 0.0) >= CONFIG.min_capital_share


def _is_common(word: str) -> bool:
    return is_function_word(word.casefold()) or is_generic_word(word.casefold())


def _korean(text: str) -> Iterable[tuple[str, str]]:
    for stem, ending in _KOREAN.findall(text):
        if ending in _ENDINGS and not _is_common(stem):
            yield stem, ending


def _honoured(text: str) -> Iterable[str]:
    for japanese, chinese in _HONOURED.findall(text):
        yield japanese or chinese


def _without_last_words(written: Mapping[str, str]) -> dict[str, str]:
    """Of names of one word, those that are a word of a longer and commoner or equal name go."""
    parts = {part.casefold() for name in written.values() if " " in name for part in name.split()}
    return {key: name for key, name in written.items() if " " in name or key not in parts}
