"""The least that telling a thousand tablets can cost in Python: bare sockets, one `send` of a ready frame for each.

`python -m bench.room.floor PORT FRAME`: no rules, no database, no queue; it answers a tablet just enough.
"""

import base64
import hashlib
import re
import sys

from gevent import socket
from gevent.server import StreamServer
from wsproto.frame_protocol import FrameProtocol

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
tablets = []


def frame(text):
    return bytes(FrameProtocol(client=False, extensions=[]).send_data(text))


def serve(connection, _address):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    head = connection.recv(65536)
    if b"Sec-WebSocket-Key" not in head:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK")
        return
    key = re.search(rb"Sec-WebSocket-Key: (\S+)", head)[1]
    accept = base64.b64encode(hashlib.sha1(key + GUID).digest())
    connection.sendall(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: %b\r\n\r\n" % accept + frame('0{"sid":"x"}')
    )
    answers = {b"40": frame('40{"sid":"x"}'), b"420": frame('430[{"ok":true}]')}
    tablets.append(connection)
    while data := connection.recv(65536):  # frames of tablets that mask with zeros: the text stands as it is
        if b'421["page:show"' in data:
            for tablet in tablets:
                tablet.send(FACT)
        else:
            connection.sendall(answers[b"420" if b"420[" in data else b"40"])


if __name__ == "__main__":
    FACT = frame(sys.argv[2])
    StreamServer(("127.0.0.1", int(sys.argv[1])), serve, backlog=2048).serve_forever()
