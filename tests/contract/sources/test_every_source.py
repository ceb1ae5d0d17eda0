"""What every source in the package must hold, on recorded samples of its format.

A new source needs a folder samples/<name>/ with at least one file; nothing here names a platform.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uproar.config import Settings
from uproar.model import (
    OPERATION_KINDS,
    OPERATIONS,
    POST_KINDS,
    POSTS,
    REJECTS,
    Batch,
    Page,
    SourceSpec,
    text_id,
)
from uproar.sources import all_sources, source_named
from uproar.sources.records import files
from uproar.sources.records.file_format import FileFormat, SourceFile

SAMPLES = Path(__file__).parent / "samples"
FORMATS = [source for source in all_sources() if isinstance(source, FileFormat)]
KEYED = Settings(pseudonym_key="a desk's secret")


def options_of(source: FileFormat) -> dict[str, Any]:
    file = SAMPLES / source.name / "options.toml"
    return tomllib.loads(file.read_text()) if file.exists() else {}


def samples() -> Iterator[Any]:
    for source in FORMATS:
        for path in sorted((SAMPLES / source.name).glob("*")):
            if path.suffix != ".toml":
                yield pytest.param(source, path, id=f"{source.name}-{path.name}")


def reading(source: FileFormat, path: Path, *, told: bool) -> SourceFile:
    platform = source.platform or "forum"
    spec = SourceSpec(platform, path.name, source.name if told else None, options_of(source))
    (found,) = files.source_files(spec, path.parent)
    return found


def pages(source: FileFormat, path: Path) -> list[Page]:
    return list(reading(source, path, told=True).pages())


def batch(source: FileFormat, path: Path, settings: Settings = Settings()) -> Batch:  # noqa: B008
    (page,) = pages(source, path)
    return source.parse(page, settings)


each_sample = pytest.mark.parametrize(("source", "path"), list(samples()))


@pytest.mark.parametrize("source", FORMATS, ids=lambda source: source.name)
def test_a_source_says_what_it_is_and_has_samples(source: FileFormat) -> None:
    assert source.name
    assert len(source.terms) > 20
    assert source_named(source.name) is source
    assert list((SAMPLES / source.name).glob("*")), f"record a sample in samples/{source.name}/"


@each_sample
def test_its_samples_are_recognised_and_no_others(source: FileFormat, path: Path) -> None:
    assert reading(source, path, told=False).source is source


@each_sample
def test_every_record_is_accounted_for_in_the_models_columns(
    source: FileFormat, path: Path
) -> None:
    got = batch(source, path)
    assert len(got.posts) + len(got.operations) + len(got.rejects) == got.n_records > 0
    assert got.posts.schema.equals(POSTS)
    assert got.operations.schema.equals(OPERATIONS)
    assert got.rejects.schema.equals(REJECTS)
    assert len(got.posts) > 0
    assert set(got.rejects["outcome"].to_pylist()) <= {"out_of_scope"}


@each_sample
def test_posts_are_well_formed(source: FileFormat, path: Path) -> None:
    got = batch(source, path)
    platform = source.platform or "forum"
    for row in got.posts.to_pylist():
        assert row["kind"] in POST_KINDS
        assert row["platform"] == platform
        names = ("id", "author", "reply_to", "repost_of", "quote_of", "thread")
        assert all(row[n] is None or row[n].startswith(f"{platform}:") for n in names)
        assert (row["text"] is None) == (row["text_id"] is None)
        assert row["text"] is None or row["text_id"] == text_id(row["text"])
        assert row["text"] is not None or row["kind"] == "repost"
        assert row["reuse"] is None or row["reuse"].startswith("refused: ")
        assert (row["created_at"] or row["seen_at"]) is not None
    assert set(got.operations["op"].to_pylist()) <= set(OPERATION_KINDS)
    origins = [o for t in (got.posts, got.operations, got.rejects) for o in t["origin"].to_pylist()]
    assert len(set(origins)) == got.n_records


@each_sample
def test_pages_of_any_size_give_the_same_rows(source: FileFormat, path: Path) -> None:
    (whole,) = pages(source, path)
    rows = [
        row
        for n, record in enumerate(whole.records)
        for table in (
            source.parse(Page(whole.origin, n, [record], context=whole.context), Settings()).posts,
        )
        for row in table.to_pylist()
    ]
    assert rows == batch(source, path).posts.to_pylist()


@each_sample
def test_with_a_key_no_author_is_left_outside_texts(source: FileFormat, path: Path) -> None:
    plain, keyed = batch(source, path), batch(source, path, KEYED)
    tables = ((plain.posts, keyed.posts), (plain.operations, keyed.operations))
    authors = {a.partition(":")[2] for t, _ in tables for a in t["author"].to_pylist() if a}
    assert authors
    for _, table in tables:
        for row in table.drop_columns(["text", "links", "hashtags"]).to_pylist():
            assert not any(author in str(value) for author in authors for value in row.values())
    linked = [(r["author"] is None) for t, _ in tables for r in t.to_pylist()]
    assert [(r["author"] is None) for _, t in tables for r in t.to_pylist()] == linked


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    yield path
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, each in inner:
        yield from places(each, (*path, key))


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    head, *rest = path
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[head] = changed(value[head], tuple(rest), new)
    return copy


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["", "\x00", "1e999", 10**30, -1, "0001-01-01T00:00:00Z", "at://a/b/c"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=4,
)


@each_sample
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_change_of_a_record_stops_a_page(
    source: FileFormat, path: Path, data: st.DataObject
) -> None:
    (page,) = pages(source, path)
    record = data.draw(st.sampled_from(list(page.records)))
    where = data.draw(st.sampled_from(list(places(json.loads(json.dumps(record))))))
    hostile = changed(record, where, data.draw(ANYTHING))
    got = source.parse(Page("f", 0, [hostile, record], context=page.context), Settings())
    assert len(got.posts) + len(got.operations) + len(got.rejects) == 2
    assert all(isinstance(d, str) for d in got.rejects["detail"].to_pylist())
