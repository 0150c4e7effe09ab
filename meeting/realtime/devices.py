"""What a tablet is, from what its browser says of itself."""

import re

# The first that is found; an Android phone says that it is mobile, a tablet does not.
KINDS = [
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android.*Mobile", "Android phone"),
    ("Android", "Android tablet"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
]


def kind_of(agent, touch):
    """One of the kinds, or "". An iPad calls itself a Mac, but no Mac has a screen to `touch`."""
    kind = next((kind for mark, kind in KINDS if re.search(mark, agent)), "")
    return "iPad" if kind == "Mac" and touch else kind
