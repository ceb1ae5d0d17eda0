"""Whatever the findings and whoever writes: nothing unsupported comes out, and it can be printed."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.evidence import STATE, again, finding, theme
from tests.support.evidence_more import ALL
from tests.support.story_checks import assert_fit_to_print

from uproar.annotate.embed import vectors
from uproar.model import Finding, Sentence
from uproar.tell import PLAIN, Evidence, Writer, draft, fill
from uproar.tell.evidence.peaks import second_peak
from uproar.tell.plan.plan import Plan
from uproar.tell.write.draft import tell
from uproar.tell.write.llm import LlmWriter


class Careless:
    """A writer that gets everything wrong in its own way."""

    name = "careless"

    def __init__(self, text: str) -> None:
        self.text = text

    def write(self, plan: Plan) -> tuple[Sentence, ...]:
        return tuple(Sentence(p.id, p.beat, self.text, "", p.support) for p in plan.points())


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=120))
def test_whatever_a_writer_says_only_supported_words_come_out(text: str) -> None:
    evidence = again()
    for length in ("story", "brief", "update"):
        story = draft(evidence, length=length, writer=Careless(text))
        assert_fit_to_print(fill(story, evidence))


class Shuffler:
    """A writer that tells every point in slots and words of another, and adds figures to some."""

    name = "shuffler"

    def __init__(self, seed: int, words: str) -> None:
        self.seed = seed
        self.words = words

    def write(self, plan: Plan) -> tuple[Sentence, ...]:
        points = plan.points()
        texts = [tell(p, 0, plan).text for p in points]
        return tuple(
            Sentence(p.id, p.beat, f"{texts[(at + self.seed) % len(texts)]} {self.words}".strip(),
                     "", p.support)
            for at, p in enumerate(points)
        )  # fmt: skip


SHARES = st.floats(0, 1, allow_nan=False)


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    base = draw(st.sampled_from([*ALL.values()]))()
    of = draw(st.integers(1, 100_000))
    cue = st.sampled_from([*base.cues, 999])
    rows = [
        theme(
            f"t{i}", draw(st.integers(0, of)), of,
            name_terms=draw(st.lists(st.text(max_size=12), max_size=3)),
            cues=draw(st.lists(cue, max_size=3, unique=True)),
            stance=draw(st.sampled_from(["positive", "critical", "mixed", ""])),
            humour=draw(SHARES),
            rise=draw(st.sampled_from([None, 1, 2])),
            quotes=draw(st.lists(st.sampled_from([*base.quotes, "x:gone"]), max_size=4)),
            days=draw(st.lists(st.tuples(
                st.sampled_from(["2031-10-12", "2031-10-13", "2031-10-14"]),
                st.integers(0, 50), st.integers(1, 90)), max_size=3)),
        )
        for i in range(draw(st.integers(0, 4)))
    ]  # fmt: skip
    more: dict[str, Finding] = {
        "themes": finding("themes", len(rows), "themes", n=of, rows=tuple(rows)),
        "voices.originals": finding("voices.originals", of, "posts"),
        "volume.peak_ratio": finding("volume.peak_ratio", draw(st.floats(0, 1e6)), "times"),
    }
    texts = {
        k: replace(q, text=draw(st.one_of(st.just(q.text), st.text(max_size=80))))
        for k, q in base.quotes.items()
    }
    drop = draw(st.lists(st.sampled_from([*base.findings, "none"]), max_size=3))
    kept = {k: v for k, v in base.findings.items() if k not in drop} | more
    return replace(base, findings=kept, quotes=texts, state=STATE)


@dataclass(frozen=True)
class Model:
    """An endpoint that answers every point with its plain sentence and something of its own."""

    before: str
    after: str

    def complete(self, messages: list[dict[str, str]]) -> str:
        points = json.loads(messages[-1]["content"])["points"]
        told = [{"id": p["id"], "text": f"{self.before}{p['plain']}{self.after}"} for p in points]
        return json.dumps({"sentences": told})


EXTRA = st.sampled_from(
    ["", " So it is.", " Nine of ten agreed.", " “Genius,” wrote Ann.", " 40", " It went viral."]
)
WRITERS = st.one_of(
    st.builds(LlmWriter, st.builds(Model, EXTRA, EXTRA)),
    st.just(PLAIN),
    st.builds(Careless, st.text(max_size=60)),
    st.builds(
        Shuffler, st.integers(0, 9), st.sampled_from(["", "So it is.", "Nine of ten agreed."])
    ),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(evidences(), WRITERS)
def test_random_findings_never_yield_an_unsupported_number_quote_or_name(
    e: Evidence, writer: Writer
) -> None:
    for length in ("story", "brief", "update"):
        if length != "update" or second_peak(e.findings.get("volume.peaks")):
            assert_fit_to_print(fill(draft(e, length=length, writer=writer, vectors=vectors), e))
