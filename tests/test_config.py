"""The key that everything secret is derived from."""

import stat

import pytest

from meeting import config
from meeting.config import secret_key


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path):
    made = secret_key(tmp_path)
    assert len(made) == 64
    assert secret_key(tmp_path) == made
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_start_that_is_killed_while_it_makes_the_key_leaves_no_empty_one(tmp_path, monkeypatch):
    def killed(_length):
        raise SystemExit

    monkeypatch.setattr(config.secrets, "token_hex", killed)
    with pytest.raises(SystemExit):
        secret_key(tmp_path)
    monkeypatch.undo()
    assert len(secret_key(tmp_path)) == 64


def test_two_that_start_together_have_one_key(tmp_path, monkeypatch):
    first = []

    def while_another_starts(length):
        monkeypatch.undo()
        first.append(secret_key(tmp_path))
        return "0" * 2 * length

    monkeypatch.setattr(config.secrets, "token_hex", while_another_starts)
    monkeypatch.setattr(config.os, "getpid", lambda: 0)
    assert secret_key(tmp_path) == first[0]


def test_the_data_folder_is_closed_to_others(app, tmp_path):
    config.load(app, {"DATA": str(tmp_path / "new")})
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
