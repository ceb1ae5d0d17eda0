"""Co-sharing against CooRTweet's definition, and co-similarity at scale on made-up posts.

Both are diagnostics of parts that the product's measure is made of (co-shares, near pairs, joining),
with CooRTweet's window and weights in place of the measure's own tests; the lines say so. What the
measure itself finds is scored in `event`.
"""

from __future__ import annotations

import csv
import resource
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from benchmarks._cosimilar import co_similar
from uproar.measure.coordination.cosharing import Edges, co_shares, shares
from uproar.measure.stats.components import join

# The parameters of CooRTweet's vignette, as the data's README gives them.
MIN_PARTICIPATION, WINDOW_S, EDGE_WEIGHT = 2, 60, 0.5
SCRIPT = Path(__file__).parent / "peers" / "cooshare.R"
SEED = 7
HOUR_S = 3600
DAYS = 14
PLANTED_SHARE = 0.01
GROUP_SIZE = 10

DIAGNOSTIC = (
    "co_shares, near_pairs and join of the product, under CooRTweet's rules; no user's path"
)

Edge = dict[tuple[str, str], int]


def run(
    data: Path | None = None,
    synthetic: int | None = None,
    peer: str | None = None,
    sources: Path | None = None,
) -> dict[str, Any]:
    """With `data`, equality with the published definition; with `synthetic`, speed and recall.

    `peer`: an Rscript that has CooRTweet (or `sources`, its folder), run beside on the same shares.
    """
    if synthetic is not None:
        return _synthetic(synthetic)
    if data is None:
        raise SystemExit("coordination needs --data DIR or --synthetic N")
    results = [_shared(path) for path in sorted(data.glob("*.csv"))]
    if peer:
        results = [
            r | _beside(peer, sources, data / f"{r['set']}.csv", r["cpu_s"]) for r in results
        ]
    first = results[0]
    return {
        "benchmark": "coordination",
        "diagnostic": DIAGNOSTIC,
        "data": data.name,
        **first,
        "groups_equal": int(all(r["groups_equal"] for r in results)),
        "parameters": [MIN_PARTICIPATION, WINDOW_S, EDGE_WEIGHT],
        "peak_rss_mb": _peak_mb(),
        **({"sets": results} if len(results) > 1 else {}),
    }


def _shared(path: Path) -> dict[str, Any]:
    thing, account, post, at = _rows(path)
    started = time.process_time()
    given, names = shares(thing, account, post, at, min_participation=MIN_PARTICIPATION)
    edges = co_shares(given, window=WINDOW_S, min_participation=MIN_PARTICIPATION)
    strong = heavy(edges, quantile=EDGE_WEIGHT)
    label = join(len(names), strong.a, strong.b)
    cpu = time.process_time() - started
    who = names.to_pylist()
    ours = _edge_map(edges, who)
    started = time.process_time()
    theirs = _by_definition(thing.to_pylist(), account.to_pylist(), post.to_pylist(), at.tolist())
    reference_cpu = time.process_time() - started
    threshold = np.quantile(list(theirs.values()), EDGE_WEIGHT) if theirs else 0.0
    strong_theirs = {edge for edge, weight in theirs.items() if weight > threshold}
    members: dict[int, set[str]] = defaultdict(set)
    for i in np.unique(np.concatenate([strong.a, strong.b])).tolist():
        members[int(label[i])].add(who[i])
    groups = {frozenset(m) for m in members.values()}
    return {
        "set": path.stem,
        "n": len(at),
        "accounts": len({a for edge in ours for a in edge}),
        "edges": len(ours),
        "groups": len(groups),
        "groups_equal": int(ours == theirs and groups == _components(strong_theirs)),
        "reference": "the published definition, pair by pair",
        "reference_cpu_s": round(reference_cpu, 2),
        "cpu_s": round(cpu, 3),
        "baseline_any_time_accounts": len(_several(thing.to_pylist(), account.to_pylist())),
    }


def heavy(edges: Edges, *, quantile: float) -> Edges:
    """The edges whose weight is above this quantile of the weights (linear interpolation)."""
    if not len(edges.weight):
        return edges
    kept = edges.weight > np.quantile(edges.weight, quantile)
    return Edges(edges.a[kept], edges.b[kept], edges.weight[kept])


def _beside(peer: str, sources: Path | None, path: Path, cost: float) -> dict[str, Any]:
    """CooRTweet itself on the same shares: its strong pairs against ours, its cost by ours."""
    with tempfile.TemporaryDirectory() as scratch:
        shared, out = Path(scratch) / "shares.csv", Path(scratch) / "pairs.csv"
        thing, account, post, at = _rows(path)
        names = ["object_id", "account_id", "content_id", "timestamp_share"]
        pyarrow.csv.write_csv(pa.table([thing, account, post, at], names=names), shared)
        command = [peer, str(SCRIPT), str(shared), str(out), *([str(sources)] if sources else [])]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        with out.open(newline="") as file:
            theirs = {tuple(sorted((r["from"], r["to"]))) for r in csv.DictReader(file)}
    given, who = shares(thing, account, post, at, min_participation=MIN_PARTICIPATION)
    edges = co_shares(given, window=WINDOW_S, min_participation=MIN_PARTICIPATION)
    ours = set(_edge_map(heavy(edges, quantile=EDGE_WEIGHT), who.to_pylist()))
    spent = float(told.split()[-1])
    return {
        "peer": "CooRTweet",
        "peer_pairs_equal": int(ours == theirs),
        "peer_cpu_s": round(spent, 2),
        "ratio": round(spent / cost, 1),
    }


def _rows(path: Path) -> tuple[pa.Array, pa.Array, pa.Array, Any]:
    """(thing, account, post, seconds). A set with several kinds of things: its links."""
    csv.field_size_limit(1 << 27)
    with path.open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    names = rows[0].keys()
    thing = next(c for c in ("object_id", "url_id") if c in names)
    post = next(c for c in ("content_id", "post_id") if c in names)
    at = next(c for c in ("timestamp_share", "timestamp") if c in names)
    kept = [r for r in rows if r[thing] not in ("", "NA") and r[at] not in ("", "NA")]
    return (
        pa.array([r[thing] for r in kept]),
        pa.array([r["account_id"] for r in kept]),
        pa.array([r[post] for r in kept]),
        np.array([_seconds(r[at]) for r in kept], np.int64),
    )


def _seconds(told: str) -> int:
    try:
        return int(float(told))
    except ValueError:
        moment = datetime.fromisoformat(told)
        return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _edge_map(edges: Any, who: list[str]) -> Edge:
    return {
        (min(who[a], who[b]), max(who[a], who[b])): int(w)
        for a, b, w in zip(edges.a.tolist(), edges.b.tolist(), edges.weight.tolist(), strict=True)
    }


def _by_definition(things: list[str], accounts: list[str], posts: list[str], at: list[int]) -> Edge:
    """Every pair of shares of one thing, straight from the definition; slow and plain."""
    n_shares: dict[str, int] = defaultdict(int)
    for account in accounts:
        n_shares[account] += 1
    by_thing: dict[str, list[int]] = defaultdict(list)
    for i, thing in enumerate(things):
        if n_shares[accounts[i]] >= MIN_PARTICIPATION:
            by_thing[thing].append(i)
    pairs = [
        (i, j)
        for rows in by_thing.values()
        for i, j in _within(rows, at)
        if accounts[i] != accounts[j]
        and posts[i] != posts[j]
        and things[i] not in (posts[i], posts[j])
    ]
    taking_part = {posts[i] for pair in pairs for i in pair}
    counted: dict[str, int] = defaultdict(int)
    for account, post in zip(accounts, posts, strict=True):
        counted[account] += post in taking_part
    edges: Edge = defaultdict(int)
    for i, j in pairs:
        a, b = sorted((accounts[i], accounts[j]))
        if counted[a] >= MIN_PARTICIPATION or counted[b] >= MIN_PARTICIPATION:
            edges[a, b] += 1
    return dict(edges)


def _within(rows: list[int], at: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of rows at most the window apart, later ones not looked at."""
    rows = sorted(rows, key=lambda i: at[i])
    for k, i in enumerate(rows):
        for j in rows[k + 1 :]:
            if at[j] - at[i] > WINDOW_S:
                break
            yield i, j


def _components(edges: set[tuple[str, str]]) -> set[frozenset[str]]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for a, b in edges:
        neighbours[a].add(b)
        neighbours[b].add(a)
    found: set[frozenset[str]] = set()
    seen: set[str] = set()
    for start in sorted(neighbours):
        if start in seen:
            continue
        waiting, group = [start], {start}
        while waiting:
            new = neighbours[waiting.pop()] - group
            group |= new
            waiting.extend(new)
        seen |= group
        found.add(frozenset(group))
    return found


def _several(things: list[str], accounts: list[str]) -> set[str]:
    """Trivial baseline: accounts that ever shared what another one shared."""
    by_thing: dict[str, set[str]] = defaultdict(set)
    for thing, account in zip(things, accounts, strict=True):
        by_thing[thing].add(account)
    return {a for group in by_thing.values() if len(group) > 1 for a in group}


def _synthetic(n: int) -> dict[str, Any]:
    texts, times, planted = made_up(n)
    started = time.process_time()
    group = co_similar(texts, times, window=HOUR_S, jaccard=0.9)
    cpu = time.process_time() - started
    size = np.bincount(group, minlength=n)
    said = size[group] > 1
    true_pairs, joined = _joined_right(group, planted)
    return {
        "benchmark": "coordination",
        "diagnostic": DIAGNOSTIC,
        "data": f"synthetic {n}, seed {SEED}, {PLANTED_SHARE:.0%} in groups of {GROUP_SIZE}",
        "n": n,
        "recall": round(joined / max(true_pairs, 1), 5),
        "precision": round(float(np.mean(planted[said] >= 0)) if said.any() else 1.0, 5),
        "baseline_exact_recall": round(_exact_recall(texts, planted), 5),
        "cpu_s": round(cpu, 1),
        "posts_per_cpu_s": round(n / max(cpu, 1e-9)),
        "peak_rss_mb": _peak_mb(),
    }


def _joined_right(group: Any, planted: Any) -> tuple[int, int]:
    """Planted posts, and how many of them are in the largest found part of their group."""
    rows = np.flatnonzero(planted >= 0)
    found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for i in rows.tolist():
        found[int(planted[i])][int(group[i])] += 1
    best = (max(parts.values()) for parts in found.values())
    return len(rows), sum(k for k in best if k > 1)


def _exact_recall(texts: pa.Array, planted: Any) -> float:
    """Trivial baseline: planted posts whose very text somebody else posted too."""
    rows = np.flatnonzero(planted >= 0)
    coded = texts.take(pa.array(rows)).dictionary_encode().indices.to_numpy()
    return float(np.mean(np.bincount(coded)[coded] > 1)) if len(rows) else 0.0


def made_up(n: int, *, seed: int = SEED) -> tuple[pa.Array, Any, Any]:
    """Texts, seconds and planted group (-1 for none) of n posts.

    Texts are 8 to 20 words of a Zipf-like vocabulary; a group posts one text within half an hour,
    each member with a trailing mark or one letter changed, all at an index of .9 or more.
    """
    rng = np.random.default_rng(seed)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    vocabulary = np.array(["".join(rng.choice(letters, rng.integers(3, 9))) for _ in range(50_000)])
    n_groups = max(1, int(n * PLANTED_SHARE) // GROUP_SIZE)
    n_planted = n_groups * GROUP_SIZE
    texts: list[pa.Array] = []
    for low in range(0, n - n_planted, 100_000):
        size = min(100_000, n - n_planted - low)
        texts.append(pa.array(_sentences(rng, vocabulary, size, 8, 21)))
    bases = _sentences(rng, vocabulary, n_groups, 16, 21)
    copies = [base + mark for base in bases for mark in _MARKS]
    everything = pa.concat_arrays([*texts, pa.array(copies)])
    times = rng.integers(0, DAYS * 24 * HOUR_S, n)
    starts = rng.integers(0, DAYS * 24 * HOUR_S, n_groups)
    times[n - n_planted :] = np.repeat(starts, GROUP_SIZE) + rng.integers(0, 1800, n_planted)
    planted = np.full(n, -1, np.int64)
    planted[n - n_planted :] = np.repeat(np.arange(n_groups), GROUP_SIZE)
    shuffled = rng.permutation(n)
    return everything.take(pa.array(shuffled)), times[shuffled], planted[shuffled]


_MARKS = ("", "!", "!!", "?", ".", " x", " :)", " ok", "~", " 2")


def _sentences(rng: Any, vocabulary: Any, n: int, low: int, high: int) -> list[str]:
    sizes = rng.integers(low, high, n)
    ranks = (len(vocabulary) ** rng.random(int(sizes.sum()))).astype(np.int64)
    words = vocabulary[np.minimum(ranks, len(vocabulary) - 1)].tolist()
    ends = np.cumsum(sizes).tolist()
    return [" ".join(words[e - s : e]) for s, e in zip(sizes.tolist(), ends, strict=True)]


def _peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
