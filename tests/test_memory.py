"""What the web process does about memory when it starts."""

import subprocess
import sys

ASK = "import gc, wsgi; print(gc.get_freeze_count(), len(gc.get_objects()), gc.get_threshold()[0])"


def test_what_is_loaded_at_the_start_is_not_gone_through_again(tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", ASK],
        env={"MEETING_DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    frozen, left, new = map(int, told.split())
    assert frozen > 50_000
    assert left < frozen / 10
    assert new > 700
