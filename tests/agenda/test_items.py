"""Building the agenda."""

import pytest
from sqlalchemy import select

from meeting.agenda.items import add_item, change_item, order_agenda, remove_item
from meeting.agenda.models import AgendaItem
from meeting.agenda.payloads import agenda_payload
from meeting.errors import Invalid, NotAllowed, NotFound, Refused
from tests import make


def outline(session, room):
    """["1 Dự toán ngân sách", …]"""
    return [f"{item['number']} {item['title']}" for item in agenda_payload(session, room.meeting.id).values()]


@pytest.mark.parametrize("who", ["an", "khoi", "lan", "hall"])
def test_only_the_desk_builds_the_agenda(session, room, who):
    actor, id = getattr(room, who), room.item.id
    for act, args in (
        (add_item, ["Khác"]),
        (change_item, [id, "Khác"]),
        (remove_item, [id]),
        (order_agenda, [[]]),
    ):
        with pytest.raises(NotAllowed):
            act(session, actor, *args)


def test_an_item_of_another_meeting_is_not_found(session, room):
    elsewhere = make.item(session, make.meeting(session))
    for act, args in ((change_item, ["Khác"]), (remove_item, [])):
        with pytest.raises(NotFound):
            act(session, room.thu, elsewhere.id, *args)
    with pytest.raises(NotFound):
        add_item(session, room.thu, "Khác", parent_id=elsewhere.id)


def test_items_are_not_nested_too_deeply(session, room):
    item = room.item
    for _ in range(3):
        item = add_item(session, room.thu, "Nội dung con", parent_id=item.id)
    with pytest.raises(Invalid, match="at most 4 levels"):
        add_item(session, room.thu, "Quá sâu", parent_id=item.id)


def test_an_item_that_was_discussed_stays(session, room):
    with pytest.raises(Refused, match="has been discussed"):
        remove_item(session, room.thu, room.item.id)


def test_an_item_above_a_discussed_one_stays(session, room):
    child = add_item(session, room.thu, "Thảo luận tổ", parent_id=room.items[1].id)
    child.state = "done"
    with pytest.raises(Refused, match="has been discussed"):
        remove_item(session, room.thu, room.items[1].id)


def test_an_order_made_of_an_old_agenda_is_refused(session, room):
    order = [(item.id, None) for item in room.items]
    add_item(session, room.thu, "Nội dung mới")
    with pytest.raises(Invalid) as refusal:
        order_agenda(session, room.thu, order)
    assert refusal.value.code == "stale_agenda"


def test_a_new_item_is_the_last(session, room, told):
    add_item(session, room.thu, "Bế mạc")
    add_item(session, room.thu, "Trình bày", parent_id=room.items[0].id, minutes=15)
    assert outline(session, room) == ["1 Dự toán ngân sách", "2 Đầu tư công", "3 Bế mạc", "1.1 Trình bày"]
    names = [name for name, _, _ in told()]
    assert names == ["agenda:changed", "agenda:changed"]


def test_a_changed_item_is_told_with_its_number(session, room, told):
    change_item(session, room.thu, room.items[1].id, "Đầu tư công 2027", "Ghi chú", "Sở Tài chính", 20)
    [(name, channels, payload)] = told()
    assert (name, channels) == ("item:changed", ("meeting",))
    item = payload["item"]
    assert (item["number"], item["title"], item["presenter"], item["minutes"]) == (
        "2",
        "Đầu tư công 2027",
        "Sở Tài chính",
        20,
    )


def test_removing_an_item_removes_what_stands_below_it(session, room, told):
    child = add_item(session, room.thu, "Thẩm tra", parent_id=room.items[1].id)
    add_item(session, room.thu, "Ý kiến", parent_id=child.id)
    told()
    remove_item(session, room.thu, room.items[1].id)
    assert outline(session, room) == ["1 Dự toán ngân sách"]
    [(name, _, payload)] = told()
    assert (name, list(payload["items"])) == ("agenda:changed", [str(room.item.id)])
    assert session.scalars(select(AgendaItem.id).where(AgendaItem.meeting_id == room.meeting.id)).all() == [
        room.item.id
    ]


def test_the_whole_agenda_is_put_in_a_new_order(session, room):
    first, second = room.items
    third = add_item(session, room.thu, "Bế mạc")
    order_agenda(session, room.thu, [(second.id, None), (first.id, second.id), (third.id, None)])
    assert outline(session, room) == ["1 Đầu tư công", "1.1 Dự toán ngân sách", "2 Bế mạc"]
