"""`bin/verify`, as a program and as a module."""

import importlib.machinery
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[3] / "bin" / "verify"


def module():
    loader = importlib.machinery.SourceFileLoader("verify", str(PROGRAM))
    spec = importlib.util.spec_from_loader("verify", loader)
    loaded = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    loader.exec_module(loaded)
    sys.dont_write_bytecode = before
    return loaded


def verify(path, *options, language="en"):
    """(exit code, what it says)"""
    done = subprocess.run(
        [sys.executable, "-I", PROGRAM, path, *options],
        env={"PATH": os.environ["PATH"], "LANG": language},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout
