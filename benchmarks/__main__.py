"""Run one benchmark on a folder in the layout of its data set; the last line is JSON."""

from __future__ import annotations

import argparse
import importlib
import inspect
import json
import pkgutil
import sys
from pathlib import Path

import benchmarks


def names() -> list[str]:
    """Benchmarks found in this folder."""
    return sorted(
        m.name
        for m in pkgutil.iter_modules(benchmarks.__path__)
        if not m.name.startswith("_")
        and hasattr(importlib.import_module(f"benchmarks.{m.name}"), "run")
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", choices=names())
    parser.add_argument("--data", type=Path, help="folder in the data set's documented layout")
    parser.add_argument("--train", type=Path, help="folder with the training split")
    parser.add_argument("--posts", type=int, help="how many posts to make (speed, engines)")
    parser.add_argument("--synthetic", type=int, help="how many posts to make (coordination)")
    parser.add_argument(
        "--peer", help="Python or Rscript of a peer to run beside (cost, coordination)"
    )
    parser.add_argument("--sources", type=Path, help="folder of a peer's sources (coordination)")
    arguments = vars(parser.parse_args())
    run = importlib.import_module(f"benchmarks.{arguments.pop('name')}").run
    given = {key: value for key, value in arguments.items() if value is not None}
    for key in ("data", "train"):
        if key in given and not given[key].is_dir():
            print(f"--{key} {given[key]}: no such folder", file=sys.stderr)
            return 2
    accepted = inspect.signature(run).parameters
    takes_any = any(p.kind is p.VAR_KEYWORD for p in accepted.values())
    given.setdefault("data", None)
    given.setdefault("train", None)
    if given["data"] is None and "synthetic" not in given and "posts" not in given:
        parser.error("this benchmark needs --data DIR (or --posts N / --synthetic N)")
    result = run(**{k: v for k, v in given.items() if takes_any or k in accepted})
    print(json.dumps(result, ensure_ascii=False, default=float))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
