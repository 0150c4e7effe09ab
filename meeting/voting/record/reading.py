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
    """{seat id: name} of all who were ever entitled to answer, in the order of the roll call."""
    names = {elector["seat_id"]: elector["name"] for elector in opened["electors"]}
    return names | {event["seat_id"]: event["name"] for event in later if event["event"] == "admitted"}


def options_of(vote):
    """What is counted, of the vote or of each of its names, in the order of the ballot paper."""
    return vote["options"] or ["picked"]


def roll_call(vote, names):
    """[(answer, [names])] of a named vote that was counted, else []. An answer is an option, or {"picks": […]} or
    {"each": {…}}."""
    result = vote["result"] or {}
    if not result.get("roll_call"):
        return []
    if vote["form"] == "one":
        roll = result["roll_call"]
        order = [*vote["options"], *sorted(set(roll) - set(vote["options"]))]
        return [(answer, [names[seat] for seat in roll[answer]]) for answer in order]
    return [(answer, [names[int(seat)]]) for seat, answer in result["roll_call"].items()]
