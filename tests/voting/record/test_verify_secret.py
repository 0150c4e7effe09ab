"""A secret vote in the record: only its sums, and they hold."""
# ruff: noqa: F811

import json

from meeting.voting.record.canonical import canonical
from tests.voting.urn.test_over_http import (  # noqa: F401
    NAMES,
    choice,
    close,
    devices,
    give,
    opened,
    prepared,
)

from .voted import exported


def test_of_secret_votes_of_every_form_the_record_has_sums_alone_and_holds(
    house, opened, give, close, faults, kind
):
    motion = opened()
    give(motion, mai=choice("for"), an=choice("against"), binh="no answer at all")
    close(motion)
    election = opened(kind="election", subjects=NAMES, places=2, max_picks=2, preset="most_votes")
    give(election, mai={"picks": [1, 3]}, an={"picks": [3]}, binh={"picks": []}, cuong={"picks": [1, 3]})
    close(election)
    confidence = opened(kind="confidence_three", subjects=NAMES[:2], preset="confidence_levels")
    give(confidence, mai={"each": {"1": "high", "2": "low"}}, an={"each": {"1": "low", "2": "low"}})
    close(confidence)
    record = exported(house)
    assert faults(canonical(record)) == []
    said = json.dumps(record).replace("\\", "")
    assert '{"picks"' not in said and '{"each"' not in said and '{"choice"' not in said
    assert [vote["result"]["invalid"] for vote in record["votes"]] == [1, 0, 0]
