"""What people want to know of each vote, taken out of the signed entries. Pure: of the record as exported alone."""

import json


def read_votes(record):
    """[(the vote as exported, what was recorded at its opening, [later entries, each with `event`])]; those without an
    opening in the record, and those to try the tablets, are left out."""
    events = {}
    for entry in record["entries"]:
        said = json.loads(entry["content"])
        events.setdefault(said["vote_id"], []).append({"event": said["event"], **said["content"]})
    for vote in record["votes"]:
        told = events.get(vote["id"], [])
        if told and told[0]["event"] == "opened" and not vote["is_test"]:
            yield vote, told[0], told[1:]


def names_of(opened, later):
    """{seat id: name} of those entitled to answer in the end, in the order of the roll call."""
    names = {elector["seat_id"]: elector["name"] for elector in opened["electors"]}
    for event in later:
        if event["event"] == "admitted":
            names[event["seat_id"]] = event["name"]
        elif event["event"] == "recused":
            names.pop(event["seat_id"], None)
    return names


def closed_of(later):
    """What was recorded at the close; {} of a vote that was never closed."""
    return next((event for event in later if event["event"] == "closed"), {})


def in_hall_at(vote, later):
    """When the result was first put on the hall screen, or None; it may have been taken off since. What circulates is
    nothing to the hall."""
    for event in later if vote["manner"] != "circulation" else ():
        if event["event"] == "shown_in_hall":
            return event["hall_at"]
        if event["event"] == "published" and event.get("on_hall"):
            return event["published_at"]
    return None


def state_of(vote, later):
    """As the exports call it: a result that the hall screen alone has is told apart."""
    return "in_hall" if vote["state"] == "closed" and in_hall_at(vote, later) else vote["state"]


def groups_of(result):
    """What each group came to; nothing where nobody has a group, or nobody may know. Older results do not say it."""
    return (result or {}).get("by_group") or []


def broken_how(result):
    """How a tie was broken, or None. Older results say no more than whose side decided."""
    broken = result.get("tie_break") or {}
    return broken.get("method") or ("rule" if result.get("tie_broken_by") else None)


def comments_of(later, names):
    """[(name, what was said to an opinion)]"""
    return [(names[one["seat_id"]], one["comment"]) for one in closed_of(later).get("comments", ())]


def options_of(vote):
    """What is counted, of the vote or of each of its names, in the order of the ballot paper."""
    return vote["options"] or ["picked"]


def roll_call(vote, names):
    """[(answer, [names])] of a named vote that was counted, else []. An answer is an option, or {"picks": […]} or
    {"each": {…}}; who gave none stands under "not_cast"."""
    result = vote["result"] or {}
    roll = result.get("roll_call")
    if not roll:
        return []
    if vote["form"] == "one":
        order = [*vote["options"], *sorted(set(roll) - set(vote["options"]))]
        return [(answer, [names[seat] for seat in roll[answer]]) for answer in order]
    silent = [name for seat, name in names.items() if str(seat) not in roll]
    return [(answer, [names[int(seat)]]) for seat, answer in roll.items()] + [("not_cast", silent)]
