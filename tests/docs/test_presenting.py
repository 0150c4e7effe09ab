"""Who shows a page to everybody: asking, being given it, taking over, calling everybody, leaving off."""

import pytest
from sqlalchemy import select

from meeting.agenda.running import begin_meeting, end_meeting
from meeting.agenda.seats import change_seat, remove_seat
from meeting.db import reading, writing
from meeting.docs import removing, visibility
from meeting.docs.finding import find_paper
from meeting.docs.presenting import asking, showing
from meeting.docs.presenting.models import Presentation, PresentingRequest
from meeting.errors import NotAllowed, NotFound, Refused
from meeting.permissions import Role

from ..databases import on_both_databases


@pytest.fixture
def act(app, meeting):
    """act(rule, who, *args): one act in its own transaction, in a meeting that runs."""
    with app.app_context(), writing(meeting.id) as session:
        begin_meeting(session, meeting.minh)

    def act(rule, who, *args):
        with app.app_context(), writing(meeting.id) as session:
            return rule(session, getattr(meeting, who), *args)

    return act


@pytest.fixture
def shown(app, meeting):
    """shown(): (page, region, seat of the presenter) of what everybody sees, or None."""

    def shown():
        with app.app_context(), reading() as session:
            row = session.get(Presentation, meeting.id)
            return row and (row.page, row.region, row.by_seat_id)

    return shown


@pytest.fixture
def calls(app, meeting):
    """calls(): what tells those who read elsewhere that they are called."""

    def calls():
        with app.app_context(), reading() as session:
            return session.get(Presentation, meeting.id).calls

    return calls


def wishes(app):
    with app.app_context(), reading() as session:
        return session.scalars(select(PresentingRequest.seat_id)).all()


@on_both_databases
def test_a_member_asks_is_given_the_page_and_turns_on(app, meeting, act, shown, facts, lay):
    paper_id = lay(4)
    act(asking.ask_to_present, "lan", paper_id, 2)
    assert shown() is None
    act(asking.grant, "minh", meeting.lan.seat_id)
    assert shown() == (2, None, meeting.lan.seat_id)
    assert wishes(app) == []
    region = {"x": 0.1, "y": 0.2, "w": 0.5, "h": 0.5}
    act(showing.show_page, "lan", paper_id, 3, region)
    assert shown() == (3, region, meeting.lan.seat_id)
    act(showing.stop_presenting, "lan")
    assert shown() is None
    told = [(channel, name) for channel, name, _ in facts() if name.startswith("presenting:")]
    mine = f"person:{meeting.lan.person_id}"
    asked, answered = "presenting:asked", "presenting:answered"
    assert told == [("desk", asked), (mine, asked), ("desk", answered), (mine, answered)]


def test_asking_again_is_wishing_another_page(app, meeting, act, shown, lay):
    first, second = lay(4), lay(4)
    act(asking.ask_to_present, "lan", first, 2)
    act(asking.ask_to_present, "lan", second, 3)
    assert wishes(app) == [meeting.lan.seat_id]
    act(asking.grant, "minh", meeting.lan.seat_id)
    assert shown()[0] == 3


def test_who_has_not_been_given_it_turns_nothing(act, shown, lay):
    paper_id = lay(4)
    act(asking.ask_to_present, "lan", paper_id, 1)
    for rule, *args in ((showing.show_page, paper_id, 1), (showing.call_everyone,)):
        with pytest.raises(Refused) as refused:
            act(rule, "lan", *args)
        assert refused.value.code == "not_presenter"
    assert shown() is None


def test_the_desk_takes_over_and_the_one_before_turns_no_more(meeting, act, shown, lay):
    paper_id = lay(4)
    act(asking.ask_to_present, "lan", paper_id, 1)
    act(asking.grant, "minh", meeting.lan.seat_id)
    act(showing.show_page, "thu", paper_id, 4)
    for rule, *args in ((showing.show_page, paper_id, 2), (showing.stop_presenting,)):
        with pytest.raises(Refused):
            act(rule, "lan", *args)
    assert shown() == (4, None, meeting.thu.seat_id)


def test_a_wish_is_declined_or_taken_back(app, meeting, act, shown, facts, lay):
    paper_id = lay(4)
    act(asking.ask_to_present, "lan", paper_id, 1)
    act(asking.decline, "minh", meeting.lan.seat_id)
    act(asking.ask_to_present, "lan", paper_id, 1)
    act(asking.withdraw_mine, "lan")
    act(asking.withdraw_mine, "lan")
    outcomes = [p["outcome"] for c, n, p in facts() if n == "presenting:answered" and c == "desk"]
    assert outcomes == ["declined", "withdrawn"]
    assert (wishes(app), shown()) == ([], None)
    with pytest.raises(NotFound):
        act(asking.grant, "minh", meeting.lan.seat_id)


@pytest.mark.parametrize("rule", [asking.grant, asking.decline])
def test_only_the_desk_answers_wishes(meeting, act, lay, rule):
    act(asking.ask_to_present, "lan", lay(4), 1)
    with pytest.raises(NotAllowed):
        act(rule, "lan", meeting.lan.seat_id)


@pytest.mark.parametrize("who", ["ola", "hall"])
def test_who_only_watches_neither_asks_nor_shows(act, lay, who):
    paper_id = lay(4)
    for rule, *args in (
        (asking.ask_to_present, paper_id, 1),
        (showing.show_page, paper_id, 1),
        (showing.call_everyone,),
        (showing.stop_presenting,),
    ):
        with pytest.raises(NotAllowed):
            act(rule, who, *args)


def test_everybody_is_called_to_the_page(act, calls, lay):
    act(showing.show_page, "minh", lay(4), 2)
    before = calls()
    act(showing.call_everyone, "thu")
    act(showing.call_everyone, "minh")
    assert calls() == before + 2


@on_both_databases
def test_a_new_presentation_calls_whoever_was_asleep_when_the_last_one_ended(act, calls, lay):
    """Such a tablet knows the number of the last one, and would take itself for called already."""
    paper_id, seen = lay(4), []
    for times in (3, 0, 1):
        act(showing.show_page, "minh", paper_id, 2)
        for _ in range(times):
            act(showing.call_everyone, "minh")
        seen.append(calls())
        act(showing.stop_presenting, "minh")
    assert seen == sorted(set(seen))


def test_turning_the_page_and_taking_over_call_nobody(act, calls, lay):
    paper_id = lay(4)
    act(showing.show_page, "minh", paper_id, 2)
    before = calls()
    act(showing.show_page, "minh", paper_id, 3)
    act(showing.show_page, "thu", lay(4), 1)
    assert calls() == before


def test_nobody_is_called_where_nothing_is_shown(act):
    with pytest.raises(Refused) as refused:
        act(showing.call_everyone, "minh")
    assert refused.value.code == "not_presenting"


def test_with_a_paper_that_is_narrowed_or_removed_the_wishes_go(app, act, lay):
    for end in (
        lambda paper_id: act(visibility.set_visibility, "thu", paper_id, "roles", ["guest"]),
        lambda paper_id: act(removing.remove_paper, "thu", paper_id),
    ):
        paper_id = lay(4)
        act(asking.ask_to_present, "lan", paper_id, 1)
        end(paper_id)
        assert wishes(app) == []


def test_a_paper_not_for_everyone_is_not_asked_for(app, act, lay):
    paper_id = lay(4)
    act(visibility.set_visibility, "thu", paper_id, "roles", ["member"])
    with pytest.raises(Refused):
        act(asking.ask_to_present, "lan", paper_id, 1)
    assert wishes(app) == []


def test_who_left_the_room_stops_only_what_is_theirs(meeting, act, shown, app, lay):
    act(showing.show_page, "minh", lay(4), 2)
    for seat_id, there in ((meeting.thu.seat_id, True), (meeting.minh.seat_id, False)):
        with app.app_context(), writing(meeting.id) as session:
            showing.stop_for_absence(session, meeting.id, seat_id)
        assert (shown() is not None) is there


@pytest.mark.parametrize("lose", [(remove_seat,), (change_seat, Role.OBSERVER)])
def test_with_the_seat_or_the_right_goes_the_page_shown_and_the_wish(
    app, meeting, act, shown, facts, lay, lose
):
    rule, *role = lose
    paper_id = lay(4)
    act(asking.ask_to_present, "lan", paper_id, 1)
    act(asking.grant, "minh", meeting.lan.seat_id)
    act(asking.ask_to_present, "lan", paper_id, 2)
    act(rule, "thu", meeting.lan.seat_id, *role)
    assert (wishes(app), shown()) == ([], None)
    assert [p["outcome"] for c, n, p in facts() if n == "presenting:answered" and c == "desk"] == [
        "granted",
        "withdrawn",
    ]


def test_who_only_gets_another_chair_goes_on_presenting(meeting, act, shown, lay):
    act(asking.ask_to_present, "lan", lay(4), 1)
    act(asking.grant, "minh", meeting.lan.seat_id)
    act(change_seat, "thu", meeting.lan.seat_id, Role.GUEST, "Khách mời")
    assert shown()[2] == meeting.lan.seat_id


def test_with_the_meeting_ends_what_is_shown_and_wished(app, act, shown, lay):
    paper_id = lay(4)
    act(showing.show_page, "minh", paper_id, 2)
    act(asking.ask_to_present, "lan", paper_id, 1)
    act(end_meeting, "minh")
    assert (wishes(app), shown()) == ([], None)


def test_a_wish_is_granted_at_the_last_page_of_a_shorter_version(app, meeting, act, shown, lay):
    paper_id = lay(4)
    act(asking.ask_to_present, "lan", paper_id, 4)
    with app.app_context(), writing(meeting.id) as session:
        find_paper(session, meeting.thu, paper_id).current.document.page_count = 3
    act(asking.grant, "minh", meeting.lan.seat_id)
    assert shown()[0] == 3
