"""The order and numbers of an agenda. Pure: values in, values out."""

from ..errors import Invalid

MAX_DEPTH = 4


def number_items(items):
    """`items` is (id, parent id or None, position). Returns {id: "2.1"} in reading order.

    An item whose parent is not among them counts as one of the first level.
    """
    known = {id for id, _, _ in items}
    below = {}
    for id, parent, position in items:
        below.setdefault(parent if parent in known else None, []).append((position, id))
    numbers = {}

    def number(parent, prefix):
        for place, (_, id) in enumerate(sorted(below.get(parent, [])), start=1):
            numbers[id] = f"{prefix}{place}"
            number(id, f"{prefix}{place}.")

    number(None, "")
    return numbers


def check_order(order, known):
    """`order` is the whole agenda as [(id, parent id or None)], parents before children.

    Raises Invalid if an item is missing, comes twice, stands before its parent, or is nested too deeply.
    """
    depth = {None: 0}
    for id, parent in order:
        if id not in known or id in depth or parent not in depth:
            raise Invalid(
                "The agenda has changed in the meantime. Please look at it again.", code="stale_agenda"
            )
        depth[id] = depth[parent] + 1
        if depth[id] > MAX_DEPTH:
            raise Invalid("An agenda has at most %(most)s levels.", most=MAX_DEPTH)
    if len(depth) - 1 != len(known):
        raise Invalid("The agenda has changed in the meantime. Please look at it again.", code="stale_agenda")
