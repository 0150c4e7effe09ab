"""The child: `python -I meeting/voting/record/printer`, one request as JSON on standard input ({"format", "title",
"language", "fonts", "page", "blocks"}), the file on standard output."""

import json
import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)


def main():
    request = json.load(sys.stdin)
    if request["format"] == "pdf":
        from printer.as_pdf import draw
    else:
        from printer.as_docx import draw
    sys.stdout.buffer.write(draw(request))


if __name__ == "__main__":
    main()
