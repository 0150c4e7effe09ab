"""A tablet that sends faster than anybody can type."""

from meeting.realtime.pacing import BURST, BYTES_PER_SECOND, PacedSocket, paced


class Flood:
    """A socket that always has more, and a clock that only sleeping moves."""

    def __init__(self):
        self.time, self.turns = 0.0, 0

    def recv(self, size):
        return b"x" * size

    def fileno(self):
        return 7

    def sleep(self, seconds):
        self.time += seconds
        self.turns += 1


def test_a_flood_is_read_at_a_steady_pace():
    flood = Flood()
    socket = PacedSocket(flood, lambda: flood.time, flood.sleep)
    seconds = 60
    read = 0
    while flood.time < seconds:
        read += len(socket.recv(4096))
    assert read <= BURST + seconds * BYTES_PER_SECOND + 4096


def test_after_every_read_others_have_their_turn():
    flood = Flood()
    socket = PacedSocket(flood, lambda: flood.time, flood.sleep)
    for _ in range(10):
        socket.recv(100)
    assert (flood.turns, flood.time) == (10, 0)


def test_a_tablet_that_was_silent_may_send_a_burst_again():
    flood = Flood()
    socket = PacedSocket(flood, lambda: flood.time, flood.sleep)
    socket.recv(BURST)
    flood.time += BURST / BYTES_PER_SECOND
    before = flood.time
    socket.recv(BURST)
    assert flood.time == before


def test_before_every_request_others_have_their_turn():
    flood = Flood()
    application = paced(lambda _environ, _start: [], flood.sleep)
    for _ in range(10):
        application({}, None)
    assert (flood.turns, flood.time) == (10, 0)


def test_a_socket_is_paced_and_not_compressed_whatever_the_tablet_offers():
    seen = {}
    environ = {"gunicorn.socket": Flood(), "HTTP_SEC_WEBSOCKET_EXTENSIONS": "permessage-deflate"}
    paced(lambda environ, _start: seen.update(environ))(environ, None)
    assert isinstance(seen["gunicorn.socket"], PacedSocket)
    assert seen["gunicorn.socket"].fileno() == 7
    assert "HTTP_SEC_WEBSOCKET_EXTENSIONS" not in seen
