"""Bugs put into a copy of the product, each a patch that says which test catches it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from meeting.config import SOURCE

PATCHES = sorted((Path(__file__).parent / "bugs").glob("*.patch"))
CAUGHT_BY = "Caught by "
COPIED = ("meeting", "static", "tests", "bin", "bench", "demo", "docs", "deploy", "requirements")


def catcher(patch):
    """The test, as pytest is told of it."""
    return patch.read_text().splitlines()[0].removeprefix(CAUGHT_BY)


def applies(patch, where=SOURCE):
    return apply(patch, where, "--dry-run").returncode == 0


def apply(patch, where, *how):
    command = ["patch", "-p1", "--forward", "--batch", "--fuzz=0", "-r", "-", *how, "-i", patch]
    return subprocess.run(command, cwd=where, capture_output=True)


def is_caught(patch, folder):
    """Whether the test fails with the bug in the product, in a copy of it; not for a broken copy: it must have run."""
    copy = folder / patch.stem
    copy.mkdir()
    for name in COPIED:
        shutil.copytree(
            SOURCE / name, copy / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__", "made")
        )
    for path in SOURCE.glob("*.*"):
        if path.is_file():
            shutil.copy(path, copy)
    if apply(patch, copy).returncode:
        return False
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", catcher(patch)]
    ran = subprocess.run(
        command, cwd=copy, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(copy)}
    )
    shutil.rmtree(copy)
    return ran.returncode == 1 and " failed" in ran.stdout
