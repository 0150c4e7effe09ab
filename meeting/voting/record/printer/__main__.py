"""The child: `python -I meeting/voting/record/printer`, one request as JSON on standard input ({"format", "title",
"language", "fonts", "page", "blocks"}), the file on standard output."""

import json
import sys
import unicodedata
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)


def main():
    request = clean(json.load(sys.stdin))
    if request["format"] == "pdf":
        from printer.as_pdf import draw
    else:
        from printer.as_docx import draw
    sys.stdout.buffer.write(draw(request))


def clean(value):
    """Without the control characters that somebody may have pasted into a question: no document can hold them."""
    if isinstance(value, str):
        return "".join(
            sign for sign in value if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs")
        )
    if isinstance(value, dict):
        return {name: clean(inner) for name, inner in value.items()}
    return [clean(inner) for inner in value] if isinstance(value, list) else value


if __name__ == "__main__":
    main()
