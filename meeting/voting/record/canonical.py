"""One text for one content, so that it can be hashed: JSON with sorted keys, no blanks, NFC. Pure."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass

dump = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True)
class Written:
    """Content in its one text already: a list of a thousand that is hashed and recorded is written once."""

    text: str


def canonical(content):
    """Never a float: two computers write those differently."""
    if isinstance(content, Written):
        return content.text
    if isinstance(content, dict) and holds_written(content):
        pairs = sorted((normal(str(key)), inner) for key, inner in content.items())
        return "{" + ",".join(f"{dump(key)}:{canonical(inner)}" for key, inner in pairs) + "}"
    return dump(normal(content))


def holds_written(content):
    return any(
        isinstance(inner, Written) or (isinstance(inner, dict) and holds_written(inner))
        for inner in content.values()
    )


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
