"""Two web processes: what happens at one is heard at both, once and in order."""

import time
from concurrent.futures import ThreadPoolExecutor

from meeting.db import writing
from meeting.docs.presenting.showing import show_page
from meeting.people.signing_in import end_all_sign_ins
from tests.live import await_that

from .conftest import LOOK_SECONDS


def test_pages_turned_at_either_are_seen_at_both_once_and_in_order(installation):
    room, (one, other) = installation.room, installation.webs
    paper_id = installation.lay_paper()
    tablets = [installation.tablet(room.mai, one), installation.tablet(room.an, other)]
    before = installation.seq()
    chairs = [installation.browser(room.mai, web) for web in installation.webs]
    for page in range(1, 21):
        answer = chairs[page % 2].command(
            "PUT", "/presentation", {"paper_id": paper_id, "page": page}, f"page {page}"
        )
        assert answer.ok, answer.text
    newest = installation.seq()
    for tablet in tablets:
        await_that(lambda tablet=tablet: tablet.seqs() and tablet.seqs()[-1] == newest)
        assert tablet.seqs() == list(range(before + 1, newest + 1))
        pages = [
            data["presentation"]["page"] for name, data in tablet.facts() if name == "presentation:changed"
        ]
        assert pages == list(range(1, 21))


def test_a_vote_cast_at_both_at_once_is_counted_the_same_at_both(installation):
    room, webs = installation.room, installation.webs
    vote_id = installation.open_vote()
    desks = [installation.tablet(room.thu, web) for web in webs]
    voters = [installation.browser(actor, webs[n % 2]) for n, actor in enumerate(room.voters)]
    path = f"/votes/{vote_id}/ballots/mine"
    with ThreadPoolExecutor(len(voters)) as hands:
        answer = {"answer": {"choice": "for"}}
        cast = [hands.submit(voter.command, "PUT", path, answer, "one ballot") for voter in voters]
    assert all(ballot.result().ok for ballot in cast)
    for desk in desks:
        await_that(lambda desk=desk: counted(desk) == len(voters))
        seqs = desk.seqs("desk")
        assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))


def counted(desk):
    told = desk.last("turnout:changed")
    return told and len(told["turnout"]["cast"])


def test_nobody_waits_for_the_next_look_at_the_log(installation):
    room, paper_id = installation.room, installation.lay_paper()
    tablets = [installation.tablet(room.an, web) for web in installation.webs]
    for page in range(1, 6):
        began = time.monotonic()
        with writing(installation.meeting_id) as session:  # this process has no tablets
            show_page(session, room.mai, paper_id, page)
        for tablet in tablets:
            await_that(lambda tablet=tablet: shown(tablet) == page)  # noqa: B023  (called at once)
        assert time.monotonic() - began < LOOK_SECONDS / 2


def shown(tablet):
    told = tablet.last("presentation:changed")
    return told and told["presentation"]["page"]


def test_who_signs_out_at_one_hears_nothing_more_at_the_other(installation):
    room = installation.room
    tablet = installation.tablet(room.an, installation.webs[1])
    began = time.monotonic()
    with writing() as session:
        end_all_sign_ins(session, session.get(type(room.phuc), room.an.person_id))
    await_that(lambda: tablet.last("session:ended") is not None and not tablet.socket.connected)
    assert time.monotonic() - began < 4, "it was noticed at the next heartbeat only"


def test_the_desk_sees_who_is_at_the_other_process(installation):
    room, (one, other) = installation.room, installation.webs
    desk = installation.tablet(room.thu, one)
    here = installation.tablet(room.an, one)
    there = installation.tablet(room.binh, other)
    await_that(lambda: online(desk) == seats(room.thu, room.an, room.binh), 4)
    there.close()
    await_that(lambda: online(desk) == seats(room.thu, room.an), 4)
    here.close()
    await_that(lambda: online(desk) == seats(room.thu), 4)


def online(desk):
    return (desk.last("presence:changed") or {}).get("online")


def seats(*actors):
    return sorted(actor.seat_id for actor in actors)


def test_the_pointer_is_seen_at_the_other_process(installation):
    room, (one, other) = installation.room, installation.webs
    paper_id = installation.lay_paper()
    chair, follower = installation.tablet(room.mai, one), installation.tablet(room.an, other)
    here = {"meeting_id": installation.meeting_id}
    assert chair.socket.call("page:show", {**here, "paper_id": paper_id, "page": 1})["ok"]
    assert chair.socket.call("pointer:move", {**here, "x": 0.25, "y": 0.5})["ok"]
    await_that(lambda: follower.last("pointer:moved") == {"point": {"x": 0.25, "y": 0.5}}, 4)


def test_who_loses_the_seat_at_one_process_is_sent_out_at_the_other(installation):
    room, (one, other) = installation.room, installation.webs
    tablet = installation.tablet(room.lan, other)
    secretary = installation.browser(room.thu, one)
    answer = secretary.command("PUT", f"/seats/{room.lan.seat_id}", {"role": "guest"}, "another role")
    assert answer.ok, answer.text
    await_that(lambda: tablet.joins == 2 or not tablet.socket.connected, 4)
