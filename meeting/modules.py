"""Which modules a screen's script is made of, so that its page can ask for all of them at once.

Without a list the browser would find them one import after another, each level costing a round trip.
"""

import re
from functools import lru_cache

from .static_files import STATIC

# Static imports only: what is imported on demand must not be fetched with the page.
IMPORT = re.compile(r'^(?:import|export)\b(?:[^"\';]*?\bfrom)?\s*"(\.[^"]+)"', re.MULTILINE)


@lru_cache
def modules_of(screen):
    """Paths below static/, the entry first, of a screen's script and everything it imports; [] for no such screen."""
    entry = STATIC / "js" / "screens" / f"{screen}.js"
    found, waiting = [], [entry] if entry.exists() else []
    while waiting:
        path = waiting.pop(0)
        if path in found:
            continue
        found.append(path)
        waiting += [(path.parent / name).resolve() for name in IMPORT.findall(path.read_text())]
    return [str(path.relative_to(STATIC)) for path in found]
