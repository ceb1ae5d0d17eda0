"""Work of others that the package carries comes with its licence, and the wheel takes it along."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEXICONS = ROOT / "src" / "uproar" / "text" / "lexicons"


def shipped() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return set(project["license-files"])


def test_every_licence_in_the_package_is_shipped() -> None:
    inside = {str(path.relative_to(ROOT)) for path in (ROOT / "src").rglob("*.LICENSE")}
    assert shipped() == {"LICENSE", *inside}


def test_every_licence_says_whose_work_it_covers() -> None:
    for name in shipped() - {"LICENSE"}:
        assert "Copyright" in (ROOT / name).read_text(encoding="utf-8"), name


def test_a_list_that_names_a_licence_lies_beside_it() -> None:
    for path in sorted(LEXICONS.glob("*.toml")):
        sections = tomllib.loads(path.read_text(encoding="utf-8")).values()
        sources = [part["source"] for part in sections if isinstance(part, dict)]
        for source in sources:
            if "Stopwords ISO" in source:
                assert "stopwords-iso.LICENSE" in source
                assert (LEXICONS / "stopwords-iso.LICENSE").is_file()
