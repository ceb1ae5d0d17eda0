"""The few moods of a story over the 28 labels of the reader."""

from hypothesis import given
from hypothesis import strategies as st

from uproar.annotate.emotion.labels import LABELS, MOODS, mood, moods, stance


def test_every_label_has_one_mood() -> None:
    assert sorted(x for labels in MOODS.values() for x in labels) == sorted(LABELS)
    assert all(mood(label) in MOODS for label in LABELS)


@given(st.lists(st.sampled_from(LABELS)))
def test_order_and_repeats_of_labels_do_not_matter(labels: list[str]) -> None:
    assert moods(labels) == moods(sorted(set(labels)))
    assert stance(labels) == stance(labels + labels)


def test_worry_and_sadness_are_no_stance() -> None:
    assert stance(["sadness", "fear", "caring"]) is None
