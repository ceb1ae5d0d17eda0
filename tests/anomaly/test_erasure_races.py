"""An erasure by another process, in the middle of whatever writes what it computed before."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from tests.support.desk_bytes import remnants
from tests.support.event_folders import event_folder, started, told, uproar, varied

from uproar import pipeline
from uproar.config import Settings
from uproar.model import Decision, Story
from uproar.pipeline.deciding import decide
from uproar.store import Desk, ErasedMeanwhile
from uproar.tell import Evidence
from uproar.tell.review.review import cut, quoted_posts

AT = datetime(2026, 1, 1, tzinfo=UTC)
WORD = "zanzibarquux"
ROWS = [
    {**each, "id": f"their{each['id']}z", "text": each["text"].replace("ladder", WORD)}
    if "ladder" in each["text"]
    else each
    for each in varied()
]
IDS = [f"forum:{each['id']}" for each in ROWS if WORD in each["text"]]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A gathered desk and a told one, to be copied before they are changed."""
    folder = tmp_path_factory.mktemp("races")
    event = event_folder(folder / "event", ROWS)
    return started(folder / "gathered", event), told(folder / "told", event)


@pytest.fixture
def gathered(folders: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(folders[0], tmp_path / "desk"))


@pytest.fixture
def told_desk(folders: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(folders[1], tmp_path / "desk"))


def forget(desk: Path, names: list[str] = IDS) -> None:
    """Erase in a process of its own."""
    words = ["forget", *names, "--now", "--by", "E", "--desk", str(desk)]
    code = f"import sys\nfrom uproar.cli import main\nsys.exit(main({words!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def once(stage: str, do: Callable[[], None], after: int = 1) -> Callable[..., None]:
    """A progress that does something in the middle of a stage, the first time."""
    state = {"n": 0}

    def progress(name: str, done: int, total: int | None) -> None:
        if name == stage:
            state["n"] += 1
            if state["n"] == after:
                do()

    return progress


@pytest.mark.parametrize(("stage", "after"), [("annotate", 1), ("measure", 1), ("measure", 13)])
def test_a_measure_that_began_before_keeps_nothing_of_it(
    gathered: Path, stage: str, after: int
) -> None:
    with Desk.open(gathered) as desk:
        event = desk.events.get("glass")
        forgetting = once(stage, lambda: forget(gathered), after)
        measured = pipeline.measure(desk, event, Settings(), measured_at=AT, progress=forgetting)
    assert remnants(gathered, WORD, *IDS) == []
    left = measured.corpus.query("select id from scope").column(0).to_pylist()
    assert left and not {*left} & {*IDS}
    assert uproar("story", "--desk", gathered) == 0
    assert uproar("compact", "--desk", gathered) == 0
    assert remnants(gathered, WORD, *IDS) == []


def test_a_measure_gives_up_when_erasures_never_end(gathered: Path) -> None:
    names = iter(IDS)
    with Desk.open(gathered) as desk:
        event = desk.events.get("glass")

        def progress(name: str, done: int, total: int | None) -> None:
            if name == "measure" and done == 3:
                forget(gathered, [next(names)])

        with pytest.raises(ErasedMeanwhile, match="nothing of it was kept"):
            pipeline.measure(desk, event, Settings(), measured_at=AT, progress=progress)
        assert desk.runs.latest("glass") is None


def test_annotations_of_the_erased_are_not_written(gathered: Path) -> None:
    with Desk.open(gathered) as desk:
        event = desk.events.get("glass")
        forgetting = once("annotate", lambda: forget(gathered))
        with pytest.raises(ErasedMeanwhile):
            pipeline.corpus_of(desk, event, Settings(), progress=forgetting)
    assert remnants(gathered, WORD, *IDS) == []
    assert uproar("annotate", "--desk", gathered) == 0
    assert remnants(gathered, WORD, *IDS) == []


@contextmanager
def endpoint(do: Callable[[], None]) -> Iterator[str]:
    """A language model's address that does something at the first question, and answers nothing."""
    asked = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if not asked.is_set():
                asked.set()
                do()
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(500)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
        assert asked.is_set()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_story_that_is_being_written_names_no_erased_post(told_desk: Path) -> None:
    with Desk.open(told_desk) as desk:
        event = desk.events.get("glass")
        quoted = list(quoted_posts(desk.stories.for_event("glass")[0]))
        with endpoint(lambda: forget(told_desk, quoted)) as url:
            model = Settings(writer="llm", llm_base_url=url, llm_model="m", llm_timeout_s=120)
            story = pipeline.tell(desk, event, model)
        assert not set(quoted_posts(story)) & set(quoted)
    assert remnants(told_desk, *(f'"{post}"' for post in quoted), *_slots(quoted)) == []


def _slots(posts: list[str]) -> list[str]:
    return [f"quote:{post}," for post in posts]


def test_an_edit_that_began_before_names_no_erased_post(told_desk: Path) -> None:
    with Desk.open(told_desk) as desk:
        story = desk.stories.for_event("glass")[0]
        post = quoted_posts(story)[0]
        sentence = story.paragraphs[-1][-1].id

        erasures = [[post]]

        def change(story: Story, evidence: Evidence) -> tuple[Story, Decision]:
            if erasures:
                forget(told_desk, erasures.pop())
            return cut(story, sentence, by="E", decided_at=AT)

        decided = decide(desk, story.id, change, Settings())
        assert decided.version == 3  # the erasure made version 2
        assert desk.stories.flags(story.id)
        assert post not in quoted_posts(desk.stories.get(story.id))


def test_decisions_and_exports_after_an_erasure_hold_digests(told_desk: Path) -> None:
    with Desk.open(told_desk) as desk:
        forget(told_desk)
        desk.decisions.add("glass", Decision("gloss", IDS[0], WORD, "E", AT))
        desk.exports.add(
            "glass.story", format="md", target="-", by="E", exported_at=AT, post_ids=IDS[:2]
        )
        assert [e.is_recalled for e in desk.exports.all()] == [True]
    assert remnants(told_desk, WORD, *IDS[:2]) == []


def test_a_killed_measurement_leaves_the_finished_one_s_marks(told_desk: Path) -> None:
    with Desk.open(told_desk) as desk:
        run = desk.runs.latest("glass")
        assert run is not None
        before = desk.marks.load("glass", run.state)

        def progress(name: str, done: int, total: int | None) -> None:
            if name == "measure" and done == 8:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            event = desk.events.get("glass")
            pipeline.measure(desk, event, Settings(), measured_at=AT, progress=progress)
        assert before.num_rows > 0
        assert desk.marks.load("glass", run.state).equals(before)
