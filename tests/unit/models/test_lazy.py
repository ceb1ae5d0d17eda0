"""What an import and a first post bring into memory: libraries and weights only where needed."""

import subprocess
import sys

import pytest

HEAVY = {
    "deltalake", "duckdb", "numpy", "pandas", "py3langid", "pyarrow", "scipy", "sentencepiece",
    "sklearn", "trafilatura", "urllib.request",
}  # fmt: skip
WEIGHTS = "uproar.models.load"
ONE_POST = """
import pyarrow as pa
from uproar.annotate import annotate_texts, find
from uproar.model import TEXTS
table = pa.table({"text_id": [1], "text": ["what a scene at 3:41 😭"]}, schema=TEXTS)
assert annotate_texts(table, find()).num_rows == 1
"""


def loaded(code: str) -> set[str]:
    """The modules in memory after the code has run in a process of its own."""
    code += "\nimport sys\nprint(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_uproar_loads_nothing_heavy() -> None:
    found = loaded("import uproar")
    assert not found & HEAVY
    assert WEIGHTS not in found


@pytest.mark.parametrize(
    "library", ["scipy", "sklearn", "py3langid", "duckdb", "deltalake", "concurrent.futures"]
)
def test_one_post_is_read_without(library: str, after_one_post: set[str]) -> None:
    assert library not in after_one_post


@pytest.fixture(scope="module")
def after_one_post() -> set[str]:
    return loaded(ONE_POST)


def test_finding_annotators_reads_no_weights() -> None:
    unreadable = "from uproar.models import load\nload.path = None\n"
    found = loaded(unreadable + "from uproar.annotate import find\nfind()")
    assert "uproar.annotate.emotion.emotion" in found
