"""Which posts can be drawn for coding: everyone's own words, once each."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import xxhash

from uproar.arrays import UInt64s
from uproar.model import Corpus

# Relevant or not: a reader also says which posts are about the event. A text that several people
# wrote alike, a repost, spam and what was organised speak for no further voice, as in `originals`.
FRAME = """
select s.id, s.text, s.norm_id, s.text_id, s.posted_at, s.platform, parent.text as parent_text,
       coalesce(r.is_relevant, false) as is_relevant
from scope s
left join (select id as parent_id, text from scope) parent on parent.parent_id = s.reply_to
left join (select post_id, bool_or(value = 'yes') as is_relevant from marks
           where kind = 'relevant' group by post_id) r on r.post_id = s.id
where s.kind <> 'repost' and s.text is not null
  and s.id not in (select post_id from marks where kind in ('spam', 'copy', 'coordinated'))
order by s.id
"""


def frame(corpus: Corpus) -> pa.Table:
    """The posts that can be drawn, by id, with the text of the post that each answers."""
    return corpus.query(FRAME)


def order(post_ids: list[str], seed: int) -> UInt64s:
    """A number for each post that puts all posts into one random order per seed.

    The lowest n are a uniform sample without replacement, and the lowest n + m hold them: a larger
    sample never throws a coded post away, and posts that come later take their place in the order.
    Source: bottom-k sampling, Cohen & Kaplan 2007, doi:10.1145/1281100.1281133.
    """
    numbers = [xxhash.xxh3_64_intdigest(i.encode("utf-8", "surrogatepass"), seed) for i in post_ids]
    return np.array(numbers, np.uint64)
