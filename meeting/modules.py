"""How the browser's modules hang together: what each imports at once or on demand, and what a screen is made of.

A page asks for all of its modules at once. Without the list the browser would find them one import after another,
each level costing a round trip.
"""

import re
from functools import cached_property
from pathlib import Path

IMPORT = re.compile(r'^(?:import|export)\b(?:[^"\';]*?\bfrom)?\s*"(\.[^"]+)"', re.MULTILINE)
# What is imported on demand is not fetched with the page. A comment may show one.
ON_DEMAND = re.compile(r'^(?!\s*//).*?\bimport\("(\.[^"]+)"\)', re.MULTILINE)


class Modules:
    """Those below a folder such as static/."""

    def __init__(self, root):
        self.root = Path(root).resolve()
        self._known = {}  # files are read once

    @cached_property
    def screens(self):
        return sorted((self.root / "js" / "screens").glob("*.js"))

    def of_screen(self, name):
        """Paths below the folder, the entry first, of a screen's script and all that it imports; [] for no such one."""
        entry = self.root / "js" / "screens" / f"{name}.js"
        return [self.name(path) for path in reversed(self.in_order(entry))] if entry.exists() else []

    def in_order(self, entry):
        """Everything that the module needs, itself last, each after what it imports: as a browser would run them."""
        done = []

        def visit(path, below=()):
            if path in below:
                raise ValueError(f"{self.name(path)} imports itself by way of {self.name(below[-1])}")
            if path not in done:
                for imported in self._addressed(path, IMPORT):
                    visit(imported, (*below, path))
                done.append(path)

        visit(entry)
        return done

    def late(self):
        """{module of ours imported on demand: the screens on which it may be}."""
        found = {}
        for screen in self.screens:
            waiting = [screen]
            for entry in waiting:
                asked = [late for path in self.in_order(entry) for late in self._addressed(path, ON_DEMAND)]
                waiting += [path for path in asked if self.is_ours(path) and path not in waiting]
            for late in waiting[1:]:
                found.setdefault(late, set()).add(screen)
        return found

    def is_ours(self, path):
        return (self.root / "js") in path.parents

    def name(self, path):
        return str(path.relative_to(self.root))

    def key(self, path):
        """A name for it in JavaScript."""
        return re.sub(r"\W", "_", str(path.relative_to(self.root).with_suffix(""))).removeprefix("js_")

    def _addressed(self, path, pattern):
        key = path, pattern
        if key not in self._known:
            names = pattern.findall(path.read_text())
            self._known[key] = [(path.parent / name).resolve() for name in names]
        return self._known[key]
