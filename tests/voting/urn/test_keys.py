"""Keys of urns lie in files of their own, and are gone when they are destroyed."""

import os
import stat

import pytest
from nacl.public import PrivateKey

from meeting.voting.urn.keys import KeyFolder


@pytest.fixture
def folder(tmp_path):
    return KeyFolder(tmp_path / "data")


@pytest.fixture(autouse=True)
def data(tmp_path):
    (tmp_path / "data").mkdir()


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_key_is_its_owners_alone_even_under_a_careless_umask(folder):
    before = os.umask(0)
    try:
        folder.make(7)
    finally:
        os.umask(before)
    assert (mode(folder.path), mode(folder.path / "7.key")) == (0o700, 0o600)


def test_the_public_half_is_that_of_the_key_kept(folder):
    public = folder.make(7)
    assert bytes(folder.find(7, public).public_key).hex() == public


def test_two_urns_never_share_a_key(folder):
    assert folder.make(7) != folder.make(8)


def test_a_key_lost_cut_short_or_of_another_urn_is_not_found(folder):
    public, other = folder.make(7), folder.make(8)
    assert folder.find(7, other) is None
    assert folder.find(9, public) is None
    (folder.path / "7.key").write_bytes(b"short")
    assert folder.find(7, public) is None


def test_a_key_left_by_an_opening_that_came_to_nothing_is_replaced(folder):
    first = folder.make(7)
    second = folder.make(7)
    assert folder.find(7, first) is None
    assert folder.find(7, second)


def test_a_key_reaches_the_disk_before_its_public_half_is_given_out(folder, monkeypatch):
    synced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (synced.append(os.readlink(f"/proc/self/fd/{fd}")), real(fd)))
    folder.make(7)
    assert synced == [str(folder.path.parent), str(folder.path / "7.new"), str(folder.path)]


def test_a_destroyed_key_is_overwritten_before_its_name_is_removed(folder, tmp_path):
    public = folder.make(7)
    (tmp_path / "same-blocks").hardlink_to(folder.path / "7.key")
    folder.destroy(7)
    assert not (folder.path / "7.key").exists()
    left = (tmp_path / "same-blocks").read_bytes()
    assert len(left) == 32
    assert bytes(PrivateKey(left).public_key).hex() != public


def test_destroying_reaches_the_disk_file_first_and_then_folder(folder, monkeypatch):
    folder.make(7)
    synced = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (synced.append(os.readlink(f"/proc/self/fd/{fd}")), real(fd)))
    folder.destroy(7)
    assert synced == [str(folder.path / "7.key"), str(folder.path)]


def test_destroying_twice_or_nothing_does_no_harm(folder):
    folder.destroy(7)
    folder.make(7)
    folder.destroy(7)
    folder.destroy(7)
    assert folder.vote_ids() == []


def test_half_a_key_of_a_killed_opening_is_known_and_destroyed(folder):
    folder.make(7)
    (folder.path / "8.new").write_bytes(b"half")
    assert folder.vote_ids() == [7, 8]
    folder.destroy(8)
    assert folder.vote_ids() == [7]


def test_backup_programs_are_told_to_leave_the_folder_out(folder):
    folder.make(7)
    assert (
        (folder.path / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    )
