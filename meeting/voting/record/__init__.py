"""The record of a meeting's votes: a chain of signed events."""


def add(session, vote, event, content):
    """Adds the event to the chain of the vote's meeting; `content` is what is hashed and signed."""
