"""Sets each pattern's engine on texts made from the pattern's own repeats.

Run as a module with the number of characters: prints a line for each pattern that takes longer than
CPU_S for all of its texts. Each is searched in a process of its own, which the system ends.
"""

from __future__ import annotations

import os
import resource
import sys

from tests.support.patterns.ambiguity import attacks
from tests.support.patterns.automaton import ENGINES, automaton
from tests.support.patterns.compiled import Compiled, compiled_patterns

# A bound, not a timing: linear searches take a tenth of it, and one that is quadratic in 200,000
# characters takes ten times as much.
CPU_S = 40
_ENDS = ("", "x", "\0", " .")


def texts_for(compiled: Compiled, n_chars: int) -> list[str]:
    """Texts of about so many characters that the pattern begins to match in many places."""
    states = automaton(compiled.pattern, compiled.flags, compiled.engine)
    texts = []
    for beginning, word in attacks(states):
        for again in (word, beginning + word):
            repeated = again * (n_chars // max(1, len(again)))
            texts += [beginning + repeated + end for end in _ENDS]
    return texts


def ends_in_time(compiled: Compiled, texts: list[str]) -> bool:
    """Whether searching all of these texts takes less than CPU_S."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S + 1))
        searcher = ENGINES[compiled.engine].compile(compiled.pattern, compiled.flags)
        for text in texts:
            for _ in searcher.finditer(text):
                pass
            searcher.match(text)
            searcher.fullmatch(text)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def main() -> None:
    """Attack every pattern once, wherever it is compiled."""
    n_chars = int(sys.argv[1])
    for compiled in {(c.engine, c.pattern, c.flags): c for c in compiled_patterns()}.values():
        if not ends_in_time(compiled, texts_for(compiled, n_chars)):
            sys.stdout.write(f"{compiled.place}: {compiled.pattern[:200]}\n")


if __name__ == "__main__":
    main()
