"""Which addresses outside a paper are shown to its readers."""

import re

MAX_ADDRESS = 2_000
# Whatever else a file may point to (scripts, programs, other files) is nobody's business to open.
OUTSIDE = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


def is_outside_address(text):
    return len(text) <= MAX_ADDRESS and text.isprintable() and bool(OUTSIDE.fullmatch(text))
