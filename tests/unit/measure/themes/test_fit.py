"""How many themes: one of most texts only where nothing parts them."""

import numpy as np
import scipy.sparse as ss

from uproar.measure.themes.fitting import fit

N = 120


def _fitting(monkeypatch, groupings):
    """A search that is offered these groupings by number, the coarse one explained best."""
    monkeypatch.setattr(fit, "_candidates", lambda fitting, m: iter([groupings[m]]))
    monkeypatch.setattr(fit.clustering, "refine", lambda labels, bags: labels)
    monkeypatch.setattr(fit.clustering, "evidence", lambda labels, judge: -labels.max())
    nothing = ss.csr_matrix((N, 1))
    rows = np.zeros((N, 1), np.float32)
    return fit._Fitting(rows, np.zeros(N, np.int64), nothing, nothing, None, False)


def test_a_story_does_not_leave_most_texts_in_one_theme(monkeypatch) -> None:
    coarse, parted = np.repeat([0, 1, 2], [100, 10, 10]), np.repeat([0, 1, 2, 3], N // 4)
    fitting = _fitting(monkeypatch, {3: coarse, 4: parted})
    assert fit._best(fitting, N, (3, 4)).tolist() == parted.tolist()
    fitting = _fitting(monkeypatch, {3: coarse, 4: np.repeat([0, 1, 2, 3], [90, 10, 10, 10])})
    assert fit._best(fitting, N, (3, 4)).tolist() == coarse.tolist()


def _tried(monkeypatch, worth, parted):
    """The number of themes taken where each from 3 on explains so much; `parted` ones are even."""
    even = {m: np.arange(N) % m for m in range(3, 3 + len(worth))}
    uneven = {m: np.r_[np.zeros(N - m + 1, np.int64), np.arange(1, m)] for m in even}
    offered = {m: (even if m in parted else uneven)[m] for m in even}
    monkeypatch.setattr(fit, "_candidates", lambda fitting, m: iter([offered[m]]))
    monkeypatch.setattr(fit.clustering, "refine", lambda labels, bags: labels)
    monkeypatch.setattr(
        fit.clustering,
        "evidence",
        lambda labels, counts, languages=None: (
            0.0 if languages is None else worth[labels.max() + 1 - 3]
        ),
    )
    nothing = ss.csr_matrix((N, 1))
    groups = np.zeros(N, np.int64)
    fitting = fit._Fitting(nothing, groups, nothing, nothing, None, True, nothing, groups)
    return int(fit._best(fitting, N, (3, 2 + len(worth))).max()) + 1


def test_the_search_among_anchors_ends_where_one_more_explains_little(monkeypatch) -> None:
    everything = range(3, 9)
    assert _tried(monkeypatch, [-9.0, -5.0, -3.0, -2.9, 0.0], everything) == 5
    assert _tried(monkeypatch, [-9.0, -8.0, -5.0, -4.0], everything) == 6
    assert _tried(monkeypatch, [-5.0, -6.0, -2.0], everything) == 3
    assert _tried(monkeypatch, [-5.0], everything) == 3


def test_the_search_among_anchors_begins_where_no_theme_holds_most(monkeypatch) -> None:
    assert _tried(monkeypatch, [-5.0, -5.1, -2.0, -1.9], {5, 6}) == 5


def test_parting_a_language_from_another_explains_nothing() -> None:
    words = ss.csr_matrix(np.eye(4)[np.arange(40) % 4])
    languages = np.arange(40) % 2
    together, apart = np.zeros(40, np.int64), languages
    with_languages = [fit.clustering.evidence(g, words, languages) for g in (together, apart)]
    assert with_languages[0] > with_languages[1]
    assert fit.clustering.evidence(together, words) < fit.clustering.evidence(apart, words)
