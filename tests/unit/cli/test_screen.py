"""One module writes to the terminal, and what it writes steers nothing."""

import ast
import logging
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.hostile_event import FORBIDDEN

import uproar
from uproar.cli.screen import CleanFormatter, check_bytes
from uproar.errors import ConfigError
from uproar.tell.slots.quotations import is_clean
from uproar.text.controls import escaped, has_controls, one_line, printable

ROOT = Path(uproar.__file__).parent
SCREEN = ROOT / "cli" / "screen.py"
CONTROLS = [chr(c) for c in range(0x10000) if FORBIDDEN.match(chr(c)) or 0xD800 <= c <= 0xDFFF]
ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from([*CONTROLS, "\n"])))


def writes(tree: ast.AST) -> list[str]:
    """Calls that write to a stream of the process."""
    calls = [ast.unparse(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)]
    streams = ("sys.stdout.", "sys.stderr.", "sys.__std", "click.echo", "click.secho")
    return [c for c in calls if c in ("print", "os.write", "click.echo_via_pager")
            or c.startswith(streams)]  # fmt: skip


def test_only_the_screen_writes() -> None:
    for path in sorted(ROOT.rglob("*.py")):
        if path != SCREEN:
            assert writes(ast.parse(path.read_text(encoding="utf-8"))) == [], path
    assert writes(ast.parse(SCREEN.read_text(encoding="utf-8")))


@given(ANY_TEXT)
def test_a_line_is_one_line_and_steers_nothing(text: str) -> None:
    line = one_line(text)
    assert not FORBIDDEN.search(line) and "\n" not in line
    assert one_line(line) == line and not has_controls(line)
    line.encode("utf-8")


@given(ANY_TEXT)
def test_a_text_has_line_feeds_alone(text: str) -> None:
    shown = printable(text)
    assert not FORBIDDEN.search(shown)
    assert shown.count("\n") == text.count("\n")
    shown.encode("utf-8")


@given(st.dictionaries(st.text(), ANY_TEXT.map(lambda t: t.encode(errors="ignore").decode())))
def test_escaped_json_says_the_same(document: dict[str, str]) -> None:
    plain = orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()
    assert not FORBIDDEN.search(escaped(plain))
    assert orjson.loads(escaped(plain)) == document


def test_no_quotation_may_hold_what_the_screen_replaces() -> None:
    assert [control for control in CONTROLS if is_clean(f"a{control}b")] == []


@pytest.mark.parametrize(
    "text",
    ["\N{WOMAN}\u200d\N{ROCKET}", "می\u200cخواهم", "שלום\u200f!", "한국어 テスト", "a\u0301"],
)
def test_what_scripts_and_emoji_are_written_with_stays(text: str) -> None:
    assert one_line(text) == printable(text) == text


def test_the_log_steers_nothing() -> None:
    record = logging.LogRecord("uproar", 20, "f", 1, "%s: gone", ("a\x1b[2J\x9b",), None)
    assert (
        CleanFormatter("%(name)s: %(message)s").format(record) == "uproar: a\ufffd[2J\ufffd: gone"
    )


def test_a_packed_file_is_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(ConfigError, match="bundle is not text"):
        check_bytes(b"PK\x03\x04\x1b[2J", "bundle")
