"""The votes of a meeting and one's own, to look at again: never more than one may know."""

import pytest

from meeting.db import writing
from meeting.voting.models import Secrecy, Vote

from .voted import hold_votes


@pytest.fixture
def history(app, house, sign_in):
    """history(who): the votes of the meeting as they are told to somebody."""
    hold_votes(house)

    def told(who):
        status, body = sign_in(who).get(f"{house.path}/vote-history")
        assert status == 200
        return body["votes"]

    return told


@pytest.fixture
def own(app, house, sign_in):
    hold_votes(house)

    def told(who):
        status, body = sign_in(who).get("/api/me/votes")
        assert status == 200
        return body["votes"]

    return told


def test_members_see_what_was_published_and_the_desk_what_was_counted(house, history):
    published = ["Dự toán ngân sách", "Bầu Ủy viên", "Bầu Phó Trưởng ban", "Lấy phiếu tín nhiệm"]
    for who in (house.an, house.lan, house.hall):
        assert [vote["title"] for vote in history(who)] == published
    assert [vote["title"] for vote in history(house.mai)] == [published[0], "Đầu tư công", *published[1:]]


def test_who_has_no_seat_sees_nothing(house, sign_in):
    assert sign_in(house.phuc).get(f"{house.path}/vote-history")[0] == 404


def test_a_vote_in_the_history_has_its_numbers_and_no_names(house, history):
    vote = history(house.an)[0]
    assert vote["result"]["counts"] == {"for": 4, "against": 1, "abstain": 0}
    assert vote["item"]["title"] == "Dự toán ngân sách"
    assert (vote["result"]["outcome"], vote["result"]["percent"]["for"]) == ("adopted", "66.67")
    assert not {"roll_call", "voted", "script"} & set(vote["result"])


def test_a_test_of_the_tablets_is_no_vote_of_the_meeting(house, history):
    with writing(house.meeting.id) as session:
        session.get(Vote, history(house.an)[0]["id"]).is_test = True
    assert len(history(house.an)) == 3


def test_my_own_answers_are_told_to_me_the_newest_first(house, own):
    mine = own(house.binh)
    assert [(vote["title"], vote["answer"]) for vote in mine] == [
        ("Bầu Phó Trưởng ban", {"picks": [2]}),
        ("Bầu Ủy viên", {"picks": [1, 2]}),
        ("Đầu tư công", {"choice": "abstain"}),
        ("Dự toán ngân sách", {"choice": "for"}),
    ]
    assert mine[0]["meeting"]["title"] == "Kỳ họp thứ mười"


def test_where_i_did_not_answer_it_says_so(house, own):
    assert {vote["title"]: vote["answer"] for vote in own(house.giang)}["Dự toán ngân sách"] is None


def test_a_result_that_is_not_published_is_not_told_with_my_answer(house, own):
    results = {vote["title"]: vote["result"] for vote in own(house.an)}
    assert results["Đầu tư công"] is None and results["Dự toán ngân sách"]["outcome"] == "adopted"


@pytest.mark.parametrize("secrecy", [Secrecy.SECRET, Secrecy.SPLIT])
def test_a_secret_vote_is_never_among_my_own(house, own, secrecy):
    with writing(house.meeting.id) as session:
        for vote in session.query(Vote).all():
            vote.secrecy = secrecy
    assert own(house.an) == []


def test_whoever_was_not_entitled_has_no_votes(house, own):
    for who in (house.khoi, house.lan, house.phuc, house.son):
        assert own(who) == []


def test_who_is_not_signed_in_is_asked_to(app, sign_in):
    assert sign_in().get("/api/me/votes")[0] == 401
