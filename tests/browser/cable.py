"""A network cable that a test can pull: a plain TCP relay on a port of its own."""

import socket
import threading
from contextlib import suppress


class Cable:
    """Relays to `port` on this machine. `cut()` breaks every connection and lets no new one through. Such as some
    proxies are, one that is not `for_websockets` keeps back the wish to become one."""

    def __init__(self, port, for_websockets=True):
        self.for_websockets = for_websockets
        self.target = ("127.0.0.1", port)
        self.whole = True
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
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=self._relay, args=(source, sink), daemon=True).start()

    def _relay(self, source, sink):
        with suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(
                    data if self.for_websockets else data.replace(b"Upgrade: websocket", b"Unheard-of: word")
                )
        self._drop(source)
        self._drop(sink)

    def _drop(self, end):
        self.ends.discard(end)
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
