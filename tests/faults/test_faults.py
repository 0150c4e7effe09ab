"""A small part of what `bin/faults` runs in full."""

import shutil
import subprocess

import pytest

from . import bad_peers, catching_up, room, slow


def can_speak_websocket():
    if not shutil.which("node"):
        return False
    asked = ["node", "--experimental-websocket", "-e", "process.exit(globalThis.WebSocket ? 0 : 1)"]
    return subprocess.run(asked, capture_output=True).returncode == 0


needs_node = pytest.mark.skipif(
    not can_speak_websocket(), reason="node is not here, or too old to open a WebSocket"
)


@needs_node
def test_with_a_fifth_of_all_messages_lost_every_tablet_shows_what_the_server_knows(tmp_path):
    figures = catching_up.run(tmp_path, seed=1, members=3, facts=150)
    assert figures["anomalies"] == [], figures
    assert figures["facts"] >= 150 and figures["log_asked"] > 0


@needs_node
def test_bad_peers_are_answered_or_let_go_and_the_others_notice_nothing(tmp_path):
    figures = bad_peers.run(tmp_path, seed=1)
    assert figures["anomalies"] == [], figures


def test_slow_tablets_hold_up_nobody(tmp_path):
    figures = slow.run(tmp_path, seed=1, minutes=0.2)
    assert figures["anomalies"] == [], figures


@needs_node
def test_a_day_in_seconds_at_two_web_processes_of_which_one_is_killed(tmp_path):
    figures = room.run(tmp_path, seed=1, members=3, minutes=0.1, pace=12, faults=[room.kill])
    assert figures["anomalies"] == [], figures
    assert figures["acts"]["vote"] and figures["acts"]["cut"] and not figures["refused"]
