"""Votes as the tablets see them: over HTTP and sockets, on both databases."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from meeting.agenda.models import Meeting, MeetingState
from meeting.db import FactChannel, FactEntry, reading, writing
from meeting.voting.majority import PRESETS
from meeting.voting.models import Ballot, Elector, Vote, VoteState
from tests import cast, make
from tests.databases import on_both_databases


@pytest.fixture
def vote(house):
    with writing(house.meeting.id) as session:
        return make.vote(session, house.item)


def path(house, vote, rest=""):
    return f"{house.path}/votes/{vote.id}{rest}"


def test_nobody_votes_without_signing_in(house, vote, sign_in):
    status, body = sign_in().put(path(house, vote, "/ballots/mine"), {"answer": {"choice": "for"}})
    assert (status, body["error"]) == (401, "not_signed_in")


def test_who_has_no_seat_learns_nothing_of_the_vote(house, vote, sign_in):
    for who in (house.phuc, house.son):
        status, body = sign_in(who).put(path(house, vote, "/ballots/mine"), {"answer": {"choice": "for"}})
        assert (status, body["error"]) == (404, "not_found")


def test_the_hall_screen_opens_no_vote(house, vote, sign_in):
    status, body = sign_in(house.hall).post(path(house, vote, "/opening"))
    assert (status, body["error"]) == (403, "not_allowed")


@on_both_databases
def test_a_body_that_refuses_opens_no_vote_without_a_quorum(house, vote, sign_in):
    thu, mai = sign_in(house.thu), sign_in(house.mai)
    rule = f"/api/bodies/{house.meeting.body_id}/quorum-rule"
    status, body = sign_in(house.yen).put(rule, {"quorum_rule": "refuse"})
    assert (status, body["body"]["quorum_rule"]) == (200, "refuse")
    status, body = sign_in(house.yen).put(rule, {"quorum_rule": "never"})
    assert (status, body["field"]) == (422, "quorum_rule")
    for act in ("ending", "beginning"):
        thu.post(f"{house.path}/{act}")
    for seat in house.voters[3:]:
        thu.put(f"{house.path}/seats/{seat.seat_id}/attendance", {"present": False})
    assert mai.get(f"{house.path}/state")[1]["meeting"]["quorum"]["rule"] == "refuse"
    status, body = mai.post(path(house, vote, "/opening"), {"despite_quorum": True})
    assert (status, body["error"]) == (409, "quorum_required")
    assert body["message"] == (
        "Không mở biểu quyết khi chưa đủ số đại biểu theo quy định: có mặt 3, cần ít nhất 4."
    )
    thu.put(f"{house.path}/seats/{house.voters[3].seat_id}/attendance", {"present": True})
    assert mai.post(path(house, vote, "/opening"))[1]["vote"]["state"] == "open"


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "answer"),
        ({"answer": {"choice": 1}}, "answer"),
        ({"answer": {"choice": "for"}, "seat_id": 1}, "seat_id"),
        ({"answer": {"choice": "x"}}, "answer"),
    ],
)
def test_a_ballot_that_cannot_be_understood_names_the_field(house, vote, sign_in, form, field):
    sign_in(house.mai).post(path(house, vote, "/opening"))
    status, body = sign_in(house.an).put(path(house, vote, "/ballots/mine"), form)
    assert (status, body["field"]) == (422, field)


def test_a_late_ballot_is_refused_in_the_words_of_the_person(house, vote, sign_in):
    mai, an = sign_in(house.mai), sign_in(house.an)
    mai.post(path(house, vote, "/opening"))
    mai.post(path(house, vote, "/closing"), {"despite_missing": True})
    status, body = an.put(path(house, vote, "/ballots/mine"), {"answer": {"choice": "for"}})
    assert (status, body["error"]) == (409, "vote_closed")
    assert body["message"] == "Biểu quyết đã kết thúc. Lựa chọn của quý vị KHÔNG được tính."


def test_a_ballot_whose_answer_was_lost_is_sent_again_even_after_the_close(house, vote, sign_in):
    mai, an = sign_in(house.mai), sign_in(house.an)
    mai.post(path(house, vote, "/opening"))
    first = an.put(path(house, vote, "/ballots/mine"), {"answer": {"choice": "for"}}, key="tablet-1")
    mai.post(path(house, vote, "/closing"), {"despite_missing": True})
    assert an.put(path(house, vote, "/ballots/mine"), {"answer": {"choice": "for"}}, key="tablet-1") == first
    status, body = an.put(
        path(house, vote, "/ballots/mine"), {"answer": {"choice": "against"}}, key="tablet-1"
    )
    assert (status, body["error"]) == (409, "key_reused")


def test_anybody_signed_in_reads_the_majority_rules(house, sign_in):
    status, body = sign_in(house.phuc).get("/api/majority-rules")
    assert (status, len(body["presets"])) == (200, len(PRESETS))
    assert sign_in().get("/api/majority-rules")[0] == 401


@on_both_databases
def test_the_life_of_a_vote_as_the_room_hears_it(house, sign_in, tablet):
    thu, an, hall = tablet(house.thu), tablet(house.an), tablet(house.hall)
    desk, member = sign_in(house.thu), sign_in(house.an)
    form = {"item_id": house.item.id, "title": "  Thông qua dự toán  ", "preset": "council_resolution"}
    status, body = desk.post(f"{house.path}/votes", form)
    assert (status, body["vote"]["title"], body["vote"]["state"]) == (200, "Thông qua dự toán", "draft")
    url = f"{house.path}/votes/{body['vote']['id']}"
    assert desk.put(url, form | {"title": "Thông qua"})[1]["vote"]["title"] == "Thông qua"
    assert [name for name, _ in thu.heard()] == ["vote:drafted", "vote:drafted"]
    assert an.heard() == hall.heard() == []

    assert desk.post(f"{url}/opening")[1]["vote"]["state"] == "open"
    status, body = member.put(f"{url}/ballots/mine", {"answer": {"choice": "for"}})
    assert (status, body["ballot"]["answer"]["choice"], "vote" in body) == (200, "for", False)
    assert [name for name, _ in an.heard()] == ["vote:opened", "ballot:recorded", "vote:progressed"]
    assert [name for name, _ in hall.heard()] == ["vote:opened", "vote:progressed"]
    assert [name for name, _ in thu.heard()] == [
        "vote:opened",
        "turnout:changed",
        "vote:progressed",
        "turnout:changed",
    ]

    status, body = desk.post(f"{url}/closing")
    assert (status, body["error"]) == (409, "missing_ballots")
    assert "Có mặt nhưng chưa biểu quyết (5 đại biểu)" in body["message"]
    status, body = desk.post(f"{url}/closing", {"despite_missing": True})
    assert (status, body["vote"]["state"], body["vote"]["result"]) == (200, "closed", None)
    [(_, closed)] = an.heard()
    assert (closed["vote"]["state"], closed["vote"]["result"]) == ("closed", None)
    [(_, turnout)] = thu.heard("turnout:changed")
    assert turnout["turnout"]["result"]["counts"]["for"] == 1

    desk.post(f"{url}/publication")
    [(name, published)] = an.heard()
    assert (name, published["vote"]["result"]["outcome"]) == ("vote:published", "rejected")
    state = member.get(f"{house.path}/state")[1]
    assert state["votes"][str(published["vote"]["id"])] == published["vote"]
    assert state["ballots"][str(published["vote"]["id"])]["answer"]["choice"] == "for"
    assert "turnouts" not in state
    assert sign_in(house.hall).get(f"{house.path}/state")[1]["ballots"] == {}


@on_both_databases
def test_a_draft_that_was_removed_is_gone(house, vote, sign_in):
    desk = sign_in(house.mai)
    assert desk.delete(path(house, vote)) == (200, {"ok": True})
    assert desk.delete(path(house, vote))[0] == 404


@on_both_databases
def test_the_database_itself_keeps_one_ballot_to_a_member_and_one_open_vote(house, vote):
    other = house.items[1]
    with writing(house.meeting.id) as session:
        session.merge(vote).state = VoteState.OPEN
        session.add(Elector(vote_id=vote.id, seat_id=house.an.seat_id, present=True))
        session.flush()
        session.add(Ballot(vote_id=vote.id, seat_id=house.an.seat_id, answer={"choice": "for"}))
    with pytest.raises(IntegrityError), writing(house.meeting.id) as session:
        session.add(Ballot(vote_id=vote.id, seat_id=house.an.seat_id, answer={"choice": "against"}))
    with pytest.raises(IntegrityError), writing(house.meeting.id) as session:
        session.add(
            Ballot(vote_id=vote.id, seat_id=house.binh.seat_id, answer={"choice": "for"})
        )  # not in the electorate
    with pytest.raises(IntegrityError), writing(house.meeting.id) as session:
        make.vote(session, other).state = VoteState.OPEN


@on_both_databases
def test_a_draft_of_a_meeting_goes_with_its_votes(app, sign_in):
    with writing() as session:
        room = cast.gather(session, state=MeetingState.DRAFT)
        make.vote(session, room.item)
    assert sign_in(room.thu).delete(room.path)[0] == 200
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Meeting)) == 0
        assert session.scalar(select(func.count()).select_from(Vote)) == 0


class TestManyAtOnce:
    """Sixty members answer in the same moment."""

    NUMBER = 60

    @pytest.fixture
    def settings(self):
        return {"COALESCE_SECONDS": 0.05}

    @pytest.fixture
    def hall_of_sixty(self, app):
        with writing() as session:
            meeting, item, actors = cast.gather_many(session, self.NUMBER)
            vote = make.vote(session, item)
        return meeting, vote, actors

    @on_both_databases
    def test_every_ballot_is_stored_and_the_last_count_told_is_right(
        self, app, hall_of_sixty, sign_in, tablet
    ):
        meeting, vote, (chair, *members) = hall_of_sixty
        url = f"/api/meetings/{meeting.id}/votes/{vote.id}"
        hall_screen = tablet(cast.Actor(meeting.id, cast.Role.HALL))
        devices = [sign_in(member) for member in members]
        assert sign_in(chair).post(f"{url}/opening")[0] == 200
        with ThreadPoolExecutor(self.NUMBER) as pool:
            answers = list(
                pool.map(
                    lambda device: device.put(f"{url}/ballots/mine", {"answer": {"choice": "for"}}), devices
                )
            )
        assert [status for status, _ in answers] == [200] * self.NUMBER
        self.wait_for(lambda: self.newest_count(meeting) == self.NUMBER)
        with writing(meeting.id):
            pass  # the count is saved a moment before it is told; the turn of its act ends when it has been
        assert hall_screen.heard("vote:progressed")[-1][1]["progress"]["cast"] == self.NUMBER
        closed = sign_in(chair).post(f"{url}/closing", {"despite_missing": True})[1]["vote"]
        assert closed["cast"] == self.NUMBER
        with reading() as session:
            assert session.scalar(select(func.count()).select_from(Ballot)) == self.NUMBER
            assert session.get(Vote, vote.id).result["counts"]["for"] == self.NUMBER
        self.assert_no_gap(meeting)

    @on_both_databases
    def test_a_ballot_racing_the_close_is_counted_or_refused(self, app, hall_of_sixty, sign_in):
        meeting, vote, (chair, *members) = hall_of_sixty
        url = f"/api/meetings/{meeting.id}/votes/{vote.id}"
        desk, devices = sign_in(chair), [sign_in(member) for member in members]
        desk.post(f"{url}/opening")

        def act(number):
            if number == self.NUMBER // 2:
                return desk.post(f"{url}/closing", {"despite_missing": True})
            return devices[number].put(f"{url}/ballots/mine", {"answer": {"choice": "against"}})

        with ThreadPoolExecutor(self.NUMBER) as pool:
            answers = list(pool.map(act, range(self.NUMBER)))
        ballots = [answer for number, answer in enumerate(answers) if number != self.NUMBER // 2]
        accepted = sum(status == 200 for status, _ in ballots)
        assert {body["error"] for status, body in ballots if status != 200} <= {"vote_closed"}
        with reading() as session:
            assert session.get(Vote, vote.id).result["cast"] == accepted
            assert session.scalar(select(func.count()).select_from(Ballot)) == accepted

    @staticmethod
    def newest_count(meeting):
        with reading() as session:
            newest = (
                select(FactEntry.payload)
                .where(FactEntry.name == "vote:progressed")
                .order_by(FactEntry.id.desc())
            )
            payload = session.scalar(newest.limit(1))
        return payload and json.loads(payload)["progress"]["cast"]

    @staticmethod
    def wait_for(condition, seconds=30):
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, "it did not come to pass"
            time.sleep(0.02)

    @staticmethod
    def assert_no_gap(meeting):
        with reading() as session:
            for channel, newest in session.execute(select(FactChannel.channel, FactChannel.seq)):
                this = select(FactEntry.seq).where(FactEntry.channel == channel).order_by(FactEntry.id)
                assert session.scalars(this).all() == list(range(1, newest + 1))


# every kind, as the desk's form sends it

ELECTION = {
    "title": "Bầu Phó Chủ tịch",
    "preset": "council_election",
    "kind": "election",
    "subjects": [{"title": "  Nguyễn Văn An ", "note": "Sinh năm 1980"}, {"title": "Lê Thị Bình"}],
    "places": 1,
}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"kind": "lottery"}, "kind"),
        ({"secrecy": "whispered"}, "secrecy"),
        ({"subjects": [{"title": " "}]}, "subjects.0.title"),
        ({"subjects": [{"title": "An", "votes": 9}]}, "subjects.0.votes"),
        ({"subjects": [{"title": str(number)} for number in range(201)]}, "subjects"),
        ({"places": -1}, "places"),
        ({"countdown_s": 1}, "countdown_s"),
        ({"deadline_at": "2026-12-01T08:00:00"}, "deadline_at"),
        ({"position": 0}, "position"),
        ({"places": 3}, "places"),
    ],
)
def test_a_form_that_cannot_be_kept_names_the_field(house, sign_in, more, field):
    form = ELECTION | {"item_id": house.item.id} | more
    status, body = sign_in(house.thu).post(f"{house.path}/votes", form)
    assert (status, body["field"]) == (422, field)
    assert sign_in(house.thu).get(f"{house.path}/state")[1]["votes"] == {}


@on_both_databases
def test_an_election_over_http(house, sign_in):
    desk, an = sign_in(house.thu), sign_in(house.an)
    status, body = desk.post(f"{house.path}/votes", ELECTION | {"item_id": house.item.id})
    vote = body["vote"]
    assert (status, vote["form"], vote["subjects"][0]) == (
        200,
        "picks",
        {"id": 1, "title": "Nguyễn Văn An", "note": "Sinh năm 1980"},
    )
    url = f"{house.path}/votes/{vote['id']}"
    changed = desk.put(url, ELECTION | {"item_id": house.item.id, "subjects": vote["subjects"], "places": 2})
    assert changed[1]["vote"]["max_picks"] == 2, "what was read can be sent again"
    desk.post(f"{url}/opening")
    assert an.put(f"{url}/ballots/mine", {"answer": {"picks": [3]}})[1]["error"] == "not_on_ballot"
    status, body = an.put(f"{url}/ballots/mine", {"answer": {"picks": [2, 1]}})
    assert (status, body["ballot"]["answer"]) == (200, {"picks": [1, 2]})
    desk.post(f"{url}/closing", {"despite_missing": True})
    result = desk.post(f"{url}/publication")[1]["vote"]["result"]
    assert [subject["counts"] for subject in result["subjects"]] == [{"picked": 1}, {"picked": 1}]
    assert len(result["hash"]) == 64


@on_both_databases
def test_a_chair_opens_a_vote_from_a_template_in_two_commands(house, sign_in):
    keeper, chair = sign_in(house.yen), sign_in(house.mai)
    templates = f"/api/bodies/{house.meeting.body_id}/vote-templates"
    form = {"title": "Thông qua {item}", "preset": "council_resolution", "secrecy": "named"}
    status, body = keeper.post(templates, {"name": "Nghị quyết", "form": form})
    assert (status, body["template"]["form"]) == (200, form)
    [offered] = chair.get(f"{house.path}/vote-templates")[1]["templates"]
    vote = chair.post(f"{house.path}/votes", offered["form"] | {"item_id": house.item.id})[1]["vote"]
    assert (vote["title"], vote["secrecy"]) == ("Thông qua Dự toán ngân sách", "named")
    assert chair.post(f"{house.path}/votes/{vote['id']}/opening")[1]["vote"]["answers"] == "------"
    one = f"{templates}/{body['template']['id']}"
    assert keeper.put(one, {"name": "Khác", "form": form})[1]["template"]["name"] == "Khác"
    assert keeper.delete(one)[0] == 200
    assert keeper.get(templates)[1]["templates"] == []


@on_both_databases
def test_what_circulates_is_open_beside_the_vote_in_the_room(house, sign_in):
    chair = sign_in(house.mai)
    form = {"item_id": house.item.id, "title": "Ý kiến", "preset": "council_resolution"}
    later = {"manner": "circulation", "deadline_at": "2126-11-28T08:00:00Z"}
    for more in (later, {}, later):
        vote = chair.post(f"{house.path}/votes", form | more)[1]["vote"]
        assert chair.post(f"{house.path}/votes/{vote['id']}/opening")[0] == 200
    again = chair.post(f"{house.path}/votes", form)[1]["vote"]
    assert chair.post(f"{house.path}/votes/{again['id']}/opening")[1]["error"] == "another_open"


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        ({"answer": {"choice": "x" * 2**21}}, 413, "http_413"),
        ({"answer": "for"}, 422, "invalid"),
        ({"answer": ["for"]}, 422, "invalid"),
        ({"answer": {"choice": {"for": 1}}}, 422, "not_on_ballot"),
        ({"answer": {"picks": [1]}}, 422, "not_on_ballot"),
        ({"answer": {"choice": float("nan")}}, 422, "not_on_ballot"),
        ({"sealed": "00" * 48}, 422, "must_not_be_sealed"),
        ({"sealed": "0" * 9002}, 422, "invalid"),
        ({"answer": {"choice": "for"}, "comment": "Nhưng"}, 422, "no_comment"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_kept(house, vote, sign_in, body, status, error):
    sign_in(house.mai).post(path(house, vote, "/opening"))
    answer = sign_in(house.an).put(path(house, vote, "/ballots/mine"), body)
    assert (answer[0], answer[1]["error"]) == (status, error)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Ballot)) == 0


@pytest.mark.parametrize("sent", [b"[" * 100_000, b'{"answer":' + b'{"a":' * 5000, b"\xff\xfe", b"null"])
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(house, vote, sign_in, sent):
    sign_in(house.mai).post(path(house, vote, "/opening"))
    an = sign_in(house.an)
    response = an.client.put(path(house, vote, "/ballots/mine"), data=sent, headers=an.headers)
    assert (response.status_code, response.get_json()["ok"]) == (422, False)
    with reading() as session:
        assert session.scalar(select(func.count()).select_from(Ballot)) == 0
