"""Every public name of the model is in the glossary, and links between documents resolve."""

import inspect
import re
from pathlib import Path

import pytest

from uproar import model

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def public_names() -> list[str]:
    own = [
        name
        for name, value in vars(model).items()
        if not name.startswith("_")
        and (
            getattr(value, "__module__", model.__name__).startswith(model.__name__)
            or name.isupper()
        )
        and not inspect.ismodule(value)
        and name not in ("annotations", "Any", "KW_ONLY")
    ]
    return sorted(own)


def test_every_public_name_is_explained() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    assert [n for n in public_names() if not re.search(rf"\b{n}\b", glossary)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_between_documents_resolve(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", text)
    assert [link for link in links if not (document.parent / link).exists()] == []
