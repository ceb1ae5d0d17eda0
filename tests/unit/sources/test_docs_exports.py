"""The example in docs/exports.md is run as it stands."""

import re
import tomllib
from pathlib import Path

from uproar.config import Settings
from uproar.model import SourceSpec
from uproar.sources.events.event_file import load_event
from uproar.sources.platforms.table_columns import TARGETS
from uproar.sources.records import files

DOCS = Path(__file__).parents[3] / "docs"


def block(page: str, language: str) -> str:
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found, f"no {language} example in {page}"
    return found.group(1)


def test_the_export_comes_in_as_the_page_says(tmp_path: Path) -> None:
    (raw,) = tomllib.loads(block("exports.md", "toml"))["source"]
    (tmp_path / "posts").mkdir()
    (tmp_path / raw["path"]).write_text(block("exports.md", "csv"), encoding="utf-8")
    known = {"platform", "path", "format"}
    options = {k: v for k, v in raw.items() if k not in known}
    spec = SourceSpec(raw["platform"], raw["path"], raw["format"], options)
    (reading,) = files.source_files(spec, tmp_path)
    (page,) = reading.pages()
    batch = reading.source.parse(page, Settings())
    first, second, third = batch.posts.to_pylist()
    assert (first["likes"], second["likes"], third["created_at"]) == (1204, None, None)
    assert first["created_at"] == 1_747_566_240_000_000
    assert first["time_precision_s"] == 60
    assert batch.rejects["reason"].to_pylist() == ["no_text"]
    assert batch.rejects["post_id"].to_pylist() == ["x:88216"]


def test_every_target_of_a_mapping_is_on_the_page() -> None:
    text = (DOCS / "exports.md").read_text(encoding="utf-8")
    assert all(f"`{target}`" in text for target in TARGETS)


def test_the_event_of_the_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "event.toml").write_text(block("event.md", "toml"), encoding="utf-8")
    event = load_event(tmp_path)
    assert (event.id, event.sources[0].format) == ("ferry-film", "jetstream")
