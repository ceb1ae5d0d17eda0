"""The gate's benchmark counts what the product withholds."""

import json
from pathlib import Path

from benchmarks import gate

HEADER = "id\tlang\tsentence\tlabel\tsubtype\n"
ROWS = [
    ("en", "The gala begins on 4 February at seven.", "tellable", "plain_fact"),
    ("en", "The band sang its song 'Rumour' as an encore.", "tellable", "hn_song"),
    ("es", "El blog Farándula Ya asegura que se han separado.", "unconfirmed", "gossip/nocue"),
    ("en", "Her doctors found a tumour, a nurse told the paper.", "sensitive", "health/nokw"),
]


def _folder(path: Path) -> Path:
    lines = [f"{n}\t" + "\t".join(row) for n, row in enumerate(ROWS)]
    (path / "new.sentences.tsv").write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_shares_by_label_language_and_hard_negative(tmp_path: Path) -> None:
    result = gate.run(_folder(tmp_path))
    assert (result["n"], result["withheld"], result["told"]) == (4, 1.0, 1.0)
    assert result["withheld_by_language"] == {"en": 1.0, "es": 1.0}
    assert result["told_by_hard_negative"] == {"hn_song": 1.0}
    assert result["baseline"]["told"] == 0.5
    assert "precedent_hit1" not in result


def test_precedents_are_scored_where_a_file_has_them(tmp_path: Path) -> None:
    case = {
        "id": "c", "event": {"title": "Ona Reve waits", "published_at": "2026-03-14", "people": [{"id": "ona", "name": "Ona Reve", "aliases": []}], "summary": "She waited."},
        "theme": {"posts": [{"lang": "en", "text": "Who does that?"}]},
        "archive": [{"id": "x", "date": "2020-01-01", "publisher": "P", "headline": "Rain", "body": "It rained.", "lang": "en"}],
        "truth": {"precedent": [], "posts_name_it": False, "distractors": [{"id": "x", "kind": "same_name"}]},
    }  # fmt: skip
    found = {**case, "truth": {**case["truth"], "precedent": ["x"]}}  # type: ignore[dict-item]  # a dict as JSON
    lines = json.dumps(case) + "\n" + json.dumps(found) + "\n"
    (_folder(tmp_path) / "new.precedents.jsonl").write_text(lines, encoding="utf-8")
    result = gate.run(tmp_path)
    assert (result["precedent_n"], result["precedent_hit1"], result["precedent_silent"]) == (
        2,
        0,
        1,
    )
    assert result["precedent_errors_by_distractor"] == {"same_name": 0}
