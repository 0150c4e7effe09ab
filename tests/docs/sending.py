"""Sending a file as a browser does: announced, in pieces, completed."""

import hashlib

from meeting.docs.uploading import MOST_CHUNK

HEAD = 64 * 1024


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def announce(browser, uploads, content, name="Tờ trình.pdf", **more):
    """The answer to it; `more` says what the file is meant for."""
    file = {"file_name": name, "size": len(content), "head": sha256(content[:HEAD])}
    return browser.post(uploads, json=file | more)


def send_chunk(browser, upload, content, offset=0, size=MOST_CHUNK):
    headers = {"Content-Type": "application/octet-stream", "Upload-Offset": str(offset)}
    return browser.patch(upload, data=content[offset : offset + size], headers=headers)


def complete(browser, upload, content, key=None):
    headers = {"Idempotency-Key": key} if key else {}
    return browser.post(f"{upload}/completion", json={"sha256": sha256(content)}, headers=headers)


def send(browser, uploads, content, name="Tờ trình.pdf", **more):
    """The last answer: the paper, or the first refusal."""
    answer = announce(browser, uploads, content, name, **more)
    if answer.status_code != 201:
        return answer
    upload = f"{uploads}/{answer.json['upload']['id']}"
    for offset in range(0, len(content), MOST_CHUNK):
        answer = send_chunk(browser, upload, content, offset)
        if answer.status_code != 200:
            return answer
    return complete(browser, upload, content)
