"""`python -m training.spam DIR`: spam.npz again, from the comments of TubeSpam in DIR."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.spam import comments

from uproar.models import load
from uproar.models.spam import fit, packed


def main() -> int:
    videos = comments(Path(sys.argv[1]))
    model = fit(
        [text for texts, _ in videos.values() for text in texts],
        [label for _, labels in videos.values() for label in labels],
        [name for name, (texts, _) in videos.items() for _ in texts],
    )
    (load.FOLDER / "spam.npz").write_bytes(packed(model))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
