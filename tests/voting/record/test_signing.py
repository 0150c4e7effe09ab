"""The key that signs the record: made once, kept, and never in the way of a vote. And that two programs which share
nothing agree on what is signed."""

import stat

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from meeting.config import data_folder
from meeting.voting.record.signing import KEY_FILE, public_key, signing_key

from .verifying import module

verify = module()

# RFC 8032, 7.1: public key, message, signature
PUBLISHED = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
]
ORDER = 2**252 + 27742317777372353535851937790883648493


def test_the_key_is_made_once_and_for_nobody_elses_eyes(app):
    first = public_key()
    assert public_key() == first
    path = data_folder() / KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(data_folder().glob(f"{KEY_FILE}.*")) == []


def test_two_installations_have_two_keys(app, rules_app):
    mine = public_key()
    with rules_app.app_context():
        assert public_key() != mine


@pytest.mark.parametrize("damage", ["", "abc", "zz" * 32, "00" * 31])
def test_an_unreadable_key_is_set_aside_for_another_and_no_vote_waits(app, damage):
    before = public_key()
    path = data_folder() / KEY_FILE
    path.write_text(damage)
    assert public_key() not in (before, None)
    assert [aside.read_text() for aside in data_folder().glob(f"{KEY_FILE}.unreadable-*")] == [damage]


@pytest.mark.parametrize(("key", "message", "signature"), PUBLISHED)
def test_verify_knows_the_published_signatures(key, message, signature):
    key, message, signature = (bytes.fromhex(text) for text in (key, message, signature))
    assert verify.is_signed(key, message, signature)
    assert not verify.is_signed(key, message + b"!", signature)


@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=80), place=st.integers(0, 511))
def test_verify_says_what_the_library_says(seed, message, place):
    private = Ed25519PrivateKey.from_private_bytes(seed)
    key, signature = private.public_key().public_bytes_raw(), private.sign(message)
    assert verify.is_signed(key, message, signature)
    forged = (int.from_bytes(signature, "little") ^ 1 << place).to_bytes(64, "little")
    assert not verify.is_signed(key, message, forged)
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(key).verify(forged, message)


def test_a_signature_has_one_form_only(app):
    key = signing_key()
    signature = key.sign(b"vote")
    larger = int.from_bytes(signature[32:], "little") + ORDER
    second = signature[:32] + larger.to_bytes(32, "little")
    assert not verify.is_signed(key.public_key().public_bytes_raw(), b"vote", second)


@pytest.mark.parametrize("key", [b"", b"\xff" * 32, (1 | 1 << 255).to_bytes(32, "little")])
def test_what_is_no_key_signs_nothing(key):
    assert not verify.is_signed(key, b"vote", bytes(64))
