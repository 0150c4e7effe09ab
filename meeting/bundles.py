"""The browser's modules put together into a few small files, when a server is started.

What is written is many small modules; a tablet on a slow line would wait for each of them, and small files compress
badly. Modules needed by the same screens go into one file, so that what two screens share is fetched once, and each
module still exists once on a page. A module becomes a function that is called at once and gives what it exports:

    import { html as h } from "./ui.js"              const core_ui = (() => { …; return { html } })()
    export function Badge() { … }              ->    const core_badge = (() => { const { html: h } = core_ui
                                                       function Badge() { … }; return { Badge } })()

It reads only the forms of import and export that static/README.md allows, and refuses to guess at others.
What is vendored stays a file of its own.
"""

import hashlib
import re
from collections import defaultdict

from .modules import Modules

FOLDER = "js/bundles"
LONGEST_NAME = 100
IMPORT = re.compile(r'^(import|export) \{([^}]*)\} from "(\.[^"]+)"$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export|await)\b.*", re.MULTILINE)
ON_DEMAND = re.compile(r'\bimport\("(\.[^"]+)"\)')


class Unclear(ValueError):
    """A module imports or exports in a way that cannot be put together."""


def bundle(root):
    """Writes the bundles below `root`, a copy of static/, in place of our modules.

    Returns {screen: [paths below root that its page loads, the entry first]}.
    """
    modules = Modules(root)
    groups = group(modules)
    home = {path: name for name, paths in groups.items() for path in paths}
    pages = {screen.stem: fetched(modules, home, screen) for screen in modules.screens}
    (root / FOLDER).mkdir()
    for name, paths in groups.items():
        (root / FOLDER / name).write_text(Bundle(modules, home, name).text(paths))
    for path in home:
        path.unlink()
    return pages


def group(modules):
    """{file name: modules in the order they run}: together what the same screens need at once and may need later.

    What only one part that is fetched later needs stays with that part.
    """
    at_once, later, parts = defaultdict(set), defaultdict(set), defaultdict(set)
    for screen in modules.screens:
        for path in modules.in_order(screen):
            at_once[path].add(screen.stem)
    for part, screens in modules.late().items():
        for path in modules.in_order(part):
            later[path] |= {screen.stem for screen in screens} - at_once[path]
            parts[path].add(modules.key(part))
    groups = defaultdict(list)
    for path in filter(modules.is_ours, dict.fromkeys([*at_once, *parts])):
        groups[name_of(at_once[path], later[path], parts[path])].append(path)
    return groups


def name_of(at_once, later, parts):
    """ "docs_find_panel.js", "room.js", "home.later.desk-room.js": who is served by the file."""
    if not at_once and len(parts) == 1:
        return f"{min(parts)}.js"
    if not at_once:
        return f"later.{short('-'.join(sorted(parts)))}.js"
    names = ("-".join(sorted(screens)) for screens in (at_once, later))
    return ".later.".join(names).removesuffix(".later.") + ".js"


def short(name):
    """A file system takes names of 255 bytes."""
    return name if len(name) <= LONGEST_NAME else hashlib.sha256(name.encode()).hexdigest()[:16]


def fetched(modules, home, screen):
    own = [f"{FOLDER}/{home[path]}" for path in reversed(modules.in_order(screen)) if path in home]
    foreign = [modules.name(path) for path in modules.in_order(screen) if path not in home]
    return list(dict.fromkeys([*own, *foreign]))


class Bundle:
    """One file in the making: its modules, and which other files it takes something from."""

    def __init__(self, modules, home, name):
        self.modules, self.home, self.name = modules, home, name
        self.taken = {}  # file -> names taken from it, or None for all of it

    def text(self, paths):
        bodies = [f"const {self.modules.key(path)} = {self.wrapped(path)}" for path in paths]
        heads = [
            f"import * as {names} from {address}"
            if isinstance(names, str)
            else f"import {{ {', '.join(sorted(names))} }} from {address}"
            for address, names in self.taken.items()
        ]
        given = ", ".join(self.modules.key(path) for path in paths)
        return "\n".join([*heads, *bodies, f"export {{ {given} }}\n"])

    def wrapped(self, path):
        text = path.read_text()
        exported = []

        def taken(match):
            how, names, address = match.groups()
            pairs = [part.split() for part in names.split(",") if part.strip()]
            if how == "export":
                exported.extend(pair[-1] for pair in pairs)
            pattern = ", ".join(pair[0] if len(pair) == 1 else f"{pair[0]}: {pair[2]}" for pair in pairs)
            return f"const {{ {pattern} }} = {self.reference(path, address)}"

        def later(match):
            target = (path.parent / match[1]).resolve()
            if not self.modules.is_ours(target):
                return f'import("../../{self.modules.name(target)}")'
            key = self.modules.key(target)
            return f'import("./{self.home[target]}").then(({{ {key} }}) => {key})'

        text = IMPORT.sub(taken, text)
        exported += EXPORT.findall(text)
        text = ON_DEMAND.sub(later, without_comments(EXPORT.sub("", text)))
        if left := LEFT.search(text):
            raise Unclear(f"{self.modules.name(path)}: {left[0]}")
        return f"(() => {{\n{text}\nreturn {{ {', '.join(exported)} }}\n}})()"

    def reference(self, path, address):
        """The name by which this file knows the module at that address."""
        target = (path.parent / address).resolve()
        key = self.modules.key(target)
        if not self.modules.is_ours(target):
            self.taken[f'"../../{self.modules.name(target)}"'] = key
        elif self.home[target] != self.name:
            self.taken.setdefault(f'"./{self.home[target]}"', set()).add(key)
        return key


def without_comments(text):
    """Without whole lines of comment: what they show of imports is not one."""
    return "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("//"))
