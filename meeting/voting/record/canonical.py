"""One text for one content, so that it can be hashed: JSON with sorted keys, no blanks, NFC. Pure."""

import hashlib
import json
import unicodedata


def canonical(content):
    """Never a float: two computers write those differently."""
    return json.dumps(normal(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def normal(value):
    if isinstance(value, float):
        raise TypeError("The record holds no floats")
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", str(key)): normal(inner) for key, inner in value.items()}
    return [normal(inner) for inner in value] if isinstance(value, list | tuple) else value


def digest(content):
    """SHA-256, in hexadecimal, of the canonical form."""
    return sha256(canonical(content))


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()
