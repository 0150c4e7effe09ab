"""Whoever kills a server while it closes a secret vote loses no ballot and leaves no key behind."""

import pytest

from . import interrupted_close


@pytest.mark.parametrize("kind", interrupted_close.DATABASES)
def test_a_close_that_is_killed_at_any_step_is_not_begun_or_finished_at_the_next_start(tmp_path, kind):
    figures = interrupted_close.run(tmp_path, seed=1, times=1, kinds=[kind])
    assert figures["anomalies"] == [], figures
    assert figures["kills"] == len(interrupted_close.STEPS)
