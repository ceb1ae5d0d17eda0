"""The list that the gate is fitted on, and what is shipped of a fit."""

from collections import Counter
from pathlib import Path

import numpy as np
from training import gate

from uproar.annotate.closer import CLOSER
from uproar.recall.gate import LABELS


def test_every_line_of_the_list_has_a_language_and_a_known_label() -> None:
    ours = gate.own()
    lines = [x for x in gate.LIST.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    assert len(ours) == len(lines)
    assert len({s.text for s in ours}) == len(ours)
    assert {s.situation.partition(".")[0] for s in ours} == set(LABELS)
    assert min(Counter(s.lang for s in ours).values()) > 30
    assert len({s.lang for s in ours}) == 20


def test_a_set_in_the_documented_layout_is_read(tmp_path: Path) -> None:
    path = tmp_path / "dev.sentences.tsv"
    path.write_text(
        'id\tlang\tsentence\tlabel\tsubtype\n1\ten\tShe "left".\tunconfirmed\tgossip/nocue\n'
    )
    assert gate.development(path) == [gate.Sentence("en", "unconfirmed.gossip", 'She "left".')]


def test_eight_bits_say_what_the_fit_says() -> None:
    rng = np.random.default_rng(0)
    names = [f"{label}.x" for label in LABELS] * 20
    vectors = np.stack(
        [np.roll(np.r_[90, np.zeros(15)], i % 4) + rng.normal(0, 9, 16) for i in range(80)]
    ).astype(np.int8)
    fitted = gate.fit(vectors, names, 1.0)
    arrays = gate.shipped(fitted, CLOSER)
    again = gate.shipped(gate.fit(vectors, names, 1.0), CLOSER)
    assert {k: v.tobytes() for k, v in arrays.items()} == {k: v.tobytes() for k, v in again.items()}
    whole = arrays["closer.rows"].astype(float) * arrays["closer.scale"]
    close = gate.told(gate.Fitted(whole, arrays["closer.shift"], fitted.names), vectors)
    assert np.abs(close - gate.told(fitted, vectors)).max() < 0.02
    assert (close[::4] > 0.5).all() and (close[1::4] < 0.5).all()
