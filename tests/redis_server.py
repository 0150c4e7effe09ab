"""A Redis of our own for the tests: started on a free port in a temporary folder, gone afterwards."""

import shutil
import subprocess
import tempfile
import time
import warnings
from contextlib import contextmanager

import pytest
import redis

from .live import free_port

START_SECONDS = 20


@contextmanager
def server(port=None):
    """Its address and its process. It keeps nothing on disk; started again on a port, it begins empty."""
    program = shutil.which("redis-server")
    if program is None:
        reason = "Redis is not installed: what needs it was NOT tested"
        warnings.warn(reason, stacklevel=2)
        pytest.skip(reason)
    folder = tempfile.mkdtemp(prefix="redis")
    port = port or free_port()
    alone = ("--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder)
    process = subprocess.Popen([program, "--port", str(port), *alone], stdout=subprocess.DEVNULL)
    try:
        await_answer(port)
        yield f"redis://127.0.0.1:{port}/0", process
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def await_answer(port):
    deadline = time.monotonic() + START_SECONDS
    with redis.Redis(port=port) as asking:
        while True:
            try:
                return asking.ping()
            except redis.ConnectionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
