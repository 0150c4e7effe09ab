"""The people of the installation."""

import pytest

from meeting.errors import Invalid, NotAllowed, NotFound
from meeting.people.directory import (
    add_person,
    change_person,
    create_person,
    find_person,
    fold,
    list_people,
    reset_password,
)
from meeting.people.signing_in import find_sign_in, start_sign_in
from meeting.permissions import Office
from tests import make


@pytest.fixture
def an(session):
    return make.person(session, "Nguyễn Văn An", sign_in_name="an")


@pytest.fixture
def son(session):
    return make.person(session, "Ngô Sơn", office=Office.ADMINISTRATOR)


@pytest.fixture
def yen(session):
    return make.person(session, "Vũ Thị Yến", office=Office.SECRETARIAT)


def test_a_member_keeps_no_directory(session, an, yen):
    for act, args in (
        (add_person, ["Bình", "binh", "hash"]),
        (change_person, [yen.id, "Yến", ""]),
        (reset_password, [yen.id, "hash"]),
        (list_people, []),
    ):
        with pytest.raises(NotAllowed):
            act(session, an, *args)


def test_the_secretariat_gives_no_office(session, yen):
    for office in (Office.SECRETARIAT, Office.ADMINISTRATOR):
        with pytest.raises(NotAllowed, match="administrator"):
            add_person(session, yen, "Bình", "binh", "hash", office=office)


def test_the_secretariat_does_not_take_over_an_administrator_or_a_colleague(session, yen, son):
    colleague = make.person(session, "Tạ Minh", office=Office.SECRETARIAT)
    for other in (son, colleague):
        with pytest.raises(NotAllowed):
            reset_password(session, yen, other.id, "hash")
        with pytest.raises(NotAllowed):
            change_person(session, yen, other.id, "Khác", "", locked=True)


def test_nobody_locks_themselves_out(session, son):
    with pytest.raises(Invalid) as refusal:
        change_person(session, son, son.id, son.name, "", locked=True)
    assert refusal.value.field == "locked"


def test_a_sign_in_name_is_had_once_whatever_its_capitals(session, an, yen):
    with pytest.raises(Invalid, match="taken"):
        add_person(session, yen, "Nguyễn Thị An", " AN ", "hash")


@pytest.mark.parametrize("name", ["", "a", "-an", "an bình", "bình", "a" * 101, "an\n"])
def test_a_sign_in_name_is_plain(session, name):
    if name.strip() == "an":
        assert create_person(session, "An", name, "hash").sign_in_name == "an"
        return
    with pytest.raises(Invalid) as refusal:
        create_person(session, "An", name, "hash")
    assert refusal.value.field == "sign_in_name"


def test_somebody_unknown_is_not_found(session, son):
    with pytest.raises(NotFound):
        find_person(session, 999_999)


def test_a_locked_person_is_signed_out_everywhere(session, an, yen):
    token = start_sign_in(session, an.id, "tablet", hours=1)
    sign_in = find_sign_in(session, token)
    assert change_person(session, yen, an.id, "Nguyễn Văn An", "Phó Ban", locked=True) == (an, [sign_in.id])
    assert (an.title, an.locked) == ("Phó Ban", True)


def test_a_new_password_signs_the_person_out_everywhere(session, an, yen):
    session.flush()
    for device in ("tablet", "laptop"):
        start_sign_in(session, an.id, device, hours=1)
    assert len(reset_password(session, yen, an.id, "new hash")) == 2
    assert an.password_hash == "new hash"


@pytest.mark.parametrize("query", ["đặng dung", "dang dung", "DUNG ĐẶNG", "thuy", "dung.dt"])
def test_people_are_found_without_diacritics(session, yen, query):
    dung = make.person(session, "Đặng Thùy Dung", sign_in_name="dung.dt")
    make.person(session, "Hoàng Giang", sign_in_name="giang.h")
    assert list_people(session, yen, query) == [dung]


def test_folding_takes_the_marks_and_leaves_the_letters():
    assert fold("Nguyễn Đức ƯỚC") == "nguyen duc uoc"
