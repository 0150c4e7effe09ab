"""What a tablet may know of the page being shown. One shape for reply, snapshot and fact."""

from ...db import iso


def presentation_payload(presentation):
    return presentation and {
        "paper_id": presentation.paper_id,
        "key": presentation.key,
        "page": presentation.page,
        "region": presentation.region,
        "by_seat_id": presentation.by_seat_id,
        "calls": presentation.calls,
        "at": iso(presentation.at),
    }


def asking_payload(asking):
    """`id` is that of the seat: nobody has two wishes at once."""
    return {
        "id": asking.seat_id,
        "paper_id": asking.paper_id,
        "page": asking.page,
        "at": iso(asking.at),
    }
