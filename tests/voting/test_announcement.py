"""What the chair reads aloud."""

import pytest

from meeting.voting.models import VoteKind
from meeting.voting.sums import Sums
from meeting.voting.tally import make_result
from tests.voting.questions import question


def motion(counts, members, preset="council_resolution", manner="tablet", **more):
    counts = {"for": 0, "against": 0, "abstain": 0} | counts
    sums = Sums(cast=sum(counts.values()), counts=counts)
    asked = question(VoteKind.MOTION, preset, manner=manner)
    return make_result(asked, list(range(1, members + 1)), sums.cast, sums, **more)


def test_a_resolution_is_announced_in_vietnamese():
    assert motion({"for": 1423, "against": 15, "abstain": 28}, 1487)["script"]["vi"].splitlines() == [
        "Xin công bố kết quả biểu quyết về nội dung: “Thông qua dự toán ngân sách”.",
        "Tổng số đại biểu: 1.487; có mặt: 1.466; tham gia biểu quyết: 1.466; không tham gia biểu quyết: 21.",
        "Số phiếu tán thành: 1.423, đạt tỷ lệ 95,70% tổng số đại biểu.",
        "Số phiếu không tán thành: 15, đạt tỷ lệ 1,01% tổng số đại biểu.",
        "Số phiếu không biểu quyết: 28, đạt tỷ lệ 1,88% tổng số đại biểu.",
        "Điều kiện để được thông qua: quá nửa tổng số đại biểu, tức là từ 744 phiếu tán thành trở lên.",
        "Căn cứ kết quả biểu quyết, nội dung nêu trên đã được thông qua.",
    ]


def test_a_resolution_is_announced_in_english():
    assert motion({"for": 423, "against": 15, "abstain": 28}, 487)["script"]["en"].splitlines() == [
        "I announce the result of the vote on: “Thông qua dự toán ngân sách”.",
        "Entitled to vote: 487 members; present: 466; voted: 466; did not vote: 21.",
        "For: 423, that is 86.86% of all members.",
        "Against: 15, that is 3.08% of all members.",
        "Abstaining: 28, that is 5.75% of all members.",
        "Needed to be adopted: more than half of all members, that is 244 votes for or more.",
        "The motion is adopted.",
    ]


def test_a_committee_has_members_and_its_chair_breaks_the_tie():
    result = motion(
        {"for": 3, "against": 3}, 6, "committee_decision", casting=1, side="for", names={1: "Trần Thị Mai"}
    )
    text = result["script"]["vi"]
    assert "Tổng số thành viên: 6;" in text
    assert "theo ý kiến biểu quyết của người chủ trì (Trần Thị Mai)." in text
    assert text.endswith("đã được thông qua.")


@pytest.mark.parametrize(
    ("counts", "preset", "vi", "en"),
    [
        (
            {"for": 1},
            "council_resolution",
            "nội dung nêu trên không được thông qua.",
            "The motion is not adopted.",
        ),
        ({"for": 2}, "unanimity", "100% tổng số đại biểu", "all of all members"),
        (
            {"for": 2},
            "council_removal",
            "ít nhất hai phần ba tổng số đại biểu",
            "at least two thirds of all members",
        ),
        (
            {"for": 2},
            "simple_majority",
            "quá nửa số đại biểu tham gia biểu quyết",
            "of the members who voted",
        ),
    ],
)
def test_the_rule_and_the_outcome_are_said(counts, preset, vi, en):
    script = motion(counts, 9, preset)["script"]
    assert vi in script["vi"]
    assert en in script["en"]


def test_a_share_that_says_nothing_is_not_said():
    text = motion({"for": 2, "abstain": 3}, 9, "more_for_than_against")["script"]["vi"]
    assert "Số phiếu không biểu quyết: 3." in text.splitlines()


def test_what_decides_nothing_says_so():
    asked = question(VoteKind.MOTION, "consultative", decides=False)
    script = make_result(asked, [1, 2], 2, Sums(cast=1, counts={"for": 1, "against": 0, "abstain": 0}))[
        "script"
    ]
    assert script["vi"].endswith("Kết quả này chỉ để tham khảo, không phải là quyết định.")
    assert "Điều kiện" not in script["vi"]


def test_a_consultative_election_elects_nobody_aloud():
    asked = question(VoteKind.ELECTION, "council_election", 2, (0, 1), 1, decides=False)
    script = make_result(asked, [1, 2], 2, ballots={1: {"picks": [1]}, 2: {"picks": [1]}})["script"]
    assert script["vi"].endswith("không phải là quyết định.")
    assert "Trúng cử" not in script["vi"]


def test_an_election_names_who_is_elected_and_who_ties():
    asked = question(VoteKind.ELECTION, "most_votes", 3, (0, 2), 2, title="Bầu Phó Chủ tịch")
    subjects = {1: {"picked": 8}, 2: {"picked": 5}, 3: {"picked": 5}}
    result = make_result(asked, list(range(12)), 11, Sums(cast=11, invalid=1, blank=1, subjects=subjects))
    assert result["script"]["vi"].splitlines() == [
        "Xin công bố kết quả bầu cử: “Bầu Phó Chủ tịch”.",
        "Tổng số đại biểu: 12; có mặt: 11; tham gia biểu quyết: 11; không tham gia biểu quyết: 1.",
        "Số phiếu trắng: 1, đạt tỷ lệ 9,09% số đại biểu tham gia biểu quyết.",
        "Số phiếu không hợp lệ: 1, đạt tỷ lệ 9,09% số đại biểu tham gia biểu quyết.",
        "Tỷ lệ được tính trên số đại biểu tham gia biểu quyết: 11.",
        "1. Nguyễn Văn An: 8 phiếu, đạt tỷ lệ 72,73%.",
        "2. Lê Thị Bình: 5 phiếu, đạt tỷ lệ 45,45%.",
        "3. Võ Quốc Cường: 5 phiếu, đạt tỷ lệ 45,45%.",
        "Trúng cử: Nguyễn Văn An.",
        "Có số phiếu ngang nhau cho vị trí cuối cùng: Lê Thị Bình; Võ Quốc Cường. Kết quả cho vị trí này chưa được"
        " xác định.",
    ]
    assert "Equal for the last place: Lê Thị Bình; Võ Quốc Cường." in result["script"]["en"]


def test_names_that_tie_for_more_than_one_place_are_said_to():
    asked = question(VoteKind.ELECTION, "most_votes", 3, (0, 2), 2)
    subjects = {number: {"picked": 5} for number in (1, 2, 3)}
    script = make_result(asked, list(range(12)), 11, Sums(cast=11, subjects=subjects))["script"]
    assert "Equal for the last 2 places: " in script["en"]
    assert "cho 2 vị trí cuối cùng: " in script["vi"] and "các vị trí này" in script["vi"]


def test_a_choice_without_enough_votes_fills_no_places():
    asked = question(VoteKind.CHOICE, "choice_majority", 2, (0, 1), 1)
    subjects = {1: {"picked": 1}, 2: {"picked": 1}}
    script = make_result(asked, list(range(9)), 9, Sums(cast=2, subjects=subjects))["script"]
    assert script["en"].splitlines()[-1] == "No option has the votes needed."
    assert script["vi"].splitlines()[-1] == "Chưa có phương án nào đạt số phiếu cần thiết."


def test_one_vote_is_one_vote():
    script = motion({"for": 1}, 1, "council_resolution")["script"]["en"]
    assert "that is 1 vote for or more" in script


def test_levels_of_confidence_are_announced_with_what_they_come_to():
    asked = question(VoteKind.CONFIDENCE_THREE, "confidence_levels", 2, title="Lấy phiếu tín nhiệm năm 2026")
    subjects = {1: {"high": 9, "confidence": 3, "low": 0}, 2: {"high": 1, "confidence": 3, "low": 8}}
    text = make_result(asked, list(range(12)), 12, Sums(cast=12, subjects=subjects))["script"]["vi"]
    assert text.splitlines()[2] == "Tỷ lệ được tính trên tổng số đại biểu: 12."
    assert text.splitlines()[4:] == [
        "2. Lê Thị Bình: tín nhiệm cao 1 phiếu, đạt tỷ lệ 8,33%; tín nhiệm 3 phiếu, đạt tỷ lệ 25,00%;"
        " tín nhiệm thấp 8 phiếu, đạt tỷ lệ 66,67%.",
        "Mức phải xem xét: quá nửa tổng số đại biểu đánh giá “tín nhiệm thấp”, tức là từ 7 phiếu trở lên.",
        "Không ở mức phải xem xét: Nguyễn Văn An.",
        "Ở mức phải xem xét theo quy định: Lê Thị Bình.",
        "Trong đó, từ hai phần ba trở lên: Lê Thị Bình.",
    ]


def test_a_title_with_braces_is_said_as_it_is():
    assert (
        "“{x} {0}”"
        in make_result(question(VoteKind.MOTION, "council_resolution", title="{x} {0}"), [1], 1, ballots={})[
            "script"
        ]["vi"]
    )


def test_opinions_by_circulation_are_announced_as_replies():
    asked = question(VoteKind.MOTION, "committee_decision", manner="circulation")
    sums = Sums(cast=5, counts={"for": 4, "against": 1, "abstain": 0})
    script = make_result(asked, list(range(6)), 0, sums)["script"]
    assert script["vi"].splitlines()[:2] == [
        "Xin công bố kết quả lấy ý kiến bằng phiếu về nội dung: “Thông qua dự toán ngân sách”.",
        "Tổng số thành viên được lấy ý kiến: 6; đã gửi ý kiến: 5; không gửi ý kiến: 1.",
    ]
    assert "Asked: 6 members; replied: 5; did not reply: 1." in script["en"]


MAI, THU = {"seat_id": 1, "name": "Trần Thị Mai"}, {"seat_id": 2, "name": "Phạm Minh Thư"}


@pytest.mark.parametrize(
    ("by_hand", "said"),
    [
        (
            {"by": THU, "with": MAI, "reason": "Mất điện", "at": "2026-11-28T08:00:00.000Z"},
            "Kết quả được nhập thủ công; người nhập: Phạm Minh Thư; người xác nhận: Trần Thị Mai. Lý do: Mất điện.",
        ),
        ({"by": THU, "with": None, "reason": ""}, "Kết quả được nhập thủ công; người nhập: Phạm Minh Thư."),
    ],
)
def test_what_was_entered_by_hand_is_said_to_be_and_by_whom(by_hand, said):
    assert said in motion({"for": 5}, 9, by_hand=by_hand)["script"]["vi"].splitlines()
    assert "by hand" not in motion({"for": 5}, 9)["script"]["en"]


@pytest.mark.parametrize(
    ("manner", "vi", "en"),
    [
        ("by_hand", "; người xác nhận: Trần Thị Mai.", ", confirmed by Trần Thị Mai."),
        (
            "roll_call",
            "; người cùng chịu trách nhiệm: Trần Thị Mai.",
            "; Trần Thị Mai answers for them as well.",
        ),
    ],
)
def test_who_followed_a_roll_call_is_not_said_to_have_confirmed_it(manner, vi, en):
    script = motion({"for": 5}, 9, manner=manner, by_hand={"by": THU, "with": MAI, "reason": ""})["script"]
    assert f"người nhập: Phạm Minh Thư{vi}" in script["vi"]
    assert f"by Phạm Minh Thư{en}" in script["en"]
    assert ("confirmed" in script["en"]) == (manner == "by_hand")
