"""The browser's files, served under an address that holds their hash, and compressed when a server is started."""

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from .config import SOURCE

STATIC = SOURCE / "static"
YEAR = 365 * 86400


def init_app(app):
    build = app.extensions["build"] = build_id()
    published = Path(app.config["DATA"]) / "static" / build
    root = published if published.is_dir() else STATIC
    app.wsgi_app = WhiteNoise(
        app.wsgi_app, root=root, prefix=f"static/{build}", max_age=YEAR, immutable_file_test=always
    )


def always(path, url):
    """Every address holds the hash of the whole folder, so no file ever changes under its address."""
    return True


def build_id():
    """Changes when any static file does; it is part of their address, so relative imports keep working."""
    digest = hashlib.sha256()
    for path in files():
        digest.update(str(path.relative_to(STATIC)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def files():
    return sorted(path for path in STATIC.rglob("*") if path.is_file())


def publish(data):
    """A copy of the files with their compressed twins in the data folder, for the server about to start.

    A copy also means that a running server never serves a file that somebody is editing.
    """
    target = Path(data) / "static" / build_id()
    if target.is_dir():
        return
    shutil.rmtree(target.parent, ignore_errors=True)
    fresh = target.with_suffix(".new")
    shutil.copytree(STATIC, fresh)
    compressor = Compressor(quiet=True)
    for path in list(fresh.rglob("*")):
        if path.is_file() and compressor.should_compress(path.name):
            compressor.compress(str(path))
    with suppress(OSError):  # somebody else was quicker
        fresh.rename(target)
