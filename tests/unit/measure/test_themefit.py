"""How many themes: one of most texts only where nothing parts them."""

import numpy as np
import scipy.sparse as ss

from uproar.measure import themefit

N = 120


def _fitting(monkeypatch, groupings):
    """A search that is offered these groupings by number, the coarse one explained best."""
    monkeypatch.setattr(themefit, "_candidates", lambda fitting, m, rounds: iter([groupings[m]]))
    monkeypatch.setattr(themefit.clusters, "refine", lambda labels, bags: labels)
    monkeypatch.setattr(themefit.clusters, "evidence", lambda labels, judge: -labels.max())
    nothing = ss.csr_matrix((N, 1))
    rows = np.zeros((N, 1), np.float32)
    return themefit._Fitting(rows, np.zeros(N, np.int64), nothing, nothing, None, False)


def test_a_story_does_not_leave_most_texts_in_one_theme(monkeypatch) -> None:
    coarse, parted = np.repeat([0, 1, 2], [100, 10, 10]), np.repeat([0, 1, 2, 3], N // 4)
    fitting = _fitting(monkeypatch, {3: coarse, 4: parted})
    assert themefit._best(fitting, N, None, (3, 4)).tolist() == parted.tolist()
    fitting = _fitting(monkeypatch, {3: coarse, 4: np.repeat([0, 1, 2, 3], [90, 10, 10, 10])})
    assert themefit._best(fitting, N, None, (3, 4)).tolist() == coarse.tolist()


def test_a_number_that_is_asked_for_is_kept(monkeypatch) -> None:
    coarse = np.repeat([0, 1, 2], [100, 10, 10])
    fitting = _fitting(monkeypatch, {3: coarse})
    assert themefit._best(fitting, N, 3, (3, 8)).tolist() == coarse.tolist()
