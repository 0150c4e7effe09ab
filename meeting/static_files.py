"""The browser's files, served under an address that holds their hash; put together, made small and compressed when a
server is started.
"""

import hashlib
import json
import shutil
from contextlib import suppress
from functools import cached_property
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from . import bundles, modules
from .config import SOURCE
from .modules import Modules

STATIC = SOURCE / "static"
YEAR = 365 * 86400
MADE = "made.json"  # in a published folder: what each page loads
MINIFIER = "tdewolff-minify"
COMPONENTS = (
    "layout",
    "app-bar",
    "surfaces",
    "notices",
    "lists",
    "buttons",
    "forms",
    "states",
    "tabs",
    "dialogs",
    "toasts",
    "menus",
    "votes",
    "motion",
    "search",
    "papers",
    "comparison",
)
VOTING = ("answers", "panel", "ballot", "ballot-paper", "too-late", "result", "subjects", "seats")
# Sheets written in parts, one for each thing, and fetched as one; a later rule wins over an earlier one.
JOINED = {
    "all": ("layers", "reset", "tokens", "base", *(f"components/{part}" for part in COMPONENTS)),
    "voting": tuple(f"voting/{part}" for part in VOTING),
}
# Sheets that several screens share; every page has "all" before them and its own behind them.
SHARED = {
    "room": ("voting",),
    "desk": ("voting", "vote-form"),
    "hall": ("voting",),
    "secretariat": ("vote-form",),
}


def init_app(app):
    build = build_id()
    published = Path(app.config["DATA"]) / "static" / build
    pages = app.extensions["static"] = Published(build, published) if published.is_dir() else Written(build)
    app.wsgi_app = WhiteNoise(
        app.wsgi_app, root=pages.root, prefix=f"static/{build}", max_age=YEAR, immutable_file_test=always
    )


def always(path, url):
    """Every address holds the hash of the whole folder, so no file ever changes under its address."""
    return True


class Written:
    """The files as they were written: where no server was started."""

    root = STATIC

    def __init__(self, build):
        self.build = build
        self.modules = Modules(self.root)

    def scripts(self, screen):
        """Paths of a screen's modules, the entry first; [] for no such screen."""
        return self.modules.of_screen(screen)

    def sheets(self, screen):
        """Paths of a page's stylesheets, in their order."""
        return [f"css/{part}.css" for name in sheets_of(screen) for part in JOINED.get(name, (name,))]


class Published:
    """The files as publish() made them."""

    def __init__(self, build, root):
        self.build, self.root = build, root

    @cached_property
    def made(self):
        return json.loads((self.root / MADE).read_text())

    def scripts(self, screen):
        return self.made["scripts"].get(screen, [])

    def sheets(self, screen):
        return [f"css/{name}.css" for name in sheets_of(screen)]


def sheets_of(screen):
    return ["all", *SHARED.get(screen, ()), f"screens/{screen}"] if screen else ["all"]


def build_id():
    """Changes when any static file does, or what is made of them; it is part of their address."""
    digest = hashlib.sha256(metadata.version(MINIFIER).encode())
    for path in [*files(STATIC), *map(Path, (__file__, bundles.__file__, modules.__file__))]:
        digest.update(str(path.relative_to(SOURCE)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def files(root):
    return sorted(path for path in root.rglob("*") if path.is_file())


def publish(data):
    """What a browser gets, made in the data folder for the server about to start; once for each state of the files.

    A copy also means that a running server never serves a file that somebody is editing. It is made in a process of
    its own: the minifier brings a runtime with threads, which a process that starts others should not have.
    """
    target = Path(data) / "static" / build_id()
    if target.is_dir():
        return
    shutil.rmtree(target.parent, ignore_errors=True)
    fresh = target.with_suffix(".new")
    shutil.copytree(STATIC, fresh)
    child = get_context("fork").Process(target=make, args=(fresh,))
    child.start()
    child.join()
    if child.exitcode:
        raise RuntimeError("The files for the browser could not be made; the reason stands above.")
    with suppress(OSError):  # somebody else was quicker
        fresh.rename(target)


def make(root):
    """Puts together, minifies and compresses the copy below `root`."""
    scripts = bundles.bundle(root)
    for name, parts in JOINED.items():
        written = [root / f"css/{part}.css" for part in parts]
        (root / f"css/{name}.css").write_text("".join(path.read_text() for path in written))
        for path in written:
            path.unlink()
    minify([path for path in files(root) if path.suffix in (".js", ".css") and "vendor" not in path.parts])
    (root / MADE).write_text(json.dumps({"scripts": scripts}))
    compressor = Compressor(quiet=True)
    for path in files(root):
        if compressor.should_compress(path.name):
            compressor.compress(str(path))


def minify(paths):
    import minify as minifier

    minifier.config({"js-version": 2022})  # what the oldest browsers served understand
    kinds = {".js": "application/javascript", ".css": "text/css"}
    for path in paths:
        path.write_text(minifier.string(kinds[path.suffix], path.read_text()))
