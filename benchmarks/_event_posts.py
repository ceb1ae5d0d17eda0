"""Figures of `event` that are scored post by post."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from uproar.model import Event

MIN_EMOTION_POSTS = 50


def labels(truth: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Post id → its label, defaults filled in."""
    return {i: {**truth["post_defaults"], **label} for i, label in truth["posts"].items()}


def found(corpus: Any) -> dict[str, dict[str, Any]]:
    """Post id → what the system says of it, for every live post."""
    rows = corpus.query(
        "select id, author, text, lang, norm, emotions, kind, repost_of, norm_id from scope"
    ).to_pylist()
    posts = {row["id"]: row for row in rows}
    for mark in corpus.query("select * from marks order by post_id, kind, value").to_pylist():
        if mark["post_id"] in posts:
            posts[mark["post_id"]][f"mark_{mark['kind']}"] = mark["value"]
            posts[mark["post_id"]][f"why_{mark['kind']}"] = mark["reason"]
    shown = corpus.query(
        "select post_id, list(value) as shows from marks where kind = 'shows' group by post_id"
    )
    for row in shown.to_pylist():
        if row["post_id"] in posts:
            posts[row["post_id"]]["emotions"] = row["shows"]
    return posts


def scores(truth: Mapping[str, Any], event: Event, label: Any, post: Any) -> dict[str, Any]:
    """All figures over posts."""
    originals = [i for i, t in label.items() if is_original(t)]
    return {
        **relevance(event, label, post),
        **language(label, post),
        **emotion(originals, label, post),
        **themes(truth, originals, label, post),
        **cues(label, post),
        **campaigns(truth, label, post),
        **spam(label, post),
    }


def is_original(t: Mapping[str, Any]) -> bool:
    return (
        t["kind"] == "event"
        and t["duplicate_of"] is None
        and not (t["spam"] or t["campaign"] or t.get("deleted") or t.get("malformed"))
    )


def f1(pairs: list[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Precision, recall, F1 of (is, said)."""
    hit = sum(a and b for a, b in pairs)
    said = sum(b for _, b in pairs)
    true = sum(a for a, _ in pairs)
    p, r = hit / max(said, 1), hit / max(true, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def relevance(event: Event, label: Any, post: Any) -> dict[str, Any]:
    judged = [i for i, t in label.items() if t["kind"] in ("event", "noise") and i in post]
    pairs = [(label[i]["kind"] == "event", post[i].get("mark_relevant") == "yes") for i in judged]
    p, r, f = f1(pairs)
    everything = f1([(is_event, True) for is_event, _ in pairs])[2]
    chatter = [i for i, t in label.items() if t["kind"] == "chatter" and i in post]
    chatter_in = sum(post[i].get("mark_relevant") == "yes" for i in chatter)
    is_ambiguous = _only_ambiguous(event)
    ambiguous = [
        pair for i, pair in zip(judged, pairs, strict=True) if is_ambiguous(post[i]["text"] or "")
    ]
    return {
        "relevance_precision": p,
        "relevance_recall": r,
        "relevance_f1": f,
        "relevance_n": len(pairs),
        "relevance_baseline_all_f1": everything,
        "relevance_ambiguous_precision": f1(ambiguous)[0] if ambiguous else None,
        "relevance_ambiguous_n": len(ambiguous),
        "chatter_taken_in": chatter_in / max(len(chatter), 1),
    }


def _only_ambiguous(event: Event) -> Callable[[str], bool]:
    """Whether a text names the event's entities by ambiguous aliases alone."""
    loose = {a.casefold() for e in event.entities for a in e.ambiguous}
    every = {a.casefold() for e in event.entities for names in e.aliases.values() for a in names}
    clear, unclear = _any_of(every - loose), _any_of(loose)

    def judge(text: str) -> bool:
        folded = text.casefold()
        return bool(unclear(folded)) and not clear(folded)

    return judge


def _any_of(names: set[str]) -> Callable[[str], Any]:
    """Finds any of the names; a name in Latin letters only as a whole word."""
    if not names:
        return lambda text: None
    written = (
        rf"(?<![a-z0-9]){re.escape(n)}(?![a-z0-9])" if n.isascii() else re.escape(n)
        for n in sorted(names, key=lambda n: (-len(n), n))
    )
    return re.compile("|".join(written)).search


def language(label: Any, post: Any) -> dict[str, Any]:
    judged = [
        (t["lang"], post[i]["lang"])
        for i, t in label.items()
        if t["kind"] in ("event", "chatter") and t["lang"] != "mix" and i in post
    ]
    right: Counter[str] = Counter(a for a, b in judged if a == b)
    total = Counter(a for a, _ in judged)
    return {
        "language_accuracy": sum(right.values()) / max(len(judged), 1),
        "language_n": len(judged),
        "language_baseline_majority": max(total.values(), default=0) / max(len(judged), 1),
        "language_by": {k: round(right[k] / n, 3) for k, n in sorted(total.items())},
    }


def emotion(originals: list[str], label: Any, post: Any) -> dict[str, Any]:
    held = Counter(e for i in originals for e in label[i]["emotions"])
    names = sorted(e for e, n in held.items() if n >= MIN_EMOTION_POSTS and e != "neutral")
    said = {i: set(post[i]["emotions"] or ()) for i in originals if i in post}
    by = {
        name: f1([(name in label[i]["emotions"], name in said.get(i, ())) for i in originals])[2]
        for name in names
    }
    return {
        "emotion_macro_f1": float(np.mean(list(by.values()))) if by else None,
        "emotion_n": len(originals),
        "emotion_by": {k: round(v, 3) for k, v in by.items()},
    }


def themes(truth: Mapping[str, Any], originals: list[str], label: Any, post: Any) -> dict[str, Any]:
    here = [i for i in originals if i in post]
    said = {i: _theme(post[i]) for i in here}
    themed = [i for i in here if label[i]["theme"]]
    true = [label[i]["theme"] for i in themed]
    ours = [said[i] for i in themed]
    reasons = Counter(said[i] for i in here if said[i].startswith("none:"))
    share = _matched_shares(label, here, said, themed)
    errors = [abs(share.get(k, 0.0) - v["share"]) for k, v in truth["themes"].items()]
    return {
        "theme_ari": adjusted_rand_score(true, ours) if themed else None,
        "theme_nmi": normalized_mutual_info_score(true, ours) if themed else None,
        "theme_n": len(themed),
        "theme_share_error": float(np.mean(errors)) if errors else None,
        "theme_matched_shares": {k: round(v, 4) for k, v in sorted(share.items())},
        "unassigned": {k: round(n / max(len(here), 1), 4) for k, n in sorted(reasons.items())},
        "unaccounted": sum("mark_theme" not in post[i] for i in here),
    }


def _theme(post: Mapping[str, Any]) -> str:
    theme = post.get("mark_theme")
    return theme if theme else f"none:{post.get('why_theme') or 'no mark'}"


def _matched_shares(label: Any, here: list[str], said: Any, themed: list[str]) -> dict[str, float]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for i in themed:
        if not said[i].startswith("none:"):
            votes[said[i]][label[i]["theme"]] += 1
    to = {ours: max(sorted(c), key=lambda k, c=c: c[k]) for ours, c in votes.items()}
    counts = Counter(to[said[i]] for i in here if said[i] in to)
    return {k: n / max(len(here), 1) for k, n in counts.items()}


def cues(label: Any, post: Any) -> dict[str, Any]:
    judged = [
        (str(t["moment"]), post[i].get("mark_cue"))
        for i, t in label.items()
        if t["moment"] is not None and i in post and is_original(t)
    ]
    return {
        "moment_accuracy": sum(a == b for a, b in judged) / max(len(judged), 1),
        "moment_n": len(judged),
    }


def campaigns(truth: Mapping[str, Any], label: Any, post: Any) -> dict[str, Any]:
    true = {a for c in truth["campaigns"] for a in c["accounts"]}
    ours = {p["author"] for p in post.values() if p.get("mark_coordinated")}
    hit = len(true & ours)
    return {
        "campaign_precision": hit / max(len(ours), 1) if ours else None,
        "campaign_recall": hit / max(len(true), 1),
        "campaign_n": len(true),
        "campaigns_found": {
            c["id"]: round(len(ours & set(c["accounts"])) / len(c["accounts"]), 3)
            for c in truth["campaigns"]
        },
    }


def spam(label: Any, post: Any) -> dict[str, Any]:
    pairs = [(t["spam"], post[i].get("mark_spam") == "yes") for i, t in label.items() if i in post]
    p, r, f = f1(pairs)
    return {"spam_f1": f, "spam_precision": p, "spam_recall": r, "spam_n": len(pairs)}


def malformed_ok(truth: Mapping[str, Any], desk: Any, event_id: str, post: Any) -> float:
    """Share of malformed records handled as their `expect` says."""
    rejects = desk.rejects.load(event_id).to_pylist()
    rejected_ids = {r["post_id"] for r in rejects if r["post_id"]}
    places = set()
    for r in rejects:
        name = r["stream"].partition("@")[0].rpartition(":")[2]
        places.add((name.removesuffix(".zst").removesuffix(".gz"), r["origin"].rpartition("#")[2]))
    right = 0
    for m in truth["malformed"]:
        record = m["at"] - (0 if m["file"].endswith(".info.json") else 1)  # lines count from 1
        is_rejected = m["id"] in rejected_ids or (_file_name(m["file"]), str(record)) in places
        is_kept = m["id"] in post
        right += is_rejected if m["expect"] == "reject" else (
            is_kept or is_rejected if "reject" in m["expect"] else is_kept
        )  # fmt: skip
    return right / max(len(truth["malformed"]), 1)


def _file_name(path: str) -> str:
    """The last part of a path in truth.json."""
    return path.rpartition("/")[2]
