"""The story's own sentences keep the rules that they are checked by, used in a golden story or not."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from tests.support.evidence import again

from uproar import tell
from uproar.model import Sentence
from uproar.tell.check import _crowd, _lexical, _named, _typed
from uproar.tell.messages.lexicon import lexicon
from uproar.tell.messages.messages import messages_in
from uproar.tell.slots.grammar import outside

SOURCE = files("uproar.tell.messages").joinpath("story.en.ftl").read_text(encoding="utf-8")
MESSAGES = dict(re.findall(r"(?m)^([a-z][\w-]*) = (.*)$", SOURCE))
NOTES = ("note-",)  # the correction note is no sentence of the story
A_THEME = "[[finding:themes.t1.share, form=share]]"


@pytest.mark.parametrize("name", [m for m in MESSAGES if not m.startswith(NOTES)])
def test_a_message_keeps_the_rules(name: str) -> None:
    say = messages_in("en")
    given = dict.fromkeys(re.findall(r"\{ \$(\w+) \}", MESSAGES[name]), A_THEME)
    text = say.say(name, **given)
    sentence, own = Sentence("s", name.split("-")[0], text, name), outside(text)
    for rule in (_typed, _lexical, _named, _crowd):
        assert rule(sentence, own, again(), lexicon(say)) is None
    is_title = name.startswith("headline")
    ends_itself = MESSAGES[name].endswith((".", "}"))
    assert is_title or ends_itself


def test_variants_follow_on_each_other_and_no_two_are_the_same() -> None:
    say = messages_in("en")
    for name in MESSAGES:
        if not re.search(r"-[b-h]$", name):
            wanted = [m for m in MESSAGES if re.fullmatch(rf"{name}-[b-h]", m)]
            assert len(say.variants(name)) == 1 + len(wanted), name
            same = [MESSAGES[m] for m in (name, *wanted)]
            assert len(set(same)) == len(same), name


def test_every_message_is_asked_for_by_some_beat() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted(Path(tell.__path__[0]).rglob("*.py"))
    )
    known = set(re.findall(r'"([a-z][a-z-]+)', code)) | set(
        re.findall(r'f"([a-z][a-z-]*)-?\{', code)
    )
    families = {re.sub(r"-[b-h]$", "", m) for m in MESSAGES}
    asked = {m for m in families if any(m == k or m.startswith(k.rstrip("-") + "-") for k in known)}
    assert families - asked == set()


@pytest.mark.parametrize("name", MESSAGES)
def test_what_a_report_says_stands_beside_whose_it_is(name: str) -> None:
    tells = {"headline", "content"} & set(re.findall(r"\$(\w+)", MESSAGES[name]))
    # the sentence behind these says whose it is
    if tells and not name.startswith(("precedent-headline", "precedent-raised-headline")):
        assert "$publisher" in MESSAGES[name]
