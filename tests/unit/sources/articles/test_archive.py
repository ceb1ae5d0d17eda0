"""The archive folder: articles of several layouts, and what is none."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from uproar.sources.articles.archive import load_archive

NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "identifier": "n1",
    "headline": "Ferry rows",
    "datePublished": "2024-11-09T11:00:00+09:00",
    "inLanguage": "en-GB",
    "author": [{"@type": "Person", "name": "A"}, "B"],
    "publisher": {"name": "The Harbour"},
    "url": "https://news.example/1",
    "articleBody": "He rowed. It rained.",
}


def save(folder: Path, name: str, content: object) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    (folder / name).write_text(text, encoding="utf-8")


def test_schema_org(tmp_path: Path) -> None:
    save(tmp_path, "a.json", NEWS)
    (article,), rejects = load_archive(tmp_path)
    assert (article.id, article.headline, article.lang) == ("n1", "Ferry rows", "en")
    assert article.published_at == datetime(2024, 11, 9, 2, tzinfo=UTC)
    assert article.sentences == ("He rowed.", "It rained.")
    assert (article.author, article.publisher) == ("A, B", "The Harbour")
    assert rejects.num_rows == 0


def test_graphs_lists_and_lines(tmp_path: Path) -> None:
    page = {"@type": "WebPage", "headline": "no article"}
    save(tmp_path, "a.json", {"@graph": [page, NEWS]})
    save(tmp_path, "b.json", [{**NEWS, "identifier": "n2"}])
    lines = "\n".join(json.dumps({**NEWS, "identifier": n}) for n in ("n3", "n4"))
    save(tmp_path, "c.jsonl", lines)
    articles, rejects = load_archive(tmp_path)
    assert [article.id for article in articles] == ["n1", "n2", "n3", "n4"]
    assert rejects.num_rows == 0


@pytest.mark.parametrize(
    "item",
    [
        {
            **{"uri": "n1", "headline": "Ferry rows", "versioncreated": "2024-11-09T02:00:00Z"},
            **{"body_html": "<p>He rowed.</p><p>It rained.</p>", "language": "en", "byline": "A"},
        },
        {
            **{"uri": "n1", "contentCreated": "2024-11-09T02:00:00Z", "language": "en-GB"},
            "headlines": [{"role": "alt", "value": "x"}, {"role": "main", "value": "Ferry rows"}],
            "bodies": [{"role": "main", "value": "He rowed. It rained."}],
            "bylines": [{"byline": "A"}],
        },
    ],
)
def test_ninjs(tmp_path: Path, item: object) -> None:
    save(tmp_path, "a.json", item)
    ((article,), _) = load_archive(tmp_path)
    assert (article.id, article.headline, article.author) == ("n1", "Ferry rows", "A")
    assert article.sentences == ("He rowed.", "It rained.")
    assert article.lang == "en"


PAGE = """<!doctype html><html lang="en"><head><title>Ferry rows</title>
<meta property="og:site_name" content="The Harbour">
<meta property="article:published_time" content="2024-11-09T02:00:00Z">{}</head>
<body><nav>menu menu</nav><article><h1>Ferry rows</h1>
<p>He rowed for two whole days because the engine of the boat did not work at all.</p>
<p>It rained on both days, and nobody on the boat said a word about the weather.</p>
</article><footer>imprint</footer></body></html>"""


def test_html(tmp_path: Path) -> None:
    save(tmp_path, "a.html", PAGE.format(""))
    ((article,), _) = load_archive(tmp_path)
    assert article.headline == "Ferry rows"
    assert article.published_at.date().isoformat() == "2024-11-09"
    assert any(s.startswith("He rowed for two") for s in article.sentences)
    assert not any("menu" in s for s in article.sentences)


def test_html_with_its_own_description(tmp_path: Path) -> None:
    script = f'<script type="application/ld+json">{json.dumps(NEWS)}</script>'
    save(tmp_path, "a.html", PAGE.format(script))
    ((article,), _) = load_archive(tmp_path)
    assert (article.id, article.published_at.astimezone(UTC).hour) == ("n1", 2)
    assert any(s.startswith("It rained on both") for s in article.sentences)


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour</title>
<language>en-gb</language>
<item><guid>n1</guid><title>Ferry &amp; rows</title><link>https://news.example/1</link>
<pubDate>Sat, 09 Nov 2024 02:00:00 GMT</pubDate>
<description>&lt;p&gt;He rowed. It rained.&lt;/p&gt;</description></item>
<item><title>No date</title></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour</title>
<entry><id>n1</id><title>Ferry rows</title><published>2024-11-09T11:00:00+09:00</published>
<content type="html">He rowed. It rained.</content></entry></feed>"""


@pytest.mark.parametrize(("name", "text"), [("a.rss", RSS), ("a.atom", ATOM)])
def test_feeds(tmp_path: Path, name: str, text: str) -> None:
    save(tmp_path, name, text)
    ((article,), rejects) = load_archive(tmp_path)
    assert (article.id, article.publisher) == ("n1", "The Harbour")
    assert article.published_at == datetime(2024, 11, 9, 2, tzinfo=UTC)
    assert article.sentences == ("He rowed.", "It rained.")
    assert rejects["reason"].to_pylist() == (["no_date"] if name == "a.rss" else [])


def test_what_is_no_article_is_a_reject_with_its_file(tmp_path: Path) -> None:
    save(tmp_path, "a.json", {**NEWS, "datePublished": "9999-99-99"})
    save(tmp_path, "b.json", {**NEWS, "headline": None})
    save(tmp_path, "c.json", {"hello": "world"})
    save(tmp_path, "d.json", "{")
    save(tmp_path, "e.json", NEWS)
    save(tmp_path, "f.json", NEWS)
    save(tmp_path, "g.xml", "<html/>")
    save(tmp_path, "h.html", "<html></html>")
    save(tmp_path, "i.json", [3])
    save(tmp_path, "notes.txt", "not looked at")
    articles, rejects = load_archive(tmp_path)
    assert [article.id for article in articles] == ["n1"]
    assert rejects["reason"].to_pylist() == [
        *("no_date", "no_headline", "no_article", "unreadable_file", "same_id"),
        *("unreadable_file", "no_text", "not_json"),
    ]
    assert all(detail[1] in ".j" for detail in rejects["detail"].to_pylist())


def test_an_article_without_an_id_gets_one_that_stays(tmp_path: Path) -> None:
    save(tmp_path, "a.json", {**NEWS, "identifier": None})
    ((first,), _) = load_archive(tmp_path)
    (tmp_path / "a.json").rename(tmp_path / "b.json")
    ((second,), _) = load_archive(tmp_path)
    assert first.id == second.id
    assert first.id.startswith("a")


def test_an_empty_archive(tmp_path: Path) -> None:
    articles, rejects = load_archive(tmp_path)
    assert (articles, rejects.num_rows) == ((), 0)


@pytest.mark.parametrize("names", [("a.json", "b.json"), ("b.json", "a.json")])
def test_the_version_modified_last_stands(tmp_path: Path, names: tuple[str, str]) -> None:
    older = {**NEWS, "articleBody": "He rowed for three days."}
    newer = {
        **NEWS,
        "articleBody": "He rowed for two days.",
        "dateModified": "2024-11-10T09:00:00+09:00",
    }
    save(tmp_path, names[0], older)
    save(tmp_path, names[1], newer)
    ((article,), rejects) = load_archive(tmp_path)
    assert article.sentences == ("He rowed for two days.",)
    assert article.published_at == datetime(2024, 11, 9, 2, tzinfo=UTC)
    assert rejects["reason"].to_pylist() == ["older_version"]


def test_an_unreadable_modification_date_is_none(tmp_path: Path) -> None:
    save(tmp_path, "a.json", {**NEWS, "dateModified": "soon"})
    save(tmp_path, "b.json", {**NEWS, "dateModified": 7})
    (articles, rejects) = load_archive(tmp_path)
    assert len(articles) == 1
    assert rejects["reason"].to_pylist() == ["same_id"]


@pytest.mark.parametrize(
    ("stated", "note"),
    [
        ("The number was wrong.", "The number was wrong."),
        ({"@type": "CorrectionComment", "text": "It was nine."}, "It was nine."),
        ([{"text": "First."}, {"text": "Second."}], "First. Second."),
        ("https://news.example/corrections/1", None),
        ({"@type": "CorrectionComment"}, None),
        ([7, None, {"text": ["x"]}], None),
        (None, None),
    ],
)
def test_a_stated_correction_and_its_time(tmp_path: Path, stated: object, note: str | None) -> None:
    save(tmp_path, "a.json", {**NEWS, "correction": stated, "dateModified": "2024-11-12T09:00Z"})
    ((article,), _) = load_archive(tmp_path)
    assert article.correction == note
    assert article.modified_at == datetime(2024, 11, 12, 9, tzinfo=UTC)
    assert not article.is_withdrawn


@pytest.mark.parametrize(
    ("status", "is_withdrawn"),
    [("usable", False), ("withheld", True), ("canceled", True), ([], False), (None, False)],
)
@pytest.mark.parametrize("key", ["pubstatus", "pubStatus"])
def test_ninjs_says_what_is_withdrawn(
    tmp_path: Path, key: str, status: object, is_withdrawn: bool
) -> None:
    save(tmp_path, "a.json", {"uri": "n1", "headline": "Ferry rows", "body_text": "He rowed.", "versioncreated": "2024-11-09T02:00:00Z", key: status})  # fmt: skip
    ((article,), _) = load_archive(tmp_path)
    assert article.is_withdrawn is is_withdrawn
