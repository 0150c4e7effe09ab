"""Votes over HTTP."""

from typing import Annotated

from flask import Blueprint
from pydantic import Field

from ..edge import (
    Body,
    Id,
    Moment,
    Text,
    meeting_act,
    meeting_act_together,
    meeting_read,
    person_act,
    person_read,
)
from ..permissions import Permission
from . import casting, closing, drafting, opening, publishing, templates
from .majority import PRESETS, preset_payload
from .models import Manner, Secrecy, VoteKind
from .payloads import counted_payload
from .templates import template_payload

bp = Blueprint("voting", __name__, url_prefix="/api")

VOTES = "/meetings/<int:meeting_id>/votes"
VOTE = f"{VOTES}/<int:vote_id>"
TEMPLATES = "/bodies/<int:body_id>/vote-templates"
SUBJECTS = 200  # names on one ballot, at most
SEALED = 9_000  # hexadecimal digits: more than a sealed answer on so many names has


Number = Annotated[int, Field(ge=0, le=SUBJECTS)]
Revision = Annotated[int, Field(ge=0, le=2**31 - 1)]


class Subject(Body):
    """A name voted on. Its number follows from its place in the list; a form that was read may be sent again."""

    id: Id | None = None
    title: Text(200, 1)
    note: Text(500) = ""


class Question(Body):
    """What a template has of a vote."""

    title: Text(500, 1)
    preset: Text(40)
    kind: VoteKind = VoteKind.MOTION
    subjects: Annotated[list[Subject], Field(max_length=SUBJECTS)] = []
    min_picks: Number = 0
    max_picks: Number = 0
    places: Number = 0
    secrecy: Secrecy = Secrecy.NAMED_LATER
    manner: Manner = Manner.TABLET
    may_change: bool = True
    may_abstain: bool = True
    is_consultative: bool = False
    is_test: bool = False
    countdown_s: Annotated[int, Field(ge=5, le=3600)] | None = None


class VoteForm(Question):
    item_id: Id
    deadline_at: Moment | None = None
    rerun_of_id: Id | None = None
    position: Annotated[int, Field(ge=1, le=1000)] | None = None
    tellers: Annotated[list[Id], Field(max_length=SUBJECTS)] = []


class Template(Body):
    name: Text(200, 1)
    form: Question


class TemplateOrder(Body):
    order: Annotated[list[Id], Field(max_length=500)]


class Opening(Body):
    despite_quorum: bool = False
    despite_tiny: bool = False


class Closing(Body):
    despite_missing: bool = False
    with_seat_id: Id | None = None


class Publication(Body):
    on_tablets: bool = True
    on_hall: bool = True


class Answer(Body):
    """What is in it is for the rules to judge: they know the vote."""

    answer: dict | None = None
    sealed: Text(SEALED) | None = None
    comment: Text(2000) = ""
    revision: Revision = 0


@bp.get("/majority-rules")
@person_read
def majority_rules(session, person):
    return {"presets": [preset_payload(rule) for rule in PRESETS.values()]}


@bp.get(TEMPLATES)
@person_read
def list_templates(session, person, body_id):
    return {"templates": list(map(template_payload, templates.list_for_keeper(session, person, body_id)))}


@bp.post(TEMPLATES)
@person_act(Template)
def add_template(session, person, body, body_id):
    return template_reply(templates.add_template(session, person, body_id, body.name, form_of(body)))


@bp.put(f"{TEMPLATES}/<int:template_id>")
@person_act(Template)
def change_template(session, person, body, body_id, template_id):
    form = form_of(body)
    return template_reply(templates.change_template(session, person, body_id, template_id, body.name, form))


@bp.delete(f"{TEMPLATES}/<int:template_id>")
@person_act()
def remove_template(session, person, body_id, template_id):
    templates.remove_template(session, person, body_id, template_id)


@bp.put(f"{TEMPLATES}/order")
@person_act(TemplateOrder)
def order_templates(session, person, body, body_id):
    return {
        "templates": list(
            map(template_payload, templates.order_templates(session, person, body_id, body.order))
        )
    }


@bp.get("/meetings/<int:meeting_id>/vote-templates")
@meeting_read(Permission.RUN_VOTES)
def offer_templates(session, actor):
    return {"templates": list(map(template_payload, templates.list_for_meeting(session, actor)))}


@bp.post(VOTES)
@meeting_act(Permission.RUN_VOTES, VoteForm)
def draft_vote(session, actor, body):
    return vote_reply(session, drafting.draft_vote(session, actor, **body.model_dump()))


@bp.put(VOTE)
@meeting_act(Permission.RUN_VOTES, VoteForm)
def change_vote(session, actor, body, vote_id):
    return vote_reply(session, drafting.change_vote(session, actor, vote_id, **body.model_dump()))


@bp.delete(VOTE)
@meeting_act(Permission.RUN_VOTES)
def remove_vote(session, actor, vote_id):
    drafting.remove_vote(session, actor, vote_id)


@bp.post(f"{VOTE}/opening")
@meeting_act(Permission.RUN_VOTES, Opening)
def open_vote(session, actor, body, vote_id):
    _vote, payload = opening.put_to_room(session, actor, vote_id, **body.model_dump())
    return {"vote": payload}


@bp.put(f"{VOTE}/ballots/mine")
@meeting_act_together(Permission.VOTE, Answer, casting.look_up, casting.reply_again)
def cast_ballot(session, actor, body, vote_id):
    """Nothing is counted here: a thousand arrive within a second, and of a secret vote no press tells its number."""
    ballot, _vote = casting.cast_ballot(session, actor, vote_id, **body.model_dump())
    return casting.cast_reply(ballot)


@bp.post(f"{VOTE}/closing")
@meeting_act(Permission.RUN_VOTES, Closing)
def close_vote(session, actor, body, vote_id):
    return vote_reply(session, closing.close_vote(session, actor, vote_id, **body.model_dump()))


@bp.post(f"{VOTE}/publication")
@meeting_act(Permission.RUN_VOTES, Publication)
def publish_vote(session, actor, body, vote_id):
    return vote_reply(session, publishing.publish_vote(session, actor, vote_id, **body.model_dump()))


def form_of(template):
    """Only what was said: what is left out follows from the rest when a vote is drafted from it."""
    return template.form.model_dump(mode="json", exclude_unset=True)


def template_reply(template):
    return {"template": template_payload(template)}


def vote_reply(session, vote):
    return {"vote": counted_payload(session, vote)}
