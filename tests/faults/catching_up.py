"""A fifth of all that is told gets lost, for each tablet another fifth; at the end each shows what the server knows."""

import hashlib
import json
import time
from random import Random

from sqlalchemy import func, select

from meeting.agenda.items import change_item
from meeting.agenda.seats import mark_attendance
from meeting.db import FactEntry, reading, writing
from meeting.docs.presenting.showing import show_page
from meeting.errors import Refused
from meeting.speaking.requesting import ask_to_speak, withdraw_mine
from meeting.voting.casting import cast_ballot
from meeting.voting.payloads import ballots_payload

from .hall import PAGES, hall, server, tablets, truth

SHARE = 0.2
PATIENCE = 10  # seconds after the last fact within which everybody is fresh
CHOICES = ("for", "against", "abstain")


def run(folder, seed, members, facts):
    """The figures of one run, among them `anomalies`: sentences, none of them when all is well."""
    losing = {"FAULT_SHARE": str(SHARE), "FAULT_SEED": str(seed)}
    with (
        hall(folder, members) as room,
        server(folder, **losing) as (_, address),
        tablets(address, room.meeting_id, room.cookies) as opened,
    ):
        began = time.monotonic()
        last_id = act(room, Random(seed), facts)
        acted = time.monotonic()
        in_log = count_facts(last_id)
        fresh = await_fresh(opened, room, address, acted)
        seen, (sent, lost) = opened.states(), losses(folder)
    counts = [tablet["counts"] for tablet in seen]
    return {
        "tablets": len(seen),
        "facts": in_log,
        "sent": sent,
        "lost": lost,
        "applied": sum(count["facts"] for count in counts),
        "log_asked": sum(count["asked"] for count in counts),
        "snapshots": sum(count["snapshots"] for count in counts),
        "acting_s": round(acted - began, 1),
        "fresh_after_s": fresh,
        "anomalies": anomalies(counts, fresh, sent, lost),
    }


def anomalies(counts, fresh, sent, lost):
    found = []
    if fresh is None:
        found.append(f"not every tablet shows what the server knows {PATIENCE} s after the last fact")
    if out_of_order := sum(count["outOfOrder"] for count in counts):
        found.append(f"{out_of_order} facts were applied out of their order, or twice")
    if left := sum(count["left"] for count in counts):
        found.append(f"{left} tablets left the room")
    if not 0.9 * SHARE < lost / sent < 1.1 * SHARE:
        found.append(f"{lost} of {sent} were lost: that is not the fifth that was to be tried")
    return found


def act(room, chance, facts):
    """Acts of every kind at random until so many facts more are in the log; the id of the first."""
    with reading() as session:
        first = session.scalar(select(func.max(FactEntry.id))) or 0
    while count_facts(first) < facts:
        for _ in range(20):
            one_act(room, chance)
    return first


def one_act(room, chance):
    chair, member = room.actors[0], chance.choice(room.actors[1:])
    acts = (
        lambda session: show_page(session, chair, room.paper_id, chance.randint(1, PAGES)),
        lambda session: mark_attendance(session, chair, member.seat_id, chance.random() < 0.5),
        lambda session: answer(session, member, room.vote_id, {"choice": chance.choice(CHOICES)}),
        lambda session: ask_to_speak(session, member),
        lambda session: withdraw_mine(session, member),
        lambda session: change_item(session, chair, room.item_id, f"Dự toán {chance.randint(1, 10**6)}"),
    )
    try:
        with writing(room.meeting_id) as session:
            chance.choice(acts)(session)
    except Refused:
        pass  # who has not asked to speak cannot withdraw: that is no fact


def answer(session, member, vote_id, chosen):
    own = ballots_payload(session, member).get(str(vote_id))
    cast_ballot(session, member, vote_id, chosen, revision=own["revision"] if own else 0)


def count_facts(after):
    with reading() as session:
        return session.scalar(select(func.count()).where(FactEntry.id > after))


def losses(folder):
    """(messages to single tablets, how many of them were dropped) so far."""
    return tuple(int(number) for number in (folder / "lost").read_text().split())


def await_fresh(opened, room, address, acted):
    """Seconds from the last act until every tablet showed what the server knows; None when they never did."""
    wanted = [fingerprint(truth(address, room.path, cookie)) for cookie in room.cookies]
    while time.monotonic() - acted < PATIENCE + 2:
        asked = time.monotonic()
        shown = [fingerprint(told(tablet["state"])) for tablet in opened.states()]
        if shown == wanted:
            return round(asked - acted, 1) if asked - acted <= PATIENCE else None
        time.sleep(0.2)
    return None


def told(state):
    """What a tablet holds without having been told, empty collections of the desk, stands in no snapshot."""
    return state if state["me"]["role"] in ("chair", "secretary") else without(state, "intakes", "turnouts")


def without(state, *names):
    return {name: value for name, value in state.items() if name not in names}


def fingerprint(state):
    return hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()
