"""The record on paper: composed here, drawn by a child."""

import json
import logging
import subprocess
import sys
from pathlib import Path

from ...errors import Refused
from .composing import compose

log = logging.getLogger(__name__)

PRINTER = Path(__file__).parent / "printer"
FONTS = Path(__file__).resolve().parents[2] / "docs" / "fonts" / "liberation"
MOST_SECONDS = 120


def print_record(record, words, kind):
    """The bytes of a "pdf" or a "docx"."""
    request = {
        "format": kind,
        "title": f"{words.word('minutes')} – {record['meeting']['title']}",
        "language": words.language,
        "fonts": str(FONTS),
        "page": words.translate("Page"),
        "blocks": compose(record, words),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PRINTER)],
            input=json.dumps(request).encode(),
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as error:
        log.error("the record could not be printed: %s", getattr(error, "stderr", None) or error)
        raise Refused(
            "The file could not be made. The record itself is not touched; please try again.",
            code="not_printed",
        ) from None
    return done.stdout
