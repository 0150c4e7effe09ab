"""The order and the numbers of an agenda."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.agenda.numbering import MAX_DEPTH, check_order, number_items
from meeting.errors import Invalid


@pytest.mark.parametrize(
    "order",
    [
        [(1, None)],  # one is missing
        [(1, None), (2, None), (2, None)],  # one comes twice
        [(2, 1), (1, None)],  # below an item that comes later
        [(1, None), (2, None), (3, None)],  # one that is not on the agenda
        [(1, 1), (2, None)],  # below itself
    ],
)
def test_an_order_that_is_not_the_whole_agenda_is_refused(order):
    with pytest.raises(Invalid) as refusal:
        check_order(order, {1, 2})
    assert refusal.value.code == "stale_agenda"


def test_an_agenda_is_not_nested_too_deeply():
    order = [(id, id - 1 or None) for id in range(1, MAX_DEPTH + 1)]
    check_order(order, set(range(1, MAX_DEPTH + 1)))
    with pytest.raises(Invalid, match="at most 4 levels"):
        check_order([*order, (MAX_DEPTH + 1, MAX_DEPTH)], set(range(1, MAX_DEPTH + 2)))


def test_items_are_numbered_in_reading_order():
    items = [(10, None, 5), (11, 10, 7), (12, 10, 6), (13, 12, 1), (20, None, 2)]
    assert list(number_items(items).items()) == [
        (20, "1"),
        (10, "2"),
        (12, "2.1"),
        (13, "2.1.1"),
        (11, "2.2"),
    ]


def test_an_item_without_its_parent_counts_as_one_of_the_first_level():
    assert number_items([(2, 1, 1)]) == {2: "1"}


@given(st.lists(st.integers(0, 30), max_size=30))
def test_every_item_has_exactly_one_number(choices):
    """Each new item goes below one of the earlier, or on the first level."""
    items = [(id, choice if 0 < choice < id else None, id) for id, choice in enumerate(choices, start=1)]
    numbers = number_items(items)
    assert set(numbers) == {id for id, _, _ in items}
    assert len(set(numbers.values())) == len(items)
    for id, parent, _ in items:
        assert parent is None or numbers[id].rpartition(".")[0] == numbers[parent]
