"""Sentences of twenty languages with their English, from texts that are published in both.

Courses, stories, health messages, program texts, manual pages, the names of emoji and of what maps
show, each with a licence that allows shipping what is made from it (training/sources.py); and sentences without a
translation, which people gave to Common Voice.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from training.corpus import Row, clean, described_pairs

LANGUAGES = (
    "en", "ko", "ja", "zh", "es", "pt", "fr", "de", "it", "id",
    "ms", "vi", "th", "tl", "ar", "tr", "ru", "hi", "pl", "nl",
)  # fmt: skip
# How a source names a language, where not by our code.
COURSE = {"pt": "br"}
EMOJI = {"tl": "fil"}
PROGRAM = {"zh": "zh-Hans", "pt": "pt-BR"}
PLACE = {"zh": "zh-CN"}
MANUAL = {"pt": "pt_BR"}
MEMORY = {"pt": "pt-BR", "es": "es-LA"}
VOICE = {"zh": ("zh-CN", "zh-TW")}
# Files of Common Voice that are no sentences of its givers: lists, encyclopedia, parliament, news.
_NOT_GIVEN = re.compile(r"wiki|europarl|setimes|cities|countries|benchmark|gov|addresses")
_FENCE = re.compile(r"^ {0,3}```.*?^ {0,3}```[^\n]*$", re.S | re.M)
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"<[^>]+>|[*_`#>|]+|^\s*(?:[-+]|\d+[.)])\s+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？।])\s*")
_SLOT = re.compile(r"\{[^}]*\}|%[sd]|\[%key[^\]]*\]")
_MAX_CHARS = 220  # of a sentence; longer ones say too much for one vector


def rows(sources: Path) -> Iterator[tuple[str, Row]]:
    """(name of the source, row), language by language."""
    for lang in LANGUAGES:
        for name, pairs in (
            ("courses", _courses(sources / "iot", lang)),
            ("stories", _stories(sources / "storybooks", sources / "storybooks-en", lang)),
            ("health", _health(sources / "tico" / "data" / "TM", lang)),
            ("programs", _programs(sources / "ha" / "homeassistant" / "components", lang)),
            ("emoji", _emoji(sources / "cldr" / "package" / "annotations", lang)),
            ("places", _places(sources / "places" / "package" / "dist" / "translations", lang)),
            ("everyday", _everyday(Path(__file__).with_name(f"everyday.{lang}.txt"))),
            ("manuals", described_pairs(sources / "tldr", MANUAL.get(lang, lang))),
        ):
            for english, other in pairs:
                english, other = clean(english), clean(other)
                if lang != "en" and min(len(english), len(other)) >= 2 and english != other:
                    yield name, Row(lang, other, english)
                    yield name, Row("en", english, english)
        for sentence in _given(sources / "voice" / "server" / "data", lang):
            yield "voice", Row(lang, sentence, sentence)


def _courses(folder: Path, lang: str) -> Iterator[tuple[str, str]]:
    translated = folder / "translations" / COURSE.get(lang, lang)
    for page in sorted(translated.rglob("*.md")):
        original = folder / page.relative_to(translated)
        if original.exists():
            yield from _aligned(_sections(original), _sections(page))


def _sections(page: Path) -> list[list[str]]:
    """Lines of prose between headings, the heading first."""
    text = _FENCE.sub("", _COMMENT.sub("", page.read_text(encoding="utf-8")))
    sections: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.startswith("#"):
            sections.append([])
        words = _MARKUP.sub(" ", _LINK.sub(r"\1", _IMAGE.sub(" ", line))).strip()
        if words and words != "---":
            sections[-1].append(words)
    return sections


def _aligned(left: list[list[str]], right: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Sentences of lines of sections that are as many on both sides."""
    if len(left) != len(right):
        return
    for ours, theirs in zip(left, right, strict=True):
        if len(ours) != len(theirs):
            continue
        for mine, other in zip(ours, theirs, strict=True):
            yield from _by_sentence(mine, other)


def _by_sentence(left: str, right: str) -> Iterator[tuple[str, str]]:
    parts = [[s for s in _SENTENCE.split(side) if s.strip()] for side in (left, right)]
    if len(parts[0]) != len(parts[1]):
        parts = [[left], [right]]
    for mine, other in zip(*parts, strict=True):
        if max(len(mine), len(other)) <= _MAX_CHARS:
            yield mine, other


def _stories(translated: Path, original: Path, lang: str) -> Iterator[tuple[str, str]]:
    folders = (translated / lang, original / lang)
    for page in sorted(p for folder in folders for p in folder.glob("[0-9]*.md")):
        english = sorted((original / "en").glob(page.name[:5] + "*.md"))
        if english and all("[CC-BY]" in p.read_text(encoding="utf-8") for p in (page, english[0])):
            yield from _aligned(_pages(english[0]), _pages(page))


def _pages(story: Path) -> list[list[str]]:
    parts = re.split(r"^##\s*$", story.read_text(encoding="utf-8"), flags=re.M)
    return [[" ".join(part.strip("# \n").split())] for part in parts[:-1] if part.strip("# \n")]


def _health(folder: Path, lang: str) -> Iterator[tuple[str, str]]:
    packed = folder / f"all.en-{MEMORY.get(lang, lang)}.tmx.zip"
    if not packed.exists():
        return
    with zipfile.ZipFile(packed) as archive:
        for name in archive.namelist():
            if not name.endswith(".tmx") or name.startswith("__"):
                continue
            for unit in etree.fromstring(archive.read(name)).iter("tu"):
                sides = ["".join(seg.itertext()) for seg in unit.iter("seg")]
                if len(sides) == 2:
                    yield from _by_sentence(sides[0], sides[1])


def _programs(folder: Path, lang: str) -> Iterator[tuple[str, str]]:
    for page in sorted(folder.glob(f"*/translations/{PROGRAM.get(lang, lang)}.json")):
        english = page.with_name("en.json")
        if english.exists():
            ours, theirs = (dict(_leaves(json.loads(p.read_bytes()))) for p in (english, page))
            for key in sorted(ours.keys() & theirs.keys()):
                left, right = (_SLOT.sub(" ", side[key]) for side in (ours, theirs))
                yield from _by_sentence(_LINK.sub(r"\1", left), _LINK.sub(r"\1", right))


def _leaves(tree: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict):
        for key, below in tree.items():
            yield from _leaves(below, f"{path}/{key}")


def _emoji(folder: Path, lang: str) -> Iterator[tuple[str, str]]:
    """The name and the keywords of an emoji."""
    english, other = (_named(folder / code) for code in ("en", EMOJI.get(lang, lang)))
    for sign in sorted(english.keys() & other.keys()):
        yield from zip(english[sign], other[sign], strict=False)


def _places(folder: Path, lang: str) -> Iterator[tuple[str, str]]:
    """Names of what maps show, and other words for it."""
    code = PLACE.get(lang, lang)
    if (folder / f"{code}.json").exists():
        ours, theirs = (
            dict(_leaves(json.loads((folder / f"{c}.json").read_bytes())[c]["presets"]))
            for c in ("en", code)
        )
        for key in sorted(ours.keys() & theirs.keys()):
            yield ours[key].replace(",", " "), theirs[key].replace(",", " ")


def _everyday(page: Path) -> Iterator[tuple[str, str]]:
    """Words of a list of our own, form by form."""
    if page.exists():
        for line in page.read_text(encoding="utf-8").split("\n"):
            forms, _, english = line.partition(" | ")
            for form in forms.split() if english else ():
                yield english, form


def _named(folder: Path) -> dict[str, list[str]]:
    stored = json.loads((folder / "annotations.json").read_bytes())["annotations"]["annotations"]
    return {
        sign: [" ".join(known.get("tts", [])), " ".join(known.get("default", []))]
        for sign, known in stored.items()
    }


def _given(folder: Path, lang: str) -> Iterator[str]:
    for code in VOICE.get(lang, (lang,)):
        for page in sorted((folder / code).glob("*")):
            if page.suffix == ".txt" and not _NOT_GIVEN.search(page.name):
                for line in page.read_text(encoding="utf-8", errors="replace").split("\n"):
                    sentence = clean(line)
                    if 4 <= len(sentence) <= _MAX_CHARS:
                        yield sentence
