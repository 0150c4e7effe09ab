"""Sockets only: who is connected, what they hear, the few commands that must be cheap."""

from flask_socketio import SocketIO
from gevent import monkey

socketio = SocketIO()


def init_app(app):
    from . import handlers
    from .announcing import Announcer
    from .coalescing import Coalescer
    from .connections import Connections
    from .door import Door
    from .fanout import client_manager, use_lines
    from .pacing import paced
    from .pointing import Pointers
    from .presence import Presence
    from .snapshots import Snapshots
    from .sweeping import Sweeper

    connections = app.extensions["connections"] = Connections()
    app.extensions["pointers"] = Pointers(socketio)
    app.extensions["presence"] = Presence(app, socketio, connections)
    announcer = app.extensions["announcer"] = Announcer(app, socketio)
    app.extensions["announce"] = announcer.announce
    app.extensions["snapshots"] = Snapshots()
    app.extensions["coalescer"] = Coalescer(app, socketio)
    handlers.listen_for_ended_sign_ins(app)
    socketio.init_app(
        app,
        client_manager=client_manager(app),
        async_mode="gevent" if monkey.is_module_patched("threading") else "threading",
        async_handlers=False,  # one tablet's commands keep their order
        manage_session=False,
        ping_interval=5,  # whoever has gone without a word is known to be gone within 13 s, and the desk told soon
        ping_timeout=7,
        monitor_clients=False,  # the sweeper looks after them, all at once and not one every few milliseconds
        max_http_buffer_size=64 * 1024,
        logger=False,
        engineio_logger=False,  # it would print payloads
    )
    use_lines(app, socketio.server)
    door = app.extensions["door"] = Door(app, app.wsgi_app, Sweeper(app, socketio))
    app.wsgi_app = paced(door)
