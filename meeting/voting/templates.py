"""What a body votes on often, kept so that a chair opens a vote in two taps."""

from sqlalchemy import func, select

from ..agenda.meetings import find_body, find_meeting, require_secretariat
from ..errors import Invalid, NotFound
from ..permissions import Permission, require
from .draft import Draft, fill_in, require_names, require_suitable
from .models import VoteTemplate


def add_template(session, person, body_id, name, form):
    """`form`: fields of a Draft; "{item}" in the question stands for the title of the agenda item."""
    require_secretariat(person)
    find_body(session, body_id)
    last = session.scalar(select(func.max(VoteTemplate.position)).where(VoteTemplate.body_id == body_id))
    template = VoteTemplate(body_id=body_id, position=(last or 0) + 1)
    return fill_template(session, template, name, form)


def change_template(session, person, body_id, template_id, name, form):
    require_secretariat(person)
    return fill_template(session, find_template(session, body_id, template_id), name, form)


def remove_template(session, person, body_id, template_id):
    """Votes drafted from it stay as they are."""
    require_secretariat(person)
    session.delete(find_template(session, body_id, template_id))


def order_templates(session, person, body_id, order):
    """All of the body's templates, by their ids, in the order in which a chair is offered them."""
    known = {template.id: template for template in list_for_keeper(session, person, body_id)}
    if sorted(order) != sorted(known):
        raise Invalid("The templates have changed meanwhile. Please look again.", field="order")
    for position, template_id in enumerate(order, start=1):
        known[template_id].position = position
    session.flush()
    return list_templates(session, body_id)


def fill_template(session, template, name, form):
    draft = fill_in(Draft(**form), "")
    require_suitable(draft)
    if draft.subjects:
        require_names(draft)
    this = (VoteTemplate.body_id == template.body_id) & (VoteTemplate.name == name)
    if session.scalar(select(VoteTemplate.id).where(this, VoteTemplate.id != template.id)):
        raise Invalid("There is already a template of this name.", field="name")
    template.name, template.form = name, form
    session.add(template)
    session.flush()
    return template


def find_template(session, body_id, template_id):
    template = session.get(VoteTemplate, template_id)
    if template is None or template.body_id != body_id:
        raise NotFound("There is no such template.")
    return template


def list_templates(session, body_id):
    this = select(VoteTemplate).where(VoteTemplate.body_id == body_id)
    return session.scalars(this.order_by(VoteTemplate.position, VoteTemplate.id)).all()


def list_for_keeper(session, person, body_id):
    require_secretariat(person)
    find_body(session, body_id)
    return list_templates(session, body_id)


def list_for_meeting(session, actor):
    """Those of the body that meets."""
    require(actor, Permission.RUN_VOTES)
    return list_templates(session, find_meeting(session, actor.meeting_id).body_id)


def template_payload(template):
    return {"id": template.id, "name": template.name, "position": template.position, "form": template.form}
