"""The key with which this installation signs its record of votes (Ed25519, RFC 8032).

It is made once, at the first start, and lies in the data folder. Whoever has it can sign another past; whoever has
the public one, noted elsewhere in time, can tell.
"""

import os

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ...config import data_folder, keep_folder, kept_secret
from ...db import now

KEY_FILE = "vote-record-key"


def signing_key():
    """The private key. One that is lost or unreadable is replaced: a vote does not wait for it, and the record tells
    that the key is another (see chain.py)."""
    folder = data_folder()
    try:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept_secret(folder, KEY_FILE)))
    except ValueError:
        set_aside(folder)
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept_secret(folder, KEY_FILE)))


def set_aside(folder):
    """An unreadable key is kept for whoever looks into it, never overwritten."""
    os.rename(folder / KEY_FILE, folder / f"{KEY_FILE}.unreadable-{now():%Y%m%d-%H%M%S}")
    keep_folder(folder)


def list_set_aside():
    """Keys that could not be read, and were replaced."""
    return sorted(data_folder().glob(f"{KEY_FILE}.unreadable-*"))


def public_hex(key):
    """64 hexadecimal digits: what is noted, compared and given to `bin/verify --key`."""
    return key.public_key().public_bytes_raw().hex()


def public_key():
    return public_hex(signing_key())


def sign(key, digest):
    """The signature, in hexadecimal, of a hash, in hexadecimal."""
    return key.sign(bytes.fromhex(digest)).hex()
