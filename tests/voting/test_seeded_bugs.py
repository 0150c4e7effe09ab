"""What the tests are worth: bugs put into the product on purpose are caught. `bin/faults bugs` tries all of them."""

import pytest

from .seeded import PATCHES, applies, is_caught

# Those that the fewest seconds show.
SOME = [patch for patch in PATCHES if patch.stem in ("one-too-few-required", "late-ballot-accepted")]


def test_there_are_twenty_and_each_can_still_be_put_into_the_product():
    assert len(PATCHES) >= 20
    assert [patch.stem for patch in PATCHES if not applies(patch)] == []


@pytest.mark.parametrize("patch", SOME, ids=lambda patch: patch.stem)
def test_a_bug_put_in_on_purpose_is_caught(patch, tmp_path):
    assert is_caught(patch, tmp_path)
