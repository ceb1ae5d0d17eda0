from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import jsonschema
import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.evidence import again, cleared, finding, joy, micros, mixed
from tests.support.evidence_more import ALL as EVENTS

from uproar.model import Story, rows_of
from uproar.model.rows import BinRow, ThemeRow
from uproar.store.desk_db.codec import load
from uproar.tell import Evidence, FilledStory, draft, fill, renderers
from uproar.tell.render.charts import charts, png
from uproar.tell.render.proof import proof
from uproar.tell.review import review
from uproar.text.spreadsheet import neutral

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> [[name:ada]] *b* =1+1 \"'&"


def filled(evidence: Evidence, length: str = "story") -> FilledStory:
    return fill(draft(evidence, length=length), evidence)


def render(name: str, story: FilledStory) -> str:
    out = renderers()[name].render(story)
    return out if isinstance(out, str) else out.decode()


def approved(evidence: Evidence) -> FilledStory:
    evidence = cleared(evidence)
    at = datetime(2031, 10, 14, tzinfo=UTC)
    story, _ = review.approve(draft(evidence), evidence, by="R. Lindqvist", decided_at=at)
    return fill(story, evidence)


class Page(HTMLParser):
    """Tags, attributes and ids of a page, and the text outside of style."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, k, v) for k, v in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("name", sorted(renderers()))
@pytest.mark.parametrize("event", EVENTS)
def test_every_format_of_every_event_is_the_same_twice(name: str, event: str) -> None:
    first, second = (renderers()[name].render(filled(EVENTS[event]())) for _ in range(2))
    assert first == second
    assert first


@pytest.mark.parametrize("name", ["markdown", "html", "text", "cms"])
def test_a_draft_says_so_and_an_approved_story_names_who(name: str) -> None:
    draft_text, final = render(name, filled(again())), render(name, approved(again()))
    assert "raft" in draft_text
    assert "R. Lindqvist" not in draft_text
    assert "Draft" not in final
    assert "R. Lindqvist" in final


@pytest.mark.parametrize("name", ["markdown", "html", "text"])
def test_quotes_that_wait_are_marked(name: str) -> None:
    assert "be cleared" in render(name, filled(again()))
    assert "be cleared" not in render(name, approved(again()))


def test_the_report_stands_alone_and_runs_nothing() -> None:
    page = Page(render("html", filled(again())))
    assert "script" not in page.tags
    assert not {"iframe", "object", "embed", "link", "form", "img"} & set(page.tags)
    assert not [a for a in page.attributes if a[1].startswith("on") or a[1] in ("style", "src")]
    policy = next(v for t, k, v in page.attributes if t == "meta" and k == "content" and v)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    links = [v for t, k, v in page.attributes if t == "a" and k == "href" and v]
    assert all(link.startswith(("#", "https://")) for link in links)


def test_every_sentence_of_the_report_opens_to_its_evidence() -> None:
    story = filled(again())
    page = Page(render("html", story))
    ids = {v for _, k, v in page.attributes if k == "id"}
    targets = {v for t, k, v in page.attributes if t == "a" and k == "href" and v and v[0] == "#"}
    for sentence in story.sentences():
        assert f"#why-{sentence.id}" in targets
        assert f"why-{sentence.id}" in ids
        assert f"s-{sentence.id}" in ids
    assert {t[1:] for t in targets} <= ids


def test_every_picture_of_the_report_can_be_read_aloud() -> None:
    evidence = again()
    start_at = micros("2031-10-11T18:00")
    series = tuple(BinRow(start_at + h * 3_600_000_000, 7 * h) for h in range(24))
    found = finding("volume.series", 24, "hours", rows=series)
    evidence = replace(evidence, findings=evidence.findings | {found.id: found})
    drawn = charts(evidence)
    assert [c.name for c in drawn] == ["volume", "themes", "moments", "platforms"]
    for chart in drawn:
        assert 'role="img"' in chart.svg
        assert f'aria-labelledby="{chart.name}-t {chart.name}-d"' in chart.svg
        assert chart.alt
    assert "161" in drawn[0].alt
    assert "Peaks: Saturday evening: 702; Monday morning: 388." in drawn[0].alt
    assert ">702</text>" in drawn[0].svg
    assert "24 percent" in drawn[1].alt


def test_a_chart_is_a_picture_where_the_extra_is_there() -> None:
    pytest.importorskip("cairosvg", reason="the extra png is not installed")
    assert png(charts(joy())[0]).startswith(b"\x89PNG")


def _hostile(evidence: Evidence, text: str) -> Evidence:
    """The text in every place that strangers fill."""
    quotes = {
        k: replace(q, text=text, gloss=text, url=f"javascript:{text}")
        for k, q in evidence.quotes.items()
    }
    every = rows_of(evidence.findings["themes"], ThemeRow)
    rows = tuple(replace(row, name_terms=(text, text)) for row in every)
    themes = replace(evidence.findings["themes"], rows=rows)
    cues = {
        n: {k: replace(c, text=text, speaker=text) for k, c in t.items()}
        for n, t in evidence.cues.items()
    }
    articles = {
        k: replace(a, headline=text, sentences=tuple(text for _ in a.sentences), url=f"data:{text}",
                   publisher=text)
        for k, a in evidence.articles.items()
    }  # fmt: skip
    return replace(
        evidence, quotes=quotes, cues=cues, articles=articles,
        findings=evidence.findings | {"themes": themes},
    )  # fmt: skip


@settings(max_examples=5, deadline=None)
@given(st.one_of(st.just(HOSTILE), st.text(max_size=60).map(lambda t: f"{t}<b onload=x>{t}")))
def test_nothing_that_strangers_wrote_runs_anywhere(text: str) -> None:
    evidence = _hostile(again(), text)
    story = filled(evidence)
    for name in ("html", "cms"):
        page = Page(render(name, story))
        assert not {"script", "img", "b onload"} & set(page.tags)
        assert not [a for a in page.attributes if a[1].startswith("on")]
        links = [v for t, k, v in page.attributes if t == "a" and k == "href" and v]
        assert not [link for link in links if not link.startswith(("#", "https://"))]
    assert "<script" not in render("markdown", story)


def test_json_gives_the_slots_and_opens_every_reference() -> None:
    story = filled(again())
    content = orjson.loads(render("json", story))
    assert load(Story, orjson.dumps(content["story"])) == story.story
    cited = {r for s in content["sentences"] for r in s["references"]}
    assert cited == set(content["evidence"])
    assert all(f["id"] == k for k, f in content["findings"].items())


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("plain", "plain"),
        (-1.5, "-1.5"),
        (None, ""),
    ],
)
def test_no_cell_is_taken_for_a_formula(cell: object, shown: str) -> None:
    assert neutral(cell) == shown


def _bundle(story: FilledStory) -> dict[str, bytes]:
    packed = renderers()["bundle"].render(story)
    assert isinstance(packed, bytes)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_bundle_holds_no_text_of_a_post_that_is_not_cleared() -> None:
    for files, is_cleared in (
        (_bundle(filled(again())), False),
        (_bundle(approved(again())), True),
    ):
        everything = b"".join(files.values()).decode()
        assert ("the suitcase got a better goodbye" in everything) == is_cleared
        rows = list(csv.DictReader(io.StringIO(files["posts.csv"].decode())))
        assert {r["post"] for r in rows} == set(again().quotes)


def test_the_bundles_manifest_says_what_was_asked_and_what_is_in_it() -> None:
    files = _bundle(filled(mixed()))
    manifest = orjson.loads(files["manifest.json"])
    assert set(manifest["files"]) == set(files) - {"manifest.json"}
    assert manifest["state"] == {"pin": 1000, "epoch": 0}
    assert manifest["gaps"][0]["why"] == "the list was cut"
    assert manifest["sampling_frame"]["from"].startswith("2031-05-23")
    ids = {r["id"] for r in csv.DictReader(io.StringIO(files["findings.csv"].decode()))}
    assert ids == set(mixed().findings)


# What ninjs 3.1 asks of the properties that we write, out of its documentation; nothing else may
# be there (its schema is closed).
_TEXT = {"type": "string"}
_NAMED = {"type": "object", "properties": {"name": _TEXT}, "required": ["name"]}
_ROLE = {
    "type": "object",
    "properties": {"role": _TEXT, "value": _TEXT, "contentType": _TEXT,
                   "charCount": {"type": "integer"}, "wordCount": {"type": "integer"}},
    "required": ["value"],
    "additionalProperties": False,
}  # fmt: skip
_ITEM: dict[str, Any] = {
    "uri": {"type": "string", "format": "uri", "pattern": "^[a-z]+:"},
    "standard": {
        "type": "object",
        "properties": {"name": {"const": "ninjs"}, "version": {"const": "3.1"}, "schema": _TEXT},
        "additionalProperties": False,
    },
    "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "planning",
                      "component", "event"]},
    "representationType": {"enum": ["full", "partial"]},
    "pubStatus": {"enum": ["usable", "withheld", "canceled"]},
    "version": _TEXT, "language": _TEXT, "title": _TEXT, "by": _TEXT, "edNote": _TEXT,
    "name": _TEXT, "digitalSourceType": {
        "type": "object", "additionalProperties": False,
        "properties": {"name": _TEXT, "uri": {"type": "string", "pattern": "^http"}}},
    "headlines": {"type": "array", "items": _ROLE},
    "descriptions": {"type": "array", "items": _ROLE},
    "bodies": {"type": "array", "items": _ROLE},
    "subjects": {"type": "array", "items": _NAMED},
    "people": {"type": "array", "items": _NAMED},
    "organisations": {"type": "array", "items": _NAMED},
}  # fmt: skip
NINJS = {
    "type": "object",
    "properties": _ITEM
    | {"associations": {"type": "array", "items": {
        "type": "object", "properties": _ITEM, "required": ["name", "uri"], "additionalProperties": False}}},
    "required": ["uri"],
    "additionalProperties": False,
}  # fmt: skip


@pytest.mark.parametrize("event", EVENTS)
def test_ninjs_is_valid(event: str) -> None:
    for story in (filled(EVENTS[event]()), approved(EVENTS[event]())):
        jsonschema.validate(orjson.loads(render("ninjs", story)), NINJS)


def test_ninjs_posts_fall_back_from_link_to_text_to_paraphrase() -> None:
    story = approved(mixed())
    item = orjson.loads(render("ninjs", story))
    roles = [[b["role"] for b in a.get("bodies", ())] for a in item["associations"]]
    assert ["embed", "text", "paraphrase"] in roles
    assert item["pubStatus"] == "usable"
    waiting = orjson.loads(render("ninjs", filled(again())))
    assert waiting["pubStatus"] == "withheld"
    assert not any("bodies" in a for a in waiting["associations"])


def test_newsarticle_cites_what_the_story_cites() -> None:
    content = orjson.loads(render("newsarticle", approved(again())))
    assert content["@type"] == "NewsArticle"
    assert content["@context"] == "https://schema.org"
    assert len(content["headline"]) <= 110
    assert [c["headline"] for c in content["citation"]] == [
        "Amsel posts photo of a punched ticket",
        "Two endings were shot",
        "'Salt Road' set to be shown in a museum",
    ]
    assert content["editor"] == {"@type": "Person", "name": "R. Lindqvist"}
    assert content["creativeWorkStatus"] == "Published"


def test_proof_opens_figures_posts_lines_and_passages() -> None:
    evidence = again()
    opened = {r: proof(r, evidence) for s in filled(evidence).sentences() for r in s.references}
    assert opened["finding:themes.t1.share"].rows[0][1].startswith("0.239")
    assert opened["quote:x:201"].quote == "the suitcase got a better goodbye than I did"
    assert opened["cue:40"].title == "#40 42:11"
    assert opened["article:b1#1"].quote.startswith("Two endings")
    assert opened["event:publisher"].url == "https://video.example.org/salt-road-9"


def test_markdown_says_which_quotes_are_to_be_translated() -> None:
    evidence = mixed()
    posts = {
        k: replace(q, gloss=None, lang="es", clearance="ask") for k, q in evidence.quotes.items()
    }
    page = render("markdown", filled(replace(evidence, quotes=posts)))
    assert "(to be translated)" in page
    assert "(to be translated)" not in render("markdown", filled(evidence))


LINK = "https://town.example/@ada_of_the_lamps/{}"


@pytest.mark.parametrize("name", sorted(renderers()))
@pytest.mark.parametrize("clearance", ["ask", "paraphrase", "blocked", "ok"])
def test_a_link_that_names_an_author_stands_only_where_the_post_was_cleared(
    name: str, clearance: str
) -> None:
    evidence = again()
    story = filled(evidence)
    posts = {
        k: replace(q, url=LINK.format(n), clearance=clearance)
        for n, (k, q) in enumerate(evidence.quotes.items())
    }
    shown = render_raw(name, replace(story, evidence=replace(story.evidence, quotes=posts)))
    if clearance != "ok":
        assert b"ada_of_the_lamps" not in shown
    elif name in ("html", "json", "cms", "ninjs"):
        assert b"ada_of_the_lamps" in shown


def render_raw(name: str, story: FilledStory) -> bytes:
    """What a format holds, unpacked."""
    out = renderers()[name].render(story)
    raw = out.encode() if isinstance(out, str) else out
    if not raw.startswith(b"PK"):
        return raw
    with zipfile.ZipFile(io.BytesIO(raw)) as bundle:
        return b"".join(bundle.read(member) for member in bundle.infolist())
