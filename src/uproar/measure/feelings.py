"""The one feeling that every post shows most, as a mark."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from uproar.measure.stats import frames
from uproar.measure.stats.close_reading import close_reading
from uproar.measure.stats.coded_reading import coded_findings, coded_marks, is_coded
from uproar.measure.stats.event_reading import ReadingConfig, closely_corrected
from uproar.measure.stats.reading_marks import marks_of, share_findings
from uproar.model import FEELINGS, Corpus, Event, Measure, Measured
from uproar.model.coding import FEELING_OF

VERSION = "2"
# Share of a feeling that no frame shows. chosen on: judgement; not swept
FRAMES_LEAST = 0.003
CONFIG = ReadingConfig(
    # chosen on: readers of ditto and golden-globes, n = 600, kappa of the coarse emotion .444 at 0,
    # .441 at .6, .446 at 1, .431 at 1.5
    weight=1.0,
    # chosen on: the same, calibration error .113 at 1.3, .120 at 1.8
    temperature=1.5,
    unsure_below=0.3,  # chosen on: judgement: three times an even chance of ten; not swept
)

_TEXTS = """
select text_id, min(norm_id) as norm_id, arg_min(feelings_p, norm_id) as p
from scope where text_id is not null and feelings_p is not null
group by text_id order by text_id
"""


def feelings(corpus: Corpus, event: Event) -> Measured:
    """Mark every post with its strongest feeling, one of FEELINGS, and how sure that is.

    Score: the chance of the value. The reason says where the reader is unsure; the value is then
    its best guess. Unit of the findings: original posts; `feelings.<feeling>.share` is of those of
    which it was sure, one feeling a post; `feelings.unsure` counts the others. For the desk, as the
    shares of `emotions`, where a post may show several. Where readers coded emotions and these are
    spread, marks and shares are theirs, as those of `stance`. Empty corpus, or posts that no
    annotator has read: nothing. Ties: the first of FEELINGS.
    """
    if not corpus.has("feelings_p"):
        return Measured()
    texts = corpus.query(_TEXTS)
    if not texts.num_rows:
        return Measured()
    steps = pc.list_flatten(texts["p"]).to_numpy().astype(np.float64).reshape(-1, len(FEELINGS))
    first = steps / np.maximum(steps.sum(1, keepdims=True), 1.0)
    text_ids = texts["text_id"].to_numpy()
    vectors = corpus.vectors().of_texts(text_ids)
    norm_ids = texts["norm_id"].to_numpy()
    close = close_reading(corpus, norm_ids)
    by_frames = frames.feelings(close, least=FRAMES_LEAST)
    chances = closely_corrected(norm_ids, vectors, close, first, by_frames, CONFIG)
    marks = marks_of(corpus, "emotion", text_ids, chances, FEELINGS, CONFIG)
    if is_coded(corpus, "feeling"):
        read_as = {name: name for name in FEELINGS} | FEELING_OF
        marks = coded_marks(corpus, marks, "coded_emotion", read_as)
        return Measured(coded_findings(corpus, "feelings", "feeling", marks, FEELINGS), marks)
    return Measured(share_findings(corpus, "feelings", marks, FEELINGS, CONFIG), marks)


MEASURE = Measure(
    "feelings",
    VERSION,
    feelings,
    needs=("relevant", "spam", "copy", "coordinated", "coded_emotion", "coded_shares"),
    gives=("emotion", "feelings"),
)
