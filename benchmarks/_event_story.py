"""Figures of `event` that are scored on findings and on the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from uproar.model import rows_of
from uproar.model.rows import MomentRow, PeakRow
from uproar.tell.slots.grammar import slots

TIE = 0.10  # cues within this of the fifth count as tied with it
PEAK_TOLERANCE_MIN = 60


def _us(iso: str) -> int:
    return round(datetime.fromisoformat(iso).timestamp() * 1e6)


def volume(truth: Mapping[str, Any], findings: Mapping[str, Any]) -> dict[str, Any]:
    burst = truth["burst"]
    ratio, onset = findings.get("volume.peak_ratio"), findings.get("volume.onset")
    peaks = findings.get("volume.peaks")
    hours = [row.start_at for row in rows_of(peaks, PeakRow)]
    true = [_us(p["hour_start"]) for p in burst["peaks"]]
    near = [min((abs(h - t) / 6e7 for h in hours), default=None) for t in true]
    return {
        "peak_ratio": ratio.value if ratio else None,
        "peak_ratio_error": abs(ratio.value / burst["peak_ratio"] - 1) if ratio else None,
        "onset_error_min": abs(onset.value - _us(burst["onset"])) / 6e7 if onset else None,
        "n_peaks": len(hours),
        "n_peaks_true": len(true),
        "peak_hours_error_min": near,
        "peak_hours_right": sum(n is not None and n <= PEAK_TOLERANCE_MIN for n in near),
    }


def moments(truth: Mapping[str, Any], findings: Mapping[str, Any]) -> dict[str, Any]:
    ranked = truth["moments"]
    ours = [row.cue for row in rows_of(findings.get("moments"), MomentRow)[:5]]
    if not ranked:
        return {"moments_recall5": None}
    fifth = ranked[min(4, len(ranked) - 1)]["posts"]
    accepted = {m["cue"] for m in ranked if m["posts"] >= fifth * (1 - TIE)}
    hits = sum(cue in accepted for cue in ours)
    return {"moments_recall5": min(hits, 5) / min(5, len(ranked)), "moments_top": ours}


def told(
    truth: Mapping[str, Any], label: Any, measured: Any, story: Any, post: Any
) -> dict[str, Any]:
    cited = citations(story)
    themes = theme_names(label, post)
    told_facts = {f["id"] for f in truth["facts"] if _is_told(f, cited, themes)}
    must = [f["id"] for f in truth["facts"] if f["must"]]
    traps = _traps(truth, label, post, cited, measured)
    return {
        "facts_must": len(told_facts & set(must)),
        "facts_must_total": len(must),
        "facts_must_missed": sorted(set(must) - told_facts),
        "facts_told": len(told_facts),
        "facts_total": len(truth["facts"]),
        "facts_missed": sorted({f["id"] for f in truth["facts"]} - told_facts),
        "traps": sum(traps.values()),
        "traps_by": dict(sorted(traps.items())),
        "sentences": sum(len(p) for p in story.paragraphs),
        "refused": len(story.refused),
    }


def citations(story: Any) -> set[str]:
    """Every reference of every sentence, and the post block."""
    every = [story.headline, story.dek, *(s for p in story.paragraphs for s in p)]
    cited = {ref for s in every for ref in s.support}
    cited |= {found.reference for s in every for found in slots(s.text)}
    return cited | {f"quote:{post}" for post in story.post_block}


def theme_names(label: Any, post: Any) -> dict[str, str]:
    """Our theme id → the true theme of most of its posts."""
    votes: dict[str, Counter[str]] = {}
    for i, t in label.items():
        ours = post.get(i, {}).get("mark_theme")
        if ours and t["theme"]:
            votes.setdefault(ours, Counter())[t["theme"]] += 1
    return {ours: max(sorted(c), key=lambda k, c=c: c[k]) for ours, c in votes.items()}


def _is_told(fact: Mapping[str, Any], cited: set[str], themes: Mapping[str, str]) -> bool:
    articles = {
        ref.removeprefix("article:").partition("#")[0] for ref in cited if "article:" in ref
    }
    kinds = (
        (fact["archive"], articles.__contains__),
        (fact["cues"], lambda cue: f"cue:{cue}" in cited),
        (fact["measures"], lambda m: _is_cited(m, cited, themes)),
    )
    return all(any(has(one) for one in listed) for listed, has in kinds if listed)


def _is_cited(measure: str, cited: set[str], themes: Mapping[str, str]) -> bool:
    if measure.startswith("event."):
        return f"event:{measure.removeprefix('event.')}" in cited
    if measure.startswith("burst."):
        return f"finding:volume.{measure.removeprefix('burst.')}" in cited
    if measure.startswith("themes."):
        ids = [ours for ours, true in themes.items() if f"themes.{true}" == measure]
        return any(
            ref == f"finding:themes.{i}" or ref.startswith(f"finding:themes.{i}.")
            for i in ids
            for ref in cited
        )
    return f"finding:{measure}" in cited


def _traps(
    truth: Mapping[str, Any], label: Any, post: Any, cited: set[str], measured: Any
) -> Counter[str]:
    traps: Counter[str] = Counter()
    quoted = {ref.removeprefix("quote:") for ref in cited if ref.startswith("quote:")}
    for finding in (
        f for ref in cited if (f := measured.findings.get(ref.removeprefix("finding:")))
    ):
        quoted |= {q for row in finding.rows for q in getattr(row, "quotes", ())}
    for i in quoted:
        t = label.get(i)
        if t is None or t["kind"] in ("noise", "spam", "campaign", "removed") or t["spam"]:
            traps["quoted noise, spam or unknown"] += 1
        elif t["campaign"] or t.get("deleted") or t.get("malformed"):
            traps["quoted campaign, deleted or malformed"] += 1
        elif not t["quotable"]:
            traps["quoted against the platform's signal"] += 1
        elif t["duplicate_of"]:
            traps["quoted a duplicate"] += 1
    distractors = set(truth["archive_distractors"])
    for ref in cited:
        if ref.startswith("article:") and ref[8:].partition("#")[0] in distractors:
            traps["cited a distractor"] += 1
    members: dict[str, list[bool]] = {}
    for i, p in post.items():
        if p.get("mark_theme") and i in label:
            members.setdefault(p["mark_theme"], []).append(
                bool(label[i]["campaign"] or label[i]["spam"])
            )
    traps["theme of campaign or spam"] += sum(sum(m) / len(m) > 0.02 for m in members.values())
    return +traps
