"""The stance of every post towards what it is about; how many original posts are on each side."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from uproar.arrays import Float64s
from uproar.measure.stats import frames
from uproar.measure.stats.close_reading import close_reading
from uproar.measure.stats.coded_reading import coded_findings, coded_marks, is_coded
from uproar.measure.stats.event_reading import ReadingConfig, closely_corrected
from uproar.measure.stats.reading_marks import marks_of, share_findings
from uproar.model import SIDES, Corpus, Event, Measure, Measured

VERSION = "2"
# Share of a side that no frame takes. chosen on: judgement; not swept
FRAMES_LEAST = 0.01
CONFIG = ReadingConfig(
    # chosen on: readers of ditto and golden-globes, n = 600, kappa .374 at 0, .417 at 1, .424 at 2
    weight=2.0,
    # chosen on: the same, calibration error .114 at 1, .071 at 1.4, .052 at 1.8, .069 at 2.2
    temperature=1.8,
    unsure_below=0.45,  # chosen on: judgement: little more than a third; not swept
)

_TEXTS = """
select text_id, min(norm_id) as norm_id, min(criticism_p) as criticism, min(praise_p) as praise
from scope where text_id is not null and praise_p is not null
group by text_id order by text_id
"""


def stance(corpus: Corpus, event: Event) -> Measured:
    """Mark every post with its stance: praise, criticism or neutral, and how sure that is.

    Score: the calibrated chance of the value. The reason says where the reader is unsure; the
    value is then its best guess. Unit of the findings: original posts; `stance.<side>.share` is of
    those of which it was sure, `stance.unsure` counts the others. The shares are a classifier's,
    not corrected for its mistakes: they are for the desk. Where readers coded stances and these are
    spread, marks and shares are theirs, corrected by the sample, and unsure is what they call mixed
    or unclear. Empty corpus, or posts that no annotator has read: nothing. Evidence: the posts of
    the side.
    """
    if not corpus.has("praise_p"):
        return Measured()
    texts = corpus.query(_TEXTS)
    if not texts.num_rows:
        return Measured()
    vectors = corpus.vectors().of_texts(texts["text_id"].to_numpy())
    norm_ids = texts["norm_id"].to_numpy()
    close = close_reading(corpus, norm_ids)
    by_frames = frames.sides(close, least=FRAMES_LEAST)
    chances = closely_corrected(norm_ids, vectors, close, _first(texts), by_frames, CONFIG)
    marks = marks_of(corpus, "stance", texts["text_id"].to_numpy(), chances, SIDES, CONFIG)
    if is_coded(corpus, "stance"):
        marks = coded_marks(corpus, marks, "coded_stance", {side: side for side in SIDES})
        return Measured(coded_findings(corpus, "stance", "stance", marks, SIDES), marks)
    return Measured(share_findings(corpus, "stance", marks, SIDES, CONFIG), marks)


def _first(texts: pa.Table) -> Float64s:
    criticism, praise = (texts[name].to_numpy() for name in ("criticism", "praise"))
    return np.stack([criticism, np.maximum(1.0 - criticism - praise, 0.0), praise], 1)


MEASURE = Measure(
    "stance",
    VERSION,
    stance,
    needs=("relevant", "spam", "copy", "coordinated", "coded_stance", "coded_shares"),
    gives=("stance",),
)
