"""A network cable that a test can pull: a plain TCP relay on a port of its own."""

import socket
import threading
from contextlib import suppress

WISH = b"Upgrade: websocket"
POLL = b"transport=polling"


class Cable:
    """Relays to `port` on this machine. `cut()` breaks every connection and lets no new one through.

    `websockets`: what becomes of those, as some proxies have it. "through"; "refused"; "unanswered", for ever; "mute":
    answered, and nothing passes afterwards; "deaf": answered, and nothing passes that the tablet says.
    """

    def __init__(self, port, websockets="through"):
        self.websockets = websockets
        self.target = ("127.0.0.1", port)
        self.whole = True
        self.wishes = 0  # how often somebody asked for a WebSocket
        self.polls = threading.Event()  # while it is cleared, what asks by polling waits
        self.polls.set()
        self.ends = set()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self):
        self.whole = False
        for end in list(self.ends):
            self._drop(end)

    def mend(self):
        self.whole = True

    def close(self):
        self.door.close()
        self.polls.set()
        self.cut()

    def _listen(self):
        while True:
            try:
                near, _ = self.door.accept()
            except OSError:
                return
            if not self.whole:
                near.close()
                continue
            far = socket.create_connection(self.target)
            self.ends |= {near, far}
            proxy = Proxy(self)
            for source, sink, passed in ((near, far, proxy.up), (far, near, proxy.down)):
                threading.Thread(target=self._relay, args=(source, sink, passed), daemon=True).start()

    def _relay(self, source, sink, passed):
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(passed(data))
        self._drop(source)
        self._drop(sink)

    def _drop(self, end):
        self.ends.discard(end)
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


class Proxy:
    """Of one connection: what passes of the data that come. It is one for a WebSocket from the wish to become it on."""

    def __init__(self, cable):
        self.cable, self.how, self.is_answered = cable, "through", False

    def up(self, data):
        if POLL in data:
            self.cable.polls.wait()
        if WISH in data:
            self.cable.wishes += 1
            self.how = self.cable.websockets
            if self.how == "refused":
                return data.replace(WISH, b"Unheard-of: word")
            return b"" if self.how == "unanswered" else data
        return data if self.how in ("through", "refused") else b""

    def down(self, data):
        if self.how != "mute":
            return data
        head, end, _frames = data.partition(b"\r\n\r\n")
        passed = b"" if self.is_answered else head + end
        self.is_answered = True
        return passed
