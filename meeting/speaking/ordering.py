"""The order of the list. Pure: ids in, ids out."""


def reorder(waiting, wanted):
    """The waiting ids, those named in `wanted` first and in that order, the others after them as they stood.

    Names that no longer wait are passed over: somebody may have begun while the desk was moving people about.
    """
    named = list(dict.fromkeys(id for id in wanted if id in waiting))
    return named + [id for id in waiting if id not in named]
