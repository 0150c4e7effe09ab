"""When Python looks for what can be thrown away. It goes through all that there is, which took 110 ms of processor time
right after the start, and nobody in the room is answered meanwhile."""

import gc

NEW_OBJECTS = (
    10_000  # a search or a snapshot makes some thousands and lets go of them by itself; Python's own 700
)


def settle():
    """Once, when all is loaded: what is there now stays as long as the process and is not gone through again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
