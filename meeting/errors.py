"""What can go wrong, said once: one family of refusals, one JSON body for HTTP and for socket acknowledgements.

A message is an English sentence that is also the key of its translation (see `meeting/translations`); it is
translated only at the edge, so that rules need not know who is listening.
"""


class Refused(Exception):
    """A rule of the meeting said no. `params` fill the `%(name)s` places of the message."""

    code, status = "refused", 409
    more: dict = {}  # what a program needs to know beside the sentence; stands in the body with it

    def __init__(self, message, code=None, **params):
        super().__init__(message)
        self.message, self.params = message, params
        self.code = code or type(self).code

    def __str__(self):
        return self.message % self.params if self.params else self.message


class NotAllowed(Refused):
    """The person may not do this; trying again will not help."""

    code, status = "not_allowed", 403


class NotSignedIn(NotAllowed):
    """Nobody is signed in on this device, or the sign-in has ended."""

    code, status = "not_signed_in", 401


class NotFound(Refused):
    """There is no such thing, or none that this person may know of."""

    code, status = "not_found", 404


class NotReady(NotFound):
    """Asked too early: the same question has an answer in `retry_after` seconds."""

    code, retry_after = "page_not_ready", 1


class Invalid(Refused):
    """What was sent cannot be understood or kept. `field` names the place in the form."""

    code, status = "invalid", 422

    def __init__(self, message, code=None, field=None, **params):
        super().__init__(message, code, **params)
        self.field = field


class Stale(Refused):
    """The tablet is too far behind to be told what changed; it must take a snapshot."""

    code, status = "stale", 409


class OutOfStep(Refused):
    """Sent for another place of a file than the one awaited: `received` bytes of it are here."""

    code, status = "out_of_step", 409

    def __init__(self, message, received):
        super().__init__(message)
        self.more = {"received": received}


class Outdated(Refused):
    """Made on something of one's own that is another by now: `more` has it as it is."""

    code, status = "outdated", 409

    def __init__(self, message, code=None, more=None, **params):
        super().__init__(message, code, **params)
        self.more = more or {}


class TooMany(Refused):
    """Too many attempts in too short a time."""

    code, status = "too_many", 429


class TooFast(TooMany):
    """One command on the heels of another, as no hand gives them. Nothing was done; soon it may be tried again."""

    code, retry_after = "too_fast", 2


class Overloaded(Refused):
    """The server cannot take more just now."""

    code, status, retry_after = "overloaded", 503, 10


def body(error, translate):
    """The JSON body of a refusal. `translate(msgid, **params)` gives the sentence in the reader's language."""
    reply = {"ok": False, "error": error.code, "message": translate(error.message, **error.params)}
    reply |= error.more
    if getattr(error, "field", None):
        reply["field"] = error.field
    return reply
