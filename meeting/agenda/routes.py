"""Meetings, seats, the agenda and going through it."""

from typing import Annotated

from flask import Blueprint, current_app
from pydantic import Field
from sqlalchemy import select

from ..edge import Body, Id, Moment, Text, meeting_act, meeting_read, person_act, person_read
from ..permissions import Permission, Role
from . import hall, items, meetings, running, seats
from .models import Body as CouncilBody
from .models import QuorumRule
from .payloads import agenda_payload, body_payload, meeting_payload, seat_payload

bp = Blueprint("agenda", __name__, url_prefix="/api")

MEETING = "/meetings/<int:meeting_id>"


class MeetingForm(Body):
    title: Text(200, 1)
    body_id: Id
    starts_at: Moment
    place: Text(200) = ""
    papers_due_at: Moment | None = None


class BodyForm(Body):
    name: Text(200, 1)


class QuorumForm(Body):
    quorum_rule: QuorumRule


class ItemChange(Body):
    title: Text(500, 1)
    description: Text(5000) = ""
    presenter: Text(200) = ""
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None


class NewItem(ItemChange):
    parent_id: Id | None = None


class Place(Body):
    id: Id
    parent_id: Id | None


class Order(Body):
    order: Annotated[list[Place], Field(max_length=1000)]


class SeatForm(Body):
    role: Role
    group: Text(200) = ""
    label: Text(20) = ""


class NewSeat(SeatForm):
    person_id: Id


class Attendance(Body):
    present: bool


@bp.get("/meetings")
@person_read
def list_meetings(session, person):
    return {
        "meetings": [
            meeting_payload(session, meeting) | {"role": seat.role}
            for meeting, seat in meetings.list_meetings(session, person)
        ]
    }


@bp.post("/meetings")
@person_act(MeetingForm)
def create_meeting(session, person, body):
    meeting = meetings.create_meeting(session, person, **body.model_dump())
    return {"meeting": meeting_payload(session, meeting)}


@bp.get("/bodies")
@person_read
def list_bodies(session, person):
    meetings.require_secretariat(person)
    rows = session.scalars(select(CouncilBody).order_by(CouncilBody.id))
    return {"bodies": list(map(body_payload, rows))}


@bp.post("/bodies")
@person_act(BodyForm)
def create_body(session, person, body):
    return {"body": body_payload(meetings.create_body(session, person, body.name))}


@bp.put("/bodies/<int:body_id>/quorum-rule")
@person_act(QuorumForm)
def change_quorum_rule(session, person, body, body_id):
    return {"body": body_payload(meetings.change_quorum_rule(session, person, body_id, body.quorum_rule))}


@bp.put(MEETING)
@meeting_act(Permission.PREPARE_MEETING, MeetingForm)
def change_meeting(session, actor, body):
    meeting = meetings.change_meeting(session, actor, **body.model_dump())
    return {"meeting": meeting_payload(session, meeting)}


@bp.delete(MEETING)
@meeting_act(Permission.PREPARE_MEETING)
def remove_meeting(session, actor):
    meetings.remove_meeting(session, actor)


@bp.post(f"{MEETING}/publication")
@meeting_act(Permission.PREPARE_MEETING)
def publish_meeting(session, actor):
    return {"meeting": meeting_payload(session, meetings.publish_meeting(session, actor))}


@bp.delete(f"{MEETING}/publication")
@meeting_act(Permission.PREPARE_MEETING)
def withdraw_meeting(session, actor):
    return {"meeting": meeting_payload(session, meetings.withdraw_meeting(session, actor))}


@bp.post(f"{MEETING}/beginning")
@meeting_act(Permission.RUN_MEETING)
def begin_meeting(session, actor):
    return {"meeting": meeting_payload(session, running.begin_meeting(session, actor))}


@bp.post(f"{MEETING}/ending")
@meeting_act(Permission.RUN_MEETING)
def end_meeting(session, actor):
    return {"meeting": meeting_payload(session, running.end_meeting(session, actor))}


@bp.post(f"{MEETING}/items")
@meeting_act(Permission.PREPARE_MEETING, NewItem)
def add_item(session, actor, body):
    return item_reply(session, items.add_item(session, actor, **body.model_dump()))


@bp.put(f"{MEETING}/items/<int:item_id>")
@meeting_act(Permission.PREPARE_MEETING, ItemChange)
def change_item(session, actor, body, item_id):
    return item_reply(session, items.change_item(session, actor, item_id, **body.model_dump()))


@bp.delete(f"{MEETING}/items/<int:item_id>")
@meeting_act(Permission.PREPARE_MEETING)
def remove_item(session, actor, item_id):
    items.remove_item(session, actor, item_id)


@bp.put(f"{MEETING}/agenda")
@meeting_act(Permission.PREPARE_MEETING, Order)
def order_agenda(session, actor, body):
    items.order_agenda(session, actor, [(place.id, place.parent_id) for place in body.order])
    return {"items": agenda_payload(session, actor.meeting_id)}


@bp.post(f"{MEETING}/agenda/next")
@meeting_act(Permission.RUN_MEETING)
def begin_next_item(session, actor):
    return item_reply(session, running.begin_next_item(session, actor))


@bp.post(f"{MEETING}/items/<int:item_id>/beginning")
@meeting_act(Permission.RUN_MEETING)
def begin_item(session, actor, item_id):
    return item_reply(session, running.begin_item(session, actor, item_id))


@bp.post(f"{MEETING}/items/<int:item_id>/ending")
@meeting_act(Permission.RUN_MEETING)
def end_item(session, actor, item_id):
    return item_reply(session, running.end_item(session, actor, item_id))


def item_reply(session, item):
    return {"item": agenda_payload(session, item.meeting_id)[str(item.id)]}


@bp.post(f"{MEETING}/seats")
@meeting_act(Permission.PREPARE_MEETING, NewSeat)
def add_seat(session, actor, body):
    return {"seat": seat_payload(seats.add_seat(session, actor, **body.model_dump()))}


@bp.put(f"{MEETING}/seats/<int:seat_id>")
@meeting_act(Permission.PREPARE_MEETING, SeatForm)
def change_seat(session, actor, body, seat_id):
    return {"seat": seat_payload(seats.change_seat(session, actor, seat_id, **body.model_dump()))}


@bp.delete(f"{MEETING}/seats/<int:seat_id>")
@meeting_act(Permission.PREPARE_MEETING)
def remove_seat(session, actor, seat_id):
    seats.remove_seat(session, actor, seat_id)


@bp.put(f"{MEETING}/seats/<int:seat_id>/attendance")
@meeting_act(Permission.RUN_MEETING, Attendance)
def mark_attendance(session, actor, body, seat_id):
    return {"seat": seat_payload(seats.mark_attendance(session, actor, seat_id, body.present))}


@bp.post(f"{MEETING}/seats/mine/arrival")
@meeting_act(Permission.READ_MEETING)
def arrive(session, actor):
    return {"seat": seat_payload(seats.arrive(session, actor))}


@bp.get(f"{MEETING}/hall-screen")
@meeting_read(Permission.RUN_MEETING)
def hall_screen(session, actor):
    return {"url": f"/hall#{hall.hall_token(session, actor, current_app.config['SECRET_KEY'])}"}


@bp.post(f"{MEETING}/hall-screen")
@meeting_act(Permission.RUN_MEETING)
def renew_hall_screen(session, actor):
    return {"url": f"/hall#{hall.renew_hall_token(session, actor, current_app.config['SECRET_KEY'])}"}
