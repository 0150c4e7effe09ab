"""Everything that a tablet needs when it joins, or after it has been asleep.

It has two parts. The shared one is the same for all who share a view, the desk's, the audience's or the hall screen's,
and is made as for somebody who is nobody in particular; `realtime/snapshots.py` keeps it. The personal one is small,
and made for several people at once.
"""

from dataclasses import dataclass
from enum import StrEnum

from .agenda.meetings import find_meeting
from .agenda.payloads import agenda_payload, meeting_payload, seat_payload
from .agenda.seats import list_seats
from .db import epoch, iso, now, sequences
from .docs.book.asking import books_of
from .docs.finding import find_presentation, list_intakes
from .docs.presenting.asking import askings_of
from .docs.readings.payloads import readings_in
from .docs.shelf import seen_by, shelve
from .facts import DESK, HALL, MEETING, person_channel
from .permissions import ALLOWED, Actor, Permission, Role
from .speaking.payloads import speeches_payload
from .voting.hall import votes_for_hall
from .voting.payloads import ballots_by_seat, turnouts_payload, votes_payload
from .voting.reports.payloads import reports_payload
from .voting.urn.tellers import tellings_by_seat


class View(StrEnum):
    """What decides the shared part. Papers that are not for all are no part of it."""

    DESK = "desk"
    AUDIENCE = "audience"
    HALL = "hall"


# Neither a person nor a seat: what is made for these can hold nothing of anybody's own.
NOBODY = {View.DESK: Role.SECRETARY, View.AUDIENCE: Role.HALL, View.HALL: Role.HALL}


@dataclass(frozen=True)
class Shared:
    """`limited` are the ShelvedPapers to be asked about for each reader, `state` holds those open to all."""

    state: dict
    limited: list


def view_of(actor):
    if actor.may(Permission.SEE_DESK):
        return View.DESK
    return View.HALL if actor.role == Role.HALL else View.AUDIENCE


def meeting_state(session, actor):
    """The meeting as the actor may know it, with the sequence numbers it is fresh to."""
    shared = shared_state(session, actor.meeting_id, view_of(actor))
    limited = {str(paper.id): paper.payload for paper in seen_by(actor, shared.limited)}
    papers = shared.state["papers"] | limited
    personal = personal_states(session, [actor])[actor]
    return shared.state | {"papers": papers} | own_part(personal, papers)


def own_part(personal, papers):
    """What was read of a paper goes with it."""
    read = {paper_id: reading for paper_id, reading in personal["readings"].items() if paper_id in papers}
    return personal | {"readings": read}


def shared_state(session, meeting_id, view):
    nobody = Actor(meeting_id, NOBODY[view])
    shelf = shelve(session, meeting_id)
    state = {
        "meeting": meeting_payload(session, find_meeting(session, meeting_id)),
        "seats": {str(seat.id): seat_payload(seat) for seat in list_seats(session, meeting_id)},
        "items": agenda_payload(session, meeting_id),
        "presentation": find_presentation(session, nobody),
        "speeches": speeches_payload(session, meeting_id),
        "votes": votes_payload(session, meeting_id, nobody),
        "reports": reports_payload(session, meeting_id),
        "papers": {str(paper.id): paper.payload for paper in shelf if paper.is_open},
    }
    if view == View.DESK:
        state["intakes"] = list_intakes(session, nobody)
        state["turnouts"] = turnouts_payload(session, meeting_id)
        state["askings"] = askings_of(session, meeting_id)
    if view == View.HALL:
        state["votes"] = votes_for_hall(session, state["votes"])
    return Shared(state, [paper for paper in shelf if not paper.is_open])


def personal_states(session, actors):
    """{actor: their own part} of actors of one meeting; `readings` hold also those of papers they no longer see."""
    meeting_id, this_epoch, moment = actors[0].meeting_id, epoch(session), iso(now())
    seqs = sequences_of(session, meeting_id, actors)
    readings = readings_in(session, meeting_id, {actor.person_id for actor in actors})
    ballots = ballots_by_seat(session, meeting_id, {actor.seat_id for actor in actors})
    tellings = tellings_by_seat(session, meeting_id, {actor.seat_id for actor in actors})
    books = books_of(session, actors)
    askings = askings_of(session, meeting_id)
    return {
        actor: {
            "epoch": this_epoch,
            "now": moment,
            "seqs": seqs[actor],
            "me": me_payload(actor),
            "readings": readings.get(actor.person_id, {}),
            "book": books.get(actor.person_id),
            "ballots": ballots[actor.seat_id],
            "tellings": tellings[actor.seat_id],
        }
        | ({} if view_of(actor) == View.DESK else {"askings": own(askings, actor)})
        for actor in actors
    }


def own(by_seat, actor):
    return {seat_id: one for seat_id, one in by_seat.items() if seat_id == str(actor.seat_id)}


def me_payload(actor):
    return {
        "person_id": actor.person_id,
        "seat_id": actor.seat_id,
        "name": actor.name,
        "role": actor.role,
        "permissions": sorted(ALLOWED[actor.role]),
    }


def actor_channels(actor):
    """{channel as the tablet calls it: channel in the log} of all that the actor hears."""
    channels = {"meeting": MEETING}
    if actor.may(Permission.SEE_DESK):
        channels["desk"] = DESK
    if actor.role == Role.HALL:
        channels["hall"] = HALL
    if actor.person_id is not None:
        channels["person"] = person_channel(actor.person_id)
    return channels


def actor_sequences(session, actor):
    return sequences_of(session, actor.meeting_id, [actor])[actor]


def sequences_of(session, meeting_id, actors):
    """{actor: {channel as the tablet calls it: number of its newest fact}} of actors of one meeting"""
    heard = {actor: actor_channels(actor) for actor in actors}
    wanted = {channel for channels in heard.values() for channel in channels.values()}
    numbers = sequences(session, meeting_id, list(wanted))
    return {
        actor: {name: numbers[channel] for name, channel in channels.items()}
        for actor, channels in heard.items()
    }
