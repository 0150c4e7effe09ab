"""Stamps of state secrets, as they stand on a first page: the word alone on its line, in capitals."""

import re
import unicodedata

# The value is that of the paper's level (models.PaperLevel).
STAMPS = {"MẬT": "mat", "TỐIMẬT": "toi_mat", "TUYỆTMẬT": "tuyet_mat"}
AROUND = re.compile(r"^[\W_]+|[\W_]+$")


def stamp_in(text):
    """The highest level that the text of a page is stamped with, or None. Letters set apart ("M Ậ T") count."""
    found = {STAMPS.get(_bare(line)) for line in unicodedata.normalize("NFC", text).splitlines()}
    return next((level for level in reversed(STAMPS.values()) if level in found), None)


def _bare(line):
    return "".join(AROUND.sub("", line).split())
