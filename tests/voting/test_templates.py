"""What a body votes on often."""

import pytest

from meeting.errors import Invalid, NotAllowed, NotFound
from meeting.voting.drafting import draft_vote
from meeting.voting.templates import (
    add_template,
    change_template,
    list_for_keeper,
    list_for_meeting,
    order_templates,
    remove_template,
)
from tests import make

NAMES = {"kind": "election", "preset": "council_election", "subjects": [{"title": "An"}, {"title": "Bình"}]}
FORM = {"title": "Thông qua Nghị quyết về {item}", "preset": "council_resolution"}


@pytest.fixture
def body_id(room):
    return room.meeting.body_id


@pytest.fixture
def template(session, room, body_id):
    return add_template(session, room.yen, body_id, "Nghị quyết", FORM)


@pytest.mark.parametrize("who", ["mai", "thu", "an"])
def test_only_the_secretariat_keeps_templates(session, room, body_id, template, who):
    person = room.people[who]
    for act in (
        lambda: list_for_keeper(session, person, body_id),
        lambda: add_template(session, person, body_id, "Khác", FORM),
        lambda: change_template(session, person, body_id, template.id, "Khác", FORM),
        lambda: remove_template(session, person, body_id, template.id),
        lambda: order_templates(session, person, body_id, [template.id]),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_drafts_from_them(session, room, who):
    with pytest.raises(NotAllowed):
        list_for_meeting(session, getattr(room, who))


def test_a_template_needs_a_body(session, room):
    with pytest.raises(Invalid):
        add_template(session, room.yen, 987654, "Nghị quyết", FORM)


def test_a_template_belongs_to_its_body_alone(session, room, template):
    other = make.body(session)
    with pytest.raises(NotFound):
        change_template(session, room.yen, other.id, template.id, "Khác", FORM)
    with pytest.raises(NotFound):
        remove_template(session, room.yen, other.id, template.id)
    assert list_for_keeper(session, room.yen, other.id) == []


def test_two_templates_of_a_body_have_two_names(session, room, body_id, template):
    with pytest.raises(Invalid) as refusal:
        add_template(session, room.yen, body_id, "Nghị quyết", FORM)
    assert refusal.value.field == "name"
    assert change_template(session, room.yen, body_id, template.id, "Nghị quyết", FORM) is template


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"preset": "whatever"}, "preset"),
        ({"preset": "most_votes"}, "preset"),
        ({"secrecy": "secret", "manner": "roll_call"}, "secrecy"),
        ({"kind": "election", "preset": "most_votes", "manner": "circulation"}, "manner"),
        ({"is_test": True, "preset": "majority_present"}, "preset"),
        ({"kind": "choice", "preset": "choice_majority", "min_picks": 3, "max_picks": 1}, "min_picks"),
        (NAMES | {"places": 3}, "places"),
        (NAMES | {"max_picks": 3}, "max_picks"),
        (NAMES | {"subjects": [{"title": "An"}, {"title": "an"}]}, "subjects"),
    ],
)
def test_a_template_no_vote_could_be_drafted_from_is_refused(session, room, body_id, more, field):
    with pytest.raises(Invalid) as refusal:
        add_template(session, room.yen, body_id, "Mẫu", FORM | more)
    assert refusal.value.field == field


def test_names_and_a_deadline_may_come_when_it_is_used(session, room, body_id):
    for name, more in (
        ("Bầu", {"kind": "election", "preset": "council_election", "secrecy": "secret"}),
        ("Phiếu lấy ý kiến", {"manner": "circulation"}),
        ("Bầu với tổ kiểm phiếu", {"kind": "election", "preset": "council_election", "secrecy": "split"}),
    ):
        add_template(session, room.yen, body_id, name, FORM | more)
    assert [one.name for one in list_for_meeting(session, room.mai)] == [
        "Bầu",
        "Phiếu lấy ý kiến",
        "Bầu với tổ kiểm phiếu",
    ]


def test_a_vote_drafted_from_a_template_asks_what_the_item_is_called(session, room, template):
    [offered] = list_for_meeting(session, room.mai)
    vote = draft_vote(session, room.mai, room.item.id, **offered.form)
    assert (vote.title, vote.preset) == ("Thông qua Nghị quyết về Dự toán ngân sách", "council_resolution")


def test_a_removed_template_leaves_its_votes(session, room, body_id, template):
    vote = draft_vote(session, room.mai, room.item.id, **template.form)
    remove_template(session, room.yen, body_id, template.id)
    assert (list_for_meeting(session, room.mai), vote.state) == ([], "draft")


def test_an_order_names_every_template_of_the_body_once(session, room, body_id, template):
    for order in ([], [template.id, template.id], [template.id, 987654]):
        with pytest.raises(Invalid):
            order_templates(session, room.yen, body_id, order)


def test_a_chair_is_offered_templates_in_the_order_the_secretariat_gave_them(
    session, room, body_id, template
):
    second = add_template(session, room.yen, body_id, "Bãi nhiệm", FORM)
    third = add_template(session, room.yen, body_id, "Chương trình", FORM)
    order_templates(session, room.yen, body_id, [third.id, template.id, second.id])
    assert [one.name for one in list_for_meeting(session, room.mai)] == [
        "Chương trình",
        "Nghị quyết",
        "Bãi nhiệm",
    ]
