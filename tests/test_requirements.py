"""What is locked is enough to run, and the tests run with the very same versions."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Imports everything that serving does, while what only the tests install cannot be imported.
RUN = """
import sys
from importlib import metadata

locked = set(sys.argv[1].split())
normal = lambda name: name.lower().replace("_", "-").replace(".", "-")
extra = {
    module
    for module, owners in metadata.packages_distributions().items()
    if not {normal(owner) for owner in owners} & locked and module not in ("pip", "setuptools")
}

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in extra:
            raise ModuleNotFoundError(f"{name} is not locked in requirements/app.txt")

sys.meta_path.insert(0, Refuse())
import gunicorn.workers.ggevent, meeting.cli, meeting.demo, meeting.docs.worker, segno, psycopg, redis, wsgi
"""


def locked(name):
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", text, re.MULTILINE))


def test_what_is_locked_for_running_is_enough_to_run(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", RUN, " ".join(locked("app"))],
        cwd=ROOT,
        env={"MEETING_DATA": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_the_tests_run_with_the_same_versions():
    assert locked("app").items() <= locked("dev").items()


def test_the_locks_name_no_place_to_fetch_from():
    for name in ("app", "dev"):
        assert "://" not in (ROOT / "requirements" / f"{name}.txt").read_text()
