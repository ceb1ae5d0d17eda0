"""What people talk about: themes with shares, each shown by real posts.

Source: fine groups of embeddings beside latent semantics, joined across languages by the emoji,
tags and lines of the footage that they share; docs/themes.md tells the whole method.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from uproar.measure import (
    interval,
    naming,
    quotes,
    thememodel_io,
    thememood,
    themeposts,
    themerun,
    themetexts,
    themetime,
)
from uproar.measure.thememodel import Assigned
from uproar.measure.thememodel_io import Run
from uproar.measure.themeposts import Posts
from uproar.model import MARKS, Corpus, Event, Finding, Measure, Measured, Saying

VERSION = "3"
METHOD = "fine groups joined by shared anchors; Dirichlet-multinomial evidence for their number"
COUNTS = "original posts about the event, with or without a theme"
EVIDENCE = """
select m.post_id as id from marks m semi join originals o on m.post_id = o.id
where m.kind = 'theme' and m.value = '{theme}' order by m.post_id
"""
NONE = """
select m.post_id as id from marks m semi join originals o on m.post_id = o.id
where m.kind = 'theme' and m.value = '' order by m.post_id
"""
CUED = """
select post_id, cast(value as integer) as cue from marks where kind = 'cue' order by post_id
"""
SHOWN = """
select id, norm from originals where id in (select unnest($ids)) order by id
"""
# Texts that name the event by chance: what is usual in them tells nothing of it.
UNRELATED = """
select distinct norm_id, norm from scope
where norm <> '' and id not in (select id from about) order by norm_id limit 20000
"""
SUBJECTS = "select id, sensitive from about where array_length(sensitive) > 0 order by id"
# A theme is sensitive when this part of its posts is on one subject.
SUBJECT_SHARE = 0.3
# Finer themes, lines and posts told of each theme.
MOST_CHILDREN = 8
SMALLEST_CHILD = 0.03
MOST_CUES = 3


def themes(corpus: Corpus, event: Event) -> Measured:
    """Find the themes of the originals and give every relevant post one, or a reason for none.

    Unit: themes; shares are of all originals, those without a theme included. No originals: no
    finding. Ties in size go to the lower id. Evidence: the marks of kind `theme`.
    """
    rows, texts = themetexts.read(corpus, event)
    if not len(texts):
        return Measured(marks=_marks_of_none(corpus, texts))
    run, assigned = themerun.run(texts, corpus.memory("themes"), corpus.state.epoch)
    posts = themeposts.read(corpus, texts, assigned)
    marks = pa.concat_tables([themeposts.marks(posts, run.ids), _sensitive(corpus)])
    timed = posts.is_original & _is_timed(posts, event)
    captions = [cue.text for track in event.footage.tracks.values() for cue in track]
    told = _rows(corpus, posts, assigned, run, rows["norm"].to_pylist(), timed, captions)
    return Measured(_findings(posts, told, run), marks, thememodel_io.dump(run))


def _marks_of_none(corpus: Corpus, texts: Any) -> Any:
    nothing = np.empty(0, np.int64)
    assigned = Assigned(nothing, np.empty(0), nothing, np.empty(0))
    return themeposts.marks(themeposts.read(corpus, texts, assigned), ())


def _sensitive(corpus: Corpus) -> Any:
    """Marks for the desk: posts on a subject that is kept out of quotes, one per subject."""
    if not thememood.has_column(corpus, "sensitive"):
        return MARKS.empty_table()
    found = [
        {"post_id": row["id"], "kind": "sensitive", "value": subject}
        for row in corpus.query(SUBJECTS).to_pylist()
        for subject in row["sensitive"]
    ]
    return pa.Table.from_pylist(found, schema=MARKS)


def _rows(
    corpus: Corpus,
    posts: Posts,
    assigned: Assigned,
    run: Run,
    norms: list[str],
    timed: Any,
    captions: list[str],
) -> list[dict[str, Any]]:
    """One row per theme that has posts, largest first."""
    n_themes = len(run.ids)
    has_subjects = thememood.has_column(corpus, "sensitive")
    own = _text_themes(posts, len(norms))
    mood = thememood.moods(corpus, posts.theme[posts.is_original], n_themes)
    shown = quotes.choose(
        corpus,
        posts,
        assigned,
        n_themes,
        has_subjects=has_subjects,
        captions=captions,
        worth=quotes.critical(corpus, posts, [m.stance for m in mood]),
    )
    usual = naming.usual_words(corpus.query(UNRELATED)["norm"].to_pylist())
    met = [_shown(corpus, quoted) for quoted in shown]
    names = naming.name_terms(norms, own, n_themes, usual=usual, shown=met)
    subjects = _subjects(corpus, posts, n_themes) if has_subjects else [[]] * n_themes
    at = posts.table["posted_at"].fill_null(0).to_numpy()
    peak_hours = themetime.peaks(at[timed])
    total = int(posts.is_original.sum())
    told = []
    for theme in range(n_themes):
        n = int(posts.of(theme).sum())
        if n == 0:
            continue
        share, low, high = interval.share(n, total)
        is_theme = posts.theme[timed] == theme
        told.append(
            {
                "id": run.ids[theme],
                "name_terms": list(names[theme]),
                "n": n,
                "share": share,
                "low": low,
                "high": high,
                "quotes": list(shown[theme]),
                "cues": _cues(corpus, posts, theme),
                "stance": mood[theme].stance,
                "humour": mood[theme].humour,
                "by_day": themetime.by_day(at[timed], is_theme),
                "rise": themetime.rise(at[timed], is_theme, peak_hours),
                "sensitive": subjects[theme],
                "children": _children(posts, assigned, run, theme, norms, usual),
            }
        )
    return sorted(told, key=lambda row: (-row["n"], row["id"]))


def _shown(corpus: Corpus, quoted: tuple[str, ...]) -> str:
    """The words of a theme's quotes."""
    if not quoted:
        return ""
    return "\n".join(corpus.query(SHOWN, {"ids": list(quoted)})["norm"].to_pylist())


def _is_timed(posts: Posts, event: Event) -> Any:
    at = posts.table["posted_at"]
    published = int(event.published_at.timestamp()) * 1_000_000
    told = at.is_valid().to_numpy(zero_copy_only=False)
    return told & themetime.near(at.fill_null(0).to_numpy(), published)


def _text_themes(posts: Posts, n_texts: int) -> Any:
    """The theme of each distinct text, as its originals have it."""
    own = np.full(n_texts, -1, np.int64)
    rows = np.flatnonzero(posts.is_original & (posts.text >= 0))
    own[posts.text[rows]] = posts.theme[rows]
    return own


def _cues(corpus: Corpus, posts: Posts, theme: int) -> list[int]:
    """The lines that a theme's originals point to most, with at least three of them."""
    cued = corpus.query(CUED)
    own = posts.table["id"].filter(pa.array(posts.of(theme))).combine_chunks()
    inside = pc.is_in(cued["post_id"], own).to_numpy(zero_copy_only=False)
    numbers, n = np.unique(cued["cue"].to_numpy()[inside], return_counts=True)
    order = np.lexsort((numbers, -n))[:MOST_CUES]
    return [int(numbers[i]) for i in order if n[i] >= themeposts.FEWEST_AUTHORS]


def _subjects(corpus: Corpus, posts: Posts, n_themes: int) -> list[list[str]]:
    """Per theme the subjects that a large part of its originals is on."""
    place = {str(post): i for i, post in enumerate(posts.ids)}
    n: dict[tuple[int, str], int] = {}
    for row in corpus.query(SUBJECTS).to_pylist():
        i = place[row["id"]]
        if posts.is_original[i] and posts.theme[i] >= 0:
            for subject in row["sensitive"]:
                key = (int(posts.theme[i]), subject)
                n[key] = n.get(key, 0) + 1
    return [
        sorted(
            s for (t, s), k in n.items() if t == theme and k >= SUBJECT_SHARE * posts.of(t).sum()
        )
        for theme in range(n_themes)
    ]


def _children(
    posts: Posts,
    assigned: Assigned,
    run: Run,
    theme: int,
    norms: list[str],
    usual: frozenset[str],
) -> list[dict[str, Any]]:
    """The finer themes within one, for an analyst: at most `MOST_CHILDREN`, largest first."""
    rows = np.flatnonzero(posts.of(theme) & (posts.text >= 0))
    aspect = run.model.aspects[assigned.groups[posts.text[rows]]]
    numbers, n = np.unique(aspect, return_counts=True)
    fewest = max(themeposts.FEWEST_AUTHORS, SMALLEST_CHILD * len(rows))
    kept = [i for i in np.lexsort((numbers, -n)) if n[i] >= fewest][:MOST_CHILDREN]
    labels = np.full(len(norms), -1, np.int64)
    for place, i in enumerate(kept):
        labels[posts.text[rows[aspect == numbers[i]]]] = place
    names = naming.name_terms(norms, labels, len(kept), usual=usual)
    return [
        {"id": f"{run.ids[theme]}.{numbers[i]}", "n": int(n[i]), "name_terms": list(names[place])}
        for place, i in enumerate(kept)
    ]


def _findings(posts: Posts, rows: list[dict[str, Any]], run: Run) -> tuple[Finding, ...]:
    total = int(posts.is_original.sum())
    common: dict[str, Any] = {
        "n": total,
        "counts": COUNTS,
        "method": METHOD,
        "parameters": {"run": run.name, "parent": run.parent, "version": VERSION},
    }
    found = [Finding("themes", len(rows), "themes", rows=tuple(rows), **common)]
    for row in rows:
        where = {"evidence_sql": EVIDENCE.format(theme=row["id"]), **common}
        low, high = interval.count(row["n"])
        share = (row["share"], "share")
        found += [
            Finding(f"themes.{row['id']}.share", *share, low=row["low"], high=row["high"], **where),
            Finding(f"themes.{row['id']}.n", row["n"], "posts", low=low, high=high, **where),
            Finding(
                f"themes.{row['id']}.by_day",
                len(row["by_day"]),
                "days",
                rows=tuple(row["by_day"]),
                **where,
            ),
        ]
    return (*found, _none(posts, total, common))


def _none(posts: Posts, total: int, common: Mapping[str, Any]) -> Finding:
    without = posts.is_original & (posts.theme < 0)
    share, low, high = interval.share(int(without.sum()), total)
    reasons, n = np.unique(posts.reason[without].astype(str), return_counts=True)
    rows = tuple({"reason": str(r), "n": int(k)} for r, k in zip(reasons, n, strict=True))
    return Finding(
        "themes.none.share",
        share,
        "share",
        low=low,
        high=high,
        rows=rows,
        evidence_sql=NONE,
        **common,
    )


def says(findings: Mapping[str, Finding], event: Event) -> Iterable[Saying]:
    """The largest theme in one post, and the largest critical one."""
    found = findings.get("themes")
    rows = [row for row in found.rows if row["quotes"] and not row["sensitive"]] if found else []
    for beat, message, is_critical in (
        ("joke", "themes-largest", False),
        ("dissent", "themes-critical", True),
    ):
        row = next((row for row in rows if (row["stance"] == "critical") == is_critical), None)
        if row is None:
            continue
        share = f"themes.{row['id']}.share"
        slots = {
            "quote": f"[[quote:{row['quotes'][0]}, form=one_wrote]]",
            "share": f"[[finding:{share}]]",
        }
        yield Saying(beat, message, slots, row["share"], (f"finding:{share}",))


MEASURE = Measure(
    "themes",
    VERSION,
    themes,
    needs=("cue", "copy", "coordinated", "spam"),
    gives=("themes", "theme", "sensitive"),
    says=says,
)
