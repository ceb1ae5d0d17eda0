"""Whether a language model's sentence says what the plain sentence says.

`units` sorts a sentence's words by closed lists; `reading` reads them into `clauses`, which two
sentences are compared by; `likeness` asks the embedder about each word. `rewording` puts them
together. A language has rewordings when it has a words.<language>.toml here; grammar is English.
"""

from uproar.tell.rewording.likeness import Vectors
from uproar.tell.rewording.rewording import why_refused

__all__ = ["Vectors", "why_refused"]
