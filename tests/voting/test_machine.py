"""Two hundred lives of a vote, each of up to twenty steps; `bin/faults votes` goes through twenty thousand."""

from .machine import live


def test_whatever_happens_in_whatever_order_a_vote_is_as_the_plain_model_has_it(rules_app):
    with rules_app.app_context():
        live(200)
