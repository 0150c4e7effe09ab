"""Which votes can be drafted, and what the form says where they cannot."""

from datetime import UTC, datetime, timedelta

import pytest

from meeting.errors import Invalid
from meeting.voting.draft import Draft, complete
from meeting.voting.majority import PRESETS
from meeting.voting.models import Manner, Secrecy, VoteKind

NOW = datetime(2026, 11, 28, 8, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
AN, BINH, CUONG = ({"title": name} for name in ("Nguyễn Văn An", "Lê Thị Bình", "Võ Quốc Cường"))

MOTION = {"title": "Thông qua", "preset": "council_resolution"}
CHOICE = {"title": "Chọn", "preset": "most_votes", "kind": VoteKind.CHOICE, "subjects": [AN, BINH, CUONG]}
ELECTION = CHOICE | {"preset": "council_election", "kind": VoteKind.ELECTION}
EACH = ELECTION | {"kind": VoteKind.ELECTION_EACH}
CONFIDENCE = {
    "title": "Lấy phiếu tín nhiệm",
    "preset": "confidence_levels",
    "kind": VoteKind.CONFIDENCE_THREE,
    "subjects": [AN],
}
CIRCULATED = MOTION | {"manner": Manner.CIRCULATION, "deadline_at": LATER}
SPLIT = ELECTION | {"secrecy": Secrecy.SPLIT, "tellers": [1, 2, 3]}


def drafted(form, **more):
    return complete(Draft(**form | more), NOW, "Dự toán ngân sách")


@pytest.mark.parametrize(
    ("form", "more", "field"),
    [
        (MOTION, {"preset": "whatever"}, "preset"),
        (MOTION, {"preset": "council_election"}, "preset"),
        (MOTION, {"preset": "no_confidence"}, "preset"),
        (ELECTION, {"preset": "council_resolution"}, "preset"),
        (CHOICE, {"preset": "confidence_levels"}, "preset"),
        (MOTION, {"subjects": [AN]}, "subjects"),
        (MOTION, {"places": 1}, "places"),
        (MOTION, {"max_picks": 1}, "max_picks"),
        (CHOICE, {"subjects": []}, "subjects"),
        (CHOICE, {"subjects": [AN]}, "subjects"),
        (CHOICE, {"subjects": [AN, BINH, {"title": "NGUYỄN VĂN AN"}]}, "subjects"),
        (CHOICE, {"min_picks": 2, "max_picks": 1}, "min_picks"),
        (CHOICE, {"max_picks": 4}, "max_picks"),
        (CHOICE, {"places": 4}, "places"),
        (ELECTION, {"subjects": []}, "subjects"),
        (ELECTION, {"places": 4}, "places"),
        (ELECTION, {"places": 1, "max_picks": 2}, "max_picks"),
        (ELECTION, {"places": 2, "min_picks": 3}, "min_picks"),
        (EACH, {"places": 4}, "places"),
        (EACH, {"max_picks": 2}, "max_picks"),
        (CONFIDENCE, {"places": 1}, "places"),
        (CONFIDENCE, {"subjects": []}, "subjects"),
        (MOTION, {"secrecy": Secrecy.SECRET, "manner": Manner.ROLL_CALL}, "secrecy"),
        (CIRCULATED, {"secrecy": Secrecy.SECRET}, "secrecy"),
        (SPLIT, {"manner": Manner.BY_HAND}, "secrecy"),
        (CHOICE, {"manner": Manner.CIRCULATION, "deadline_at": LATER}, "manner"),
        (MOTION, {"is_test": True, "manner": Manner.ROLL_CALL}, "manner"),
        (CIRCULATED, {"preset": "two_thirds_present"}, "preset"),
        (MOTION, {"is_test": True, "preset": "two_thirds_present"}, "preset"),
        (CIRCULATED, {"countdown_s": 30}, "countdown_s"),
        (CIRCULATED, {"deadline_at": None}, "deadline_at"),
        (CIRCULATED, {"deadline_at": NOW}, "deadline_at"),
        (CIRCULATED, {"deadline_at": NOW - timedelta(seconds=1)}, "deadline_at"),
        (MOTION, {"deadline_at": LATER}, "deadline_at"),
        (SPLIT, {"tellers": []}, "tellers"),
        (SPLIT, {"tellers": [1, 2]}, "tellers"),
        (SPLIT, {"tellers": [1, 2, 2]}, "tellers"),
        (SPLIT, {"tellers": [1, 2, 3, 4]}, "tellers"),
        (MOTION, {"tellers": [1, 2, 3]}, "tellers"),
    ],
)
def test_a_vote_that_cannot_be_put_names_the_field(form, more, field):
    with pytest.raises(Invalid) as refusal:
        drafted(form, **more)
    assert refusal.value.field == field


@pytest.mark.parametrize("form", [MOTION, CHOICE, ELECTION, EACH, CONFIDENCE, CIRCULATED, SPLIT])
def test_every_kind_of_vote_can_be_drafted(form):
    assert drafted(form).title == form["title"]


@pytest.mark.parametrize("secrecy", [Secrecy.NAMED, Secrecy.NAMED_LATER, Secrecy.SECRET])
@pytest.mark.parametrize("preset", PRESETS)
def test_every_rule_can_be_used_for_every_kind_it_is_offered_for(preset, secrecy):
    for kind in PRESETS[preset].kinds:
        subjects = [] if kind == VoteKind.MOTION else [AN, BINH]
        draft = drafted(MOTION, preset=preset, kind=kind, subjects=subjects, secrecy=secrecy)
        assert draft.is_consultative == (preset == "consultative")


def test_the_names_are_numbered_in_their_order():
    assert drafted(CHOICE).subjects == [
        {"id": 1, "title": "Nguyễn Văn An", "note": ""},
        {"id": 2, "title": "Lê Thị Bình", "note": ""},
        {"id": 3, "title": "Võ Quốc Cường", "note": ""},
    ]


def test_one_is_elected_or_chosen_where_no_number_is_given():
    for form in (CHOICE, ELECTION):
        draft = drafted(form)
        assert (draft.places, draft.min_picks, draft.max_picks) == (1, 0, 1)
    assert drafted(ELECTION, places=2).max_picks == 2
    assert (drafted(EACH).places, drafted(CONFIDENCE).places) == (1, 0)


def test_a_consultative_choice_has_no_places_to_fill():
    draft = drafted(CHOICE, is_consultative=True, max_picks=2)
    assert (draft.places, draft.max_picks) == (0, 2)


def test_a_body_without_abstention_answers_for_or_against():
    assert drafted(MOTION).options == ["for", "against", "abstain"]
    assert drafted(MOTION, may_abstain=False).options == ["for", "against"]
    assert drafted(CONFIDENCE, may_abstain=False).options == ["high", "confidence", "low"]


def test_a_test_decides_nothing():
    assert drafted(MOTION, is_test=True).is_consultative


def test_a_question_may_take_its_words_from_the_item():
    assert drafted(MOTION, title="Thông qua: {item}").title == "Thông qua: Dự toán ngân sách"
    assert len(complete(Draft(**MOTION | {"title": "{item}" * 90}), NOW, "Dự toán").title) == 500


def test_a_secret_vote_may_be_counted_by_hand():
    assert drafted(ELECTION, secrecy=Secrecy.SECRET, manner=Manner.BY_HAND).is_secret
