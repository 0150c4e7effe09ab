"""The outline of the book: agenda item, paper, and below it the paper's own."""

MAX_BOOKMARKS = 10_000


def add_bookmarks(writer, request):
    writer.add_outline_item(title=request["words"]["contents"], page_number=1)
    room = MAX_BOOKMARKS
    for item in request["items"]:
        bound = [paper for paper in item["papers"] if "first" in paper]
        if not bound:
            continue
        heading = writer.add_outline_item(title=item["heading"], page_number=bound[0]["first"] - 1)
        for paper in bound:
            room -= _add_paper(writer, paper, heading, room)


def _add_paper(writer, paper, heading, room):
    """How many of the paper's own entries were added."""
    title = f"{paper['number']}. {paper['title']}"
    above = [
        writer.add_outline_item(title=title, page_number=paper["first"] - 1, parent=heading, is_open=False)
    ]
    entries = [entry for entry in paper["outline"] if 1 <= entry["page"] <= paper["page_count"]][
        : max(0, room)
    ]
    for entry in entries:
        # An entry may stand deeper than the one before it by one level only.
        del above[1 + min(max(0, entry["level"]), len(above) - 1) :]
        page = paper["first"] + entry["page"] - 2
        above.append(
            writer.add_outline_item(title=entry["title"], page_number=page, parent=above[-1], is_open=False)
        )
    return len(entries)
