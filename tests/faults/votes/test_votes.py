"""A small part of what `bin/faults votes` runs in full."""

from . import killing, lossy_line


def test_a_server_killed_while_sixty_vote_has_every_acknowledged_ballot_once(tmp_path):
    figures = killing.kills(tmp_path, seed=1, times=1)
    assert figures["anomalies"] == [], figures


def test_with_a_third_of_the_answers_lost_every_ballot_is_recorded_once(tmp_path):
    figures = lossy_line.lost_answers(tmp_path, seed=1, ballots=60, members=60)
    assert figures["anomalies"] == [], figures
