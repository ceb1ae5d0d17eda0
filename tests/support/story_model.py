"""A story and its log in plain dictionaries: what decisions make of it, without the product."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from uproar.model import Decision, Story

_QUOTED = re.compile(r"\[\[quote:([^,\]]+)")
HEADS = ("headline", "dek")


@dataclass
class StoryModel:
    """What a story holds: its sentences' texts by id, its post block, who approved it."""

    texts: dict[str, str]
    block: list[str]
    approved_by: str | None = None
    log: list[tuple[str, str, str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, story: Story) -> StoryModel:
        lines = (story.headline, story.dek, *(s for p in story.paragraphs for s in p))
        return cls({s.id: s.text for s in lines}, list(story.post_block), story.approved_by)

    def quoted(self, sentence: str) -> set[str]:
        return {*_QUOTED.findall(self.texts.get(sentence, ""))}

    def posts(self) -> set[str]:
        return {post for s in self.texts for post in self.quoted(s)} | {*self.block}

    def citing(self, post: str) -> list[str]:
        return [s for s in self.texts if post in self.quoted(s)]

    def apply(self, action: str, target: str, value: str, by: str) -> None:
        """Do to the model what a decision that was told yes does to the story."""
        self.log.append((action, target, value, by))
        is_quoted = target in self.posts()
        if action == "approve":
            self.approved_by = by
        elif action == "cut":
            del self.texts[target]
            self.approved_by = None
        elif action == "reword":
            self.texts[target] = value
            self.approved_by = None
        elif action == "clear" and value.startswith(("blocked", "paraphrase")):
            for sentence in self.citing(target):
                del self.texts[sentence]
            self.block = [post for post in self.block if post != target]
            self.approved_by = None
        elif is_quoted and (action == "gloss" or value.startswith("ask")):
            self.approved_by = None

    def about(self, action: str, target: str) -> set[str]:
        """The sentences and posts that a decision is about; all of them for an approval."""
        if action == "approve":
            return {*self.texts, *self.posts(), target}
        return {target, *self.quoted(target), *self.citing(target)}

    def differs(self, story: Story) -> str:
        """How a story differs from the model; "" where it does not."""
        other = StoryModel.of(story)
        is_approved = story.status == "approved"
        pairs = (
            ("texts", self.texts, other.texts),
            ("order", [*self.texts], [*other.texts]),
            ("block", self.block, other.block),
            ("approved_by", self.approved_by, other.approved_by),
            ("status", self.approved_by is not None, is_approved),
        )
        return "; ".join(f"{name}: {a} is {b}" for name, a, b in pairs if a != b)


def replayed(story: Story, log: Iterable[Decision]) -> StoryModel:
    """A first draft after every decision of a log."""
    model = StoryModel.of(story)
    for d in log:
        model.apply(d.action, d.target, d.value, d.by)
    return model
