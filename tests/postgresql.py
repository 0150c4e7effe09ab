"""A PostgreSQL of our own for the tests: started on a socket in a temporary folder, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path

import pytest


def programs():
    """Folder of PostgreSQL's programs; None where it is not installed. Debian keeps them off the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else on_path and Path(on_path).parent


@contextmanager
def server():
    """An address of an empty database in a new server, which ends with the block."""
    with restartable() as (address, _restart):
        yield address


@contextmanager
def restartable():
    """The same, and a function that starts the server again; what it had begun is undone, what it had saved stays."""
    where = programs()
    if where is None:
        reason = "PostgreSQL is not installed: what needs it was NOT tested"
        warnings.warn(reason, stacklevel=2)
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    as_somebody = {}
    if os.geteuid() == 0:  # it refuses to run as root
        as_somebody = {"user": "postgres", "group": "postgres", "extra_groups": []}
        shutil.chown(folder, "postgres", "postgres")

    def run(*command):
        subprocess.run(
            command,
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8"},
            **as_somebody,
        )

    data = folder / "data"
    start = ("-w", "-l", folder / "log", "-o", f"-k {folder} -c listen_addresses='' -c fsync=off")
    try:
        run(where / "initdb", "-D", data, "-U", "meeting", "-A", "trust", "-E", "UTF8", "--no-sync")
        run(where / "pg_ctl", "-D", data, *start, "start")

        def restart(mode="fast"):
            run(where / "pg_ctl", "-D", data, "-m", mode, *start, "restart")

        try:
            yield f"postgresql+psycopg://meeting@/postgres?host={folder}", restart
        finally:
            run(where / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
