"""Connections that hold a place without being a tablet: the line went dead, or nobody ever came in by it.

Engine.IO's own monitor is off: it wakes up for each connection by itself, a hundred times a second in a full room, and
finds a dead one only at its next round.
"""

import time

SWEEP_SECONDS = 1
NAMELESS_SECONDS = 10  # within which whoever has opened a connection must have shown who they are


class Sweeper:
    """Starts with the first connection."""

    def __init__(self, app, socketio, clock=time.monotonic):
        self.app, self.socketio, self.clock = app, socketio, clock
        self._nameless = {}  # {Engine.IO's id: since when it is known without a name}
        self._has_begun = False

    @property
    def connections(self):
        return self.socketio.server.eio.sockets

    def begin(self):
        if not self._has_begun and self.app.config["HEARTBEAT_SECONDS"]:
            self._has_begun = True
            self.socketio.start_background_task(self._forever)

    def _forever(self):
        while True:
            self.socketio.sleep(SWEEP_SECONDS)
            try:
                self.sweep()
            except Exception:
                self.app.logger.exception("sweeping failed; trying again")

    def sweep(self):
        nameless = {}
        for sid, connection in list(self.connections.items()):
            if connection.closed:
                self.connections.pop(sid, None)
            elif not connection.closing and connection.check_ping_timeout() and self._names_nobody(sid):
                nameless[sid] = self._nameless.get(sid, self.clock())
        self._nameless = nameless
        for sid, since in nameless.items():
            if self.clock() - since >= NAMELESS_SECONDS:
                self.connections[sid].close(wait=False)

    def _names_nobody(self, sid):
        """A name that was said and waits to be heard is one."""
        manager = self.socketio.server.manager
        line = manager.lines and manager.lines.get(sid)
        return manager.sid_from_eio_sid(sid, "/") is None and not (line and line.has_unheard())
