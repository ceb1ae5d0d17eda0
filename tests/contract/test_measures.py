"""One contract for every measure: empty events, order of posts, evidence, words."""

import re
from pathlib import Path

import pyarrow as pa
import pytest

from uproar import measure, plugins
from uproar.config import Settings
from uproar.engines.local import LocalCorpus
from uproar.model import BEATS, MARK_KINDS, MARKS, POSTS, Event, Finding, Measure, State
from uproar.pipeline.measuring import CUE_VECTORS, GATHERED, corpus_of, mark_and_measure
from uproar.store import Desk

MEASURES = measure.find()


@pytest.fixture(scope="module")
def demo_measured(demo_desk: Path) -> tuple[Event, dict[str, Finding], LocalCorpus]:
    with Desk.open(demo_desk) as desk:
        event = desk.events.get("paper-lanterns")
        corpus = corpus_of(desk, event, Settings(), memories={})
        return event, mark_and_measure(corpus, event, Settings()), corpus


def empty_corpus() -> LocalCorpus:
    from uproar.annotate import annotate_texts, find
    from uproar.model import TEXTS

    texts = annotate_texts(TEXTS.empty_table(), find())
    relations = {"gathered": GATHERED.empty_table(), "cue_vectors": CUE_VECTORS.empty_table()}
    return LocalCorpus(POSTS.empty_table(), texts, state=State(0, 0), relations=relations)


@pytest.mark.parametrize("one", MEASURES, ids=lambda m: m.name)
def test_names_itself(one: Measure) -> None:
    assert one.name and one.version
    assert one.measure.__doc__, "a measure says its unit, what empty gives, and its evidence"


@pytest.mark.parametrize("one", MEASURES, ids=lambda m: m.name)
def test_an_empty_event_breaks_nothing(one: Measure, demo_measured) -> None:  # type: ignore[no-untyped-def]
    measured = one.measure(empty_corpus(), demo_measured[0])
    found = {f.id: f for f in measured.findings}
    assert all(
        f.n in (None, 0) or f.value in (None, 0) for f in found.values() if f.unit == "posts"
    )
    list(one.says(found, demo_measured[0]))


@pytest.mark.parametrize("one", MEASURES, ids=lambda m: m.name)
def test_marks_are_of_known_kinds_and_posts(one: Measure, demo_measured) -> None:  # type: ignore[no-untyped-def]
    marks = demo_measured[2].query("select distinct kind from marks")["kind"].to_pylist()
    assert set(marks) <= set(MARK_KINDS)
    strays = demo_measured[2].one(
        "select count(*) as n from marks m anti join scope s on m.post_id = s.id"
    )
    assert strays["n"] == 0


def test_intervals_hold_their_value(demo_measured) -> None:  # type: ignore[no-untyped-def]
    for finding in demo_measured[1].values():
        if finding.low is not None and isinstance(finding.value, (int, float)):
            assert finding.low <= finding.value <= finding.high, finding.id


def test_evidence_is_in_the_corpus(demo_measured) -> None:  # type: ignore[no-untyped-def]
    _, findings, corpus = demo_measured
    known = set(corpus.query("select id from scope")["id"].to_pylist())
    for finding in findings.values():
        assert set(finding.evidence) <= known, finding.id
        if finding.evidence_sql:
            ids = set(corpus.query(finding.evidence_sql).column(0).to_pylist())
            assert ids <= known, finding.id


def test_the_order_of_posts_does_not_matter(demo_measured) -> None:  # type: ignore[no-untyped-def]
    event, findings, corpus = demo_measured
    again = {}
    posts = corpus.query(f"select {', '.join(POSTS.names)} from scope order by id desc")
    with_marks = corpus.query("select * from marks").cast(MARKS)
    for one in MEASURES:
        if one.name not in ("voices", "volume", "languages", "platforms"):
            continue
        turned = LocalCorpus(
            posts.cast(POSTS), _texts(corpus), state=corpus.state,
            relations={"gathered": GATHERED.empty_table(), "cue_vectors": CUE_VECTORS.empty_table()},
        )  # fmt: skip
        turned.add_marks(with_marks)
        again |= {f.id: f.value for f in one.measure(turned, event).findings}
    assert again
    assert {i: findings[i].value for i in again} == again


def _texts(corpus: LocalCorpus) -> pa.Table:
    return corpus.query(
        'select distinct on (text_id) text_id, lang, lang_trust, "only", norm, norm_id'
        " from scope where text_id is not null order by text_id"
    )


def test_every_saying_has_its_words_and_beat(demo_measured) -> None:  # type: ignore[no-untyped-def]
    event, findings, _ = demo_measured
    words = plugins.messages("uproar.measure", "en")
    for one in MEASURES:
        for saying in one.says(findings, event):
            assert saying.beat in BEATS
            assert any(
                re.search(rf"^{re.escape(saying.message)} =", source, re.MULTILINE)
                for source in words.values()
            ), saying.message
