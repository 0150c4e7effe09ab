"""What the tests of the record share."""

import pytest

from .verifying import module

verify = module()


@pytest.fixture
def faults(tmp_path):
    """faults(text): what does not hold of a file with this text."""

    def found(text, trusted=(), last=None):
        path = tmp_path / "votes.json"
        path.write_text(text, encoding="utf-8")
        return verify.verify(str(path), list(trusted), last)[1]

    return found
