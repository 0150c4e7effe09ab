"""What becomes of votes beside their plain course, as the tablets see it: over HTTP and sockets, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from meeting.db import reading, writing
from meeting.voting.models import Ballot, Elector, Vote
from tests.databases import on_both_databases

from .record import verifying

FOR, AGAINST = {"answer": {"choice": "for"}}, {"answer": {"choice": "against"}}
MOTION = {"title": "Thông qua dự toán", "preset": "council_resolution"}
TOTALS = {"totals": {"counts": {"for": 4, "against": 1}}}


@pytest.fixture
def open_vote(house, sign_in):
    """open_vote(**form): the address of a vote that the secretary has opened."""

    def opened(**more):
        desk = sign_in(house.thu)
        status, body = desk.post(f"{house.path}/votes", MOTION | {"item_id": house.item.id} | more)
        assert status == 200, body
        url = f"{house.path}/votes/{body['vote']['id']}"
        status, body = desk.post(f"{url}/opening")
        assert (status, body["vote"]["state"]) == (200, "open")
        return url

    return opened


def verified(record, tmp_path):
    """What `bin/verify` says of the exported record."""
    path = tmp_path / "votes.json"
    path.write_bytes(record.data)
    return verifying.verify(path)


@on_both_databases
def test_tablets_fail_and_the_vote_is_done_by_hand_in_four_acts(house, sign_in, tablet, open_vote, tmp_path):
    desk, chair, member = sign_in(house.thu), sign_in(house.mai), sign_in(house.an)
    url = open_vote()
    assert member.put(f"{url}/ballots/mine", FOR)[0] == 200
    an, hall = tablet(house.an), tablet(house.hall)
    going_on = {"reason": "Mất mạng không dây", "manner": "by_hand"}
    status, body = desk.post(f"{url}/continuation", going_on)
    assert (status, body["vote"]["manner"], body["vote"]["by_hand"]["discarded"]) == (200, "by_hand", 1)
    assert [name for name, _ in an.heard()] == ["ballot:removed", "vote:changed"]
    assert [name for name, _ in hall.heard()] == ["vote:changed"]
    status, body = member.put(f"{url}/ballots/mine", FOR)
    assert (status, body["error"]) == (409, "entered_by_desk")
    status, body = desk.post(f"{url}/by-hand", {"totals": {"counts": {"for": 7}}})
    assert (status, body["error"], body["field"]) == (422, "too_many_ballots", "totals")
    assert desk.post(f"{url}/by-hand", TOTALS)[0] == 200
    status, body = desk.post(f"{url}/by-hand/confirmation", TOTALS)
    assert (status, body["error"]) == (409, "second_person_needed")
    assert body["message"] == "Việc này phải do người thứ hai xác nhận."
    status, body = chair.post(f"{url}/by-hand/confirmation", TOTALS)
    assert (status, body["vote"]["state"]) == (200, "closed")
    result = chair.post(f"{url}/publication")[1]["vote"]["result"]
    assert (result["outcome"], result["by_hand"]["by"]["name"]) == ("adopted", house.thu.name)
    code, said = verified(desk.client.get(f"{house.path}/votes/record.json"), tmp_path)
    assert code == 0, said


@on_both_databases
def test_the_rest_are_called_by_name(house, sign_in, tablet, open_vote, tmp_path):
    desk = sign_in(house.thu)
    url = open_vote(secrecy="named")
    sign_in(house.an).put(f"{url}/ballots/mine", FOR)
    desk.post(
        f"{url}/continuation",
        {"reason": "Mất mạng", "manner": "roll_call", "with_seat_id": house.mai.seat_id},
    )
    binh = tablet(house.binh)
    status, body = desk.put(f"{url}/ballots/{house.binh.seat_id}", FOR)
    entry = {"seat_id": house.binh.seat_id, "revision": 1} | FOR
    assert (status, body["entry"], body["is_replaced"]) == (200, entry, False)
    [(_, told)] = binh.heard("ballot:recorded")
    assert (told["ballot"]["answer"], told["ballot"]["is_entered"]) == (FOR["answer"], True)
    taken_back = {"answer": None, "revision": 1}
    assert desk.put(f"{url}/ballots/{house.binh.seat_id}", taken_back)[1]["entry"] == {
        "seat_id": house.binh.seat_id,
        "answer": None,
        "revision": 2,
    }
    assert binh.heard("ballot:removed")
    assert desk.put(f"{url}/ballots/{house.binh.seat_id}", {})[0] == 422
    assert desk.put(f"{url}/ballots/{house.cuong.seat_id}", AGAINST)[0] == 200
    status, body = desk.post(f"{url}/closing", {"despite_missing": True})
    assert (status, body["vote"]["cast"]) == (200, 2)
    code, said = verified(desk.client.get(f"{house.path}/votes/record.json"), tmp_path)
    assert code == 0, said


@pytest.fixture
def roll_call(open_vote, sign_in, house):
    """The address under which the answer of Bình is entered."""
    return f"{open_vote(secrecy='named', manner='roll_call')}/ballots/{house.binh.seat_id}"


@on_both_databases
def test_an_entry_held_up_on_its_way_does_not_replace_that_of_the_other_clerk(house, sign_in, roll_call):
    thu, mai = sign_in(house.thu), sign_in(house.mai)
    assert mai.put(roll_call, AGAINST)[1]["entry"]["revision"] == 1
    status, body = thu.put(roll_call, FOR, key="held up")
    assert (status, body["error"], body["entry"]["answer"]) == (409, "entry_outdated", AGAINST["answer"])
    assert house.binh.name in body["message"]
    assert "KHÔNG được ghi nhận" in body["message"]
    status, body = thu.put(roll_call, FOR | {"revision": 1})  # now meant
    assert (status, body["entry"]["answer"], body["entry"]["revision"]) == (200, FOR["answer"], 2)


@on_both_databases
def test_a_late_retry_of_an_entry_is_told_what_stands_now_and_changes_nothing(house, sign_in, roll_call):
    thu, mai = sign_in(house.thu), sign_in(house.mai)
    first = thu.put(roll_call, FOR, key="a")
    assert thu.put(roll_call, FOR, key="a") == first
    for revision, answer in ((1, AGAINST), (2, {"answer": None})):
        mai.put(roll_call, answer | {"revision": revision})
        status, body = thu.put(roll_call, FOR, key="a")
        assert (status, body["is_replaced"], body["entry"]["answer"]) == (200, True, answer["answer"])
    with reading() as session:
        assert session.query(Ballot).count() == 0


@on_both_databases
def test_of_two_clerks_at_one_moment_one_is_recorded_and_the_other_is_told(house, sign_in, roll_call):
    devices = [sign_in(actor) for actor in (house.thu, house.mai)]
    for revision in range(0, 8, 2):
        with ThreadPoolExecutor(2) as pool:
            both = [
                pool.submit(device.put, roll_call, answer | {"revision": revision})
                for device, answer in zip(devices, (FOR, AGAINST), strict=True)
            ]
        told = sorted((status, str(body["entry"])) for status, body in (one.result() for one in both))
        assert [status for status, _ in told] == [200, 409]
        assert told[0][1] == told[1][1]
        devices[0].put(roll_call, {"answer": None, "revision": revision + 1})


@pytest.mark.parametrize("revision", [-1, 2**31, "x", None, 1.5])
def test_a_revision_that_cannot_be_is_refused_by_name(house, sign_in, roll_call, open_vote, revision):
    status, body = sign_in(house.thu).put(roll_call, FOR | {"revision": revision})
    assert (status, body["field"]) == (422, "revision")
    by_hand = f"{roll_call.partition('/ballots')[0]}/by-hand"
    status, body = sign_in(house.thu).post(by_hand, TOTALS | {"revision": revision})
    assert (status, body["field"]) == (422, "revision")


@on_both_databases
def test_a_late_retry_of_totals_is_told_which_ones_stand(house, sign_in, open_vote):
    thu, mai, url = sign_in(house.thu), sign_in(house.mai), open_vote(manner="by_hand")
    status, body = first = thu.post(f"{url}/by-hand", TOTALS, key="a")
    assert (status, body["totals"]["totals"], body["is_replaced"]) == (200, TOTALS["totals"], False)
    assert thu.post(f"{url}/by-hand", TOTALS, key="a") == first
    others = {"totals": {"counts": {"for": 5}}}
    status, body = mai.post(f"{url}/by-hand", others)
    assert (status, body["error"], body["totals"]["totals"]) == (409, "totals_outdated", TOTALS["totals"])
    assert mai.post(f"{url}/by-hand", others | {"revision": 1})[0] == 200
    status, body = thu.post(f"{url}/by-hand", TOTALS, key="a")
    assert (status, body["totals"]["totals"], body["is_replaced"]) == (200, others["totals"], True)
    assert thu.post(f"{url}/by-hand/confirmation", others)[0] == 200
    status, body = mai.post(f"{url}/by-hand", others | {"revision": 1}, key="b")
    assert (status, body["error"]) == (409, "vote_closed")


@on_both_databases
def test_out_and_in_while_the_vote_is_open(house, sign_in, tablet, open_vote, tmp_path):
    desk, hall = sign_in(house.thu), tablet(house.hall)
    url = open_vote()
    status, body = desk.put(f"{url}/recusals/{house.an.seat_id}", {"reason": "Có vợ là ứng viên"})
    assert (status, body["vote"]["electorate"], body["vote"]["recused"]) == (200, 5, [house.an.seat_id])
    assert sign_in(house.an).put(f"{url}/ballots/mine", FOR)[1]["error"] == "recused"
    own = f"{url}/recusals/mine"
    assert sign_in(house.an).get(own)[1]["recusal"]["reason"] == "Có vợ là ứng viên"
    assert sign_in(house.binh).get(own)[0] == 404
    assert desk.put(f"{url}/recusals/{house.binh.seat_id}", {"reason": " "})[1]["field"] == "reason"
    status, body = desk.post(f"{url}/admissions/{house.khoi.seat_id}")
    assert (status, body["error"]) == (409, "not_entitled")
    desk.put(f"{house.path}/seats/{house.khoi.seat_id}", {"role": "member"})
    assert desk.post(f"{url}/admissions/{house.khoi.seat_id}")[1]["vote"]["electorate"] == 6
    assert sign_in(house.khoi).put(f"{url}/ballots/mine", FOR)[0] == 200
    assert [fact["vote"]["electorate"] for _, fact in hall.heard("vote:changed")] == [5, 6]
    desk.post(f"{url}/closing", {"despite_missing": True})
    code, said = verified(desk.client.get(f"{house.path}/votes/record.json"), tmp_path)
    assert code == 0, said


@on_both_databases
def test_two_people_annul_and_everybody_is_told(house, sign_in, tablet, open_vote, tmp_path):
    desk, chair = sign_in(house.thu), sign_in(house.mai)
    url = open_vote()
    sign_in(house.an).put(f"{url}/ballots/mine", FOR)
    chair.post(f"{url}/closing", {"despite_missing": True})
    chair.post(f"{url}/publication")
    an = tablet(house.an)
    assert desk.post(f"{url}/annulment", {})[1]["field"] == "reason"
    assert desk.post(f"{url}/annulment", {"reason": "Nhầm"})[1]["vote"]["state"] == "published"
    assert desk.delete(f"{url}/annulment")[1]["vote"]["annulment"] is None
    desk.post(f"{url}/annulment", {"reason": "Sai nội dung"})
    assert desk.post(f"{url}/annulment/confirmation")[1]["error"] == "second_person_needed"
    status, body = chair.post(f"{url}/annulment/confirmation")
    assert (status, body["vote"]["state"], body["vote"]["result"]["counts"]["for"]) == (200, "annulled", 1)
    assert [fact["vote"] for _, fact in an.heard("vote:annulled")] == [body["vote"]]
    code, said = verified(desk.client.get(f"{house.path}/votes/record.json"), tmp_path)
    assert code == 0, said
    assert "ANNULLED" in said


@on_both_databases
def test_an_opinion_is_asked_for_reminded_of_and_given_more_time(house, sign_in, tablet, open_vote, tmp_path):
    desk, an = sign_in(house.thu), sign_in(house.an)
    first, in_the_room = "2198-01-01T00:00:00Z", open_vote()
    url = open_vote(manner="circulation", deadline_at=first)
    other = open_vote(manner="circulation", deadline_at="2197-01-01T00:00:00Z", title="Ý kiến khác")
    [urgent, opinion] = an.get("/api/me/opinions")[1]["opinions"]
    assert (urgent["title"], opinion["reminded_at"]) == ("Ý kiến khác", None)
    tablets = tablet(house.an), tablet(house.binh)
    an.put(f"{url}/ballots/mine", FOR | {"comment": "Nhất trí"})
    status, body = desk.post(f"{url}/reminders")
    assert (status, body["reminded"]) == (200, 5)
    assert [len(tablet.heard("vote:reminded")) for tablet in tablets] == [0, 1]
    assert desk.put(f"{url}/deadline", {"deadline_at": "2196-01-01T00:00:00Z"})[1]["field"] == "deadline_at"
    status, body = desk.put(f"{url}/deadline", {"deadline_at": "2199-01-01T00:00:00Z"})
    assert (status, body["vote"]["deadline_at"][:4]) == (200, "2199")
    assert [one["title"] for one in an.get("/api/me/opinions")[1]["opinions"]] == ["Ý kiến khác"]
    for address in (in_the_room, url, other):
        assert desk.post(f"{address}/closing", {"despite_missing": True})[0] == 200
    code, said = verified(desk.client.get(f"{house.path}/votes/record.json"), tmp_path)
    assert code == 0, said


@on_both_databases
def test_a_ballot_and_the_going_on_by_hand_at_one_moment_are_told_apart(house, sign_in, open_vote):
    """Whichever comes first: who was told that it is recorded before learns that it does not count any more."""
    desk, url = sign_in(house.thu), open_vote()
    devices = [sign_in(actor) for actor in house.voters]
    with ThreadPoolExecutor(8) as pool:
        ballots = [pool.submit(device.put, f"{url}/ballots/mine", FOR) for device in devices]
        going_on = pool.submit(desk.post, f"{url}/continuation", {"reason": "Hỏng", "manner": "by_hand"})
    answers = [ballot.result()[0] for ballot in ballots]
    assert set(answers) <= {200, 409}
    assert going_on.result()[1]["vote"]["by_hand"]["discarded"] == answers.count(200)
    with reading() as session:
        assert session.query(Ballot).count() == 0


@on_both_databases
def test_a_recusal_and_the_member_s_own_answer_at_one_moment_never_both_hold(house, sign_in, open_vote):
    desk, member = sign_in(house.thu), sign_in(house.an)
    for _ in range(5):
        url = open_vote()
        with ThreadPoolExecutor(2) as pool:
            out = pool.submit(desk.put, f"{url}/recusals/{house.an.seat_id}", {"reason": "Xung đột"})
            answer = pool.submit(member.put, f"{url}/ballots/mine", FOR)
        assert sorted((out.result()[0] == 200, answer.result()[0] == 200)) == [False, True]
        desk.post(f"{url}/closing", {"despite_missing": True})
    with reading() as session:
        assert session.query(Elector).count() == sum(
            vote.result["electorate"] for vote in session.query(Vote)
        )


@on_both_databases
def test_two_who_confirm_at_one_moment_annul_once(house, sign_in, open_vote):
    with writing() as session:
        session.merge(house.seats["binh"]).role = "secretary"
    desk, chair, second = sign_in(house.thu), sign_in(house.mai), sign_in(house.binh)
    url = open_vote()
    desk.post(f"{url}/annulment", {"reason": "Sai nội dung"})
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(device.post, f"{url}/annulment/confirmation") for device in (chair, second)]
    [first, again] = [one.result() for one in both]
    assert (first[0], again[0]) == (200, 200)
    assert first[1]["vote"]["annulment"] == again[1]["vote"]["annulment"]
    record = desk.get(f"{house.path}/votes/record.json")[1]
    assert sum('"event":"annulled"' in entry["content"] for entry in record["entries"]) == 1
