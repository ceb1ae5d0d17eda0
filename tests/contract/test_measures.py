"""One contract for every measure the scan finds: order of posts, empty events, evidence, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from tests.support.campaign_event import copy_of, gathered
from threadpoolctl import threadpool_limits

from uproar import measure, plugins
from uproar.engines import local
from uproar.engines.local import LocalCorpus
from uproar.model import (
    BEATS,
    MARK_KINDS,
    POSTS,
    Event,
    Finding,
    Measure,
    Measured,
    State,
)
from uproar.model.rows import row_fields
from uproar.pipeline.measuring import CUE_VECTORS, GATHERED

MEASURES = measure.find()
every_measure = pytest.mark.parametrize("one", MEASURES, ids=lambda m: m.name)
# A finding in one of these counts things of the corpus: its evidence is those things, one by one.
COUNTED_ONE_BY_ONE = ("posts", "originals", "people")


@dataclass
class Run:
    """What every measure gave of one corpus, in the order of their needs."""

    event: Event
    corpus: LocalCorpus
    gave: dict[str, Measured] = field(default_factory=dict)

    @property
    def findings(self) -> dict[str, Finding]:
        return {f.id: f for measured in self.gave.values() for f in measured.findings}

    def marks(self, name: str) -> list[dict[str, object]]:
        marks = self.gave[name].marks
        rows = [] if marks is None else marks.to_pylist()
        return sorted(rows, key=lambda row: tuple(map(str, row.values())))


def run(event: Event, corpus: LocalCorpus) -> Run:
    done = Run(event, corpus)
    for one in MEASURES:
        with threadpool_limits(1):
            measured = one.measure(corpus, event)
        if measured.marks is not None:
            corpus.add_marks(measured.marks)
        done.gave[one.name] = measured
    return done


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run(*gathered(tmp_path_factory.mktemp("campaign")))


@pytest.fixture(scope="session", params=["backwards", "shuffled"])
def turned(
    request: pytest.FixtureRequest, measured: Run, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Run]:
    """The same posts, with every relation lying in another order."""
    key = {"backwards": "{} desc", "shuffled": "hash({})"}[request.param]
    with pytest.MonkeyPatch.context() as patch:
        scope = local.SCOPE.replace("order by p.id", f"order by {key.format('p.id')}")
        about = local.ABOUT.replace("order by id", f"order by {key.format('id')}")
        assert scope != local.SCOPE and about != local.ABOUT
        patch.setattr(local, "SCOPE", scope)
        patch.setattr(local, "ABOUT", about)
        corpus = copy_of(measured.corpus, tmp_path_factory.mktemp("turned"), measured.event)
        order = f"select id from {{}} order by {key.format('id')}"
        for relation in ("scope", "about"):
            ids = corpus.query(f"select id from {relation}")
            assert ids.equals(corpus.query(order.format(relation)))
        yield run(measured.event, corpus)


@pytest.fixture(scope="session")
def empty(measured: Run) -> Run:
    from uproar.annotate import annotate_texts, find
    from uproar.model import TEXTS

    texts = annotate_texts(TEXTS.empty_table(), find())
    relations = {"gathered": GATHERED.empty_table(), "cue_vectors": CUE_VECTORS.empty_table()}
    corpus = LocalCorpus(POSTS.empty_table(), texts, state=State(0, 0), relations=relations)
    return run(measured.event, corpus)


@pytest.fixture(scope="session")
def timeless(measured: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    blank = ("created_at", "seen_at", "time_precision_s")
    folder = tmp_path_factory.mktemp("timeless")
    return run(measured.event, copy_of(measured.corpus, folder, measured.event, blank))


@pytest.fixture(scope="session")
def unsigned(measured: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("unsigned")
    return run(measured.event, copy_of(measured.corpus, folder, measured.event, ("author",)))


def evidence(finding: Finding, corpus: LocalCorpus) -> list[str] | None:
    """The posts behind a finding; None: it rests on no posts."""
    if finding.evidence_sql:
        ids: list[str] = corpus.query(finding.evidence_sql).column(0).to_pylist()
        return ids
    return list(finding.evidence) or None


def said(one: Measure, done: Run) -> list[str]:
    return [saying.message for saying in one.says(done.findings, done.event)]


@every_measure
def test_names_itself(one: Measure) -> None:
    assert one.name and one.version
    assert one.measure.__doc__, "a measure says its unit, what empty gives, and its evidence"


@every_measure
def test_the_event_has_something_for_it(one: Measure, measured: Run) -> None:
    assert measured.gave[one.name].findings or measured.marks(one.name)
    has_marks = bool(set(one.gives) & set(MARK_KINDS))
    assert bool(measured.marks(one.name)) == has_marks


@every_measure
def test_the_order_of_posts_does_not_matter(one: Measure, measured: Run, turned: Run) -> None:
    assert turned.gave[one.name].findings == measured.gave[one.name].findings
    assert turned.marks(one.name) == measured.marks(one.name)
    assert said(one, turned) == said(one, measured)
    for finding in measured.gave[one.name].findings:
        assert evidence(finding, turned.corpus) == evidence(finding, measured.corpus), finding.id


@every_measure
def test_an_empty_event_breaks_nothing_and_counts_nothing(one: Measure, empty: Run) -> None:
    for finding in empty.gave[one.name].findings:
        assert finding.n in (None, 0), finding.id
        if finding.unit == "bins":  # of the footage or the calendar: they are there, and empty
            counts = [row_fields(row) for row in finding.rows]
            assert not any(row.get("n") or row.get("posts") for row in counts), finding.id
        else:
            assert finding.value in (None, 0), finding.id
    assert empty.marks(one.name) == []
    assert said(one, empty) == []


@every_measure
def test_posts_without_times_break_nothing(one: Measure, measured: Run, timeless: Run) -> None:
    findings = timeless.gave[one.name].findings
    holds_together(one, timeless)
    times = [f.id for f in findings if f.unit.startswith("µs")]
    assert times == [], "no post has a time"


@every_measure
def test_posts_without_authors_break_nothing(one: Measure, unsigned: Run) -> None:
    holds_together(one, unsigned)
    assert [f.id for f in unsigned.gave[one.name].findings if f.unit == "people"] == []


@every_measure
def test_findings_marks_and_evidence_hold_together(one: Measure, measured: Run) -> None:
    holds_together(one, measured)


def holds_together(one: Measure, done: Run) -> None:
    """What one measure gave, against the corpus it gave it of."""
    known = set(done.corpus.query("select id from scope")["id"].to_pylist())
    for mark in done.marks(one.name):
        assert mark["kind"] in MARK_KINDS and mark["kind"] in one.gives
        assert mark["post_id"] in known
        assert mark["score"] is None or 0 <= float(str(mark["score"])) <= 1
    for finding in done.gave[one.name].findings:
        assert finding.id.partition(".")[0] in one.gives
        if finding.low is not None and finding.high is not None:
            assert finding.low <= float(finding.value or 0) <= finding.high, finding.id
        if finding.unit == "share":
            assert finding.value is None or 0 <= float(finding.value) <= 1, finding.id
        posts = evidence(finding, done.corpus)
        if posts is not None:
            assert len(set(posts)) == len(posts) and set(posts) <= known, finding.id
            if finding.unit in COUNTED_ONE_BY_ONE:
                assert finding.value == len(posts), finding.id
    for saying in one.says(done.findings, done.event):
        assert saying.beat in BEATS
        assert 0 <= saying.salience <= 1
        assert any(
            re.search(rf"^{re.escape(saying.message)} =", source, re.MULTILINE)
            for source in plugins.messages("uproar.measure", "en").values()
        ), saying.message


def test_no_finding_is_given_twice(measured: Run) -> None:
    ids = [f.id for gave in measured.gave.values() for f in gave.findings]
    assert len(ids) == len(set(ids))
