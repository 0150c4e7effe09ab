"""The page that everybody sees, over HTTP."""

from typing import Annotated

from flask import Blueprint
from pydantic import Field, model_validator

from ...edge import Body, Id, meeting_act
from ...permissions import Permission
from . import asking, showing
from .payloads import asking_payload

bp = Blueprint("presenting", __name__, url_prefix="/api/meetings/<int:meeting_id>/presentation")

Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Region(Body):
    """A part of a page, in fractions of it."""

    x: Share
    y: Share
    w: Annotated[Share, Field(ge=0.05)]
    h: Annotated[Share, Field(ge=0.05)]

    @model_validator(mode="after")
    def lies_on_the_page(self):
        if self.x + self.w > 1.001 or self.y + self.h > 1.001:
            raise ValueError
        return self


class WishedPage(Body):
    paper_id: Id
    page: Id


class ShownPage(WishedPage):
    region: Region | None = None

    def place(self):
        """What `show_page` takes after the actor."""
        return self.paper_id, self.page, self.region and self.region.model_dump()


@bp.put("")
@meeting_act(Permission.ASK_TO_PRESENT, body=ShownPage)
def show_page(session, actor, body):
    return {"presentation": showing.show_page(session, actor, *body.place())}


@bp.delete("")
@meeting_act(Permission.ASK_TO_PRESENT)
def stop_presenting(session, actor):
    showing.stop_presenting(session, actor)
    return {"presentation": None}


@bp.post("/call")
@meeting_act(Permission.ASK_TO_PRESENT)
def call_everyone(session, actor):
    return {"presentation": showing.call_everyone(session, actor)}


@bp.post("/requests")
@meeting_act(Permission.ASK_TO_PRESENT, body=WishedPage)
def ask_to_present(session, actor, body):
    return {"asking": asking_payload(asking.ask_to_present(session, actor, body.paper_id, body.page))}


@bp.delete("/requests/mine")
@meeting_act(Permission.ASK_TO_PRESENT)
def withdraw_mine(session, actor):
    asking.withdraw_mine(session, actor)


@bp.post("/requests/<int:seat_id>/grant")
@meeting_act(Permission.PRESENT)
def grant(session, actor, seat_id):
    return {"presentation": asking.grant(session, actor, seat_id)}


@bp.delete("/requests/<int:seat_id>")
@meeting_act(Permission.PRESENT)
def decline(session, actor, seat_id):
    asking.decline(session, actor, seat_id)
