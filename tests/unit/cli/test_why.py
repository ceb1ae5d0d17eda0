"""`uproar why` answers from the desk: at once, the same bytes, and never what was erased."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from uproar.cli import main
from uproar.cli.stories import keep_answers
from uproar.config import Settings
from uproar.model import Decision
from uproar.store import Desk

AT = datetime(2026, 1, 1, tzinfo=UTC)
STORY = "paper-lanterns.story"
FIGURE = "5"  # a sentence with a figure that thousands of posts stand behind
# What makes an answer; one that lies on the desk needs none of it.
HEAVY = (
    *("numpy", "scipy", "sklearn", "pyarrow", "duckdb", "deltalake", "sentencepiece"),
    *("trafilatura", "lxml", "feedparser", "dateparser", "jinja2", "babel", "fluent", "regex"),
    *("uproar.model", "uproar.measure", "uproar.recall", "uproar.tell", "uproar.pipeline"),
)
LOADED = f"print(sorted(name for name in {HEAVY!r} if name in sys.modules))"


@pytest.fixture(scope="module")
def answered(demo_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk on which a story was opened; copied before it is changed."""
    path = tmp_path_factory.mktemp("why") / "desk"
    shutil.copytree(demo_desk, path)
    with Desk.open(path) as desk:
        keep_answers(desk, STORY, Settings())
    return path


@pytest.fixture
def desk(answered: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(answered, tmp_path / "desk"))


def why(desk: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["why", *words, "--desk", str(desk)]) == 0
    return capsys.readouterr().out


def is_kept(desk: Path, settings: Settings = Settings()) -> bool:  # noqa: B008 - frozen
    with Desk.open(desk) as opened:
        basis = opened.answers.basis(settings.public())
        return opened.answers.load(STORY, "3", 5, basis) is not None


def loaded(code: str) -> str:
    command = [sys.executable, "-c", f"import sys\n{code}\n{LOADED}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_an_answer_that_lies_there_loads_nothing_heavy(desk: Path) -> None:
    call = f"from uproar.cli import main\nmain(['why', '3', '--desk', {str(desk)!r}])"
    assert loaded(call).endswith("\n[]\n")


def test_the_package_loads_nothing_heavy() -> None:
    assert loaded("import uproar") == "[]\n"


def test_a_kept_answer_is_the_computed_one(
    demo_desk: Path, desk: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fresh = Path(shutil.copytree(demo_desk, tmp_path / "fresh"))
    for words in (["3"], ["0", "--json"], ["dek"]):
        assert why(desk, capsys, *words) == why(fresh, capsys, *words)


def test_a_number_and_an_id_open_the_same_sentence(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = json.loads(why(desk, capsys, "3", "--json"))["id"]
    assert why(desk, capsys, sentence) == why(desk, capsys, "3") == why(desk, capsys, "03")


def test_other_numbers_of_posts_are_other_answers(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = [
        max(
            len(link["posts"])
            for link in json.loads(why(desk, capsys, FIGURE, "--json", *more))["links"]
        )
        for more in ((), ("--posts", "1"))
    ]
    assert shown == [5, 1]


def test_no_such_sentence_is_refused(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "99", "--desk", str(desk)]) == 2
    assert "no sentence '99'" in capsys.readouterr().err


def test_what_changes_the_story_s_ground_ends_its_answers(desk: Path) -> None:
    assert is_kept(desk)
    assert not is_kept(desk, Settings(timezone="Asia/Seoul"))
    with Desk.open(desk) as opened:
        opened.decisions.add(
            "paper-lanterns", Decision(action="gloss", target="x", value="w", by="Ed", at=AT)
        )
    assert not is_kept(desk)


def test_what_was_erased_is_in_no_answer(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    links = json.loads(why(desk, capsys, FIGURE, "--json"))["links"]
    post = next(post for link in links for post in link["posts"])
    with Desk.open(desk) as opened:
        before = opened.answers.basis(Settings().public())
        opened.forget([post["id"]], by="Ann", why="asked", erased_at=AT)
        assert opened.answers.load(STORY, FIGURE, 5, before) is None
        opened.compact()
    for file in desk.glob("desk.db*"):
        assert post["id"].encode() not in file.read_bytes()
    assert post["id"] not in why(desk, capsys, FIGURE, "--json")


def test_an_answer_made_while_the_desk_changed_is_not_kept(desk: Path) -> None:
    with Desk.open(desk) as opened:
        settings = Settings().public()
        basis = opened.answers.basis(settings)
        answer = opened.answers.load(STORY, "3", 5, basis)
        assert answer is not None
        opened.answers.clear()
        opened.decisions.add(
            "paper-lanterns", Decision(action="gloss", target="x", value="w", by="Ed", at=AT)
        )
        opened.answers.save(STORY, [answer], 5, basis, settings)
        assert opened.answers.load(STORY, "3", 5, basis) is None
