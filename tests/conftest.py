"""Fixtures that every kind of test shares."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes is the machine's affair: speed is benchmarked, never tested.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite golden files instead of comparing"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with its golden file, or rewrite the file under --update-golden."""
    update = request.config.getoption("--update-golden", default=False)

    def compare(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        assert path.exists(), f"{path.name} is missing; run pytest --update-golden"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The corpora beside the checkout; a test that needs them skips where they are absent."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the shared data folder at {SHARED}, which is not here")
    return SHARED


@pytest.fixture(scope="session")
def demo_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the bundled event gathered, measured and told: read it, do not change it."""
    from datetime import UTC, datetime

    from uproar import demo, pipeline
    from uproar.config import Settings
    from uproar.store import Desk

    path = tmp_path_factory.mktemp("demo") / "desk"
    with Desk.create(path) as desk:
        pipeline.run(desk, demo.folder(), Settings(), measured_at=datetime(2026, 1, 1, tzinfo=UTC))
    return path


@pytest.fixture(autouse=True)
def shared_desk_stays_as_it_is(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that changes the desk that others read fails itself, and not one that comes later."""
    if "demo_desk" not in request.fixturenames:
        yield
        return
    path = request.getfixturevalue("demo_desk")
    before = desk_digests(path)
    yield
    assert desk_digests(path) == before, "the test changed the shared desk: copy it first"


def desk_digests(desk: Path) -> dict[str, str]:
    """A digest per table of desk.db, and of the files beside it; answers of `why` may come."""
    with closing(sqlite3.connect(desk / "desk.db")) as sql:
        names = sql.execute("select name from sqlite_master where type = 'table' order by name")
        tables = [str(name) for (name,) in names if name != "answer"]
        rows = {name: sorted(map(repr, sql.execute(f"select * from {name}"))) for name in tables}
    files = [
        (str(path.relative_to(desk)), path.stat().st_size)
        for path in sorted(desk.rglob("*"))
        if path.is_file() and not path.name.startswith("desk.db")
    ]
    return {
        name: blake2b(repr(value).encode(), digest_size=16).hexdigest()
        for name, value in [*rows.items(), ("files", files)]
    }


@pytest.fixture(scope="session")
def demo_findings(demo_desk: Path) -> list[str]:
    """The ids of all findings of the bundled event."""
    from uproar.store import Desk

    with Desk.open(demo_desk) as desk:
        run = desk.runs.latest("paper-lanterns")
        assert run is not None
        return [finding.id for finding in desk.findings.load(run.id)]
