"""The archive's index on a small invented archive in English, Korean, Japanese and Thai."""

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from uproar.annotate.embed import vectors
from uproar.model import Article
from uproar.recall.index import ArchiveIndex, Hit
from uproar.sources.articles.sentences import sentences

HERE = Path(__file__).parent


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def archive() -> list[Article]:
    at = datetime(2025, 1, 1, tzinfo=UTC)
    return [
        Article(name, None, None, None, at, headline, sentences(body), lang, "")
        for name, lang, headline, body in rows("archive.tsv")
    ]


QUERIES = [(want, kind, query) for want, kind, query in rows("queries.tsv")]


@pytest.fixture(scope="module")
def index() -> Iterator[ArchiveIndex]:
    with closing(ArchiveIndex(archive(), vectors)) as made:
        yield made


def first(hits: tuple[Hit, ...]) -> str | None:
    return hits[0].article_id if hits else None


@pytest.mark.parametrize(("want", "query"), [(w, q) for w, kind, q in QUERIES if kind == "words"])
def test_words_find_their_article_in_each_script(
    index: ArchiveIndex, want: str, query: str
) -> None:
    assert first(index.search(query)) == want


def test_both_lists_find_more_than_either(index: ArchiveIndex) -> None:
    found = {"words": 0, "meaning": 0, "both": 0}
    for want, _, query in QUERIES:
        hits = index.rank(query)
        by_words = min((h for h in hits if h.by_words), key=lambda h: h.by_words or 0, default=None)
        near = min((h for h in hits if h.by_meaning), key=lambda h: h.by_meaning or 0, default=None)
        found["words"] += bool(by_words and by_words.article_id == want)
        found["meaning"] += bool(near and near.article_id == want)
        found["both"] += first(index.search(query)) == want
    assert found["both"] >= 22
    assert found["both"] > max(found["words"], found["meaning"])


def test_the_ranking_is_as_it_was(index: ArchiveIndex, golden: Callable[[Path, str], None]) -> None:
    lines = [
        f"{query}: " + ", ".join(f"{h.article_id}#{h.sentence}" for h in index.search(query, 3))
        for _, _, query in QUERIES
    ]
    golden(HERE / "ranking.txt", "\n".join(lines) + "\n")


def test_the_order_of_the_archive_does_not_matter(index: ArchiveIndex) -> None:
    mixed = archive()
    random.Random(4).shuffle(mixed)
    with closing(ArchiveIndex(mixed, vectors)) as other:
        assert all(other.rank(query) == index.rank(query) for _, _, query in QUERIES)


@pytest.mark.parametrize(
    "query", ["", "   ", '" OR NEAR(', "a" * 100_000, "🎈", "x " * 5000, "passage:*"]
)
def test_odd_queries_find_nothing_or_something(index: ArchiveIndex, query: str) -> None:
    assert isinstance(index.search(query), tuple)
    with closing(ArchiveIndex([], vectors)) as empty:
        assert empty.search(query) == ()
    assert not query.strip() or all(h.words or h.by_meaning for h in index.search(query))


def test_a_hit_says_why(index: ArchiveIndex) -> None:
    hit = index.search("soup for ninety people")[0]
    assert (hit.article_id, hit.sentence, hit.by_words) == ("en-food", 1, 1)
    assert set(hit.words) == {"soup", "ninety", "people"}
    assert hit.by_meaning is not None
