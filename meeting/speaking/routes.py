"""The speakers' list over HTTP."""

from typing import Annotated

from flask import Blueprint
from pydantic import Field

from ..edge import Body, Id, meeting_act
from ..permissions import Permission
from . import leading, requesting
from .payloads import speech_payload

bp = Blueprint("speaking", __name__, url_prefix="/api/meetings/<int:meeting_id>/speeches")


class Order(Body):
    order: Annotated[list[Id], Field(max_length=1000)]


class Time(Body):
    allotted_seconds: Annotated[int, Field(ge=10, le=7200)]


@bp.post("")
@meeting_act(Permission.ASK_TO_SPEAK)
def ask_to_speak(session, actor):
    return {"speech": speech_payload(requesting.ask_to_speak(session, actor))}


@bp.delete("/mine")
@meeting_act(Permission.ASK_TO_SPEAK)
def withdraw_mine(session, actor):
    withdrawn = requesting.withdraw_mine(session, actor)
    return {"speech": withdrawn and speech_payload(withdrawn)}


@bp.post("/for/<int:seat_id>")
@meeting_act(Permission.LEAD_SPEAKERS)
def add_for(session, actor, seat_id):
    return {"speech": speech_payload(requesting.add_for(session, actor, seat_id))}


@bp.delete("/<int:speech_id>")
@meeting_act(Permission.LEAD_SPEAKERS)
def remove_request(session, actor, speech_id):
    return {"speech": speech_payload(requesting.remove_request(session, actor, speech_id))}


@bp.put("/order")
@meeting_act(Permission.LEAD_SPEAKERS, Order)
def order_speeches(session, actor, body):
    ordered = leading.order_speeches(session, actor, body.order)
    return {"speeches": {str(speech.id): speech_payload(speech) for speech in ordered}}


@bp.post("/next")
@meeting_act(Permission.LEAD_SPEAKERS)
def call_next_speaker(session, actor):
    return {"speech": speech_payload(leading.call_next_speaker(session, actor))}


@bp.post("/<int:speech_id>/beginning")
@meeting_act(Permission.LEAD_SPEAKERS)
def begin_speech(session, actor, speech_id):
    return {"speech": speech_payload(leading.begin_speech(session, actor, speech_id))}


@bp.post("/<int:speech_id>/pause")
@meeting_act(Permission.LEAD_SPEAKERS)
def pause_speech(session, actor, speech_id):
    return {"speech": speech_payload(leading.pause_speech(session, actor, speech_id))}


@bp.post("/<int:speech_id>/resumption")
@meeting_act(Permission.LEAD_SPEAKERS)
def resume_speech(session, actor, speech_id):
    return {"speech": speech_payload(leading.resume_speech(session, actor, speech_id))}


@bp.post("/<int:speech_id>/ending")
@meeting_act(Permission.LEAD_SPEAKERS)
def end_speech(session, actor, speech_id):
    return {"speech": speech_payload(leading.end_speech(session, actor, speech_id))}


@bp.put("/<int:speech_id>/time")
@meeting_act(Permission.LEAD_SPEAKERS, Time)
def allot_time(session, actor, body, speech_id):
    return {"speech": speech_payload(leading.allot_time(session, actor, speech_id, body.allotted_seconds))}
