"""Whatever is done with votes in whatever order, a plain model says the same."""

from tests.voting import machine


def test_votes_are_what_a_plain_model_says(session):
    machine.run(session, examples=200)
