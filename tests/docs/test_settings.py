"""docs/settings.md lists every setting with its default."""

import json
import re
from dataclasses import fields
from pathlib import Path

from uproar.config import Settings

PAGE = (Path(__file__).resolve().parents[2] / "docs/settings.md").read_text(encoding="utf-8")


def test_every_setting_is_listed_with_its_default() -> None:
    listed = dict(re.findall(r"^\| `(\w+)` \| `([^`]*)` \|", PAGE, re.MULTILINE))
    assert listed == {f.name: json.dumps(f.default) for f in fields(Settings)}
