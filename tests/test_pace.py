"""Commands as fast as hands give them are all taken; a flood is refused in words."""

import pytest

from meeting.errors import TooFast
from meeting.pace import MOST_KEYS, Pace


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def taken(pace, key, times):
    """How many of so many commands in one instant are taken."""
    count = 0
    for _ in range(times):
        try:
            pace.require(key)
        except TooFast:
            continue
        count += 1
    return count


def test_a_burst_is_taken_and_what_comes_beyond_it_is_not(clock):
    pace = Pace(20, clock)
    assert taken(pace, "an", 300) == 100
    clock.now += 1
    assert taken(pace, "an", 300) == 20
    clock.now += 3600
    assert taken(pace, "an", 300) == 100, "no more than a burst is saved up"


def test_whoever_turns_pages_without_pause_is_never_refused(clock):
    pace = Pace(20, clock)
    for _ in range(10_000):
        clock.now += 1 / 15  # faster than a tablet sends
        pace.require("mai")


def test_one_who_floods_slows_down_nobody_else(clock):
    pace = Pace(20, clock)
    taken(pace, "an", 500)
    assert taken(pace, "binh", 1) == 1


def test_no_more_keys_are_kept_than_was_said(clock):
    pace = Pace(20, clock)
    for number in range(MOST_KEYS + 100):
        pace.require(number)
    assert len(pace.buckets) == MOST_KEYS


def test_without_a_limit_nothing_is_refused(clock):
    assert taken(Pace(0, clock), "an", 1000) == 1000


@pytest.fixture
def settings():
    return {"COMMANDS_PER_SECOND": 1.0}


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Thao tác quá nhanh"), ("en", "This is going too fast")]
)
def test_a_flood_from_one_sign_in_is_refused_in_both_languages(house, sign_in, language, words):
    an = sign_in(house.an)
    wishes = {"language": language, "theme": "auto", "text_size": 1}
    assert an.put("/api/me/preferences", wishes)[0] == 200
    answers = [an.client.post(f"{house.path}/speeches", json={}) for _ in range(12)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert 5 <= len(refused) < 12 and refused[0].headers["Retry-After"] == "2"
    assert refused[0].json["error"] == "too_fast" and refused[0].json["message"].startswith(words)
    assert sign_in(house.binh).post(f"{house.path}/speeches")[0] == 200, "others go on"
    assert an.get(f"{house.path}/state")[0] == 200, "and looking is no command"


def test_a_socket_that_floods_is_answered_so(house, tablet):
    an, binh = tablet(house.an), tablet(house.binh)
    answers = [an.ask("clock:read", {}) for _ in range(12)]
    assert answers[0]["ok"] and answers[-1]["error"] == "too_fast"
    assert binh.ask("clock:read", {})["ok"]
